/// What an earlier search has shown that a new one may start from: prices, and a bound where the new problem only has fewer
/// plans.
public struct KnownProof: Sendable {
  /// Of the units, in whole cents.
  public let prices: [Int]
  /// Of the resources, in millionths.
  public let rates: [Int]
  /// No plan of the problem is worth more, in cents, whatever the prices prove; nil where that is not known.
  public let bound: Int?

  public init(prices: [Int], rates: [Int], bound: Int?) {
    self.prices = prices
    self.rates = rates
    self.bound = bound
  }
}

extension OptimiserRun {
  /// Those of the earlier search.
  var knownPrices: Prices? {
    guard let known, known.prices.count == joint.unitCount, known.rates.count == joint.resources.count else {
      return nil
    }
    return Prices(units: known.prices.map(Double.init), rates: known.rates.map { Double($0) / 1_000_000 })
  }

  /// After the bound's own search: whichever prices prove more stand, and what was shown before stands in any case.
  func takeKnownProof() {
    if let prices = knownPrices {
      let before = Certificate(
        joint, prices: prices.units, rates: prices.rates, threads: options.threads, shouldStop: budget.stopper())
      if before.bound < certificate.bound { certificate = before }
    }
    // One that a plan at hand exceeds was of another problem.
    let claimed = known?.bound.flatMap { $0 >= value ? $0 : nil }
    bound = Double(min(certificate.bound, claimed ?? .max))
  }
}
