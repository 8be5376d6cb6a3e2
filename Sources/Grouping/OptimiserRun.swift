import Synchronization

/// One run of the optimiser.
final class OptimiserRun {
  private let instance: Instance
  /// The instance as a problem of one kind, which the bound takes.
  private let joint: JointInstance
  private let options: Optimiser.Options
  private let clock: SearchClock
  private var solution = Solution()
  private var bound = Double.infinity
  private var certificate = Certificate.none
  /// Whether the time has sufficed for prices of any worth.
  private var isPriced = false
  private var spent = Optimiser.Spent()
  /// Groups that the bound of a small problem has met.
  private var pool = ColumnPool()
  /// Of the districts.
  private var generator: SeededGenerator
  /// Of the next round.
  private var number = 0

  init(instance: Instance, options: Optimiser.Options, isInterrupted: @escaping @Sendable () -> Bool) {
    self.instance = instance
    joint = JointInstance(instance)
    self.options = options
    clock = SearchClock(limit: options.timeLimit, isInterrupted: isInterrupted)
    generator = SeededGenerator(seed: options.seed)
  }

  /// Share of the time limit that the bound may take at most; the rest is for the plan.
  private static let boundShare = 0.45
  /// The same where the value goes by weight, which makes the bound the slower part.
  private static let boundShareOfLevels = 0.6

  func solve(progress: (Optimiser.Progress) -> Void) -> Optimiser.Outcome {
    let (prices, proof) = lowerBound(progress)
    certificate = timed(\.bound) {
      isPriced
        ? Certificate(joint, prices: proof, threads: options.threads, shouldStop: clock.stopper())
        : Certificate(worthOf: joint)
    }
    bound = Double(certificate.bound)
    takeFirstPlan(prices: prices)
    report(.improvement, progress)
    var stop = improve(prices: prices, patience: isSmall ? Self.shortPatience : patience, progress)
    if stop == .noImprovement, isSmall {
      let isWide = isTiny && gap > Self.wideGap && instance.mostGroups == nil
      stop = finish(prices: proof, isWhole: isTiny && !isWide, progress)
      if stop == .noImprovement, isWide {
        stop = improve(prices: prices, patience: patience, until: Self.searchShareOfTiny, progress)
        if stop == .noImprovement { stop = finish(prices: proof, isWhole: true, progress) }
      }
      if stop == .noImprovement, !isTiny { stop = improve(prices: prices, patience: patience, progress) }
    }
    if stop == .noImprovement, !isTiny { stop = finish(prices: proof, isWhole: true, progress) }
    let treeBound = Int(bound)
    return .init(
      solution: solution, certificate: certificate,
      stop: stop != .interrupted && clock.hasDecided ? .timeLimit : stop, spent: spent,
      treeBound: treeBound < certificate.bound ? max(treeBound, solution.value) : nil)
  }

  /// Units up to which the exact finish comes before the long search: a small problem is sooner proven than improved. Up to
  /// the first number it is left to its end, up to the second it gets a first try.
  private static let tinyCount = 80
  private static let smallCount = 120
  private var isTiny: Bool { instance.unitCount <= Self.tinyCount || instance.mostGroups != nil }
  private var isSmall: Bool { isTiny || instance.unitCount <= Self.smallCount }
  private static let shortPatience = 12
  /// Gap of a tiny problem, a share, above which the exact finish gets a first try only: it may drown where a whole group
  /// is missing, which the search is sooner to find (a synthetic Corse of 60 OG: 2 % were missing after 60 s). The other is
  /// the share of the time limit at which that search ends.
  private static let wideGap = 0.003
  private static let searchShareOfTiny = 0.7

  private var patience: Int { options.patience ?? 24 + 20_000 / max(70, instance.unitCount) }

  /// Does a part of the work on that part's account.
  private func timed<Result>(_ part: WritableKeyPath<Optimiser.Spent, Double>, _ work: () -> Result) -> Result {
    let before = seconds
    defer { spent[keyPath: part] += seconds - before }
    return work()
  }

  private func takeFirstPlan(prices: [Double]) {
    let grace = solution.groups.isEmpty ? options.grace : 0
    guard !clock.isOver(grace: grace) else { return }
    // Who stops the search before there is a plan still wants one, if it takes a moment only.
    let earliestEnd = clock.seconds + (grace.isFinite ? 2 * grace : 0)
    take(
      timed(\.firstPlan) {
        Greedy.plan(
          instance, prices: prices, threads: options.threads,
          shouldStop: { [clock] in
            clock.isInterrupted && clock.seconds >= earliestEnd || clock.isOver(grace: grace)
          })
      })
  }

