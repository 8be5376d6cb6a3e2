/// The best choice of members under one porteur: the greatest sum of profits whose weight lies within limits.
///
/// Exact. Of each weight only as many of the most profitable are looked at as fit within the upper limit or, where there is
/// none, as make up what the profitable ones lack. A copy is scratch memory for one thread.
struct BoundKnapsack: Sendable {
  struct Candidate: Sendable {
    let block: Int32
    /// In cents.
    let cost: Int
  }

  private let weights: [Int]
  private let heaviest: Int
  private var kept: [[Int]]
  private var table: [Int] = []

  /// - Parameter weights: of all blocks.
  init(weights: [Int]) {
    self.weights = weights
    heaviest = weights.max() ?? 0
    kept = [[Int]](repeating: [], count: heaviest + 1)
  }

  private static let none = Int.min / 4

  /// - Parameters:
  ///   - gains: of each block in cents, before the distance; nil where it is not admitted.
  ///   - least: weight to be reached; any when below 0.
  ///   - most: weight not to be passed; nil for no limit.
  ///   - enough: profits up to this need not be told from nothing.
  /// - Returns: nil when no choice fits, or none is worth more than `enough`.
  /// - Complexity: O(candidates + items × limit).
  mutating func best(
    _ candidates: [Candidate], gains: [Int?], least: Int, most: Int?, moreThan enough: Int
  ) -> Int? {
    if let most, most < max(0, least) { return nil }
    var sum = 0
    var taken = 0
    var available = 0
    for candidate in candidates {
      guard let gain = gains[Int(candidate.block)] else { continue }
      let weight = weights[Int(candidate.block)]
      available += weight
      if gain > candidate.cost {
        sum += gain - candidate.cost
        taken += weight
      }
    }
    guard available >= least, sum > enough else { return nil }
    if taken >= least, taken <= most ?? .max { return sum }
    if let most, available > most {
      return within(candidates, gains: gains, least: max(0, least), most: most)
    }
    return covered(candidates, gains: gains, missing: least - taken).map { sum - $0 }
  }

  /// Keeps the `count` greatest of a weight, in descending order.
  private mutating func keep(_ profit: Int, weight: Int, count: Int) {
    let held = kept[weight].count
    if held == count {
      guard count > 0, profit > kept[weight][count - 1] else { return }
      kept[weight].removeLast()
    }
    var place = kept[weight].count
    kept[weight].append(profit)
    while place > 0, kept[weight][place - 1] < profit {
      kept[weight][place] = kept[weight][place - 1]
      place -= 1
    }
    kept[weight][place] = profit
  }

  private mutating func clear() {
    for weight in kept.indices { kept[weight].removeAll(keepingCapacity: true) }
  }

  /// The least loss by which the missing weight is made up from those that are not profitable.
  private mutating func covered(_ candidates: [Candidate], gains: [Int?], missing: Int) -> Int? {
    clear()
    for candidate in candidates {
      guard let gain = gains[Int(candidate.block)], gain <= candidate.cost else { continue }
      let weight = weights[Int(candidate.block)]
      keep(gain - candidate.cost, weight: weight, count: (missing + weight - 1) / weight)
    }
    table.removeAll(keepingCapacity: true)
    table.append(0)
    for _ in 0..<missing { table.append(Int.max / 4) }
    for weight in kept.indices.dropFirst() {
      for profit in kept[weight] {
        for lack in stride(from: missing, to: 0, by: -1) {
          table[lack] = min(table[lack], table[max(0, lack - weight)] - profit)
        }
      }
    }
    return table[missing] < Int.max / 8 ? table[missing] : nil
  }

  private mutating func within(_ candidates: [Candidate], gains: [Int?], least: Int, most: Int) -> Int? {
    clear()
    for candidate in candidates {
      guard let gain = gains[Int(candidate.block)] else { continue }
      let weight = weights[Int(candidate.block)]
      keep(gain - candidate.cost, weight: weight, count: most / weight)
    }
    table.removeAll(keepingCapacity: true)
    table.append(0)
    for _ in 0..<most { table.append(Self.none) }
    var reached = 0
    for weight in kept.indices.dropFirst() {
      for profit in kept[weight] {
        reached = min(most, reached + weight)
        for total in stride(from: reached, through: weight, by: -1) where table[total - weight] > Self.none {
          table[total] = max(table[total], table[total - weight] + profit)
        }
      }
    }
    return table[least...].max().flatMap { $0 > Self.none ? $0 : nil }
  }
}
