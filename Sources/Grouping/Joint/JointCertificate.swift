/// Prices in whole cents, rates of envelopes in millionths, and the bound that they prove, all exact; see `JointBound`.
public struct JointCertificate: Sendable, Equatable {
  /// π in cents, one for each unit; below 0 only where the unit is compulsory.
  public let prices: [Int]
  /// β ≥ 0 of each envelope, in millionths of a cent for each cent.
  public let rates: [Int]
  /// In cents: no plan is worth more.
  public let bound: Int

  /// Limits that keep every product and sum exact.
  static let mostPrice = 1e12
  static let mostRate = 4.0

  /// ⌊β·reward⌋ in cents.
  static func toll(_ rate: Int, on reward: Int) -> Int { rate * reward / 1_000_000 }

  /// What an envelope adds to the bound: ⌈β·B⌉ in cents.
  static func worth(_ rate: Int, of envelope: Int) -> Int {
    let (high, low) = rate.multipliedFullWidth(by: envelope)
    let (quotient, remainder) = 1_000_000.dividingFullWidth((high, low))
    return quotient + (remainder > 0 ? 1 : 0)
  }

  /// The bound in cents that whole prices, and rates in millionths, prove.
  public static func bound(_ joint: JointInstance, prices: [Int], rates: [Int], threads: Int) -> Int {
    JointCertificate(
      joint, prices: prices.map(Double.init), rates: rates.map { Double($0) / 1_000_000 }, threads: threads
    ).bound
  }

  /// - Parameter shouldStop: see `PricingRound`; prices that need no evaluation then stand in for those given.
  init(
    _ joint: JointInstance, prices: [Double], rates: [Double], threads: Int,
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) {
    let rounded = zip(prices, joint.isCompulsory).map { price, isCompulsory in
      isCompulsory ? price.rounded() : max(0, price.rounded())
    }
    let millionths = rates.map { Int((min(Self.mostRate, max(0, $0)) * 1_000_000).rounded()) }
    let priced = JointPricing(joint, threads: threads, shouldStop: shouldStop).price(
      rounded, envelopePrices: millionths.map { Double($0) / 1_000_000 }, exact: true)
    guard priced.isComplete else {
      let free = JointCertificate(worthOf: joint)
      (self.prices, self.rates, bound) = (free.prices, free.rates, free.bound)
      return
    }
    let best = priced.values.filter { $0 > 0 }.sorted(by: >).prefix(joint.groupLimit)
    self.prices = rounded.map { Int($0) }
    self.rates = millionths
    bound =
      self.prices.reduce(0, +) + zip(millionths, joint.envelopes).reduce(0) { $0 + Self.worth($1.0, of: $1.1) }
      + Int(best.reduce(0, +))
  }

  /// Prices at which no group of any kind is worth anything; see `Certificate`.
  init(worthOf joint: JointInstance) {
    var prices = [Int](repeating: 0, count: joint.unitCount)
    for kind in joint.kinds {
      for (unit, price) in zip(kind.units, Certificate(worthOf: kind.instance).prices) {
        prices[unit] = max(prices[unit], price)
      }
    }
    self.prices = prices
    rates = joint.envelopes.map { _ in 0 }
    bound = prices.reduce(0, +)
  }
}
