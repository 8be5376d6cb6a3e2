/// Prices in whole cents and the bound that they prove, both exact: every quantity is a whole number below 2⁵³, so the
/// doubles of the pricing add up without rounding.
public struct Certificate: Sendable, Equatable {
  /// π ≥ 0 in cents, one for each unit.
  public let prices: [Int]
  /// UB(π) in cents: no plan is worth more.
  public let bound: Int

  private init(prices: [Int], bound: Int) {
    self.prices = prices
    self.bound = bound
  }

  /// The bound in cents that whole prices prove.
  public static func bound(_ instance: Instance, prices: [Int], threads: Int) -> Int {
    Certificate(instance, prices: prices.map(Double.init), threads: threads).bound
  }

  /// Proves nothing.
  static let none = Certificate(prices: [], bound: .max)

  /// Rounds the prices and evaluates the bound that the rounded ones give.
  ///
  /// - Parameter prices: in cents, at least 0.
  init(_ instance: Instance, prices: [Double], threads: Int) {
    let rounded = prices.map { max(0, $0.rounded()) }
    let priced = PricingRound(instance, threads: threads).price(rounded, floor: 0, exact: true)
    let best = priced.values.filter { $0 > 0 }.sorted(by: >).prefix(instance.groupLimit)
    self.prices = rounded.map { Int($0) }
    bound = Int(rounded.reduce(0, +)) + Int(best.reduce(0, +))
  }
}
