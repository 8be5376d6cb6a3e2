import GLPK
import Testing

@Suite struct RelaxationTests {
  static let everyWay: [SimplexOptions] = [.primal, .dual, .dualThenPrimal].flatMap { method in
    [SimplexOptions.Pricing.steepestEdge, .dantzig].flatMap { pricing in
      [false, true].map { SimplexOptions(method: method, pricing: pricing, presolve: $0) }
    }
  }

  @Test(arguments: everyWay) func knownOptimum(options: SimplexOptions) throws {
    try SolverThread.run { environment in
      let problem = try Example.manual(environment, sense: .minimise)
      // The dual needs bounds to start from: they do not bind.
      for column in 0..<3 { try problem.setBounds(column: column, .between(0, 1000)) }
      #expect(try problem.solveRelaxation(options) == .optimal)
      #expect(isClose(try problem.objective, -2200 / 3))
      #expect(zip(try problem.columnPrimals, [100.0 / 3, 200.0 / 3, 0]).allSatisfy { isClose($0, $1) })
      #expect(zip(try problem.rowPrimals, [100, 600, 200]).allSatisfy { isClose($0, $1) })
      #expect(zip(try problem.rowDuals, [-10.0 / 3, -2.0 / 3, 0]).allSatisfy { isClose($0, $1) })
      #expect(zip(try problem.columnReducedCosts, [0, 0, 8.0 / 3]).allSatisfy { isClose($0, $1) })
      #expect(isClose(try problem.primal(1), 200.0 / 3))
      #expect(isClose(try problem.dual(row: 0), -10.0 / 3))
    }
  }

  @Test func maximisationAndConstant() throws {
    try SolverThread.run { environment in
      let problem = try Example.manual(environment)
      try problem.setObjective(constant: 1000)
      #expect(try problem.solveRelaxation() == .optimal)
      #expect(isClose(try problem.objective, 1000 + 2200.0 / 3))
      #expect(isClose(try problem.dual(row: 0), 10.0 / 3))
    }
  }

  @Test(arguments: [false, true]) func infeasible(presolve: Bool) throws {
    try SolverThread.run { environment in
      let problem = try Example.manual(environment)
      try problem.add(rows: [.init(.lower(101), columns: [0, 1, 2], coefficients: [1, 1, 1])])
      #expect(try problem.solveRelaxation(SimplexOptions(presolve: presolve)) == .infeasible)
    }
  }

  @Test func unbounded() throws {
    try SolverThread.run { environment in
      let problem = try Problem(environment, sense: .maximise)
      try problem.add(rows: [.init(.lower(1))])
      try problem.add(columns: [.init(objective: 1, rows: [0], coefficients: [1])])
      #expect(try problem.solveRelaxation() == .unbounded)
      #expect(try problem.solveRelaxation(SimplexOptions(presolve: true)) == .infeasibleOrUnbounded)
    }
  }

  @Test(arguments: [false, true]) func emptyProblem(presolve: Bool) throws {
    try SolverThread.run { environment in
      let problem = try Problem(environment)
      #expect(try problem.add(columns: []) == 0..<0)
      #expect(try problem.add(rows: []) == 0..<0)
      try problem.remove(columns: [])
      try problem.remove(rows: [])
      try problem.setObjective(constant: 3)
      #expect(try problem.solveRelaxation(SimplexOptions(presolve: presolve)) == .optimal)
      #expect(try problem.objective == 3)
      #expect(try problem.columnPrimals.isEmpty)
    }
  }

  @Test func everyKindOfBounds() throws {
    try SolverThread.run { environment in
      let problem = try Problem(environment)
      try problem.add(columns: [
        .init(objective: 1, bounds: .lower(-4)), .init(objective: -1, bounds: .upper(7)),
        .init(objective: 1, bounds: .between(2, 3)), .init(objective: 1, bounds: .between(5, 5)),
        .init(objective: 1, bounds: .fixed(6)), .init(objective: 0, bounds: .free),
      ])
      try problem.add(rows: [.init(.fixed(9), columns: [5], coefficients: [1])])
      #expect(try problem.solveRelaxation() == .optimal)
      #expect(try problem.columnPrimals == [-4, 7, 2, 5, 6, 9])
      #expect(try problem.objective == -4 - 7 + 2 + 5 + 6)
    }
  }

  @Test func limits() throws {
    try SolverThread.run { environment in
      let problem = try Example.manual(environment)
      #expect(try problem.solveRelaxation(SimplexOptions(iterationLimit: 1)) == .iterationLimit)
      #expect(try problem.solveRelaxation(SimplexOptions(timeLimit: 0)) == .timeLimit)
      #expect(try problem.solveRelaxation(SimplexOptions(timeLimit: 1e300, iterationLimit: .max)) == .optimal)
    }
  }

  @Test func resultsBeforeASolve() throws {
    try SolverThread.run { environment in
      let problem = try Example.manual(environment)
      #expect(throws: GLPKError.noSolution) { try problem.objective }
      #expect(throws: GLPKError.noSolution) { try problem.columnPrimals }
      #expect(throws: GLPKError.noSolution) { try problem.rowDuals }
      #expect(throws: GLPKError.noSolution) { try problem.primal(0) }
    }
  }

