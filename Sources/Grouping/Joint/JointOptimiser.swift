/// Solves a joint problem: kinds that share no unit each by itself first, then the bound over all of them, a first plan,
/// districts, and the exact finish where it is small enough.
///
/// The same problem, options and seed give the same outcome whatever the number of threads and the time limit, unless the
/// outcome's stop is `timeLimit` or `interrupted`.
public struct JointOptimiser: Sendable {
  public struct Outcome: Sendable {
    /// By kind, then by porteur.
    public let groups: [JointGroup]
    public let certificate: Certificate
    public let stop: Optimiser.Stop
    public let spent: Optimiser.Spent
    /// Whether an exhaustive search has shown that no plan is worth more than this one.
    public let isExhausted: Bool
    /// Compulsory units for which no group was found.
    public let missing: [Int]
    /// Whether an exhaustive search has shown that no plan holds all compulsory units.
    public let isInfeasible: Bool

    /// In cents.
    public var value: Int { groups.value }
    /// In cents: no plan is worth more.
    public var bound: Int { isExhausted ? value : certificate.bound }
  }

  public var options: Optimiser.Options
  /// Kinds that are solved each by itself before all are solved together; no two of them share a unit.
  public var first: [Int] = []
  /// A plan to start from; groups that the problem does not admit are left out of it.
  public var start: [JointGroup] = []

  public init(options: Optimiser.Options = .init()) {
    self.options = options
  }

  public func solve(
    _ joint: JointInstance, progress: (Optimiser.Progress) -> Void = { _ in },
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) -> Outcome {
    let run = JointRun(joint: joint, options: options, first: first, isInterrupted: isInterrupted)
    run.take(start.compactMap { joint.group(kind: $0.kind, porteur: $0.porteur, members: $0.members) })
    return run.solve(progress)
  }
}

/// One run of the joint optimiser.
private final class JointRun {
  private let joint: JointInstance
  private let options: Optimiser.Options
  private let first: [Int]
  private let clock: SearchClock
  private var groups: [JointGroup] = []
  private var missing: [Int]
  private var bound = Double.infinity
  /// Whether the time has sufficed for prices of any worth.
  private var isPriced = false
  private var pool = JointPool()
  private var spent = Optimiser.Spent()
  private var isExhausted = false
  private var isInfeasible = false
  private var generator: SeededGenerator
  private var number = 0
  private var packings = 0

  init(
    joint: JointInstance, options: Optimiser.Options, first: [Int], isInterrupted: @escaping @Sendable () -> Bool
  ) {
    self.joint = joint
    self.options = options
    self.first = first
    clock = SearchClock(limit: options.timeLimit, isInterrupted: isInterrupted)
    generator = SeededGenerator(seed: options.seed)
    missing = joint.missing(in: [])
  }

  private var seconds: Double { clock.seconds }
  private var gap: Double { (bound - Double(groups.value)) / max(bound.magnitude, 100) }

  private func timed<Result>(_ part: WritableKeyPath<Optimiser.Spent, Double>, _ work: () -> Result) -> Result {
    let before = seconds
    defer { spent[keyPath: part] += seconds - before }
    return work()
  }

  private func report(_ phase: Optimiser.Phase, _ progress: (Optimiser.Progress) -> Void) {
    progress(
      .init(
        phase: phase, seconds: seconds, value: groups.isEmpty ? nil : groups.value,
        bound: bound.isFinite ? Int(bound.rounded(.up)) : nil, groups: groups.count))
  }

  /// Takes a plan that holds more compulsory units, or as many and is worth more, and keeps to the number of groups.
  func take(_ candidate: [JointGroup]) {
    let lacking = joint.missing(in: candidate)
    guard lacking.count < missing.count || lacking.count == missing.count && candidate.value > groups.value,
      candidate.count <= joint.groupLimit, joint.isConsistent(candidate)
    else { return }
    groups = candidate
    missing = lacking
  }

