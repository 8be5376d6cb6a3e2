import Synchronization
import Testing

@testable import Grouping

@Suite struct OptimiserTests {
  /// Few rounds without gain suffice for problems this small, and debug builds are slow.
  static func optimiser(patience: Int = 5, threads: Int = 1, seed: UInt64 = 1) -> Optimiser {
    var options = Optimiser.Options()
    options.patience = patience
    options.threads = threads
    options.seed = seed
    return Optimiser(options: options)
  }

  /// The plan is legal, the bound valid and the certificate's arithmetic right.
  static func check(_ outcome: Optimiser.Outcome, of problem: TinyProblem, oracle: BruteForce) throws {
    for group in outcome.solution.groups {
      #expect(problem.value(porteur: group.porteur, members: group.members) == group.value)
    }
    let members = outcome.solution.groups.flatMap(\.members)
    #expect(Set(members).count == members.count)
    #expect(outcome.certificate.prices.allSatisfy { $0 >= 0 })
    #expect(outcome.certificate.bound == oracle.bound(prices: outcome.certificate.prices))
    #expect(outcome.bound >= oracle.optimum)
    #expect(outcome.solution.value <= oracle.optimum)
    if outcome.isExhausted { #expect(outcome.bound == outcome.solution.value) }
  }

  @Test(arguments: Family.allCases, 0..<24) func optimum(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 1_100)
    let oracle = BruteForce(problem)
    let outcome = Self.optimiser().solve(try problem.instance())
    try Self.check(outcome, of: problem, oracle: oracle)
    #expect(outcome.solution.value == oracle.optimum)
    #expect(outcome.bound == oracle.optimum && outcome.stop == .proven)
  }

  /// With the patience that users get.
  @Test(arguments: [Family.plain, .boundedLevels]) func usualOptions(family: Family) throws {
    let problem = TinyProblem(family, seed: 1_200, count: 9)
    let outcome = Optimiser().solve(try problem.instance())
    #expect(outcome.solution.value == BruteForce(problem).optimum)
  }

  /// On problems too large for the brute force the other oracle is GLPK.
  @Test(arguments: [(Family.plain, 14), (.bounded, 12), (.levels, 12), (.noGroupReward, 16), (.onePoint, 12)], 0..<2)
  func againstTheCompactModel(size: (family: Family, count: Int), seed: Int) throws {
    let instance = try TinyProblem(size.family, seed: seed + 1_300, count: size.count).instance()
    let outcome = Self.optimiser().solve(instance)
    let model = try CompactModelTests.solve(instance)
    #expect(instance.isConsistent(outcome.solution))
    #expect(outcome.solution.value == model.solution.value)
    #expect(outcome.certificate.bound >= model.solution.value)
  }

  /// Enough units for several districts and several chunks of porteurs.
  @Test(arguments: [Family.plain, .boundedLevels]) func sameOutcomeEachTime(family: Family) throws {
    let instance = try TinyProblem(family, seed: 1_400, count: 48).instance()
    let outcome = Self.optimiser(patience: 4).solve(instance)
    for threads in [1, 2] {
      let again = Self.optimiser(patience: 4, threads: threads).solve(instance)
      #expect(again.solution == outcome.solution)
      #expect(again.certificate == outcome.certificate)
      #expect(again.isExhausted == outcome.isExhausted && again.stop == outcome.stop)
    }
    #expect(instance.isConsistent(outcome.solution) && !outcome.solution.groups.isEmpty)
    #expect(outcome.bound >= outcome.solution.value)
  }

  /// A plan to start from is kept until a better one is found; what the instance does not admit is left out of it.
  @Test(arguments: [Family.plain, .bonuses], 0..<4) func startFromAPlan(family: Family, seed: Int) throws {
    let instance = try TinyProblem(family, seed: seed + 1_450, count: 9).instance()
    let best = Self.optimiser().solve(instance).solution
    var optimiser = Self.optimiser()
    optimiser.start = JointInstance(instance).groups(of: best)
    optimiser.start.append(JointGroup(kind: 0, porteur: 0, members: [0], value: 1_000_000, reward: 0))
    let outcome = optimiser.solve(instance, isInterrupted: { true })
    #expect(outcome.solution == best)
    #expect(optimiser.solve(instance).solution.value == best.value)
  }

