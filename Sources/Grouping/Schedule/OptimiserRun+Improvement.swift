/// The search: rounds of annealing over the whole, and between them rounds of districts: ruin and recreate, and now and then
/// set packing by the integer optimiser.
extension OptimiserRun {
  /// - Parameters:
  ///   - patience: rounds without gain after which there seems nothing more to find.
  ///   - isFirst: whether the exact finish comes after it.
  func improve(
    prices: Prices, patience: Int, isFirst: Bool = false, _ progress: (Optimiser.Progress) -> Void
  ) -> Optimiser.Stop {
    let packing = packing(prices: prices)
    let ruin = ruin(prices: prices)
    var stale = 0
    while true {
      if let ending { return ending }
      if stale >= patience || groups.isEmpty { return .noImprovement }
      let before = (value, missing.count)
      // Twice at the start: the second often fills the group that the first could not.
      if number == 1 || number.isMultiple(of: Schedule.roundsPerAnnealing) {
        if annealings == 0, isLarge { anneal(rates: prices.rates) }
        anneal(rates: prices.rates)
        recombine(prices: prices)
        report(.improvement, progress)
        // The districts alone take a second to make where there are many.
        if let ending { return ending }
      }
      if number == Schedule.diveAt, !chosen.isEmpty {
        dive(prices: prices)
        report(.improvement, progress)
        if let ending { return ending }
      }
      // Of the smallest the exact finish chooses better.
      let isPacking =
        !(isFirst && isMinute) && number % Schedule.packingPeriod == Schedule.packingPeriod - 1
      let sizes = isPacking ? packingSizes : Schedule.ruinSizes
      let round = DistrictRound(
        joint: joint, threads: options.threads, size: sizes[(isPacking ? packings : number) % sizes.count])
      timed(isPacking ? \.columns : \.neighbourhoods) {
        let districts = round.districts(of: groups, generator: &generator, shouldStop: budget.stopper())
        take(
          round.run(
            groups, districts: districts, move: isPacking ? .packing(packing) : .ruin(ruin), number: number,
            budget: budget))
      }
      if isPacking { packings += 1 }
      stale = (value, missing.count) == before ? stale + 1 : 0
      number += 1
      report(.improvement, progress)
    }
  }

  /// Dives from the shares that the bound has left, and anneals what comes of it.
  private func dive(prices: Prices) {
    let dive = Dive(
      joint: joint, threads: options.threads, shouldStop: budget.stopper(),
      secondsLeft: { [budget] in budget.secondsLeft },
      spend: { [budget] steps in
        budget.spend(steps)
        return !budget.isSpent()
      })
    let columns = pool.promising(joint, prices: prices, slack: .infinity, most: 6 * joint.unitCount)
    let found = timed(\.columns) { () -> [JointGroup]? in
      guard let taken = dive.plan(chosen, prices: prices, columns: columns) else { return nil }
      return Greedy(joint, threads: options.threads, shouldStop: budget.stopper()).plan(taken, prices: prices)
    }
    chosen = []
    guard var found else { return }
    take(found)
    // Worth less as it may be, it is another place to search from.
    for _ in 0..<2 where ending == nil {
      found = annealed(found, rates: prices.rates)
      take(found)
    }
    recombine(prices: prices)
  }

  /// The best plan over the groups that annealings have ended with: each is good in other places.
  private func recombine(prices: Prices) {
    guard annealings > 2, !isTiny, missing.isEmpty, ending == nil else { return }
    typealias Parameters = SearchParameters.Recombination
    let columns = elite.promising(
      joint, prices: prices, slack: max(0, bound - Double(value)), most: Parameters.columns)
    timed(\.columns) {
      let found = SetPacking(nodes: Parameters.nodes).solve(columns, joint: joint, above: value, budget: budget)
      take(found ?? [])
    }
    budget.spend(columns.count * SearchParameters.Work.packingOfColumn)
  }

  private var isMinute: Bool { joint.unitCount <= Schedule.minuteCount && joint.mostGroups == nil }
  private var isLarge: Bool { joint.unitCount >= SearchParameters.Annealing.slowCount }
  private var hasFewKinds: Bool { joint.kinds.count <= Schedule.fewKinds && joint.resources.isEmpty }
  private var packingSizes: [Int] { hasFewKinds ? Schedule.packingSizes : Array(Schedule.packingSizes.dropLast()) }

  private func packing(prices: Prices) -> SetPacking {
    var packing = SetPacking()
    guard !hasFewKinds else { return packing }
    let slack = missing.isEmpty && bound.isFinite ? bound - Double(value) : .infinity
    packing.known = pool.promising(joint, prices: prices, slack: slack, most: 8 * joint.unitCount)
    packing.prices = prices.units
    packing.rounds = SearchParameters.Packing.roundsOfKinds
    packing.patience = SearchParameters.Packing.patienceOfKinds
    packing.columns = SearchParameters.Packing.columnsOfKinds
    packing.nodes = SearchParameters.Packing.nodesOfKinds
    packing.isCheapFirst = true
    return packing
  }

  private func ruin(prices: Prices) -> KindRuin {
    var ruin = KindRuin(joint, prices: prices, seed: options.seed, temperatures: options.temperatures)
    if joint.mostGroups != nil { ruin.iterationsPerUnit = SearchParameters.Ruin.iterationsPerUnitOfLimited }
    return ruin
  }

  /// One annealing of the whole.
  func anneal(rates: [Double]) { take(annealed(groups, rates: rates)) }

  /// One annealing of a plan. Of a large problem the first is short, and they grow slower with the rounds.
  private func annealed(_ groups: [JointGroup], rates: [Double]) -> [JointGroup] {
    typealias Parameters = SearchParameters.Annealing
    var annealing = Annealing()
    let doublings =
      !isLarge
      ? 0 : min(Parameters.mostDoublings, number / (2 * Schedule.roundsPerAnnealing))
    annealing.options.movesPerUnit = annealings == 0 && isLarge ? Parameters.firstMoves : Parameters.moves << doublings
    annealing.options.moreGroups = 1 + groups.count / Parameters.groupsPerMore
    // Every other one is cool: it looks around the plan at hand instead of leaving it.
    if isLarge, annealings > 2, !annealings.isMultiple(of: 2) { annealing.options.hot = Parameters.cool }
    let whole = AnnealingRound(joint: joint, rates: rates, threads: options.threads, annealing: annealing)
    let number = annealings
    annealings += 1
    return timed(\.neighbourhoods) {
      whole.run(groups, seed: options.seed, number: number, budget: budget) {
        if !isTiny { elite.insert($0, of: joint) }
      }
    }
  }
}
