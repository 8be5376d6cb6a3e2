import Testing

@testable import GLPK

/// What happens when GLPK itself gives up, where it would take the process with it.
@Suite struct FatalErrorTests {
  @Test func comesBackWithItsMessage() throws {
    try SolverThread.run { environment in
      let problem = try Example.manual(environment)
      let error = #expect(throws: GLPKError.self) { try problem.provokeFatalError() }
      guard case .fatal(let message) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(message.hasPrefix("glp_set_obj_coef: j = 4; column number out of range; Error detected in file"))
      #expect(environment.terminal().contains("glp_set_obj_coef: j = 4; column number out of range"))
    }
  }

  @Test func theProblemBeingChangedIsLost() throws {
    try SolverThread.run { environment in
      let problem = try Example.manual(environment)
      #expect(try problem.solveRelaxation() == .optimal)
      #expect(throws: GLPKError.self) { try problem.provokeFatalError() }
      let uses: [(Problem) throws -> Void] = [
        { _ = try $0.solveRelaxation() }, { _ = try $0.solveInteger() }, { _ = try $0.objective },
        { _ = try $0.columnPrimals }, { _ = try $0.rowDuals }, { _ = try $0.primal(0) }, { _ = try $0.iterations },
        { try $0.add(columns: [.init()]) }, { try $0.add(rows: [.init(.free)]) }, { try $0.remove(rows: [0]) },
        { try $0.remove(columns: [0]) }, { try $0.setBounds(column: 0, .free) }, { try $0.setBounds(row: 0, .free) },
        { try $0.setObjective(column: 0, 1) }, { try $0.setCoefficients(row: 0, columns: [], coefficients: []) },
        { _ = try $0.violation(of: [0, 0, 0]) }, { try $0.write(lp: "/dev/null") }, { try $0.provokeFatalError() },
      ]
      for use in uses { #expect(throws: GLPKError.environmentLost) { try use(problem) } }
    }
  }

  @Test func theOthersLiveOnWithTheirBases() throws {
    try SolverThread.run { environment in
      let before = try Example.manual(environment, kind: .integer)
      try before.setObjective(constant: 5)
      #expect(try before.solveRelaxation() == .optimal)
      try SolverThread.run { try Example.manual($0).provokeFatalErrorAndIgnoreIt() }  // another thread's is its own
      let lost = try Example.manual(environment)
      let after = try Example.steiner(environment, dimensions: 2)
      #expect(throws: GLPKError.self) { try lost.provokeFatalError() }

      #expect(throws: GLPKError.noSolution) { try before.objective }
      let iterations = try before.iterations
      #expect(try before.solveRelaxation() == .optimal)
      #expect(try before.iterations == iterations, "its basis was optimal and still is")
      #expect(isClose(try before.objective, 5 + 2200.0 / 3))
      #expect(try before.solveInteger().objective.map { isClose($0, 737) } == true)
      #expect(try after.solveInteger().objective == 5)
      #expect(try Example.manual(environment).solveRelaxation() == .optimal)
    }
  }

  @Test func manyTimesOver() throws {
    try SolverThread.run { environment in
      let kept = try Example.manual(environment)
      for _ in 0..<200 {
        let lost = try Example.steiner(environment, dimensions: 2)
        #expect(throws: GLPKError.self) { try lost.provokeFatalError() }
      }
      #expect(try kept.solveRelaxation() == .optimal)
      #expect(isClose(try kept.objective, 2200.0 / 3))
    }
  }

  @Test func aSolveIsTriedOnceMore() throws {
    try SolverThread.run { environment in
      let (problem, other) = (try Example.manual(environment, kind: .integer), try Example.manual(environment))
      environment.failNextSolves(1)
      #expect(try problem.solveRelaxation() == .optimal)
      #expect(isClose(try problem.objective, 2200.0 / 3))
      environment.failNextSolves(1)
      #expect(try problem.solveInteger().objective.map { isClose($0, 732) } == true)
      #expect(try other.solveRelaxation() == .optimal)
    }
  }

  @Test func aSolveThatFailsTwiceLeavesTheProblemWhole() throws {
    try SolverThread.run { environment in
      let problem = try Example.manual(environment, kind: .integer)
      let solves: [(Problem) throws -> Void] = [{ _ = try $0.solveRelaxation() }, { _ = try $0.solveInteger() }]
      for solve in solves {
        environment.failNextSolves(2)
        let error = #expect(throws: GLPKError.self) { try solve(problem) }
        guard case .fatal(let message) = error else {
          Issue.record("\(String(describing: error))")
          return
        }
        #expect(message.contains("teta >= 0.0"))
      }
      #expect(try problem.solveInteger().objective.map { isClose($0, 732) } == true)
    }
  }

  @Test func exhaustedMemory() throws {
    try SolverThread.run { environment in
      let (kept, large) = (try Example.manual(environment), try Problem(environment))
      try environment.limitMemory(1)
      let error = #expect(throws: GLPKError.self) {
        try large.add(columns: Array(repeating: .init(objective: 1, bounds: .upper(1)), count: 100_000))
      }
      guard case .fatal(let message) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(message.contains("memory allocation limit exceeded"))
      #expect(throws: GLPKError.environmentLost) { try large.solveRelaxation() }
      #expect(try kept.solveRelaxation() == .optimal)
    }
  }
}

extension Problem {
  fileprivate func provokeFatalErrorAndIgnoreIt() {
    do { try provokeFatalError() } catch {}
  }
}
