/// Probability that a group keeps the minimum weight once some of its units have withdrawn, as a function of the
/// group's total weight.
///
/// Probabilities are whole ten-thousandths, so that every value of the engine is a whole number of cents and anyone
/// can compute it again to the cent. The table starts at the minimum; its last entry holds for all larger weights.
public struct ProbabilityTable: Sendable, Equatable {
  /// One entry for each weight from the minimum on, in 0…10,000, never decreasing; never empty.
  public let tenThousandths: [Int]

  /// Nobody withdraws: every group that reaches the minimum keeps it.
  public static let certain = ProbabilityTable(tenThousandths: [10_000])

  private init(tenThousandths: [Int]) {
    self.tenThousandths = tenThousandths
  }

  /// - Returns: nil unless the entries lie in 0…10,000 and never decrease.
  public init?(_ entries: [Int]) {
    guard !entries.isEmpty, entries.allSatisfy({ (0...10_000).contains($0) }),
      zip(entries, entries.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return nil }
    tenThousandths = entries
  }

  /// The table of a region where each unit withdraws with probability `withdrawal`, independently of the others.
  ///
  /// The members of a group of weight w are taken to be as a random sequence of the region's own units, given that
  /// their weights add up to w. With s(k) the share of units of weight k, A(w, r) = Σ_k s(k)·[(1−ρ)·A(w−k, r−k) +
  /// ρ·A(w−k, r)] is the measure of sequences of weight w of which r remains, and p(w) = Σ_{r ≥ min} A(w, r) / Σ_r
  /// A(w, r). The table is made monotone and ends where p exceeds 0.9999, or at eight times the minimum.
  ///
  /// - Parameters:
  ///   - withdrawal: ρ, in 0…1.
  ///   - weights: weights of the region's units, each at least 1.
  ///   - minimum: weight that must remain, at least 1.
  /// - Complexity: O(limit² · largest weight) with limit = 8 × minimum.
  public init(withdrawal: Double, weights: [Int], minimum: Int) {
    guard withdrawal > 0, let heaviest = weights.max(), minimum >= 1 else {
      self = .certain
      return
    }
    var share = [Double](repeating: 0, count: heaviest + 1)
    for weight in weights where weight >= 1 { share[weight] += 1 / Double(weights.count) }
    let limit = 8 * minimum
    // measure[w][r] = A(w, r), r ≤ w.
    var measure = [[Double]](repeating: [], count: limit + 1)
    measure[0] = [1]
    var entries: [Int] = []
    for total in 1...limit {
      var row = [Double](repeating: 0, count: total + 1)
      for weight in 1...min(total, heaviest) where share[weight] > 0 {
        let before = measure[total - weight]
        for remaining in before.indices where before[remaining] > 0 {
          let mass = share[weight] * before[remaining]
          row[remaining + weight] += (1 - withdrawal) * mass
          row[remaining] += withdrawal * mass
        }
      }
      measure[total] = row
      // Only the rows that a unit's weight leads back to are read again.
      if total >= heaviest { measure[total - heaviest] = [] }
      guard total >= minimum else { continue }
      let all = row.reduce(0, +)
      let kept = row[minimum...].reduce(0, +)
      // A weight that no sequence of units adds up to takes the value of the weight before it.
      let p = all > 0 ? kept / all : Double(entries.last ?? 0) / 10_000
      entries.append(max(entries.last ?? 0, min(10_000, Int((p * 10_000).rounded()))))
      if p >= 0.9999 { break }
    }
    tenThousandths = entries
  }

  /// Probability, in ten-thousandths, of a group of the given weight; 0 below the minimum.
  func probability(weight: Int, minimum: Int) -> Int {
    guard weight >= minimum else { return 0 }
    return tenThousandths[min(weight - minimum, tenThousandths.count - 1)]
  }
}
