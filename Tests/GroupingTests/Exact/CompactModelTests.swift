import GLPK
import Testing

@testable import Grouping

@Suite struct CompactModelTests {
  /// The compact model solved by GLPK, without the engine's search.
  static func solve(_ instance: Instance) throws -> (solution: Solution, objective: Double) {
    let model = CompactModel(instance: instance)
    let outcome = try SolverThread.run { environment in
      try model.problem(environment).solveInteger(IntegerOptions(cuts: .all))
    }
    try #require(outcome.status == .optimal)
    return (model.solution(outcome.values), try #require(outcome.objective))
  }

  @Test(arguments: Family.allCases.filter { $0 != .empty }, 0..<6) func optimum(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 900, count: 6)
    let instance = try problem.instance()
    let (solution, objective) = try Self.solve(instance)
    let optimum = BruteForce(problem).optimum
    #expect(solution.value == optimum)
    #expect(abs(objective * 100 - Double(optimum)) < 0.5)
    #expect(instance.isConsistent(solution))
  }

  /// The size by which the exact finish decides is that of the model.
  @Test(arguments: [Family.plain, .boundedLevels], 0..<3) func columnCount(family: Family, seed: Int) throws {
    let model = CompactModel(instance: try TinyProblem(family, seed: seed).instance())
    let columns = try SolverThread.run { environment in try model.problem(environment).columnCount }
    #expect(columns == model.columnCount)
  }
}
