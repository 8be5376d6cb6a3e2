/// An upper bound on every plan, by Lagrangian relaxation of "each unit at most once" and of the resources.
///
/// For any prices π ≥ 0 of units (of any sign where a unit is compulsory) and β ≥ 0 of resources, no higher than what drawing
/// beyond the limit costs,
///
///     UB(π, β) = Σ π_i + Σ_r β_r B_r + the K greatest of max(0, max_k best_hk(π, β)),
///
/// where best_hk is the best group of kind k under porteur h, conflicts, counts of members and of zones left aside: no plan
/// has more than K groups, and each has one porteur. The prices are moved by a deflected subgradient (Camerini, Fratta and
/// Maffioli 1975): step θ·(UB − target)/‖d‖², d = g + 0.9·d', θ shrinking when there is no progress, each restart from the
/// best prices. The groups met on the way are candidate columns.
final class Bound {
  private typealias Parameters = SearchParameters.Subgradient

  private let joint: JointInstance
  /// Iterations without progress before the step shrinks.
  private let patience: Int
  private let oracle: Oracle
  private var prices: [Double]
  private var rates: [Double]
  private var direction: [Double]
  private var rateDirection: [Double]
  private var theta = 1.0
  private var stale = 0
  private var wasExact = true

  /// The best prices so far, in cents, the best rates, and the bound that they give, as evaluated in floating point.
  private(set) var bestPrices: [Double]
  private(set) var bestRates: [Double]
  private(set) var bestBound = Double.infinity
  private(set) var iterations = 0
  /// Whether the last iteration has found better prices.
  private(set) var hasImproved = false

  /// Whether further iterations are not worth their time.
  var isExhausted: Bool { theta < Parameters.leastStep }
  /// Whether the prices are about right: time for the exact pricing.
  var hasSettled: Bool { theta < Parameters.settledStep }
  /// Factor of the step, 1 at the start.
  var stepFactor: Double { theta }

  /// - Parameters:
  ///   - prices: to start from, when some are known.
  ///   - rates: of the resources beside them, 0 where they are not known.
  ///   - shouldStop: see `PricingRound`.
  init(
    _ joint: JointInstance, threads: Int, prices: [Double]? = nil, rates known: [Double]? = nil,
    patience: Int = SearchParameters.Subgradient.patience,
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) {
    self.joint = joint
    self.patience = patience
    oracle = Oracle(joint, threads: threads, shouldStop: shouldStop)
    rates = joint.resources.map { _ in 0 }
    if let prices {
      theta = Parameters.warmStep
      self.prices = prices
      if let known, known.count == rates.count { rates = known }
    } else {
      self.prices = Self.start(joint)
      // Where money is short the prices lie far below: the subgradient would crawl there from the full ones.
      let isShort = joint.isShort
      var best = Double.infinity
      for rate in isShort.contains(true) ? Parameters.firstRates : [] where !shouldStop() {
        let rates = zip(isShort, joint.scales).map { $0 ? $1.rate(rate) : 0 }
        let prices = Self.start(joint, rates: rates)
        let priced = oracle.price(prices, rates: rates, exact: false, bestOnly: true)
        guard priced.isComplete else { break }
        let value = joint.bound(priced, prices, rates)
        if value < best { (best, self.prices, self.rates) = (value, prices, rates) }
      }
    }
    bestPrices = self.prices
    bestRates = rates
    direction = [Double](repeating: 0, count: joint.unitCount)
    rateDirection = rates.map { _ in 0 }
  }

  /// Prices to start from: what a unit brings to a group that is just full, tolls of the resources paid.
  static func start(_ joint: JointInstance, rates: [Double]? = nil) -> [Double] {
    var prices = [Double](repeating: 0, count: joint.unitCount)
    for kind in joint.kinds {
      let instance = kind.instance
      let top = instance.levels[instance.levels.count - 1]
      let tolls = rates.map { kind.tolls($0) }
      let share = (top.groupReward - (tolls?.group ?? 0)) / Double(instance.minimum)
      for (local, unit) in kind.units.enumerated() {
        let own = top.rewards[local] - (tolls?.units[local] ?? 0)
        prices[unit] = max(prices[unit], own + share * Double(joint.weights[unit]))
      }
    }
    return prices
  }

