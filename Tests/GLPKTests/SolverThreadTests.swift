import GLPK
import Synchronization
import Testing

@Suite struct SolverThreadTests {
  struct Stop: Error, Equatable {
    let number: Int
  }

  @Test func givesBackWhatTheWorkReturns() throws {
    #expect(try SolverThread.run { _ in 42 } == 42)
    #expect(SolverVersion.text == "GLPK 5.0")
  }

  @Test func passesErrorsOn() {
    #expect(throws: Stop(number: 7)) { try SolverThread.run { _ in throw Stop(number: 7) } }
  }

  @Test func nests() throws {
    let total = try SolverThread.run { outer in
      let problem = try Example.manual(outer)
      let inner = try SolverThread.run { inner in
        let problem = try Example.steiner(inner, dimensions: 2)
        return try problem.solveInteger().objective ?? 0
      }
      #expect(try problem.solveRelaxation() == .optimal)
      return inner + (try problem.objective)
    }
    #expect(isClose(total, 5 + 2200.0 / 3))
  }

  /// Eight threads build, solve, fail and recover side by side.
  @Test func eightAtOnce() async throws {
    let answers = try await withThrowingTaskGroup(of: Double.self) { group in
      for number in 0..<8 {
        group.addTask { try Self.work(number) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers == Array(repeating: 18, count: 8))
  }

  /// Threads started from threads, so that all eight are alive at the same moment whatever the pool allows.
  @Test func eightNested() throws {
    let finished = Mutex<[Double]>([])
    @Sendable func descend(_ depth: Int) throws {
      try SolverThread.run { environment in
        let problem = try Example.steiner(environment, dimensions: 2)
        if depth > 1 { try descend(depth - 1) }
        let objective = try problem.solveInteger().objective ?? 0
        finished.withLock { $0.append(objective) }
      }
    }
    try descend(8)
    #expect(finished.withLock { $0 } == Array(repeating: 5, count: 8))
  }

  /// What the types forbid, done all the same: the shim notices.
  @Test func smuggledProblems() throws {
    let kept = try SolverThread.run { outer in
      let mine = Smuggled(problem: try Example.manual(outer))
      try SolverThread.run { _ in
        _ = #expect(throws: GLPKError.foreignThread) { try mine.problem.solveRelaxation() }
      }
      #expect(try mine.problem.solveRelaxation() == .optimal)
      return mine
    }
    #expect(throws: GLPKError.environmentLost) { try kept.problem.solveRelaxation() }
    try SolverThread.run { _ in
      _ = #expect(throws: GLPKError.environmentLost) { try kept.problem.objective }
    }
  }

  /// Never used by two threads at once here: each waits for the other.
  private struct Smuggled: @unchecked Sendable {
    let problem: Problem
  }

  private static func work(_ number: Int) throws -> Double {
    try SolverThread.run { environment in
      let linear = try Example.manual(environment)
      for round in 0..<50 {
        try linear.setBounds(row: 0, .upper(100 + Double(round % 2)))
        guard try linear.solveRelaxation(.init(method: number % 2 == 0 ? .dual : .primal)) == .optimal else {
          throw Stop(number: number)
        }
      }
      let cover = try Example.steiner(environment, dimensions: 3)
      return try cover.solveInteger(IntegerOptions(cuts: .all)) { _ in .proceed }.objective ?? 0
    }
  }
}
