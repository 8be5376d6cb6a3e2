/// The bound: what the kinds prove by themselves, the subgradient, column generation in a box.
extension OptimiserRun {
  private typealias Bounding = SearchParameters.Bounding

  /// Kinds that share no unit, each by itself.
  ///
  /// - Returns: the prices they ended with; nil when there are none.
  func solveFirst(_ progress: (Optimiser.Progress) -> Void) -> [Double]? {
    guard !first.isEmpty else { return nil }
    var prices = [Double](repeating: 0, count: joint.unitCount)
    var found: [JointGroup] = []
    var left = first.reduce(0) { $0 + joint.kinds[$1].units.count }
    for index in first {
      let units = joint.kinds[index].units
      let problem = joint.restricted(toKind: index)
      let elapsed = budget.seconds
      let share = Double(units.count) / Double(max(1, left))
      var options = options
      options.timeLimit = max(0, Bounding.firstShare * self.options.timeLimit - elapsed) * share
      options.workLimit = options.workLimit.map {
        Int(max(0, Bounding.firstShare * Double($0) - Double(budget.work)) * share)
      }
      left -= units.count
      let (held, count) = (found.value, found.count)
      let outcome = Optimiser(options: options).solve(
        problem,
        progress: {
          progress(
            .init(
              phase: $0.phase, seconds: elapsed + $0.seconds, value: held + ($0.value ?? 0), bound: nil,
              groups: count + $0.groups))
        }, isInterrupted: { [budget] in budget.isInterrupted })
      // Its time is a share of this search's.
      if outcome.stop == .timeLimit { budget.decide() }
      budget.spend(outcome.work)
      spent.add(outcome.spent)
      for (place, unit) in units.enumerated() where !outcome.certificate.prices.isEmpty {
        prices[unit] = Double(outcome.certificate.prices[place])
      }
      found += outcome.groups.compactMap { group in
        joint.mended(kind: index, porteur: units[group.porteur], members: group.members.map { units[$0] })
      }
    }
    take(found)
    return prices
  }

  /// Lowers the bound until it is as good as it gets, first in the cheap form where there are several levels. Early on a
  /// first plan is made, which shows the user something and gives the subgradient its target.
  ///
  /// - Parameter known: prices to start from.
  /// - Returns: prices to search by, and the best ones for the proof.
  func lowerBound(
    from known: Prices?, _ progress: (Optimiser.Progress) -> Void
  ) -> (search: Prices, proof: Prices) {
    let free = Prices.free(joint)
    let hasLevels = joint.kinds.contains { $0.instance.levels.count > 1 }
    let share =
      known != nil ? Bounding.shareAfterFirst : hasLevels ? Bounding.shareOfLevels : Bounding.share
    let stopper = budget.stopper(share: share)
    // Where no group is worth anything, prices of 0 prove it at once; the subgradient would only draw near them.
    if !joint.hasCompulsory, !joint.hasElastic {
      let worth = timed(\.bound) {
        Certificate(
          joint, prices: free.units, rates: free.rates, threads: options.threads, shouldStop: stopper
        ).bound
      }
      guard worth > 0 else {
        isPriced = true
        return (free, free)
      }
    }
    // The tables of a large problem alone take seconds to lay out.
    if stopper() { return (Prices(units: known?.units ?? Bound.start(joint), rates: free.rates), free) }
    let lagrangian = Bound(
      joint, threads: options.threads, prices: known?.units, rates: known?.rates, shouldStop: stopper)
    // What each kind has proven by itself is worth an evaluation.
    isPriced = known != nil
    var isExact = !hasLevels
    while !(lagrangian.isExhausted && isExact) {
      // Column generation goes on from here.
      if isSmall, lagrangian.stepFactor < Bounding.smallStep { break }
      if generates, isExact || !isEasy, lagrangian.stepFactor < generationStep { break }
      if lagrangian.hasSettled { isExact = true }
      // The last evaluation must be exact for the bound to hold; the certificate sees to that.
      if stopper() || budget.isSpent(share: share) { break }
      step(lagrangian, isExact: isExact)
      if lagrangian.iterations == firstPlanAt, groups.isEmpty || first.isEmpty {
        takeFirstPlan(prices: Prices(units: lagrangian.bestPrices, rates: lagrangian.bestRates))
        // Where some gap is enough, a better plan spares most of the bound's way.
        if options.gap > 0 { anneal(rates: lagrangian.bestRates) }
      }
      if options.gap > 0, lagrangian.iterations.isMultiple(of: Bounding.gapCheckedEvery), gap <= 0.99 * options.gap {
        break
      }
      if lagrangian.iterations.isMultiple(of: Bounding.reportedEvery) { report(.bound, progress) }
    }
    let prices = Prices(units: lagrangian.bestPrices, rates: lagrangian.bestRates)
    guard generates, isPriced else { return (prices, prices) }
    let best = generateBound(from: prices, bound: lagrangian.bestBound, share: share, progress)
    guard isEasy else { return (best, best) }
    let units = zip(prices.units, best.units).map { $0 + Bounding.searchShare * ($1 - $0) }
    return (Prices(units: units, rates: best.rates), best)
  }