  func solve(_ progress: (Optimiser.Progress) -> Void) -> JointOptimiser.Outcome {
    let known = solveFirst(progress)
    let (prices, rates) = lowerBound(from: known, progress)
    var certificate = timed(\.bound) {
      isPriced
        ? Certificate(joint, prices: prices, rates: rates, threads: options.threads, shouldStop: clock.stopper())
        : Certificate(worthOf: joint)
    }
    if !joint.hasCompulsory, groups.isEmpty {
      // Where no group is worth anything, prices of 0 prove it.
      let free = Certificate(
        joint, prices: prices.map { _ in 0 }, rates: rates.map { _ in 0 }, threads: options.threads,
        shouldStop: clock.stopper(grace: options.grace))
      if free.bound < certificate.bound { certificate = free }
    }
    bound = Double(certificate.bound)
    formFirstPlan(prices: prices, rates: rates)
    report(.improvement, progress)
    let slack = missing.isEmpty && bound.isFinite ? bound - Double(groups.value) : .infinity
    let search = JointSearch(
      joint: joint, prices: prices, rates: rates, threads: options.threads, seed: options.seed, clock: clock,
      known: pool.promising(joint, prices: prices, rates: rates, slack: slack, most: 8 * joint.unitCount))
    var stop = improve(search, patience: isSmall ? 8 : patience, progress)
    if stop == .noImprovement, isSmall {
      stop = finish(certificate, isWhole: false, progress)
      if stop == .noImprovement {
        stop = improve(search, patience: patience, progress)
        if stop == .noImprovement { stop = finish(certificate, isWhole: true, progress) }
      }
    }
    groups.sort { ($0.kind, $0.porteur) < ($1.kind, $1.porteur) }
    return .init(
      groups: groups, certificate: certificate,
      stop: stop != .interrupted && clock.hasDecided ? .timeLimit : stop, spent: spent, isExhausted: isExhausted,
      missing: missing, isInfeasible: isInfeasible)
  }

  /// Units up to which the exact finish is tried.
  private static let smallCount = 150
  private var isSmall: Bool { joint.unitCount <= Self.smallCount }
  private var patience: Int { options.patience ?? 16 + 10_000 / max(70, joint.unitCount) }

  /// Shares of the time limit: of the kinds solved by themselves, of those and the bound together.
  private static let firstShare = 0.55
  private static let boundShare = 0.45
  private static let boundShareAfterFirst = 0.8

  /// Kinds that share no unit, each by itself.
  ///
  /// - Returns: the prices they ended with; nil when there are none.
  private func solveFirst(_ progress: (Optimiser.Progress) -> Void) -> [Double]? {
    guard !first.isEmpty else { return nil }
    var prices = [Double](repeating: 0, count: joint.unitCount)
    var found: [JointGroup] = []
    var left = first.reduce(0) { $0 + joint.kinds[$1].units.count }
    for index in first {
      let kind = joint.kinds[index]
      var options = options
      let elapsed = seconds
      options.timeLimit =
        max(0, Self.firstShare * self.options.timeLimit - elapsed) * Double(kind.units.count) / Double(max(1, left))
      left -= kind.units.count
      let held = found.value
      let count = found.count
      let outcome = Optimiser(options: options).solve(
        kind.instance,
        progress: {
          progress(
            .init(
              phase: $0.phase, seconds: elapsed + $0.seconds, value: held + ($0.value ?? 0), bound: nil,
              groups: count + $0.groups))
        }, isInterrupted: { [clock] in clock.isInterrupted })
      // Its time is a share of this search's.
      if outcome.stop == .timeLimit { clock.decide() }
      spent.add(outcome.spent)
      for (local, unit) in kind.units.enumerated() where !outcome.certificate.prices.isEmpty {
        prices[unit] = Double(outcome.certificate.prices[local])
      }
      found += outcome.solution.groups.compactMap { group in
        joint.mended(kind: index, porteur: kind.units[group.porteur], members: group.members.map { kind.units[$0] })
      }
    }
    take(found)
    return prices
  }

  private func lowerBound(
    from known: [Double]?, _ progress: (Optimiser.Progress) -> Void
  ) -> (prices: [Double], rates: [Double]) {
    let share = known == nil ? Self.boundShare : Self.boundShareAfterFirst
    let stopper = clock.stopper(share: share)
    let lagrangian = Bound(joint, threads: options.threads, prices: known, shouldStop: stopper)
    // What each kind has proven by itself is worth an evaluation.
    isPriced = known != nil
    let hasLevels = joint.kinds.contains { $0.instance.levels.count > 1 }
    var isExact = !hasLevels
    while true {
      if lagrangian.isExhausted, isExact { break }
      // Column generation goes on from here.
      if generates, lagrangian.stepFactor < Self.boundGenerationStep { break }
      if lagrangian.hasSettled { isExact = true }
      if stopper() { break }
      let target = Double(groups.value)
      timed(\.bound) {
        let priced = lagrangian.iterate(
          target: max(target, 0.98 * (lagrangian.bestBound.isFinite ? lagrangian.bestBound : 0)), exact: isExact)
        if isSmall { pool.insert(priced, of: joint) }
      }
      if lagrangian.bestBound.isFinite { isPriced = true }
      if isExact { bound = min(bound, lagrangian.bestBound) }
      if lagrangian.iterations == 200, groups.isEmpty {
        formFirstPlan(prices: lagrangian.bestPrices, rates: lagrangian.bestRates)
      }
      if options.gap > 0, lagrangian.iterations.isMultiple(of: 10), gap <= 0.99 * options.gap { break }
      if lagrangian.iterations.isMultiple(of: 20) { report(.bound, progress) }
    }
    let prices = BoundGeneration.Prices(units: lagrangian.bestPrices, rates: lagrangian.bestRates)
    let best = generates && isPriced ? generateBound(from: prices, share: share, progress) : prices
    return (best.units, best.rates)
  }

