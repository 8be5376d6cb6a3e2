import GLPK

/// The linear relaxation over all groups of a problem small enough to list them: the best bound that prices can prove.
enum Relaxation {
  /// In cents.
  static func value(of problem: TinyProblem) throws -> Double {
    let groups = BruteForce(problem).groups
    let limit = Double(problem.totalWeight / problem.minimum)
    return try SolverThread.run { environment in
      let master = try Problem(environment, sense: .maximise)
      try master.add(rows: problem.weights.map { _ in .init(.upper(1)) } + [.init(.upper(limit))])
      try master.add(
        columns: groups.map { group in
          .init(
            objective: Double(group.value), bounds: .lower(0),
            rows: (group.members + [problem.unitCount]).map(Int32.init),
            coefficients: [Double](repeating: 1, count: group.members.count + 1))
        })
      _ = try master.solveRelaxation()
      return try master.objective
    }
  }
}
