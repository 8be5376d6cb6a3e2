/// An upper bound on every joint plan, by Lagrangian relaxation of "each unit at most once" and of the envelopes.
///
/// For any prices π ≥ 0 of units (of any sign where a unit is compulsory) and β ≥ 0 of envelopes,
///
///     UB(π, β) = Σ π_i + Σ_e β_e B_e + the ⌊Σw / minimum⌋ greatest of max(0, max_k best_hk(π, β)),
///
/// where best_hk is the best group of kind k under porteur h, conflicts, counts of members and of zones left aside. The
/// prices are moved by the deflected subgradient of `Bound`.
final class JointBound {
  private let joint: JointInstance
  private let options: Bound.Options
  private let pricing: JointPricing
  private var prices: [Double]
  private var rates: [Double]
  private var direction: [Double]
  private var rateDirection: [Double]
  /// Cents of reward that count as one group in the subgradient.
  private let scale: Double
  private var theta = 1.0
  private var stale = 0
  private var wasExact = true

  private(set) var bestPrices: [Double]
  private(set) var bestRates: [Double]
  /// As evaluated in floating point, in cents.
  private(set) var bestBound = Double.infinity
  private(set) var iterations = 0

  var isExhausted: Bool { theta < options.leastStep }
  var hasSettled: Bool { theta < options.settledStep }
  var stepFactor: Double { theta }

  /// - Parameter prices: to start from, when some are known.
  init(
    _ joint: JointInstance, threads: Int, prices: [Double]? = nil, options: Bound.Options = Bound.Options(),
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) {
    self.joint = joint
    self.options = options
    pricing = JointPricing(joint, threads: threads, shouldStop: shouldStop)
    var start = [Double](repeating: 0, count: joint.unitCount)
    for kind in joint.kinds {
      let top = kind.instance.levels[kind.instance.levels.count - 1]
      let share = top.groupReward / Double(kind.instance.minimum)
      for (local, unit) in kind.units.enumerated() {
        start[unit] = max(start[unit], top.rewards[local] + share * Double(joint.weights[unit]))
      }
    }
    if let prices {
      theta = 0.3
      start = prices
    }
    self.prices = start
    bestPrices = start
    rates = [Double](repeating: 0, count: joint.envelopes.count)
    bestRates = rates
    direction = [Double](repeating: 0, count: joint.unitCount)
    rateDirection = rates
    let kind = joint.kinds.first?.instance
    let perWeight =
      Double(kind?.rewards.reduce(0, +) ?? 0) / Double(max(1, kind?.weights.reduce(0, +) ?? 1))
    scale = max(1, Double(kind?.groupReward ?? 0) + perWeight * Double(kind?.minimum ?? 1))
  }

  /// One evaluation and one step; see `Bound.iterate`.
  func iterate(target: Double, exact: Bool) -> JointPricing.Result {
    if exact != wasExact {
      wasExact = exact
      if iterations > 0 {
        prices = bestPrices
        rates = bestRates
        bestBound = .infinity
        theta = max(theta, 0.1)
        rest()
      }
    }
    iterations += 1
    let priced = pricing.price(prices, envelopePrices: rates, exact: exact)
    guard priced.isComplete else { return priced }
    let (bound, chosen) = evaluate(priced)
    if bound < bestBound {
      if bestBound - bound > 2e-5 * bound.magnitude { stale = 0 }
      bestBound = bound
      bestPrices = prices
      bestRates = rates
    } else {
      stale += 1
    }
    if bestBound < 0.5, !joint.hasCompulsory {
      theta = 0
      return priced
    }
    if stale >= options.patience {
      stale = 0
      theta *= options.shrink
      prices = bestPrices
      rates = bestRates
      rest()
      return priced
    }
    step(priced, chosen: chosen, excess: max(bound - target, 1e-4 * bound.magnitude))
    return priced
  }

  private func rest() {
    for unit in direction.indices { direction[unit] = 0 }
    for envelope in rateDirection.indices { rateDirection[envelope] = 0 }
  }

  private func evaluate(_ priced: JointPricing.Result) -> (bound: Double, chosen: [Int]) {
    var chosen = priced.values.indices.filter { priced.values[$0] > 0 }
    if chosen.count > joint.groupLimit {
      chosen.sort { (priced.values[$0], $1) > (priced.values[$1], $0) }
      chosen.removeSubrange(joint.groupLimit...)
    }
    let bound =
      prices.reduce(0, +) + zip(rates, joint.envelopes).reduce(0) { $0 + $1.0 * Double($1.1) }
      + chosen.reduce(0) { $0 + priced.values[$1] }
    return (bound, chosen)
  }

  private func step(_ priced: JointPricing.Result, chosen: [Int], excess: Double) {
    var gradient = [Double](repeating: 1, count: prices.count)
    var drawn = [Double](repeating: 0, count: rates.count)
    for porteur in chosen {
      let kind = joint.kinds[Int(priced.kinds[porteur])]
      let members = priced.column(of: porteur)
      for member in members { gradient[member] -= 1 }
      if let envelope = kind.envelope {
        drawn[envelope] += Double(kind.instance.groupReward)
        for member in members {
          if let local = kind.local(member) { drawn[envelope] += Double(kind.instance.rewards[local]) }
        }
      }
    }
    var norm = 0.0
    for unit in prices.indices {
      direction[unit] = gradient[unit] + options.deflection * direction[unit]
      if prices[unit] <= 0, direction[unit] > 0, !joint.isCompulsory[unit] { direction[unit] = 0 }
      norm += direction[unit] * direction[unit]
    }
    for envelope in rates.indices {
      rateDirection[envelope] =
        (Double(joint.envelopes[envelope]) - drawn[envelope]) / scale + options.deflection * rateDirection[envelope]
      if rates[envelope] <= 0, rateDirection[envelope] > 0 { rateDirection[envelope] = 0 }
      norm += rateDirection[envelope] * rateDirection[envelope]
    }
    guard norm > 0 else {
      theta = 0
      return
    }
    let length = theta * excess / norm
    for unit in prices.indices {
      let price = prices[unit] - length * direction[unit]
      prices[unit] = joint.isCompulsory[unit] ? max(price, -JointCertificate.mostPrice) : max(0, price)
    }
    for envelope in rates.indices {
      rates[envelope] = min(
        JointCertificate.mostRate, max(0, rates[envelope] - length * rateDirection[envelope] / scale))
    }
  }
}