  /// Takes the subgradient's bound to its optimum, as far as the time for the bound goes.
  ///
  /// - Returns: the best prices.
  private func generateBound(
    from prices: BoundGeneration.Prices, share: Double, _ progress: (Optimiser.Progress) -> Void
  ) -> BoundGeneration.Prices {
    let stopper = clock.stopper(share: share)
    guard !stopper() else { return prices }
    let task = BoundGeneration(
      joint: joint, threads: options.threads, shouldStop: stopper,
      secondsLeft: { [clock] in share * clock.limit - clock.seconds })
    let columns =
      groups
      + pool.promising(joint, prices: prices.units, rates: prices.rates, slack: .infinity, most: 2 * joint.unitCount)
    // A plan proven, or close enough.
    let value = Double(groups.value)
    let goal = missing.isEmpty ? (value > 0 ? value / (1 - min(0.99, 0.99 * options.gap)) : value) : -.infinity
    // The task calls from its own thread while this one waits for it, so that nothing here is touched by two at once.
    // A failure of the simplex costs the better bound, nothing more.
    let outcome = withoutActuallyEscaping(progress) { progress in
      nonisolated(unsafe) let run = self
      nonisolated(unsafe) let progress = progress
      return timed(\.bound) {
        try? task.run(prices: prices, columns: columns, goal: goal, isRough: true) { bound in
          run.bound = min(run.bound, bound)
          run.report(.bound, progress)
        }
      }
    }
    guard let outcome else { return prices }
    for group in outcome.groups { pool.insert(group, of: joint) }
    bound = min(bound, outcome.bound)
    report(.bound, progress)
    return outcome.prices
  }

  /// Whether the bound goes on by column generation; the sizes are those of a problem of one kind.
  private var generates: Bool { !isSmall && joint.unitCount <= 4_000 }
  /// Step factor at which it takes over: sooner than with one kind, since each round of the subgradient takes longer and the
  /// cheap ones lead astray (Bretagne with one of 15 DUI required: their best prices prove 1 % more than they show).
  private static let boundGenerationStep = 0.4

  private func formFirstPlan(prices: [Double], rates: [Double]) {
    timed(\.firstPlan) {
      let stopper = clock.stopper(grace: groups.isEmpty || !missing.isEmpty ? options.grace : 0)
      let greedy = JointGreedy(joint: joint, threads: options.threads, shouldStop: stopper)
      take(greedy.plan(prices: prices, rates: rates, pool: &pool))
      if groups.isEmpty {
        take(greedy.plan(prices: prices.map { _ in 0 }, rates: rates.map { _ in 0 }, pool: &pool))
      }
      // The dearer money is, the smaller the groups: some fit an envelope that those of the bound's prices do not.
      if !joint.envelopes.isEmpty {
        for rate in Self.dearRates where groups.isEmpty || !clock.isOver() {
          take(greedy.plan(prices: prices.map { _ in 0 }, rates: rates.map { max($0, rate) }, pool: &pool))
          take(greedy.plan(groups, prices: prices.map { _ in 0 }, rates: rates.map { max($0, rate) }, pool: &pool))
        }
      }
      if !missing.isEmpty { take(greedy.completed(groups, pool: &pool)) }
    }
    // Columns of the bound, chosen among by the optimiser.
    guard isSmall else { return }
    timed(\.columns) {
      let slack = missing.isEmpty && bound.isFinite ? bound - Double(groups.value) : .infinity
      let columns = pool.promising(joint, prices: prices, rates: rates, slack: slack, most: 3_000)
      // By nodes rather than seconds, so that the plan does not hang on the clock.
      let packing = JointPacking(nodes: 200, timeLimit: max(0.1, clock.secondsLeft))
      let outcome = packing.solve(
        columns, joint: joint, above: missing.isEmpty ? groups.value : nil, shouldStop: clock.stopper(),
        ranOut: { [clock] in clock.decide() })
      if let better = outcome.groups { take(better) }
    }
  }