  /// Of the plan to the bound, a share.
  private var gap: Double { (bound - Double(solution.value)) / max(bound.magnitude, 100) }
  private var seconds: Double { clock.seconds }

  /// Takes a plan that is worth more and keeps to the number of groups.
  func take(_ candidate: Solution) {
    if candidate.value > solution.value, candidate.groups.count <= instance.groupLimit { solution = candidate }
  }

  private func report(_ phase: Optimiser.Phase, _ progress: (Optimiser.Progress) -> Void) {
    progress(
      .init(
        phase: phase, seconds: seconds, value: solution.groups.isEmpty ? nil : solution.value,
        bound: bound.isFinite ? Int(bound.rounded(.up)) : nil, groups: solution.groups.count))
  }

  /// Lowers the bound until it is as good as it gets, first in the cheap form where there are several levels. Early on a
  /// first plan is made, which shows the user something and gives the subgradient its target.
  ///
  /// - Returns: prices to search by, and the best ones for the proof.
  private func lowerBound(_ progress: (Optimiser.Progress) -> Void) -> (search: [Double], proof: [Double]) {
    // Where no group is worth anything, prices of 0 prove it at once; the subgradient would only draw near them.
    let free = [Double](repeating: 0, count: instance.unitCount)
    let hasLevels = instance.levels.count > 1
    let boundShare = hasLevels ? Self.boundShareOfLevels : Self.boundShare
    let stopper = clock.stopper(share: boundShare)
    let worth = timed(\.bound) {
      Certificate(joint, prices: free, threads: options.threads, shouldStop: stopper).bound
    }
    guard worth > 0 else {
      isPriced = true
      return (free, free)
    }
    // The tables of a large problem alone take seconds to lay out.
    if stopper() { return (Bound.start(joint), free) }
    let lagrangian = Bound(joint, threads: options.threads, shouldStop: stopper)
    var isExact = !hasLevels
    while true {
      if lagrangian.isExhausted, isExact { break }
      // Column generation goes on from here.
      if isSmall, lagrangian.stepFactor < Self.columnGenerationStep { break }
      if generates, isExact, lagrangian.stepFactor < Self.boundGenerationStep { break }
      if lagrangian.hasSettled { isExact = true }
      // The last evaluation must be exact for the bound to hold; the certificate sees to that.
      if stopper() { break }
      let target = Double(solution.value)
      timed(\.bound) {
        let priced = lagrangian.iterate(target: max(target, 0.98 * lagrangian.bestBound.finite), exact: isExact)
        if isSmall && instance.unitCount <= Self.wholePoolCount
          || lagrangian.hasImproved && lagrangian.stepFactor < Self.poolStep
        {
          pool.insert(priced, of: instance)
        }
      }
      if lagrangian.bestBound.isFinite { isPriced = true }
      if isExact { bound = min(bound, lagrangian.bestBound) }
      if lagrangian.iterations == firstPlanAt {
        takeFirstPlan(prices: lagrangian.bestPrices)
        // Where some gap is enough, a better plan spares most of the bound's way.
        if options.gap > 0 { timed(\.neighbourhoods) { anneal(round: 0, movesPerUnit: Self.quickMoves) } }
      }
      if options.gap > 0, lagrangian.iterations % Self.gapCheckedEvery == 0, gap <= 0.99 * options.gap { break }
      if lagrangian.iterations % 20 == 0 { report(.bound, progress) }
    }
    let prices = lagrangian.bestPrices
    guard generates else { return (prices, prices) }
    let best = generateBound(from: lagrangian, share: boundShare, progress)
    return (zip(prices, best).map { $0 + Self.searchShare * ($1 - $0) }, best)
  }

  /// Takes the subgradient's bound to its optimum, as far as the time for the bound goes.
  ///
  /// - Returns: the best prices.
  private func generateBound(
    from lagrangian: Bound, share: Double, _ progress: (Optimiser.Progress) -> Void
  ) -> [Double] {
    let prices = lagrangian.bestPrices
    let stopper = clock.stopper(share: share)
    guard !stopper() else { return prices }
    // The goal: a plan proven, or close enough.
    let goal = max(Double(solution.value), 0) / (1 - min(0.99, 0.99 * options.gap))
    let task = BoundGeneration(
      joint: joint, threads: options.threads, shouldStop: stopper,
      secondsLeft: { [clock] in share * clock.limit - clock.seconds })
    // A failure of the simplex costs the better bound, nothing more.
    // The task calls from its own thread while this one waits for it, so that nothing here is touched by two at once.
    let outcome = withoutActuallyEscaping(progress) { progress in
      nonisolated(unsafe) let run = self
      nonisolated(unsafe) let progress = progress
      return timed(\.bound) {
        try? task.run(
          prices: .init(units: prices),
          columns: (solution.groups + pool.promising(prices: prices, slack: .infinity, most: 2 * instance.unitCount))
            .map { JointGroup(of: instance, $0) },
          goal: goal
        ) { bound in
          run.bound = min(run.bound, bound)
          run.report(.bound, progress)
        }
      }
    }
    guard let outcome, outcome.bound < lagrangian.bestBound else { return prices }
    for group in outcome.groups { pool.insert(Group(group)) }
    bound = min(bound, outcome.bound)
    report(.bound, progress)
    return outcome.prices.units
  }

