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
    guard regions.count > 1 else { return regions.map { [$0] } }
    if scenario.routes.contains(.national), envelopes.contains(where: { $0.name == "national" }) { return [regions] }
    var parent = Array(regions.indices)
    func root(_ region: Int) -> Int {
      var region = region
      while parent[region] != region { region = parent[region] }
      return region
    }
    func join(_ a: Int, _ b: Int) {
      let (a, b) = (root(a), root(b))
      if a != b { parent[max(a, b)] = min(a, b) }
    }
    for meeting in meetings(regions.flatMap { byRegion[$0]?.below ?? [] }) {
      let zones = meeting.compactMap { regions.firstIndex(of: $0.region) }
      for zone in zones.dropFirst() { join(zones[0], zone) }
    }
    if scenario.routes.contains(where: { $0 != .regional }) { joinNeighbours(regions, byRegion, join) }
    return regions.indices.filter { root($0) == $0 }.map { first in
      regions.indices.filter { root($0) == first }.map { regions[$0] }
    }
  }

  /// Units that constraints chain together: where they lie in several regions these are one problem.
  private func meetings(_ units: [Unit]) -> [[Unit]] {
    guard let constraints = scenario.constraints else { return [] }
    var unitsOf: [FinessNumber: [Int]] = [:]
    for (number, unit) in units.enumerated() { unitsOf[unit.og.og, default: []].append(number) }
    let pairs = constraints.lines.filter { $0.kind == .ensemble }.flatMap { line -> [[Int]] in
      guard let b = line.b, let first = unitsOf[line.a], let second = unitsOf[b] else { return [] }
      return Meeting.all([first, second], units: units)
    }
    let held = HeldGrappe.all(constraints).compactMap { $0.meeting(in: units) }
    return (pairs + held).map { $0.map { units[$0] } }
  }

  private func joinNeighbours(
    _ regions: [RegionCode], _ byRegion: [RegionCode: DomainBuilder.RegionUnits], _ join: (Int, Int) -> Void
  ) {
    let units = regions.enumerated().flatMap { index, region in
      (byRegion[region]?.below ?? []).map { (zone: index, seat: $0.seat) }
    }
    let index = scenario.measure.reach(of: units.map(\.seat), threads: scenario.threads)
    for (number, unit) in units.enumerated() {
      index.forEachNeighbour(of: number) { other in
        let zone = units[Int(other)].zone
        if zone != unit.zone { join(zone, unit.zone) }
      }
    }
  }
}
