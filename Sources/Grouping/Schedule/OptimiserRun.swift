/// One run of the optimiser: the schedule, and what all parts of it share.
final class OptimiserRun {
  typealias Prices = BoundGeneration.Prices
  typealias Schedule = SearchParameters.Schedule

  let joint: JointInstance
  let options: Optimiser.Options
  /// Kinds that are solved each by itself first.
  let first: [Int]
  let known: KnownProof?
  let budget: Budget
  private(set) var groups: [JointGroup] = []
  /// In cents; of the empty plan while there is no other.
  private(set) var value: Int
  /// Compulsory units that the plan does not hold.
  private(set) var missing: [Int]
  /// In cents: no plan is worth more.
  var bound = Double.infinity
  var certificate = Certificate.none
  /// Whether the time has sufficed for prices of any worth.
  var isPriced = false
  var isInfeasible = false
  var spent = Optimiser.Spent()
  /// Groups met on the way.
  var pool = ColumnPool()
  /// Groups that annealings have ended with.
  var elite = ColumnPool()
  /// Groups that the bound's relaxation has chosen a share of.
  var chosen: [(group: JointGroup, share: Double)] = []
  /// Of the districts.
  var generator: SeededGenerator
  /// Of the next round of districts, of set packing and of annealing.
  var number = 0
  var packings = 0
  var annealings = 0

  init(
    joint: JointInstance, options: Optimiser.Options, first: [Int], known: KnownProof? = nil,
    isInterrupted: @escaping @Sendable () -> Bool
  ) {
    self.joint = joint
    self.options = options
    self.first = first
    self.known = known
    budget = Budget(limit: options.timeLimit, workLimit: options.workLimit, isInterrupted: isInterrupted)
    generator = SeededGenerator(seed: options.seed)
    missing = joint.missing(in: [])
    value = joint.worth(of: [])
  }

  func solve(progress: (Optimiser.Progress) -> Void) -> Optimiser.Outcome {
    let start = knownPrices ?? solveFirst(progress).map { Prices(units: $0) }
    let (prices, proof) = lowerBound(from: start, progress)
    certificate = timed(\.bound) {
      isPriced
        ? Certificate(
          joint, prices: proof.units, rates: proof.rates, threads: options.threads, shouldStop: budget.stopper())
        : Certificate(worthOf: joint)
    }
    takeKnownProof()
    takeFirstPlan(prices: prices)
    report(.improvement, progress)
    let stop = schedule(prices: prices, proof: proof, progress)
    let treeBound = Int(bound)
    groups.sort { ($0.kind, $0.porteur) < ($1.kind, $1.porteur) }
    return .init(
      groups: groups, value: value, certificate: certificate,
      stop: stop != .interrupted && budget.hasDecided ? .timeLimit : stop, spent: spent, work: budget.work,
      treeBound: treeBound < certificate.bound ? max(treeBound, value) : nil, missing: missing,
      isInfeasible: isInfeasible)
  }

  /// After the bound and the first plan: which part runs when.
  private func schedule(
    prices: Prices, proof: Prices, _ progress: (Optimiser.Progress) -> Void
  ) -> Optimiser.Stop {
    var stop = improve(
      prices: prices, patience: min(patience, isSmall ? Schedule.shortPatience : Schedule.patienceOfLarge),
      isFirst: true, progress)
    if stop == .noImprovement {
      let isWide = isTiny && gap > Schedule.wideGap && joint.mostGroups == nil
      stop = finish(proof, isWhole: isTiny && !isWide, progress)
      if stop == .noImprovement, isWide || !isTiny { stop = improve(prices: prices, patience: patience, progress) }
    }
    if stop == .noImprovement { stop = finish(proof, isWhole: true, progress) }
    return stop
  }

  var isTiny: Bool { joint.unitCount <= Schedule.tinyCount || joint.mostGroups != nil }
  var isSmall: Bool { isTiny || joint.unitCount <= Schedule.smallCount }
  private var patience: Int {
    options.patience ?? Schedule.patience + Schedule.patienceOfUnits / max(Schedule.fewestUnits, joint.unitCount)
  }

  /// Of the plan to the bound, a share.
  var gap: Double { (bound - Double(value)) / max(bound.magnitude, 100) }

  /// Why the search should end here; nil when it may go on.
  var ending: Optimiser.Stop? {
    if missing.isEmpty, Double(value) >= bound { return .proven }
    if budget.isInterrupted { return .interrupted }
    if missing.isEmpty, gap <= options.gap { return .gap }
    if budget.isOver() { return .timeLimit }
    return budget.isSpent() ? .workLimit : nil
  }

  /// Takes a plan that holds more compulsory units, or as many and is worth more, and keeps to the number of groups.
  func take(_ candidate: [JointGroup]) {
    let lacking = joint.missing(in: candidate)
    let worth = joint.worth(of: candidate)
    guard lacking.count < missing.count || lacking.count == missing.count && worth > value,
      candidate.count <= joint.groupLimit, joint.isConsistent(candidate)
    else { return }
    (groups, value) = (candidate, worth)
    missing = lacking
  }

  /// Does a part of the work on that part's account.
  func timed<Result>(_ part: WritableKeyPath<Optimiser.Spent, Double>, _ work: () -> Result) -> Result {
    let before = budget.seconds
    defer { spent[keyPath: part] += budget.seconds - before }
    return work()
  }

  func report(_ phase: Optimiser.Phase, _ progress: (Optimiser.Progress) -> Void) {
    progress(
      .init(
        phase: phase, seconds: budget.seconds, value: groups.isEmpty ? nil : value,
        bound: bound.isFinite ? Int(bound.rounded(.up)) : nil, groups: groups.count))
  }

  // MARK: First plan

  func takeFirstPlan(prices: Prices) {
    let grace = groups.isEmpty || !missing.isEmpty ? options.grace : 0
    guard !budget.isOver(grace: grace) else { return }
    // Who stops the search before there is a plan still wants one, if it takes a moment only.
    let earliestEnd = budget.seconds + (grace.isFinite ? 2 * grace : 0)
    let greedy = Greedy(
      joint, threads: options.threads,
      shouldStop: { [budget] in
        budget.isInterrupted && budget.seconds >= earliestEnd || budget.isOver(grace: grace)
      })
    timed(\.firstPlan) {
      take(greedy.plan(prices: prices))
      // The dearer money is, the smaller the groups: some fit an envelope that those of the bound's prices do not.
      for rate in joint.resources.isEmpty ? [] : SearchParameters.FirstPlan.dearRates
      where groups.isEmpty || !budget.isOver() {
        let dear = Prices(
          units: prices.units.map { _ in 0 }, rates: zip(prices.rates, joint.scales).map { max($0, $1.rate(rate)) })
        take(greedy.plan(prices: dear))
        take(greedy.plan(groups, prices: dear))
      }
      if !missing.isEmpty { take(greedy.completed(groups)) }
    }
    budget.spend(2 * joint.work)
  }
}
