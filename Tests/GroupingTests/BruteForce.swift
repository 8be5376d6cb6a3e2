/// Every group of a tiny problem and the best plan, by enumeration: the oracle of these tests.
struct BruteForce {
  let problem: TinyProblem
  /// Value of each admissible group by porteur and set of members, one bit for each unit.
  private let values: [[Int: Int]]
  /// In cents, of the best plan there is.
  let optimum: Int

  /// - Complexity: O(n·2ⁿ + 3ⁿ).
  init(_ problem: TinyProblem) {
    self.problem = problem
    var values = [[Int: Int]](repeating: [:], count: problem.unitCount)
    var best = [Int?](repeating: nil, count: 1 << problem.unitCount)
    for set in 0..<best.count {
      let members = Self.units(of: set)
      for porteur in members {
        guard let value = problem.value(porteur: porteur, members: members) else { continue }
        values[porteur][set] = value
        best[set] = max(best[set] ?? .min, value)
      }
    }
    self.values = values
    optimum = Self.packed(best)
  }

  /// Reduced value in cents of the porteur's best group, units whose price is nil left out; nil when there is none.
  func best(porteur: Int, prices: [Int?]) -> Int? {
    values[porteur].compactMap { set, value in
      let members = Self.units(of: set)
      guard members.allSatisfy({ prices[$0] != nil }) else { return nil }
      return value - members.reduce(0) { $0 + (prices[$1] ?? 0) }
    }.max()
  }

  /// Σ π + the greatest positive reduced values, no more of them than groups can be formed.
  func bound(prices: [Int]) -> Int {
    let found = problem.weights.indices.compactMap { best(porteur: $0, prices: prices) }.filter { $0 > 0 }
    let limit = problem.totalWeight / problem.minimum
    return prices.reduce(0, +) + found.sorted(by: >).prefix(limit).reduce(0, +)
  }

  /// Every group under its best porteur.
  var groups: [(members: [Int], value: Int)] {
    var best: [Int: Int] = [:]
    for (set, value) in values.joined() { best[set] = max(best[set] ?? .min, value) }
    return best.sorted { $0.key < $1.key }.map { (Self.units(of: $0.key), $0.value) }
  }

  /// The units of a set, up to sixteen of them.
  static func units(of set: Int) -> [Int] { (0..<16).filter { set >> $0 & 1 == 1 } }

  /// The greatest sum of values of disjoint sets: either the last unit of a set is left alone, or it is in one of its
  /// subsets, which leaves the rest.
  private static func packed(_ values: [Int?]) -> Int {
    var best = [Int](repeating: 0, count: values.count)
    for set in 1..<max(1, values.count) {
      let last = 1 << (Int.bitWidth - 1 - set.leadingZeroBitCount)
      let rest = set ^ last
      var found = best[rest]
      var part = rest
      while true {
        if let value = values[part | last] { found = max(found, value + best[rest ^ part]) }
        if part == 0 { break }
        part = (part - 1) & rest
      }
      best[set] = found
    }
    return best[values.count - 1]
  }
}
