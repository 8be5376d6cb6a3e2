import Geography
import Programme
import Register

/// Which regions must be planned together: those that one grappe might join, since an OG of one has another of the other
/// within the radius; and all of them where they share the national envelope.
struct Partition {
  let scenario: Scenario

  /// - Returns: regions sorted, sets by their first region.
  /// - Complexity: O(pairs of OG within the radius) where a route crosses regions.
  func groups(
    of byRegion: [RegionCode: DomainBuilder.RegionUnits], envelopes: [Domain.NamedEnvelope]
  ) -> [[RegionCode]] {
    let regions = byRegion.keys.sorted()
    let crosses = scenario.routes.contains { $0 != .regional }
    guard crosses, regions.count > 1 else { return regions.map { [$0] } }
    if scenario.routes.contains(.national), envelopes.contains(where: { $0.name == "national" }) { return [regions] }
    var parent = Array(regions.indices)
    func root(_ region: Int) -> Int {
      var region = region
      while parent[region] != region { region = parent[region] }
      return region
    }
    let units = regions.enumerated().flatMap { index, region in
      (byRegion[region]?.below ?? []).map { (zone: index, seat: $0.seat.coordinate) }
    }
    let index = SeatIndex(units.map(\.seat), radiusKm: scenario.radiusKm / scenario.detour)
    for (number, unit) in units.enumerated() {
      index.forEachNeighbour(of: number) { other in
        let zone = units[Int(other)].zone
        if zone != unit.zone {
          let (a, b) = (root(zone), root(unit.zone))
          if a != b { parent[max(a, b)] = min(a, b) }
        }
      }
    }
    return regions.indices.filter { root($0) == $0 }.map { first in
      regions.indices.filter { root($0) == first }.map { regions[$0] }
    }
  }
}
