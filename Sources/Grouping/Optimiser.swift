/// Solves an instance: bound, first plan, improvement, exact finish, in this order, until the plan is proven, good
/// enough, cannot be improved any more, or time is up.
///
/// The same instance, options and seed give the same outcome whatever the number of threads, as long as the time limit
/// does not cut the search short.
public struct Optimiser: Sendable {
  public struct Options: Sendable {
    /// Wall-clock limit in seconds.
    public var timeLimit = 60.0
    /// Gap at which the plan is good enough, a share.
    public var gap = 0.0
    public var seed: UInt64 = 1
    /// At least 1.
    public var threads = 1
    /// Rounds without gain after which the search ends; nil for a number that suits the size. A round over few units is
    /// short, so small problems get more of them.
    public var patience: Int?

    public init() {}
  }

  /// Where the search stands.
  public struct Progress: Sendable {
    public let phase: Phase
    public let seconds: Double
    /// Value of the best plan and bound in cents; nil before there is one.
    public let value: Int?
    public let bound: Int?
    public let groups: Int
  }

  public enum Phase: Sendable, Hashable {
    case bound, improvement, exact
  }

  /// Why the search ended.
  public enum Stop: Sendable {
    case proven, gap, noImprovement, timeLimit, interrupted
  }

  public struct Outcome: Sendable {
    public let solution: Solution
    public let certificate: Certificate
    /// Whether an exhaustive search has shown that no plan is worth more than this one.
    public let isExhausted: Bool
    public let stop: Stop

    /// In cents: no plan is worth more.
    public var bound: Int { isExhausted ? solution.value : certificate.bound }
  }

  public var options: Options

  public init(options: Options = Options()) {
    self.options = options
  }

  /// - Parameters:
  ///   - progress: called now and then, from the calling thread.
  ///   - isInterrupted: whether the user wants to stop; asked often, from any thread.
  public func solve(
    _ instance: Instance, progress: (Progress) -> Void = { _ in },
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) -> Outcome {
    let run = Run(instance: instance, options: options, isInterrupted: isInterrupted)
    return run.solve(progress: progress)
  }
}

/// One run of the optimiser.
private final class Run {
  private let instance: Instance
  private let options: Optimiser.Options
  private let isInterrupted: @Sendable () -> Bool
  private let start = ContinuousClock.now
  private let deadline: ContinuousClock.Instant
  private var solution = Solution()
  private var bound = Double.infinity

  init(instance: Instance, options: Optimiser.Options, isInterrupted: @escaping @Sendable () -> Bool) {
    self.instance = instance
    self.options = options
    self.isInterrupted = isInterrupted
    deadline = start + .seconds(options.timeLimit)
  }

  /// Share of the time limit that the bound may take at most; the rest is for the plan.
  private static let boundShare = 0.45

  func solve(progress: (Optimiser.Progress) -> Void) -> Optimiser.Outcome {
    let prices = lowerBound(progress)
    let certificate = Certificate(instance, prices: prices, threads: options.threads)
    bound = Double(certificate.bound)
    take(Greedy.plan(instance, prices: prices, threads: options.threads, shouldStop: isInterrupted))
    report(.improvement, progress)
    let stop = improve(prices: prices, progress)
    let isMet = solution.value >= certificate.bound
    guard !isMet, stop == .noImprovement, solution.value > 0 || instance.groupLimit > 0 else {
      return .init(
        solution: solution, certificate: certificate, isExhausted: false, stop: isMet ? .proven : stop)
    }
    let isExhausted = finish(progress)
    return .init(
      solution: solution, certificate: certificate, isExhausted: isExhausted,
      stop: isExhausted ? .proven : isInterrupted() ? .interrupted : isLate ? .timeLimit : stop)
  }

