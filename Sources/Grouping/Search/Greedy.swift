/// The first plan: groups taken by reduced value, the units left priced anew until no group can be formed, then every
/// unit left joins where it brings something.
enum Greedy {
  /// - Parameters:
  ///   - prices: unit prices in cents, best those of the bound.
  ///   - rounds: most pricing rounds.
  static func plan(_ instance: Instance, prices: [Double], threads: Int, rounds: Int = 200) -> Solution {
    let round = PricingRound(instance, threads: threads)
    var prices = prices
    var solution = Solution()
    for _ in 0..<rounds {
      let priced = round.price(prices, floor: -.greatestFiniteMagnitude, exact: false)
      let order = priced.values.indices.filter { !priced.column(of: $0).isEmpty }
        .sorted { (priced.values[$0], $1) > (priced.values[$1], $0) }
      guard let first = order.first else { break }
      // Within one round only groups nearly as good as the best are taken: what is left is priced anew.
      let floor = priced.values[first] - 0.02 * Double(max(1, instance.groupReward + instance.rewards[first]))
      var formed = 0
      for porteur in order where priced.values[porteur] >= floor {
        let members = priced.column(of: porteur).map(Int.init)
        guard members.allSatisfy({ prices[$0] < .infinity }),
          let group = instance.group(porteur: porteur, members: members), group.value > 0
        else { continue }
        solution.groups.append(group)
        for member in members { prices[member] = .infinity }
        formed += 1
      }
      if formed == 0 { break }
    }
    insertLeft(into: &solution, of: instance)
    return solution
  }

  /// Every unit that is left joins the group where it brings most, if anything.
  private static func insertLeft(into solution: inout Solution, of instance: Instance) {
    let groupOf = solution.groupOfUnit(unitCount: instance.unitCount)
    for unit in groupOf.indices where groupOf[unit] < 0 {
      var best: (index: Int, group: Group)?
      var bestGain = 0
      for (index, group) in solution.groups.enumerated() {
        guard instance.cost(porteur: group.porteur, unit: unit) != nil,
          let joined = instance.group(porteur: group.porteur, members: group.members + [unit])
        else { continue }
        if joined.value - group.value > bestGain {
          bestGain = joined.value - group.value
          best = (index, joined)
        }
      }
      if let best { solution.groups[best.index] = best.group }
    }
  }
}