  /// Stopped before it began: what it has is legal, and the bound holds.
  @Test(arguments: Family.allCases, 0..<3) func interruptedAtOnce(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 1_500)
    let oracle = BruteForce(problem)
    let outcome = Self.optimiser().solve(try problem.instance(), isInterrupted: { true })
    try Self.check(outcome, of: problem, oracle: oracle)
    #expect(outcome.stop == (outcome.certificate.bound == outcome.solution.value ? .proven : .interrupted))
    #expect(!outcome.isExhausted)
  }

  /// Stopped at any moment.
  @Test(arguments: 1..<12) func interruptedLater(step: Int) throws {
    let problem = TinyProblem(.levels, seed: 1_600 + step)
    let oracle = BruteForce(problem)
    let asked = Mutex(0)
    let isInterrupted: @Sendable () -> Bool = {
      asked.withLock { count in
        count += 1
        return count > step * step * step
      }
    }
    let outcome = Self.optimiser().solve(try problem.instance(), isInterrupted: isInterrupted)
    try Self.check(outcome, of: problem, oracle: oracle)
  }

  @Test(arguments: Family.allCases) func noTime(family: Family) throws {
    let problem = TinyProblem(family, seed: 1_700)
    let oracle = BruteForce(problem)
    var optimiser = Self.optimiser()
    optimiser.options.timeLimit = 0
    let outcome = optimiser.solve(try problem.instance())
    try Self.check(outcome, of: problem, oracle: oracle)
    // Where no group is worth anything no time is needed to know.
    #expect(outcome.stop == (outcome.certificate.bound == 0 ? .proven : .timeLimit))
  }

  /// Whatever the time limit, an outcome that the clock has no part in is the same, and others are told by their stop.
  @Test(arguments: [Family.plain, .boundedLevels, .onePoint], [0.0, 0.05]) func theClockIsTold(
    family: Family, gap: Double
  ) throws {
    let instance = try TinyProblem(family, seed: 1_410, count: 40).instance()
    var calm: [Optimiser.Outcome] = []
    for limit in [0.001, 0.01, 0.03, 0.1, 0.3, 1, 3, 300] {
      for threads in [1, 2] {
        var optimiser = Self.optimiser(patience: 4, threads: threads)
        optimiser.options.timeLimit = limit
        optimiser.options.gap = gap
        let outcome = optimiser.solve(instance)
        #expect(instance.isConsistent(outcome.solution) && outcome.bound >= outcome.solution.value)
        if outcome.stop != .timeLimit { calm.append(outcome) }
      }
    }
    let first = try #require(calm.first)
    #expect(calm.count >= 2)
    #expect(calm.allSatisfy { $0.solution == first.solution && $0.stop == first.stop && $0.bound == first.bound })
  }

  /// Ended by work the outcome is the same on any threads and at any time limit.
  @Test(arguments: JointOptimiserTests.features) func endedByWork(features: RandomJointProblem.Features) {
    var random = RandomJointProblem(seed: 5)
    let joint = random.make(features, unitCount: 30)
    for work in [1, 20_000, 2_000_000] {
      func solve(threads: Int, timeLimit: Double) -> Optimiser.Outcome {
        var optimiser = Self.optimiser(patience: 3, threads: threads)
        (optimiser.options.workLimit, optimiser.options.timeLimit) = (work, timeLimit)
        return optimiser.solve(joint)
      }
      let one = solve(threads: 1, timeLimit: 1_000)
      let two = solve(threads: 2, timeLimit: 2_000)
      #expect(one.groups == two.groups && one.certificate == two.certificate && one.work == two.work)
      #expect(one.stop == two.stop && one.stop != .timeLimit && one.treeBound == two.treeBound)
      #expect(one.work >= work || one.stop != .workLimit)
      #expect(joint.isConsistent(one.groups) && one.bound >= one.value)
    }
  }

  /// Plans with more groups than are allowed are no plans.
  @Test func keepsToTheNumberOfGroups() throws {
    let problem = TinyProblem(.plain, seed: 1_420, count: 12)
    let table = try #require(ProbabilityTable(problem.entries))
    let instance = try Instance(
      weights: problem.weights, rewards: problem.rewards, groupReward: problem.groupReward, minimum: problem.minimum,
      maximum: nil, mostGroups: 1, probabilities: table, cost: { problem.costs[$0][$1] })
    var optimiser = Self.optimiser()
    optimiser.start = try Self.optimiser().solve(problem.instance()).groups
    #expect(optimiser.start.count > 1)
    let outcome = optimiser.solve(instance)
    #expect(outcome.solution.groups.count == 1)
  }

  /// A gap that any plan is within ends the search with the first plan.
  @Test func goodEnough() throws {
    let problem = TinyProblem(.realAmounts, seed: 1_803)
    let oracle = BruteForce(problem)
    var optimiser = Self.optimiser()
    optimiser.options.gap = 1
    let outcome = optimiser.solve(try problem.instance())
    try Self.check(outcome, of: problem, oracle: oracle)
    #expect(outcome.stop == .gap)
  }

  /// What is reported only gets better, and bounds what comes out.
  @Test(arguments: 0..<4) func progress(seed: Int) throws {
    let problem = TinyProblem(.bounded, seed: seed + 1_900)
    var reports: [Optimiser.Progress] = []
    let outcome = Self.optimiser().solve(try problem.instance(), progress: { reports.append($0) })
    let optimum = BruteForce(problem).optimum
    let values = reports.compactMap(\.value)
    #expect(values == values.sorted() && values.allSatisfy { $0 <= outcome.solution.value })
    #expect(reports.compactMap(\.bound).allSatisfy { $0 >= optimum })
    #expect(reports.contains { $0.phase == .improvement })
    #expect(zip(reports, reports.dropFirst()).allSatisfy { $0.seconds <= $1.seconds })
  }
}

/// Plain problems, and their plans.
extension Optimiser {
  func solve(
    _ instance: Instance, progress: (Progress) -> Void = { _ in },
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) -> Outcome {
    solve(JointInstance(instance), progress: progress, isInterrupted: isInterrupted)
  }
}

extension Optimiser.Outcome {
  var solution: Solution { Solution(groups) }
}