  private var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }
  private var isLate: Bool { ContinuousClock.now >= deadline }

  private var shouldStop: @Sendable () -> Bool {
    { [deadline, isInterrupted] in ContinuousClock.now >= deadline || isInterrupted() }
  }

  private func take(_ candidate: Solution) {
    if candidate.value > solution.value { solution = candidate }
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
  /// - Returns: the best prices.
  private func lowerBound(_ progress: (Optimiser.Progress) -> Void) -> [Double] {
    // Where no group is worth anything, prices of 0 prove it at once; the subgradient would only draw near them.
    let free = [Double](repeating: 0, count: instance.unitCount)
    guard Certificate(instance, prices: free, threads: options.threads).bound > 0 else { return free }
    let lagrangian = Bound(instance, threads: options.threads)
    var isExact = instance.levels.count == 1
    while true {
      if lagrangian.isExhausted, isExact { break }
      if lagrangian.hasSettled { isExact = true }
      // The last evaluation must be exact for the bound to hold; the certificate sees to that.
      if isInterrupted() || seconds > options.timeLimit * Self.boundShare { break }
      let target = Double(solution.value)
      _ = lagrangian.iterate(target: max(target, 0.98 * lagrangian.bestBound.finite), exact: isExact)
      if isExact { bound = min(bound, lagrangian.bestBound) }
      if lagrangian.iterations == Self.firstPlanAt {
        take(
          Greedy.plan(
            instance, prices: lagrangian.bestPrices, threads: options.threads, shouldStop: isInterrupted))
      }
      if lagrangian.iterations % 20 == 0 { report(.bound, progress) }
    }
    return lagrangian.bestPrices
  }

  private static let firstPlanAt = 200

  /// Rounds of annealing over the whole, and between them rounds of districts: ruin and recreate, and now and then set
  /// packing by the integer optimiser.
  private func improve(prices: [Double], _ progress: (Optimiser.Progress) -> Void) -> Optimiser.Stop {
    var generator = SeededGenerator(seed: options.seed)
    let patience = options.patience ?? 24 + 20_000 / max(70, instance.unitCount)
    var stale = 0
    var number = 0
    while true {
      if Double(solution.value) >= bound { return .proven }
      if isInterrupted() { return .interrupted }
      if (bound - Double(solution.value)) / max(bound.magnitude, 100) <= options.gap { return .gap }
      if isLate { return .timeLimit }
      if stale >= patience || solution.groups.isEmpty { return .noImprovement }
      let before = solution.value
      // Twice at the start: the second often fills the group that the first could not.
      if number == 1 || number.isMultiple(of: Self.roundsPerAnnealing) {
        anneal(round: number)
        // The districts alone take a second to make where there are many.
        if isLate { continue }
      }
      let usesOptimiser = number % 4 == 3
      var round = DistrictRound(instance: instance, prices: prices, threads: options.threads)
      round.size =
        usesOptimiser ? Self.packingSizes[number / 4 % Self.packingSizes.count] : number.isMultiple(of: 2) ? 80 : 150
      let districts = round.districts(of: solution, generator: &generator)
      let task = improvement(usesOptimiser: usesOptimiser, round: number)
      take(round.run(solution, districts: districts, improve: task))
      stale = solution.value > before ? 0 : stale + 1
      number += 1
      report(.improvement, progress)
    }
  }

  private static let roundsPerAnnealing = 8

  /// Each annealing of a large problem is slower than the last, up to a limit. With little time left it is faster, so that
  /// it ends: warm groups are worth nothing.
  private func anneal(round: Int) {
    var annealing = Annealing()
    let slowness = instance.unitCount < 500 ? 0 : min(3, round / (2 * Self.roundsPerAnnealing))
    annealing.options.movesPerUnit <<= slowness
    annealing.options.moreGroups = 1 + solution.groups.count / 50
    let left = options.timeLimit - seconds
    let affordable = AnnealingRound.movesPerUnit(
      seconds: left / 2, unitCount: instance.unitCount, threads: options.threads)
    guard affordable >= Self.fewestMoves else { return }
    annealing.options.movesPerUnit = min(annealing.options.movesPerUnit, affordable)
    let whole = AnnealingRound(instance: instance, threads: options.threads, annealing: annealing)
    take(whole.run(solution, seed: options.seed, number: round, shouldStop: shouldStop))
  }

  /// Moves for each unit below which annealing is not worth its time.
  private static let fewestMoves = 2_000

  /// Units in the districts of set packing. One size alone leaves Corse 0.2 % below what these reach.
  private static let packingSizes = [40, 60, 25, 100]

  private func improvement(
    usesOptimiser: Bool, round: Int
  ) -> @Sendable (District, DistrictPlan, Int) -> DistrictPlan {
    let shouldStop = shouldStop
    if usesOptimiser {
      let packing = SetPacking(timeLimit: min(10, max(0.1, options.timeLimit - seconds)))
      return { district, plan, _ in packing.improve(plan, in: district, shouldStop: shouldStop) }
    }
    let seed = options.seed
    return { district, plan, task in
      var search = RuinAndRecreate(
        district, options: .init(iterations: 10 * district.count),
        generator: SeededGenerator(seed: seed, round: round, task: task))
      return search.improve(plan, shouldStop: shouldStop)
    }
  }

  /// - Returns: whether the best plan is now proven to be one that nothing beats.
  private func finish(_ progress: (Optimiser.Progress) -> Void) -> Bool {
    report(.exact, progress)
    let outcome = ExactFinish().run(
      instance, floor: solution.value, seconds: options.timeLimit - seconds, shouldStop: shouldStop)
    switch outcome {
    case .proven: return true
    case .better(let better):
      take(better)
      return true
    case .undecided(let better):
      if let better { take(better) }
      return false
    }
  }
}

extension Double {
  /// Itself, or 0 when infinite.
  fileprivate var finite: Double { isFinite ? self : 0 }
}
