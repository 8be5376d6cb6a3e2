/// Prices in whole cents, rates of resources in millionths, and the bound that they prove (see `Bound`), all exact: every
/// quantity is a whole number below 2⁵³, so the doubles of the pricing add up without rounding.
public struct Certificate: Sendable, Equatable {
  /// π in cents, one for each unit; below 0 only where the unit is compulsory.
  public let prices: [Int]
  /// β ≥ 0 of each resource, in millionths of a cent for each unit of it.
  public let rates: [Int]
  /// UB(π, β) in cents: no plan is worth more.
  public let bound: Int

  private init(prices: [Int], rates: [Int], bound: Int) {
    self.prices = prices
    self.rates = rates
    self.bound = bound
  }

  /// Proves nothing.
  static let none = Certificate(prices: [], rates: [], bound: .max)

  /// Limits that keep every product and sum exact.
  static let mostPrice = 1e12

  /// A rate as certificates hold it, in millionths.
  static func millionths(_ rate: Double, _ scale: JointInstance.ResourceScale) -> Int {
    Toll.millionths(min(scale.highestPrice, max(0, rate)))
  }

  /// The bound in cents that whole prices, and rates in millionths, prove.
  public static func bound(_ joint: JointInstance, prices: [Int], rates: [Int] = [], threads: Int) -> Int {
    Certificate(
      joint, prices: prices.map(Double.init), rates: rates.map { Double($0) / 1_000_000 }, threads: threads
    ).bound
  }

  /// The bound in cents that whole prices prove.
  public static func bound(_ instance: Instance, prices: [Int], threads: Int) -> Int {
    bound(JointInstance(instance), prices: prices, threads: threads)
  }

  /// Rounds the prices and evaluates the bound that the rounded ones give.
  ///
  /// - Parameters:
  ///   - prices: in cents.
  ///   - rates: of the resources, in cents for each unit.
  ///   - shouldStop: see `PricingRound`; prices that need no evaluation then stand in for those given.
  init(
    _ joint: JointInstance, prices: [Double], rates: [Double] = [], threads: Int,
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) {
    let rounded = zip(prices, joint.isCompulsory).map { price, isCompulsory in
      isCompulsory ? price.rounded() : max(0, price.rounded())
    }
    let millionths = zip(rates, joint.scales).map(Self.millionths)
    let priced = Oracle(joint, threads: threads, shouldStop: shouldStop).price(
      rounded, rates: millionths.map { Double($0) / 1_000_000 }, bestOnly: true)
    guard priced.isComplete else {
      self.init(worthOf: joint)
      return
    }
    let best = priced.values.filter { $0 > 0 }.sorted(by: >).prefix(joint.groupLimit)
    self.init(
      prices: rounded.map { Int($0) }, rates: millionths,
      bound: Int(rounded.reduce(0, +))
        + zip(millionths, joint.resources).reduce(0) { $0 + Toll.worth(of: $1.1.limit, millionths: $1.0) }
        + Int(best.reduce(0, +)))
  }

  /// Prices at which no group is worth anything, whoever leads it, so that their sum is the bound: what each unit brings at
  /// the most, its share of the group's reward included, since a group weighs the minimum or more.
  init(worthOf joint: JointInstance) {
    var prices = [Int](repeating: 0, count: joint.unitCount)
    for kind in joint.kinds {
      for (unit, price) in zip(kind.units, Self.worth(of: kind.instance)) { prices[unit] = max(prices[unit], price) }
    }
    self.init(prices: prices, rates: joint.resources.map { _ in 0 }, bound: prices.reduce(0, +))
  }

  private static func worth(of instance: Instance) -> [Int] {
    let top = instance.levels[instance.levels.count - 1]
    return instance.weights.indices.map { unit in
      let (weight, groupReward) = (instance.weights[unit], Int(top.groupReward) + instance.mostTerm)
      // A unit that is heavy enough by itself stands for the whole.
      guard weight < instance.minimum else { return Int(top.rewards[unit]) + groupReward }
      let (share, rest) = instance.minimum.dividingFullWidth(groupReward.multipliedFullWidth(by: weight))
      return Int(top.rewards[unit]) + share + (rest > 0 ? 1 : 0)
    }
  }
}