  @Test func warmStarts() throws {
    try SolverThread.run { environment in
      let problem = try Example.manual(environment)
      #expect(try problem.solveRelaxation() == .optimal)
      let cold = try problem.iterations
      #expect(cold > 0)
      #expect(try problem.solveRelaxation() == .optimal)
      #expect(try problem.iterations == cold, "an optimal basis needs no iteration")

      // A column that does not pay leaves the basis optimal; one that does comes in.
      try problem.add(columns: [.init(objective: 1, rows: [0, 1], coefficients: [1, 1])])
      #expect(try problem.solveRelaxation() == .optimal)
      #expect(try problem.iterations == cold)
      try problem.add(columns: [.init(objective: 20, bounds: .between(0, 10), rows: [0, 1], coefficients: [1, 1])])
      #expect(try problem.solveRelaxation() == .optimal)
      #expect(isClose(try problem.objective, 2200.0 / 3 + 10 * (20 - 10.0 / 3 - 2.0 / 3)))

      // A row that cuts the optimum off, for the dual.
      try problem.add(rows: [.init(.upper(5), columns: [4], coefficients: [1])])
      #expect(try problem.solveRelaxation(SimplexOptions(method: .dual)) == .optimal)
      #expect(isClose(try problem.primal(4), 5))
    }
  }

  @Test func removalsCloseUp() throws {
    try SolverThread.run { environment in
      let problem = try Example.manual(environment)
      try problem.add(rows: [.init(.upper(1), columns: [0, 1, 2], coefficients: [1, 1, 1])])
      try problem.add(columns: [.init(objective: 999, rows: [0], coefficients: [1])])
      #expect(try problem.solveRelaxation() == .optimal)
      // Both are at their bounds: taking the row out leaves a basis of the wrong size, which has to be mended.
      try problem.remove(rows: [3])
      try problem.remove(columns: [3])
      #expect((problem.rowCount, problem.columnCount) == (3, 3))
      #expect(problem.objectiveCoefficients == [10, 6, 4])
      #expect(try problem.solveRelaxation() == .optimal)
      #expect(isClose(try problem.objective, 2200.0 / 3))
      try problem.remove(columns: [2, 0])
      #expect(problem.objectiveCoefficients == [6])
      #expect(try problem.solveRelaxation() == .optimal)
      #expect(isClose(try problem.objective, 600))
    }
  }

  @Test func changesOfCoefficients() throws {
    try SolverThread.run { environment in
      let problem = try Problem(environment, sense: .maximise)
      try problem.add(columns: [.init(objective: 1), .init(objective: 1)])
      try problem.add(rows: [.init(.upper(10), columns: [0, 1], coefficients: [1, 1])])
      try problem.setCoefficients(row: 0, columns: [1, 0], coefficients: [2, 5])
      #expect(try problem.solveRelaxation() == .optimal)
      #expect(isClose(try problem.objective, 5))
      try problem.setCoefficients(column: 1, rows: [0], coefficients: [1])
      try problem.setObjective(column: 1, 3)
      try problem.setBounds(row: 0, .upper(20))
      #expect(try problem.solveRelaxation() == .optimal)
      #expect(isClose(try problem.objective, 60))
      #expect(isClose(try problem.violation(of: [5, 5]), 10.0 / 21))
      #expect(isClose(try problem.violation(of: [0, -2]), 2))
      #expect(try problem.violation(of: [1, 1]) == 0)
    }
  }

  /// Strong duality: cost of the columns and worth of the rows agree at the optimum, which proves it.
  @Test(arguments: 0..<20) func dualsProveTheOptimum(seed: Int) throws {
    try SolverThread.run { environment in
      var random = SeededGenerator(seed: seed)
      let (rows, columns) = (Int.random(in: 2...15, using: &random), Int.random(in: 2...30, using: &random))
      let needs = (0..<rows).map { _ in Double.random(in: 1...50, using: &random) }
      let costs = (0..<columns).map { _ in Double.random(in: 1...9, using: &random) }
      let matrix = (0..<columns).map { _ in (0..<rows).map { _ in Double.random(in: 0.1...5, using: &random) } }
      let problem = try Problem(environment)
      try problem.add(rows: needs.map { .init(.lower($0)) })
      try problem.add(
        columns: zip(costs, matrix).map {
          .init(objective: $0, rows: (0..<rows).map { Int32($0) }, coefficients: $1)
        })
      #expect(try problem.solveRelaxation() == .optimal)
      let (values, duals) = (try problem.columnPrimals, try problem.rowDuals)
      #expect(try problem.violation(of: values) < 1e-7)
      #expect(duals.allSatisfy { $0 >= -1e-9 })
      for (column, cost) in costs.enumerated() {
        let worth = zip(matrix[column], duals).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(isClose(try problem.columnReducedCosts[column], cost - worth))
        #expect(worth <= cost + 1e-7)
      }
      let worth = zip(needs, duals).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(isClose(try problem.objective, worth))
    }
  }
}
