import Plans

/// Numbers that independent draws gave: their mean, its error, their quantiles.
struct DrawnNumbers {
  /// Ascending, never empty.
  private let sorted: [Int]

  /// - Parameter numbers: not empty.
  init(_ numbers: [Int]) {
    sorted = numbers.sorted()
  }

  /// - Parameter made: from a number.
  func spread<Amount>(_ made: (Double) -> Amount) -> StressOutcome.Spread<Amount> {
    let mean = sorted.reduce(0.0) { $0 + Double($1) } / Double(sorted.count)
    let squares = sorted.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    let variance = sorted.count > 1 ? squares / Double(sorted.count - 1) : 0
    return .init(
      mean: made(mean), standardError: made((variance / Double(sorted.count)).squareRoot()), low: made(quantile(0.05)),
      median: made(quantile(0.5)), high: made(quantile(0.95)))
  }

  /// The least number that this share of the draws does not exceed.
  private func quantile(_ share: Double) -> Double {
    let rank = Int((share * Double(sorted.count)).rounded(.up))
    return Double(sorted[min(sorted.count, max(1, rank)) - 1])
  }
}
