import Geography
import Plans
import Programme
import Register

@testable import Planning

/// Every pair of funding and spread that a plan of a few OG of one region can have and no other plan beats, by trying all
/// plans, from the rules' own words.
struct FrontOracle {
  struct Pair: Hashable {
    /// In cents.
    let funding: Int
    let metres: Int
  }

  /// By increasing spread.
  let pairs: [Pair]

  /// - Parameter plan: of the register, for the table of probabilities alone.
  init(_ register: Register, scenario: Scenario, plan: Plan) {
    let oracle = RuleOracle(register, scenario: scenario, plan: plan)
    let units = oracle.members
    let table = plan.parameters.probabilities["53"] ?? [1]
    var best = [[Pair]](repeating: [Pair(funding: 0, metres: 0)], count: 1 << units.count)
    func grappes(_ set: Int) -> [Pair] {
      let members = units.indices.filter { set >> $0 & 1 == 1 }.map { units[$0] }
      let essms = members.reduce(0) { $0 + $1.essms.count }
      guard essms >= 15, members.count >= 2 else { return [] }
      let p = Int((10_000 * table[min(essms - 15, table.count - 1)]).rounded())
      let amounts = [11_500_000] + members.map { 2_500_000 * $0.essms.count + 2_000_000 }
      let funding = amounts.reduce(0) { $0 + ($1 * p + 5_000) / 10_000 }
      return members.compactMap { porteur in
        guard members.allSatisfy({ $0.seat.distanceKm(to: porteur.seat) <= scenario.radiusKm }) else { return nil }
        let metres = members.reduce(0) { sum, member in
          sum + Int((1000 * member.essms.reduce(0) { $0 + $1.coordinate.distanceKm(to: porteur.seat) }).rounded())
        }
        return Pair(funding: funding, metres: metres)
      }
    }
    let alone = (0..<best.count).map(grappes)
    for set in 1..<max(1, best.count) {
      let last = 1 << (Int.bitWidth - 1 - set.leadingZeroBitCount)
      let rest = set ^ last
      var found = Set(best[rest])
      var part = rest
      while true {
        for grappe in alone[part | last] {
          for other in best[rest ^ part] {
            found.insert(Pair(funding: grappe.funding + other.funding, metres: grappe.metres + other.metres))
          }
        }
        if part == 0 { break }
        part = (part - 1) & rest
      }
      best[set] = Self.undominated(found)
    }
    pairs = best[best.count - 1]
  }

  private static func undominated(_ pairs: Set<Pair>) -> [Pair] {
    var kept: [Pair] = []
    for pair in pairs.sorted(by: { ($0.metres, -$0.funding) < ($1.metres, -$1.funding) })
    where pair.funding > kept.last?.funding ?? .min {
      kept.append(pair)
    }
    return kept
  }
}
