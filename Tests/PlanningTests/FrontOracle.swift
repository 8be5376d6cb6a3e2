import Geography
import Plans
import Register

@testable import Planning

/// All pairs of funding and spread that plans of a handful of OG can have, by trying all plans: regional grappes without a
/// situation, amounts as barème 2021-T2 has them.
struct FrontOracle {
  struct Point: Hashable {
    /// In cents, by the probability that goes with the weight.
    var funding: Int
    /// In metres × ESSMS.
    var metres: Int
  }

  /// Of every plan there is, but those that another beats in one and equals in the other.
  let front: [Point]

  /// - Parameter plan: of the register: its radius and its table of probabilities count.
  /// - Complexity: O(3ⁿ) for n OG.
  init(_ register: Register, region: RegionCode, minimum: Int, plan: Plan) {
    let radiusKm = plan.parameters.radiusKm
    let table = plan.parameters.probabilities[region.rawValue] ?? [1]
    let members = register.units(in: region).filter { $0.essms.count < minimum }.compactMap { Unit($0) }
    var groups = [[Point]](repeating: [], count: 1 << members.count)
    for mask in groups.indices {
      let inside = members.indices.filter { mask >> $0 & 1 == 1 }
      let weight = inside.reduce(0) { $0 + members[$1].weight }
      guard inside.count > 1, weight >= minimum else { continue }
      let p = Int((10_000 * table[min(weight - minimum, table.count - 1)]).rounded())
      func share(_ cents: Int) -> Int { (cents * p + 5_000) / 10_000 }
      let funding = inside.reduce(share(11_500_000)) { $0 + share(2_000_000 + 2_500_000 * members[$1].weight) }
      for porteur in inside {
        let seat = members[porteur].seat.coordinate
        guard inside.allSatisfy({ members[$0].seat.coordinate.distanceKm(to: seat) <= radiusKm }) else { continue }
        groups[mask].append(
          Point(funding: funding, metres: inside.reduce(0) { $0 + members[$1].greatCircleMetres(to: seat, detour: 1) }))
      }
      groups[mask] = Self.best(groups[mask])
    }
    var plans = [[Point]](repeating: [Point(funding: 0, metres: 0)], count: groups.count)
    for mask in plans.indices.dropFirst() {
      let first = mask & -mask
      let rest = mask & ~first
      var found = plans[rest]
      var others = rest
      while true {
        for group in groups[others | first] {
          for plan in plans[rest & ~others] {
            found.append(Point(funding: group.funding + plan.funding, metres: group.metres + plan.metres))
          }
        }
        if others == 0 { break }
        others = (others - 1) & rest
      }
      plans[mask] = Self.best(found)
    }
    front = plans[plans.count - 1]
  }

  /// Without those that another beats; by ascending spread.
  private static func best(_ points: [Point]) -> [Point] {
    var best: [Point] = []
    for point in points.sorted(by: { ($0.metres, -$0.funding) < ($1.metres, -$1.funding) })
    where point.funding > best.last?.funding ?? .min { best.append(point) }
    return best
  }
}
