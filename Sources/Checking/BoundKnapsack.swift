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
  /// The most profitable of each weight, in descending order: of weight w, `counts[w]` of them from `starts[w]` on.
  private var kept: [Int]
  private var counts: [Int]
  private let starts: [Int]
  private var table: [Int] = []

  /// - Parameters:
  ///   - weights: of all blocks.
  ///   - reach: no limit of weight is beyond this.
  init(weights: [Int], reach: Int) {
    self.weights = weights
    let heaviest = weights.max() ?? 0
    counts = [Int](repeating: 0, count: heaviest + 1)
    starts = (0...heaviest).reduce(into: [0]) { $0.append($0[$0.count - 1] + (reach + $1) / max(1, $1)) }
    kept = [Int](repeating: 0, count: starts[heaviest + 1])
  }

  /// Of a block that is not admitted.
  static let notAdmitted = Int.min

  private static let none = Int.min / 4

  /// - Parameters:
  ///   - gains: of each block in cents, before the distance; `notAdmitted` where it is not.
  ///   - least: weight to be reached; any when below 0.
  ///   - most: weight not to be passed; nil for no limit.
  ///   - enough: profits up to this need not be told from nothing.
  /// - Returns: nil when no choice fits, or none is worth more than `enough`.
  /// - Complexity: O(candidates + items × limit).
  mutating func best(
    _ candidates: ArraySlice<Candidate>, gains: [Int], least: Int, most: Int?, moreThan enough: Int
  ) -> Int? {
    let quick = quick(candidates, gains: gains, least: least, most: most)
    guard let most = quick.most, most > enough else { return nil }
    if quick.isExact { return most }
    if let limit = quick.limit { return within(candidates, gains: gains, least: max(0, least), most: limit) }
    // Whatever loses as much by itself is of no use.
    let room = quick.sum - enough
    return covered(candidates, gains: gains, missing: quick.missing, room: room).map { quick.sum - $0 }
  }

  /// What a look at each candidate tells of the best choice.
  struct Quick {
    /// What its profit cannot pass; nil when no choice fits.
    var most: Int?
    /// Whether that is its profit.
    var isExact = false
    /// Profit of all that bring one.
    var sum = 0
    /// Weight that these lack.
    var missing = 0
    /// The weight not to be passed, where all candidates weigh more.
    var limit: Int?
  }

  /// All that bring a profit and, of what they lack in weight, the least that a unit of it can cost.
  ///
  /// - Complexity: O(candidates).
  func quick(_ candidates: ArraySlice<Candidate>, gains: [Int], least: Int, most: Int?) -> Quick {
    if let most, most < max(0, least) { return Quick() }
    var sum = 0
    var taken = 0
    var available = 0
    // The least loss for its weight.
    var (loss, heft) = (Int.max / 4, 1)
    for candidate in candidates {
      let gain = gains[Int(candidate.block)]
      guard gain != Self.notAdmitted else { continue }
      let weight = weights[Int(candidate.block)]
      available += weight
      if gain > candidate.cost {
        sum += gain - candidate.cost
        taken += weight
      } else {
        let own = candidate.cost - gain
        // Compared as shares; amounts beyond counting stay out of it.
        let (a, b) = (own.multipliedReportingOverflow(by: heft), loss.multipliedReportingOverflow(by: weight))
        if !a.overflow, b.overflow || a.partialValue < b.partialValue { (loss, heft) = (own, weight) }
      }
    }
    guard available >= least else { return Quick() }
    let missing = max(0, least - taken)
    if missing == 0, taken <= most ?? .max { return Quick(most: sum, isExact: true, sum: sum) }
    if let most, available > most { return Quick(most: sum, sum: sum, missing: missing, limit: most) }
    let cost = loss.multipliedReportingOverflow(by: missing)
    return Quick(most: cost.overflow ? sum : sum - cost.partialValue / heft, sum: sum, missing: missing)
  }

  /// Keeps the `count` greatest of each weight, in descending order.
  ///
  /// - Parameters:
  ///   - least: profits up to this are left aside.
  ///   - count: by weight.
  private mutating func keep(
    _ candidates: ArraySlice<Candidate>, gains: [Int], from least: Int, to most: Int, count: (Int) -> Int
  ) {
    for weight in counts.indices { counts[weight] = 0 }
    kept.withUnsafeMutableBufferPointer { kept in
      counts.withUnsafeMutableBufferPointer { counts in
        for candidate in candidates {
          let gain = gains[Int(candidate.block)]
          guard gain != Self.notAdmitted else { continue }
          let profit = gain - candidate.cost
          guard profit > least, profit <= most else { continue }
          let weight = weights[Int(candidate.block)]
          let start = starts[weight]
          var place = start + counts[weight]
          if counts[weight] == count(weight) {
            guard place > start, profit > kept[place - 1] else { continue }
            place -= 1
          } else {
            counts[weight] += 1
          }
          while place > start, kept[place - 1] < profit {
            kept[place] = kept[place - 1]
            place -= 1
          }
          kept[place] = profit
        }
      }
    }
  }

  /// The least loss, below `room`, by which the missing weight is made up from those that are not profitable.
  private mutating func covered(
    _ candidates: ArraySlice<Candidate>, gains: [Int], missing: Int, room: Int
  ) -> Int? {
    keep(candidates, gains: gains, from: -room, to: 0) { (missing + $0 - 1) / $0 }
    table.removeAll(keepingCapacity: true)
    table.append(0)
    for _ in 0..<missing { table.append(Int.max / 4) }
    for weight in counts.indices.dropFirst() {
      for profit in kept[starts[weight]..<starts[weight] + counts[weight]] {
        for lack in stride(from: missing, to: 0, by: -1) {
          table[lack] = min(table[lack], table[max(0, lack - weight)] - profit)
        }
      }
    }
    return table[missing] < Int.max / 8 ? table[missing] : nil
  }

  private mutating func within(_ candidates: ArraySlice<Candidate>, gains: [Int], least: Int, most: Int) -> Int? {
    keep(candidates, gains: gains, from: .min, to: .max) { most / $0 }
    table.removeAll(keepingCapacity: true)
    table.append(0)
    for _ in 0..<most { table.append(Self.none) }
    var reached = 0
    for weight in counts.indices.dropFirst() {
      for profit in kept[starts[weight]..<starts[weight] + counts[weight]] {
        reached = min(most, reached + weight)
        for total in stride(from: reached, through: weight, by: -1) where table[total - weight] > Self.none {
          table[total] = max(table[total], table[total - weight] + profit)
        }
      }
    }
    return table[least...].max().flatMap { $0 > Self.none ? $0 : nil }
  }
}
