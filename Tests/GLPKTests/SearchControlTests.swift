import GLPK
import Testing

/// What the caller can say to a search: where to start, what not to look at, when to stop.
@Suite struct SearchControlTests {
  static let presolve = [false, true]

  @Test(arguments: presolve) func progress(presolve: Bool) throws {
    try SolverThread.run { environment in
      let problem = try Example.steiner(environment, dimensions: 3)
      var reports: [IntegerProgress] = []
      let outcome = try problem.solveInteger(IntegerOptions(presolve: presolve)) {
        reports.append($0)
        return .proceed
      }
      #expect(outcome.status == .optimal)
      #expect(zip(reports, reports.dropFirst()).allSatisfy { $0.nodes <= $1.nodes && $0.seconds <= $1.seconds })
      #expect(zip(reports, reports.dropFirst()).allSatisfy { $0.bound <= $1.bound })
      #expect(reports.allSatisfy { $0.bound <= 18 && ($0.incumbent ?? 18) >= 18 })
      let last = try #require(reports.last)
      #expect(last.incumbent == 18)
      #expect(last.relativeGap != nil)
    }
  }

  @Test(arguments: presolve) func stops(presolve: Bool) throws {
    try SolverThread.run { environment in
      let problem = try Example.steiner(environment, dimensions: 3)
      let outcome = try problem.solveInteger(IntegerOptions(presolve: presolve)) {
        $0.nodes < 5 ? .proceed : .stop
      }
      #expect(outcome.reason == .stopped)
      #expect(outcome.nodes == 5)
      let first = try problem.solveInteger(IntegerOptions(presolve: presolve)) {
        $0.incumbent == nil ? .proceed : .stop
      }
      #expect(first.status == .feasible && first.reason == .stopped)
      #expect(try problem.violation(of: first.values) == 0)
    }
  }

  /// A relaxation that takes seconds is solved in slices: it can be stopped, and comes out as in one piece.
  @Test func stopsInTheFirstRelaxation() throws {
    try SolverThread.run { environment in
      let problem = try Example.packing(environment, rows: 400, columns: 4_000)
      var reports: [IntegerProgress] = []
      let outcome = try problem.solveInteger {
        reports.append($0)
        return .stop
      }
      #expect(outcome.reason == .stopped && outcome.status == .undecided && outcome.nodes == 0)
      #expect(reports.count == 1 && reports.allSatisfy { $0.nodes == 0 && !$0.bound.isFinite })
      let late = try problem.solveInteger(IntegerOptions(timeLimit: 0.3))
      #expect(late.reason == .timeLimit)
      reports = []
      let whole = try problem.solveInteger(IntegerOptions(nodeLimit: 0)) {
        reports.append($0)
        return .proceed
      }
      #expect(whole.reason == .nodeLimit)
      #expect(reports.contains { !$0.bound.isFinite })
      try #require(try problem.solveRelaxation() == .optimal)
      #expect(abs(try problem.objective - whole.bound) < 1e-6)
    }
  }

  @Test func solverRefusesToBeCalledFromProgress() throws {
    try SolverThread.run { environment in
      let problem = try Example.steiner(environment, dimensions: 2)
      let other = try Example.manual(environment)
      var errors: [GLPKError] = []
      let outcome = try problem.solveInteger { _ in
        do throws(GLPKError) { _ = try other.solveRelaxation() } catch { errors.append(error) }
        do throws(GLPKError) { try problem.setObjective(column: 0, 2) } catch { errors.append(error) }
        return errors.count < 6 ? .proceed : .stop
      }
      #expect(errors == Array(repeating: .busy, count: 6))
      #expect(outcome.reason == .stopped)
      #expect(try other.solveRelaxation() == .optimal)
      #expect(try problem.solveInteger().objective == 5)
    }
  }

  @Test(arguments: presolve) func startIsKeptWhenNothingIsBetter(presolve: Bool) throws {
    try SolverThread.run { environment in
      let problem = try Example.steiner(environment, dimensions: 3)
      let best = try problem.solveInteger()
      let options = IntegerOptions(presolve: presolve)
      let again = try problem.solveInteger(options, start: best.values)
      #expect(again.status == .optimal && again.objective == 18)
      let cut = try problem.solveInteger(IntegerOptions(nodeLimit: 0, presolve: presolve), start: best.values)
      #expect(cut.status == .feasible && cut.values == best.values && cut.reason == .nodeLimit)
    }
  }

  @Test(arguments: presolve) func startIsImproved(presolve: Bool) throws {
    try SolverThread.run { environment in
      let problem = try Example.steiner(environment, dimensions: 2)
      let everything = [Double](repeating: 1, count: 9)
      var first: Double?
      let outcome = try problem.solveInteger(IntegerOptions(presolve: presolve, rounding: false), start: everything) {
        first = first ?? $0.incumbent
        return .proceed
      }
      #expect(outcome.status == .optimal && outcome.objective == 5)
      if !presolve { #expect(first == 9, "GLPK took the start up") }
      let given = try problem.solveInteger(IntegerOptions(nodeLimit: 0, presolve: presolve), start: everything)
      #expect(given.objective == 9 && given.values == everything)
    }
  }

  @Test(arguments: presolve) func cutoff(presolve: Bool) throws {
    try SolverThread.run { environment in
      let problem = try Example.steiner(environment, dimensions: 2)
      let reachable = try problem.solveInteger(IntegerOptions(presolve: presolve, objectiveCutoff: 5))
      #expect(reachable.status == .optimal && reachable.objective == 5)
      let tooGood = try problem.solveInteger(IntegerOptions(presolve: presolve, objectiveCutoff: 4.5))
      #expect(tooGood.status == .infeasible && tooGood.bound == 4.5)
      let start = try problem.solveInteger(
        IntegerOptions(presolve: presolve, objectiveCutoff: 4.5), start: Array(repeating: 1, count: 9))
      #expect(start.status == .infeasible, "the start is past the cutoff")

      let maximum = try Example.manual(environment, kind: .integer)
      try maximum.setObjective(constant: -32)
      let high = try maximum.solveInteger(IntegerOptions(presolve: presolve, objectiveCutoff: 700))
      #expect(high.status == .optimal && high.objective.map { isClose($0, 700) } == true)
      #expect(
        try maximum.solveInteger(IntegerOptions(presolve: presolve, objectiveCutoff: 701)).status == .infeasible)
    }
  }

  @Test(arguments: [
    [1.0, 1], [0.5, 1, 1, 1, 1, 1, 1, 1, 1], [0, 0, 0, 1, 1, 1, 1, 1, 1], [2, 1, 1, 1, 1, 1, 1, 1, 1],
    [.nan, 1, 1, 1, 1, 1, 1, 1, 1],
  ])
  func unfitStart(start: [Double]) throws {
    try SolverThread.run { environment in
      let problem = try Example.steiner(environment, dimensions: 2)
      let error = #expect(throws: GLPKError.self) { try problem.solveInteger(start: start) }
      guard case .invalidArgument = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(try problem.solveInteger().objective == 5)
    }
  }
}
