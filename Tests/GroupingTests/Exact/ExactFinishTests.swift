import Testing

@testable import Grouping

@Suite struct ExactFinishTests {
  static func run(_ problem: TinyProblem, floor: Int, _ finish: ExactFinish = ExactFinish()) throws
    -> ExactFinish.Outcome
  {
    finish.run(try problem.instance(), floor: floor, seconds: 60, shouldStop: { false })
  }

  /// From any floor below the optimum it finds the optimum; from the optimum it proves that nothing is better.
  @Test(arguments: [Family.plain, .bounded, .levels, .boundedLevels, .realAmounts, .onePoint], 0..<4)
  func fromAnyFloor(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 1_000, count: 6)
    let optimum = BruteForce(problem).optimum
    guard case .proven = try Self.run(problem, floor: optimum) else {
      Issue.record("not proven at the optimum")
      return
    }
    for floor in Set([optimum - 1, optimum / 2, 0]) where floor >= 0 && floor < optimum {
      guard case .better(let solution) = try Self.run(problem, floor: floor) else {
        Issue.record("nothing better than \(floor), optimum \(optimum)")
        return
      }
      #expect(solution.value == optimum)
    }
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
    guard case .better(let solution) = try Self.run(problem, floor: 0) else {
      Issue.record("nothing found, optimum \(optimum)")
      return
    }
    #expect(solution.value == optimum)
    guard case .better(let last) = try Self.run(problem, floor: optimum - 1) else {
      Issue.record("nothing better than \(optimum - 1)")
      return
    }
    #expect(last.value == optimum)
  }

  @Test func leavesWhatIsTooLarge() throws {
    let problem = TinyProblem(.plain, seed: 2)
    let columns = CompactModel(instance: try problem.instance()).columnCount
    guard case .undecided(nil) = try Self.run(problem, floor: 0, ExactFinish(mostColumns: columns - 1)) else {
      Issue.record("one column too many was tried")
      return
    }
    if case .undecided = try Self.run(problem, floor: 0, ExactFinish(mostColumns: columns)) {
      Issue.record("as many columns as allowed were not tried")
    }
  }

  @Test func interrupted() throws {
    let instance = try TinyProblem(.plain, seed: 0, count: 8).instance()
    guard case .undecided = ExactFinish().run(instance, floor: 0, seconds: 60, shouldStop: { true }) else {
      Issue.record("decided although interrupted")
      return
    }
    guard case .undecided(nil) = ExactFinish().run(instance, floor: 0, seconds: 0, shouldStop: { false }) else {
      Issue.record("decided in no time")
      return
    }
  }
}
