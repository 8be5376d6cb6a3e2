import GLPK

/// The exact finish of a small problem: the compact model by branch and cut, asked only for what beats the best plan.
struct ExactFinish: Sendable {
  /// Binary columns up to which it is tried.
  var mostColumns = 1_500
  /// Nodes of the tree: a limit that does not depend on the clock.
  var nodes = 5_000

  enum Outcome: Sendable {
    /// No plan is worth more than the one given.
    case proven
    /// The best plan there is.
    case better(Solution)
    /// The limits came first; the plan may be better than the one given.
    case undecided(Solution?)
  }

  /// - Parameters:
  ///   - floor: value of the best plan known, in cents.
  ///   - seconds: time limit.
  func run(
    _ instance: Instance, floor: Int, seconds: Double, shouldStop: @escaping @Sendable () -> Bool
  ) -> Outcome {
    let model = CompactModel(instance: instance)
    guard model.columnCount <= mostColumns, seconds > 0 else { return .undecided(nil) }
    // Values are whole cents: whatever is better is so by one at least.
    let options = IntegerOptions(
      timeLimit: seconds, nodeLimit: nodes, cuts: .all, objectiveCutoff: Double(floor) / 100 + 0.005)
    guard
      let outcome = try? SolverThread.run({ environment in
        try model.problem(environment).solveInteger(options) { _ in shouldStop() ? .stop : .proceed }
      })
    else { return .undecided(nil) }
    let solution = outcome.values.isEmpty ? nil : model.solution(outcome.values)
    let better = solution.flatMap { instance.isConsistent($0) && $0.value > floor ? $0 : nil }
    switch outcome.status {
    case .optimal: return better.map(Outcome.better) ?? .proven
    case .infeasible: return .proven
    case .feasible, .undecided, .unbounded: return .undecided(better)
    }
  }
}