  private static let dearRates = [0.3, 0.6, 0.9, 1.2, 2, 3.9]

  /// Units in districts of set packing, by turns.
  private static let packingSizes = [40, 25, 60]

  private func improve(
    _ search: JointSearch, patience: Int, _ progress: (Optimiser.Progress) -> Void
  ) -> Optimiser.Stop {
    var stale = 0
    while true {
      if missing.isEmpty, Double(groups.value) >= bound { return .proven }
      if clock.isInterrupted { return .interrupted }
      if missing.isEmpty, gap <= options.gap { return .gap }
      if clock.isOver() { return .timeLimit }
      if stale >= patience || groups.isEmpty { return .noImprovement }
      let before = groups.value
      // Twice at the start: the second often fills the group that the first could not.
      if number == 1 || number.isMultiple(of: Self.roundsPerAnnealing) {
        timed(\.neighbourhoods) { anneal(rates: search.rates) }
        if clock.isOver() { continue }
      }
      // The more kinds there are, the longer a packing takes: others come between, by number and not by the clock.
      let period = min(24, 2 + joint.kinds.count)
      let isPacking = number % period == period - 1
      var centers = Array(0..<joint.unitCount)
      centers.shuffle(using: &generator)
      if isPacking { packings += 1 }
      let size = isPacking ? Self.packingSizes[packings % Self.packingSizes.count] : 100
      let round = timed(isPacking ? \.columns : \.neighbourhoods) {
        search.round(groups, move: isPacking ? .packing : .ruin, size: size, number: number, centers: centers)
      }
      take(round)
      if number.isMultiple(of: 4) {
        let greedy = JointGreedy(joint: joint, threads: options.threads, shouldStop: clock.stopper())
        take(timed(\.neighbourhoods) { greedy.plan(groups, prices: search.prices, rates: search.rates, pool: &pool) })
      }
      stale = groups.value > before ? 0 : stale + 1
      number += 1
      report(.improvement, progress)
    }
  }

  private static let roundsPerAnnealing = 12
  /// Moves for each unit below which annealing is not worth its time.
  private static let fewestMoves = 2_000

  /// Each annealing of a large problem is slower than the last, up to a limit. With little time left it is faster, so that
  /// it ends: warm groups are worth nothing.
  private func anneal(rates: [Double]) {
    var annealing = Annealing()
    let slowness = joint.unitCount < 500 ? 0 : min(3, number / (2 * Self.roundsPerAnnealing))
    let wanted = annealing.options.movesPerUnit << slowness
    annealing.options.moreGroups = 1 + groups.count / 50
    let affordable = AnnealingRound.movesPerUnit(
      seconds: clock.secondsLeft / 2, unitCount: joint.unitCount, threads: options.threads)
    if affordable < wanted { clock.decide() }
    guard affordable >= Self.fewestMoves else { return }
    annealing.options.movesPerUnit = min(affordable, wanted)
    let whole = AnnealingRound(joint: joint, rates: rates, threads: options.threads, annealing: annealing)
    take(whole.run(groups, seed: options.seed, number: number, shouldStop: clock.stopper()))
  }

  private func finish(
    _ certificate: Certificate, isWhole: Bool, _ progress: (Optimiser.Progress) -> Void
  ) -> Optimiser.Stop {
    report(.exact, progress)
    let prices = certificate.prices.map(Double.init)
    let rates = certificate.rates.map { Double($0) / 1_000_000 }
    var task = BranchAndPrice(
      joint: joint, threads: options.threads, shouldStop: clock.stopper(),
      secondsLeft: { [clock] in clock.secondsLeft })
    if !isWhole {
      task.nodeLimit = 1
      task.poolNodeLimit = 60
      task.enumerationLimits.root = min(task.enumerationLimits.root, 400_000)
    }
    let known =
      groups + pool.promising(joint, prices: prices, rates: rates, slack: .infinity, most: 6 * joint.unitCount)
    // A failure of the simplex costs the proof, nothing more.
    let outcome = timed(\.tree) {
      try? task.run(
        floor: missing.isEmpty ? groups.value : nil, prices: prices, rates: rates, columns: known, report: { _, _ in })
    }
    guard let outcome else { return .noImprovement }
    if let better = outcome.groups { take(better) }
    isInfeasible = outcome.isInfeasible
    if outcome.isExhausted, missing.isEmpty {
      isExhausted = true
      bound = Double(groups.value)
      return .proven
    }
    if clock.isInterrupted { return .interrupted }
    if clock.isOver() { return .timeLimit }
    return .noImprovement
  }
}