  /// Whether the bound goes on by column generation: not where the exact finish does the same, nor where the simplex would
  /// take too long.
  private var generates: Bool { !isSmall && instance.unitCount <= Self.generationCount }
  private static let generationCount = 4_000
  /// Units up to which a small problem's pool takes the groups of all rounds: of larger ones they would fill the memory.
  private static let wholePoolCount = 1_000
  /// Step factor at which it takes over from the subgradient, and from which on groups are gathered for it.
  private static let boundGenerationStep = 0.01
  private static let poolStep = 0.1
  /// How far the prices to search by lie from the subgradient's towards the simplex's, which stand in a corner of the best
  /// ones. Bretagne with withdrawal 0.05, 30 s, three seeds: at 0 and at 1 plans end 0.02 % lower than at 0.5 to 0.7.
  private static let searchShare = 0.7

  /// Iteration of the bound at which a first plan is made: earlier where each takes long.
  private var firstPlanAt: Int { instance.unitCount > 2_500 ? 20 : 200 }
  /// Iterations of the bound between two looks at the gap.
  private static let gapCheckedEvery = 10
  /// Step factor at which the prices are good enough for the simplex to go on from.
  private static let columnGenerationStep = 0.15

  /// Rounds of annealing over the whole, and between them rounds of districts: ruin and recreate, and now and then set
  /// packing by the integer optimiser.
  ///
  /// - Parameter share: of the time limit, at which to stop as if there were nothing more to find.
  private func improve(
    prices: [Double], patience: Int, until share: Double? = nil, _ progress: (Optimiser.Progress) -> Void
  ) -> Optimiser.Stop {
    var stale = 0
    while true {
      if Double(solution.value) >= bound { return .proven }
      if clock.isInterrupted { return .interrupted }
      if gap <= options.gap { return .gap }
      if clock.isOver() { return .timeLimit }
      if stale >= patience || solution.groups.isEmpty { return .noImprovement }
      if let share, gap <= Self.wideGap || clock.isOver(share: share) { return .noImprovement }
      let before = solution.value
      // Twice at the start: the second often fills the group that the first could not.
      if number == 1 || number.isMultiple(of: Self.roundsPerAnnealing) {
        timed(\.neighbourhoods) { anneal(round: number) }
        // The districts alone take a second to make where there are many.
        if clock.isOver() { continue }
      }
      let usesOptimiser = number % 4 == 3
      var round = DistrictRound(instance: instance, prices: prices, threads: options.threads)
      round.size =
        usesOptimiser ? Self.packingSizes[number / 4 % Self.packingSizes.count] : number.isMultiple(of: 2) ? 80 : 150
      let districts = round.districts(of: solution, generator: &generator, shouldStop: clock.stopper())
      let task = improvement(usesOptimiser: usesOptimiser, round: number)
      take(
        timed(usesOptimiser ? \.columns : \.neighbourhoods) {
          round.run(solution, districts: districts, improve: task)
        })
      stale = solution.value > before ? 0 : stale + 1
      number += 1
      report(.improvement, progress)
    }
  }

  private static let roundsPerAnnealing = 8

  /// Each annealing of a large problem is slower than the last, up to a limit. With little time left it is faster, so that
  /// it ends: warm groups are worth nothing.
  private func anneal(round: Int, movesPerUnit: Int? = nil) {
    var annealing = Annealing()
    let slowness = instance.unitCount < 500 ? 0 : min(3, round / (2 * Self.roundsPerAnnealing))
    annealing.options.movesPerUnit = movesPerUnit ?? annealing.options.movesPerUnit << slowness
    annealing.options.moreGroups = 1 + solution.groups.count / 50
    let affordable = AnnealingRound.movesPerUnit(
      seconds: clock.secondsLeft / 2, unitCount: instance.unitCount, threads: options.threads)
    if affordable < annealing.options.movesPerUnit { clock.decide() }
    guard affordable >= Self.fewestMoves else { return }
    annealing.options.movesPerUnit = min(annealing.options.movesPerUnit, affordable)
    let whole = AnnealingRound(joint: joint, threads: options.threads, annealing: annealing)
    take(
      Solution(
        whole.run(joint.groups(of: solution), seed: options.seed, number: round, shouldStop: clock.stopper())))
  }