  /// One evaluation and one step.
  ///
  /// - Parameters:
  ///   - target: value of the best plan known, in cents.
  ///   - exact: whether the pricing must be exact. When it is not, the bound is only a guide; the first exact
  ///     iteration starts the record anew from the best prices.
  /// - Returns: the columns of this round. One that was stopped changes nothing else.
  func iterate(target: Double, exact: Bool) -> Oracle.Result {
    if exact != wasExact {
      wasExact = exact
      if iterations > 0 {
        prices = bestPrices
        rates = bestRates
        bestBound = .infinity
        theta = max(theta, Parameters.exactStep)
        rest()
      }
    }
    iterations += 1
    let priced = oracle.price(
      prices, rates: rates, exact: exact, bestOnly: joint.unitCount > Parameters.wholeColumnsCount)
    guard priced.isComplete else { return priced }
    let (bound, chosen) = evaluate(priced)
    hasImproved = bound < bestBound
    if hasImproved {
      if bestBound - bound > Parameters.progress * bound.magnitude { stale = 0 }
      bestBound = bound
      bestPrices = prices
      bestRates = rates
    } else {
      stale += 1
    }
    // Values are whole cents, so that no group is worth anything: the prices could only halve for ever.
    if bestBound < 0.5, !joint.hasCompulsory, !joint.hasElastic {
      theta = 0
      return priced
    }
    if stale >= patience {
      stale = 0
      theta *= Parameters.shrink
      prices = bestPrices
      rates = bestRates
      rest()
      return priced
    }
    step(priced, chosen: chosen, excess: max(bound - target, Parameters.leastExcess * bound.magnitude))
    return priced
  }

  private func rest() {
    for unit in direction.indices { direction[unit] = 0 }
    for resource in rateDirection.indices { rateDirection[resource] = 0 }
  }

  /// The bound at the round's prices, and the porteurs that count in it.
  private func evaluate(_ priced: Oracle.Result) -> (bound: Double, chosen: [Int]) {
    var chosen = priced.values.indices.filter { priced.values[$0] > 0 }
    if chosen.count > joint.groupLimit {
      chosen.sort { (priced.values[$0], $1) > (priced.values[$1], $0) }
      chosen.removeSubrange(joint.groupLimit...)
    }
    return (joint.bound(chosen.reduce(0) { $0 + priced.values[$1] }, prices, rates), chosen)
  }

  private func step(_ priced: Oracle.Result, chosen: [Int], excess: Double) {
    var gradient = [Double](repeating: 1, count: prices.count)
    var drawn = [Double](repeating: 0, count: rates.count)
    for porteur in chosen {
      let kind = joint.kinds[Int(priced.kinds[porteur])]
      let members = priced.column(of: porteur)
      for member in members { gradient[member] -= 1 }
      for draw in kind.draws {
        drawn[draw.resource] += Double(draw.ofGroup)
        for member in members {
          if let local = kind.local(member) { drawn[draw.resource] += Double(draw.amounts[local]) }
        }
      }
    }
    var norm = 0.0
    for unit in prices.indices {
      direction[unit] = gradient[unit] + Parameters.deflection * direction[unit]
      if prices[unit] <= 0, direction[unit] > 0, !joint.isCompulsory[unit] { direction[unit] = 0 }
      norm += direction[unit] * direction[unit]
    }
    for resource in rates.indices {
      let free = (Double(joint.resources[resource].limit) - drawn[resource]) / joint.scales[resource].size
      rateDirection[resource] = free + Parameters.deflection * rateDirection[resource]
      if rates[resource] <= 0, rateDirection[resource] > 0 { rateDirection[resource] = 0 }
      norm += rateDirection[resource] * rateDirection[resource]
    }
    guard norm > 0 else {
      theta = 0
      return
    }
    let length = theta * excess / norm
    for unit in prices.indices {
      let price = prices[unit] - length * direction[unit]
      prices[unit] = joint.isCompulsory[unit] ? max(price, -Certificate.mostPrice) : max(0, price)
    }
    for (resource, scale) in joint.scales.enumerated() {
      rates[resource] = min(
        scale.highestPrice, max(0, rates[resource] - length * rateDirection[resource] / scale.size))
    }
  }
}

extension JointInstance {
  /// UB(π, β) in cents, from what a round of pricing found.
  func bound(_ priced: Oracle.Result, _ prices: [Double], _ rates: [Double]) -> Double {
    bound(priced.values.filter { $0 > 0 }.sorted(by: >).prefix(groupLimit).reduce(0, +), prices, rates)
  }

  /// - Parameter best: reduced value in cents of the K best porteurs.
  fileprivate func bound(_ best: Double, _ prices: [Double], _ rates: [Double]) -> Double {
    prices.reduce(0, +) + zip(rates, resources).reduce(0) { $0 + $1.0 * Double($1.1.limit) } + best
  }

  /// Whether each resource could run dry: all units that may draw on it draw more than there is.
  fileprivate var isShort: [Bool] {
    resources.enumerated().map { number, resource in
      var most = [Int](repeating: 0, count: unitCount)
      for kind in kinds {
        guard let draw = kind.draws.first(where: { $0.resource == number }) else { continue }
        for (local, unit) in kind.units.enumerated() {
          most[unit] = max(most[unit], draw.amounts[local] + draw.ofGroup * weights[unit] / kind.instance.minimum)
        }
      }
      return resource.limit >= 0 && most.reduce(0, +) > resource.limit
    }
  }
}
