import Testing

@testable import Grouping

@Suite struct BranchAndPriceTests {
  static func run(
    _ instance: Instance, floor: Int, threads: Int = 1, _ change: (inout BranchAndPrice) -> Void = { _ in }
  ) throws -> BranchAndPrice.Outcome {
    let joint = JointInstance(instance)
    var task = BranchAndPrice(joint: joint, threads: threads, shouldStop: { false }, secondsLeft: { 600 })
    change(&task)
    return try task.run(
      floor: floor, prices: [Double](repeating: 0, count: instance.unitCount), rates: [], columns: [],
      report: { _, _ in })
  }

  /// From any floor below the optimum it finds the optimum; from the optimum it proves that nothing is better.
  @Test(
    arguments: [Family.plain, .bounded, .levels, .boundedLevels, .proportional, .noRewards, .realAmounts, .onePoint],
    0..<6)
  func fromAnyFloor(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 1_000)
    let instance = try problem.instance()
    let optimum = BruteForce(problem).optimum
    let proof = try Self.run(instance, floor: optimum)
    #expect(proof.isExhausted && proof.groups == nil && proof.bound == Double(optimum))
    for floor in Set([optimum - 1, optimum / 2, 0]) where floor >= 0 && floor < optimum {
      let outcome = try Self.run(instance, floor: floor)
      #expect(outcome.isExhausted)
      #expect(outcome.groups?.value == optimum)
      #expect(outcome.bound == Double(optimum))
      #expect(outcome.groups.map { instance.isConsistent(Solution($0)) } ?? false)
    }
  }

  /// Where no group may be enumerated, the tree branches on counts, porteurs and pairs down to the end.
  @Test(arguments: [Family.plain, .bounded, .levels, .boundedLevels, .realAmounts], 0..<8)
  func withoutEnumeration(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 2_000)
    let instance = try problem.instance()
    let optimum = BruteForce(problem).optimum
    let outcome = try Self.run(instance, floor: 0) { $0.enumerationLimits = (root: 0, node: 0) }
    #expect(outcome.isExhausted)
    #expect(outcome.groups?.value ?? 0 == optimum)
  }

  /// The same with the compact model and GLPK's own branch and cut as the oracle, on problems too large to enumerate.
  @Test(arguments: 0..<4) func likeTheCompactModel(seed: Int) throws {
    let problem = TinyProblem(seed.isMultiple(of: 2) ? .plain : .bounded, seed: seed + 3_000, count: 13)
    let instance = try problem.instance()
    let optimum = try CompactModelTests.solve(instance).solution.value
    let outcome = try Self.run(instance, floor: 0)
    #expect(outcome.isExhausted)
    #expect(outcome.groups?.value ?? 0 == optimum)
  }

  /// Plans that differ by cents among millions of euros: the solver's tolerance is relative, the proof must not be.
  @Test(arguments: 0..<8) func centsAmongMillions(seed: Int) throws {
    var problem = TinyProblem(.onePoint, seed: seed, count: 7)
    var generator = SeededGenerator(seed: UInt64(seed))
    problem.rewards = problem.rewards.map { _ in 35_000_000 }
    problem.groupReward = 11_500_000
    problem.costs = problem.costs.map { $0.map { _ in generator.below(30) } }
    let optimum = BruteForce(problem).optimum
    try #require(optimum > 0)
    for floor in [0, optimum - 1] {
      let outcome = try Self.run(try problem.instance(), floor: floor)
      #expect(outcome.groups?.value == optimum && outcome.isExhausted)
    }
    #expect(try Self.run(try problem.instance(), floor: optimum).isExhausted)
  }

  /// Whatever the number of threads, the same plan.
  @Test(arguments: 0..<4) func threads(seed: Int) throws {
    let instance = try TinyProblem(.plain, seed: seed + 50, count: 14).instance()
    let one = try Self.run(instance, floor: 0, threads: 1)
    let two = try Self.run(instance, floor: 0, threads: 3)
    #expect(one.groups == two.groups)
    #expect(one.bound == two.bound && one.nodes == two.nodes)
  }

  /// Cut short, it claims no more than it has shown.
  @Test(arguments: 0..<6) func cutShort(seed: Int) throws {
    let problem = TinyProblem(.plain, seed: seed + 70)
    let optimum = BruteForce(problem).optimum
    let stopped = try Self.run(try problem.instance(), floor: 0) { task in
      task = BranchAndPrice(joint: task.joint, threads: 1, shouldStop: { true }, secondsLeft: { 600 })
    }
    #expect(stopped.bound >= Double(optimum))
    #expect(!stopped.isExhausted || optimum == 0)
    let limited = try Self.run(try problem.instance(), floor: 0) { task in
      task.enumerationLimits = (root: 0, node: 0)
      task.nodeLimit = 1
    }
    #expect(limited.bound >= Double(optimum))
    if let groups = limited.groups { #expect(groups.value <= optimum) }
  }
}