  /// Moves for each unit below which annealing is not worth its time.
  private static let fewestMoves = 2_000
  /// Moves for each unit of an annealing that only has to come near.
  private static let quickMoves = 3_000

  /// Units in the districts of set packing. One size alone leaves Corse 0.2 % below what these reach.
  private static let packingSizes = [40, 60, 25, 100]

  private func improvement(
    usesOptimiser: Bool, round: Int
  ) -> @Sendable (District, DistrictPlan, Int) -> DistrictPlan {
    let shouldStop = clock.stopper()
    if usesOptimiser {
      let packing = SetPacking(timeLimit: min(10, max(0.1, clock.secondsLeft)))
      return { [clock] district, plan, _ in
        packing.improve(plan, in: district, shouldStop: shouldStop, ranOut: { clock.decide() })
      }
    }
    let seed = options.seed
    let temperatures = options.temperatures
    let iterationsPerUnit = instance.mostGroups == nil ? 10 : 1
    return { district, plan, task in
      var search = RuinAndRecreate(
        district,
        options: .init(
          iterations: iterationsPerUnit * district.count, hot: temperatures.upperBound, cold: temperatures.lowerBound),
        generator: SeededGenerator(seed: seed, round: round, task: task))
      return search.improve(plan, shouldStop: shouldStop)
    }
  }

  /// Branch and price, as long as there is time. Lowers the bound and takes up better plans as they come.
  ///
  /// - Parameter isWhole: false for a first try: the root, and a few nodes over known groups if they are not too many.
  /// - Returns: why it ended; `noImprovement` when it came to such a limit.
  private func finish(
    prices: [Double], isWhole: Bool, _ progress: (Optimiser.Progress) -> Void
  ) -> Optimiser.Stop {
    report(.exact, progress)
    timed(\.tree) { grow(prices: prices, isWhole: isWhole, progress) }
    // Plans are worth whole cents.
    bound = (bound + PoolSearch.tolerance).rounded(.down)
    if Double(solution.value) >= bound { return .proven }
    if clock.isInterrupted { return .interrupted }
    if gap <= options.gap { return .gap }
    return clock.isOver() ? .timeLimit : .noImprovement
  }

  private func grow(prices: [Double], isWhole: Bool, _ progress: (Optimiser.Progress) -> Void) {
    let goodEnough = Flag()
    let isOver = clock.stopper()
    var task = BranchAndPrice(
      joint: joint, threads: options.threads, shouldStop: { goodEnough.isSet || isOver() },
      secondsLeft: { [clock] in clock.secondsLeft })
    if !isWhole {
      task.nodeLimit = 1
      task.poolNodeLimit = 60
      task.enumerationLimits.root = 400_000
    }
    // The tree calls from its own thread while this one waits for it, so that nothing here is touched by two at once.
    withoutActuallyEscaping(progress) { progress in
      nonisolated(unsafe) let run = self
      nonisolated(unsafe) let progress = progress
      // A failure of the simplex costs the proof, nothing more.
      guard
        let outcome = try? task.run(
          floor: solution.value, prices: prices, rates: [],
          columns: (solution.groups
            + pool.promising(prices: prices, slack: .infinity, most: 6 * instance.unitCount))
            .map { JointGroup(of: instance, $0) },
          report: { better, bound in
            if let better { run.take(Solution(better)) }
            run.bound = min(run.bound, bound)
            if run.options.gap > 0, run.gap <= run.options.gap { goodEnough.set() }
            run.report(.exact, progress)
          })
      else { return }
      if let better = outcome.groups { take(Solution(better)) }
      bound = min(bound, outcome.bound)
      if let prices = outcome.rootPrices {
        let other = Certificate(
          joint, prices: prices, threads: options.threads, shouldStop: clock.stopper())
        if other.bound < certificate.bound { certificate = other }
      }
    }
  }
}

/// Something that has happened, told from one thread to another.
private final class Flag: Sendable {
  private let value = Atomic<Bool>(false)

  var isSet: Bool { value.load(ordering: .relaxed) }

  func set() { value.store(true, ordering: .relaxed) }
}

extension Double {
  /// Itself, or 0 when infinite.
  fileprivate var finite: Double { isFinite ? self : 0 }
}
