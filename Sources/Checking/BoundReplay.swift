/// The bound that a certificate's prices prove, computed again in whole cents: for each porteur a plain knapsack over all
/// units in its radius, nothing pruned.
///
///     UB(π) = Σ π_i + the ⌊Σw/minimum⌋ greatest of max(0, best_h(π))
///
/// Complexity: O(levels × pairs × threshold).
struct BoundReplay {
  let territory: Territory

  /// - Parameter prices: π ≥ 0 in cents, one for each of `units`.
  /// - Returns: the bound in cents.
  func bound(units: [Territory.Unit], prices: [Int]) -> Int {
    let total = units.reduce(0) { $0 + $1.weight }
    let most = total / territory.limits.minimum
    guard most > 0 else { return prices.reduce(0, +) }
    let levels = self.levels
    var best: [Int] = []
    for porteur in units.indices {
      let seat = units[porteur].seat.coordinate
      let members = units.indices.filter {
        $0 != porteur && territory.isWithinRadius(units[$0].seat.coordinate, seat)
      }
      let costs = members.map { territory.cost(units[$0], to: seat) }
      let own = territory.cost(units[porteur], to: seat)
      var value = 0
      for level in levels {
        let profit = { (unit: Int, cost: Int) in
          Territory.expected(100 * units[unit].euros, level.probability) - cost - prices[unit]
        }
        let rest = knapsack(
          zip(members, costs).map { (units[$0].weight, profit($0, $1)) },
          least: level.threshold - units[porteur].weight,
          most: territory.limits.maximum.map { $0 - units[porteur].weight })
        if let rest {
          let grappe = Territory.expected(100 * territory.grappeEuros, level.probability)
          value = max(value, rest + profit(porteur, own) + grappe)
        }
      }
      best.append(value)
    }
    return prices.reduce(0, +) + best.sorted(by: >).prefix(most).reduce(0, +)
  }

  /// The weights from which the probability is higher than before.
  private var levels: [(threshold: Int, probability: Int)] {
    var levels: [(threshold: Int, probability: Int)] = []
    for (step, probability) in territory.probabilities.enumerated() {
      let weight = territory.limits.minimum + step
      if let maximum = territory.limits.maximum, weight > maximum { break }
      if probability > levels.last?.probability ?? -1 { levels.append((weight, probability)) }
    }
    return levels
  }

  /// The greatest profit of a choice whose weight is at least `least` and at most `most`; nil when there is none.
  private func knapsack(_ items: [(weight: Int, profit: Int)], least: Int, most: Int?) -> Int? {
    let least = max(0, least)
    // Without an upper bound all weights from `least` on are one.
    let top = most ?? least
    guard top >= least else { return nil }
    let none = Int.min / 2
    var best = [Int](repeating: none, count: top + 1)
    best[0] = 0
    for (weight, profit) in items {
      for reached in stride(from: top, through: 0, by: -1) where best[reached] > none {
        let next = most == nil ? min(top, reached + weight) : reached + weight
        if next <= top { best[next] = max(best[next], best[reached] + profit) }
      }
    }
    return best[least...].max().flatMap { $0 > none ? $0 : nil }
  }
}
