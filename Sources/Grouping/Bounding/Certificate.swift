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
  /// - Parameters:
  ///   - prices: in cents, at least 0.
  ///   - shouldStop: see `PricingRound`; prices that need no evaluation then stand in for those given.
  init(
    _ instance: Instance, prices: [Double], threads: Int, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) {
    let rounded = prices.map { max(0, $0.rounded()) }
    let priced = PricingRound(instance, threads: threads, shouldStop: shouldStop)
      .price(rounded, floor: 0, exact: true)
    guard priced.isComplete else {
      let free = Certificate(worthOf: instance)
      (self.prices, bound) = (free.prices, free.bound)
      return
    }
    let best = priced.values.filter { $0 > 0 }.sorted(by: >).prefix(instance.groupLimit)
    self.prices = rounded.map { Int($0) }
    bound = Int(rounded.reduce(0, +)) + Int(best.reduce(0, +))
  }

  /// Prices at which no group is worth anything, whoever leads it, so that their sum is the bound: what each unit brings at
  /// the most, its share of the group's reward included, since a group weighs the minimum or more.
  init(worthOf instance: Instance) {
    let top = instance.levels[instance.levels.count - 1]
    prices = instance.weights.indices.map { unit in
      let (weight, groupReward) = (instance.weights[unit], Int(top.groupReward))
      // A unit that is heavy enough by itself stands for the whole.
      guard weight < instance.minimum else { return Int(top.rewards[unit]) + groupReward }
      let (share, rest) = instance.minimum.dividingFullWidth(groupReward.multipliedFullWidth(by: weight))
      return Int(top.rewards[unit]) + share + (rest > 0 ? 1 : 0)
    }
    bound = prices.reduce(0, +)
  }
}