  /// One step of the subgradient.
  private func step(_ lagrangian: Bound, isExact: Bool) {
    timed(\.bound) {
      let priced = lagrangian.iterate(
        target: max(Double(value), 0.98 * lagrangian.bestBound.finite), exact: isExact)
      if isSmall && joint.unitCount <= Bounding.wholePoolCount
        || lagrangian.hasImproved && isEasy && lagrangian.stepFactor < Bounding.poolStep
      {
        pool.insert(priced, of: joint)
      }
    }
    budget.spend(joint.work)
    if lagrangian.bestBound.isFinite { isPriced = true }
    if isExact { bound = min(bound, lagrangian.bestBound) }
  }

  /// Whether the subgradient comes near the best prices by itself.
  private var isEasy: Bool { joint.kinds.count == 1 && joint.resources.isEmpty }
  private var generationStep: Double { isEasy ? Bounding.generationStep : Bounding.generationStepOfKinds }
  private var firstPlanAt: Int {
    joint.unitCount > Bounding.largeCount ? Bounding.firstPlanAtOfLarge : Bounding.firstPlanAt
  }

  /// Whether the bound goes on by column generation: not where the exact finish does the same, nor where the simplex would
  /// take too long.
  private var generates: Bool { !isSmall && joint.unitCount <= Bounding.generationCount }

  /// Takes the subgradient's bound to its optimum, as far as the time for the bound goes.
  ///
  /// - Returns: the best prices.
  private func generateBound(
    from prices: Prices, bound known: Double, share: Double, _ progress: (Optimiser.Progress) -> Void
  ) -> Prices {
    let stopper = budget.stopper(share: share)
    guard !stopper(), !budget.isSpent(share: share) else { return prices }
    // The goal: a plan proven, or close enough.
    let value = Double(value)
    let goal = missing.isEmpty ? (value > 0 ? value / (1 - min(0.99, 0.99 * options.gap)) : value) : -.infinity
    var task = BoundGeneration(
      joint: joint, threads: options.threads, shouldStop: stopper,
      secondsLeft: { [budget] in share * budget.limit - budget.seconds })
    task.closeness = Bounding.closeness
    task.spend = { [budget] work in
      budget.spend(work)
      return !budget.isSpent(share: share)
    }
    let columns =
      groups + pool.promising(joint, prices: prices, slack: .infinity, most: 2 * joint.unitCount)
    // The task calls from its own thread while this one waits for it, so that nothing here is touched by two at once.
    // A failure of the simplex costs the better bound, nothing more.
    let outcome = withoutActuallyEscaping(progress) { progress in
      nonisolated(unsafe) let run = self
      nonisolated(unsafe) let progress = progress
      let (task, isRough) = (task, !isEasy)
      return timed(\.bound) {
        try? task.run(prices: prices, columns: columns, goal: goal, isRough: isRough) { bound in
          run.bound = min(run.bound, bound)
          run.report(.bound, progress)
        }
      }
    }
    guard let outcome, outcome.bound < known || !isEasy else { return prices }
    for group in outcome.groups { pool.insert(group, of: joint) }
    chosen = outcome.chosen
    bound = min(bound, outcome.bound)
    report(.bound, progress)
    return outcome.prices
  }
}

extension BoundGeneration.Prices {
  /// 0 for all.
  static func free(_ joint: JointInstance) -> Self {
    Self(
      units: [Double](repeating: 0, count: joint.unitCount),
      rates: [Double](repeating: 0, count: joint.resources.count))
  }
}

extension Double {
  /// Itself, or 0 when infinite.
  fileprivate var finite: Double { isFinite ? self : 0 }
}
