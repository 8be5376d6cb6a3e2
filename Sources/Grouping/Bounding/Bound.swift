/// An upper bound on every plan, by Lagrangian relaxation of "each unit at most once".
///
/// For any prices π ≥ 0,
///
///     UB(π) = Σ π_i + the ⌊Σw/minimum⌋ greatest of max(0, best_h(π)),
///
/// since no plan has more groups than that and each has one porteur. The prices are moved by a deflected subgradient
/// (Camerini, Fratta and Maffioli 1975): step θ·(UB − target)/‖d‖², d = g + 0.9·d', θ shrinking when there is no
/// progress, each restart from the best prices. The groups met on the way are candidate columns.
final class Bound {
  /// Measured on Bretagne (952 units), Nouvelle-Aquitaine (1,708), Corse (72) and Guadeloupe (158): less patience stops
  /// up to 1 % above the dual optimum on the small ones.
  struct Options: Sendable {
    /// Iterations without progress before the step shrinks.
    var patience = 60
    var shrink = 0.7
    /// Share of the last direction that is kept.
    var deflection = 0.9
    /// Step factor at which the bound is as good as it gets.
    var leastStep = 1e-4
    /// Step factor at which the prices are about right.
    var settledStep = 0.03
  }

  private let instance: Instance
  private let options: Options
  private let round: PricingRound
  private var prices: [Double]
  private var direction: [Double]
  private var theta = 1.0
  private var stale = 0
  private var wasExact = true

  /// The best prices so far, in cents, and the bound that they give, as evaluated in floating point.
  private(set) var bestPrices: [Double]
  private(set) var bestBound = Double.infinity
  private(set) var iterations = 0
  /// Whether the last iteration has found better prices.
  private(set) var hasImproved = false

  /// Whether further iterations are not worth their time.
  var isExhausted: Bool { theta < options.leastStep }

  /// Factor of the step, 1 at the start.
  var stepFactor: Double { theta }

  /// Whether the prices are about right: time for the exact pricing.
  var hasSettled: Bool { theta < options.settledStep }

  /// - Parameter shouldStop: see `PricingRound`.
  init(
    _ instance: Instance, threads: Int, options: Options = Options(),
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) {
    self.instance = instance
    self.options = options
    round = PricingRound(instance, threads: threads, shouldStop: shouldStop)
    prices = Self.start(instance)
    direction = [Double](repeating: 0, count: instance.unitCount)
    bestPrices = prices
  }

  /// Prices to start from: what a unit brings to a group that is just full.
  static func start(_ instance: Instance) -> [Double] {
    let top = instance.levels[instance.levels.count - 1]
    let share = top.groupReward / Double(instance.minimum)
    return instance.weights.indices.map { top.rewards[$0] + share * Double(instance.weights[$0]) }
  }

  /// One evaluation and one step.
  ///
  /// - Parameters:
  ///   - target: value of the best plan known, in cents.
  ///   - exact: whether the pricing must be exact. When it is not, the bound is only a guide; the first exact
  ///     iteration starts the record anew from the best prices.
  /// - Returns: the columns of this round. One that was stopped changes nothing else.
  func iterate(target: Double, exact: Bool) -> PricingRound.Result {
    if exact != wasExact {
      wasExact = exact
      if iterations > 0 {
        prices = bestPrices
        bestBound = .infinity
        theta = max(theta, 0.1)
        direction = [Double](repeating: 0, count: prices.count)
      }
    }
    iterations += 1
    let priced = round.price(prices, floor: 0, exact: exact)
    guard priced.isComplete else { return priced }
    let (bound, chosen) = evaluate(priced)
    hasImproved = bound < bestBound
    if hasImproved {
      if bestBound - bound > 2e-5 * bound.magnitude { stale = 0 }
      bestBound = bound
      bestPrices = prices
    } else {
      stale += 1
    }
    // Values are whole cents, so that no group is worth anything: the prices could only halve for ever.
    if bestBound < 0.5 {
      theta = 0
      return priced
    }
    if stale >= options.patience {
      stale = 0
      theta *= options.shrink
      prices = bestPrices
      for unit in direction.indices { direction[unit] = 0 }
      return priced
    }
    step(priced, chosen: chosen, excess: max(bound - target, 1e-4 * bound.magnitude))
    return priced
  }

  /// The bound at the round's prices, and the porteurs that count in it.
  private func evaluate(_ priced: PricingRound.Result) -> (bound: Double, chosen: [Int]) {
    var chosen = priced.values.indices.filter { priced.values[$0] > 0 }
    if chosen.count > instance.groupLimit {
      chosen.sort { (priced.values[$0], $1) > (priced.values[$1], $0) }
      chosen.removeSubrange(instance.groupLimit...)
    }
    let bound = prices.reduce(0, +) + chosen.reduce(0) { $0 + priced.values[$1] }
    return (bound, chosen)
  }

  private func step(_ priced: PricingRound.Result, chosen: [Int], excess: Double) {
    var gradient = [Double](repeating: 1, count: prices.count)
    for porteur in chosen {
      for member in priced.column(of: porteur) { gradient[Int(member)] -= 1 }
    }
    var norm = 0.0
    for unit in prices.indices {
      direction[unit] = gradient[unit] + options.deflection * direction[unit]
      if prices[unit] <= 0, direction[unit] > 0 { direction[unit] = 0 }
      norm += direction[unit] * direction[unit]
    }
    guard norm > 0 else {
      theta = 0
      return
    }
    let length = theta * excess / norm
    for unit in prices.indices { prices[unit] = max(0, prices[unit] - length * direction[unit]) }
  }
}
