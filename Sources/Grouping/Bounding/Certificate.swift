/// Prices in whole cents, rates of envelopes in millionths, and the bound that they prove (see `Bound`), all exact: every
/// quantity is a whole number below 2⁵³, so the doubles of the pricing add up without rounding.
public struct Certificate: Sendable, Equatable {
  /// π in cents, one for each unit; below 0 only where the unit is compulsory.
  public let prices: [Int]
  /// β ≥ 0 of each envelope, in millionths of a cent for each cent.
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
  static let mostRate = 4.0

  /// ⌊β·reward⌋ in cents.
  static func toll(_ rate: Int, on reward: Int) -> Int { rate * reward / 1_000_000 }

  /// What an envelope adds to the bound: ⌈β·B⌉ in cents.
  static func worth(_ rate: Int, of envelope: Int) -> Int {
    let (high, low) = rate.multipliedFullWidth(by: envelope)
    let (quotient, remainder) = 1_000_000.dividingFullWidth((high, low))
    return quotient + (remainder > 0 ? 1 : 0)
  }

  /// A rate as certificates hold it, in millionths.
  static func millionths(_ rate: Double) -> Int { Int((min(mostRate, max(0, rate)) * 1_000_000).rounded()) }

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
  ///   - rates: of the envelopes, in cents for each cent.
  ///   - shouldStop: see `PricingRound`; prices that need no evaluation then stand in for those given.
  init(
    _ joint: JointInstance, prices: [Double], rates: [Double] = [], threads: Int,
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) {
    let rounded = zip(prices, joint.isCompulsory).map { price, isCompulsory in
      isCompulsory ? price.rounded() : max(0, price.rounded())
    }
    let millionths = rates.map(Self.millionths)
    let priced = Oracle(joint, threads: threads, shouldStop: shouldStop).price(
      rounded, rates: millionths.map { Double($0) / 1_000_000 }, bestOnly: true)
    guard priced.isComplete else {
      self.init(worthOf: joint)
      return
    }
    let best = priced.values.filter { $0 > 0 }.sorted(by: >).prefix(joint.groupLimit)
    self.init(
      prices: rounded.map { Int($0) }, rates: millionths,
      bound: Int(rounded.reduce(0, +)) + zip(millionths, joint.envelopes).reduce(0) { $0 + Self.worth($1.0, of: $1.1) }
        + Int(best.reduce(0, +)))
  }

  /// Prices at which no group is worth anything, whoever leads it, so that their sum is the bound: what each unit brings at
  /// the most, its share of the group's reward included, since a group weighs the minimum or more.
  init(worthOf joint: JointInstance) {
    var prices = [Int](repeating: 0, count: joint.unitCount)
    for kind in joint.kinds {
      for (unit, price) in zip(kind.units, Self.worth(of: kind.instance)) { prices[unit] = max(prices[unit], price) }
    }
    self.init(prices: prices, rates: joint.envelopes.map { _ in 0 }, bound: prices.reduce(0, +))
  }

  private static func worth(of instance: Instance) -> [Int] {
    let top = instance.levels[instance.levels.count - 1]
    return instance.weights.indices.map { unit in
      let (weight, groupReward) = (instance.weights[unit], Int(top.groupReward))
      // A unit that is heavy enough by itself stands for the whole.
      guard weight < instance.minimum else { return Int(top.rewards[unit]) + groupReward }
      let (share, rest) = instance.minimum.dividingFullWidth(groupReward.multipliedFullWidth(by: weight))
      return Int(top.rewards[unit]) + share + (rest > 0 ? 1 : 0)
    }
  }
}
