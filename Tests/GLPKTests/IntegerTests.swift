import GLPK
import Testing

@Suite struct IntegerTests {
  static let everyWay: [IntegerOptions] = {
    var ways: [IntegerOptions] = []
    for presolve in [false, true] {
      for cuts in [IntegerOptions.Cuts(), .gomory, .mixedIntegerRounding, .cover, .clique, .all] {
        ways.append(IntegerOptions(cuts: cuts, presolve: presolve))
      }
      for branching in [
        IntegerOptions.Branching.firstFractional, .lastFractional, .mostFractional, .driebeckTomlin, .pseudocosts,
      ] {
        ways.append(IntegerOptions(presolve: presolve, branching: branching))
      }
      for backtracking in [IntegerOptions.Backtracking.depthFirst, .breadthFirst, .bestBound, .bestProjection] {
        ways.append(IntegerOptions(presolve: presolve, backtracking: backtracking))
      }
      ways.append(IntegerOptions(presolve: presolve, rounding: false, feasibilityPump: true, proximitySearch: 5))
    }
    return ways
  }()

  @Test(arguments: everyWay) func knownOptimum(options: IntegerOptions) throws {
    try SolverThread.run { environment in
      let problem = try Example.manual(environment, kind: .integer)
      let outcome = try problem.solveInteger(options)
      #expect(outcome.status == .optimal && outcome.reason == .completed)
      #expect(outcome.objective.map { isClose($0, 732) } == true)
      #expect(outcome.bound == outcome.objective)
      #expect(outcome.values.allSatisfy { $0 == $0.rounded() })
      #expect(try problem.violation(of: outcome.values) == 0)

      let cover = try Example.steiner(environment, dimensions: 2).solveInteger(options)
      #expect(cover.status == .optimal)
      #expect(cover.objective == 5)
    }
  }

  @Test func steinerTriplesOf27() throws {
    let outcome = try SolverThread.run { environment in
      try Example.steiner(environment, dimensions: 3).solveInteger()
    }
    #expect(outcome.status == .optimal)
    #expect(outcome.objective == 18)
    #expect(outcome.values.reduce(0, +) == 18)
    #expect(outcome.nodes > 1)
  }

  /// Against dynamic programming over the capacities.
  @Test(arguments: 0..<30) func knapsacks(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...25, using: &random)
    let values = (0..<count).map { _ in Int.random(in: 1...100, using: &random) }
    let weights = (0..<count).map { _ in Int.random(in: 1...40, using: &random) }
    let capacity = Int.random(in: 0...weights.reduce(0, +), using: &random)
    var best = [Int](repeating: 0, count: capacity + 1)
    for (value, weight) in zip(values, weights) where weight <= capacity {
      for room in stride(from: capacity, through: weight, by: -1) {
        best[room] = max(best[room], best[room - weight] + value)
      }
    }
    let optimum = Double(best[capacity])
    let options = IntegerOptions(cuts: seed % 2 == 0 ? .cover : [], presolve: seed % 3 == 0)
    let outcome = try SolverThread.run { environment in
      try Example.knapsack(environment, values: values, weights: weights, capacity: capacity).solveInteger(options)
    }
    #expect(outcome.status == .optimal)
    #expect(outcome.objective.map { isClose($0, optimum) } == true)
  }

  @Test(arguments: [false, true]) func infeasible(presolve: Bool) throws {
    try SolverThread.run { environment in
      // 2x - 2y = 1 has real solutions and no whole ones.
      let problem = try Problem(environment)
      try problem.add(columns: Array(repeating: .init(bounds: .between(0, 10), kind: .integer), count: 2))
      try problem.add(rows: [.init(.fixed(1), columns: [0, 1], coefficients: [2, -2])])
      let options = IntegerOptions(presolve: presolve)
      let whole = try problem.solveInteger(options)
      #expect(whole.status == .infeasible && whole.values.isEmpty && whole.objective == nil)
      #expect(whole.bound == .infinity)
      try problem.setBounds(row: 0, .lower(100))
      #expect(try problem.solveInteger(options).status == .infeasible, "no real solution either")
    }
  }

  @Test(arguments: [false, true]) func unbounded(presolve: Bool) throws {
    try SolverThread.run { environment in
      let problem = try Problem(environment, sense: .maximise)
      try problem.add(rows: [.init(.upper(1))])
      try problem.add(columns: [
        .init(objective: 1, kind: .integer, rows: [0], coefficients: [1]),
        .init(objective: 1, kind: .integer, rows: [0], coefficients: [-1]),
      ])
      let outcome = try problem.solveInteger(IntegerOptions(presolve: presolve))
      #expect(outcome.status == .unbounded)
      #expect(outcome.bound == .infinity)
    }
  }

  @Test(arguments: [false, true]) func withoutRowsOrIntegers(presolve: Bool) throws {
    try SolverThread.run { environment in
      let options = IntegerOptions(presolve: presolve)
      let problem = try Problem(environment, sense: .maximise)
      #expect(try problem.solveInteger(options).status == .optimal)
      try problem.add(columns: [.init(objective: 2, kind: .binary), .init(objective: 1, bounds: .upper(1.5))])
      let outcome = try problem.solveInteger(options)
      #expect(outcome.status == .optimal)
      #expect(outcome.objective == 3.5)
      #expect(outcome.values == [1, 1.5])
    }
  }

  @Test func nodeLimitIsExactAndRepeatable() throws {
    let outcomes = try (0..<2).map { _ in
      try SolverThread.run { environment in
        try Example.steiner(environment, dimensions: 3).solveInteger(IntegerOptions(nodeLimit: 20))
      }
    }
    #expect(outcomes[0] == outcomes[1])
    #expect(outcomes[0].reason == .nodeLimit)
    #expect(outcomes[0].nodes == 20)
    #expect(outcomes[0].bound <= 18)
    let none = try SolverThread.run { environment in
      try Example.steiner(environment, dimensions: 3).solveInteger(IntegerOptions(nodeLimit: 0))
    }
    #expect(none.status == .undecided && none.nodes == 0 && none.values.isEmpty)
    #expect(isClose(none.bound, 9), "a third of each point")
  }

  @Test(arguments: [false, true]) func timeLimit(presolve: Bool) throws {
    let outcome = try SolverThread.run { environment in
      try Example.steiner(environment, dimensions: 3)
        .solveInteger(IntegerOptions(timeLimit: 0, presolve: presolve))
    }
    #expect(outcome.status == .undecided && outcome.reason == .timeLimit)
  }

  @Test func gap() throws {
    let outcome = try SolverThread.run { environment in
      try Example.steiner(environment, dimensions: 3).solveInteger(IntegerOptions(relativeGap: 0.6))
    }
    #expect(outcome.status == .feasible && outcome.reason == .gapReached)
    let gap = try #require(outcome.relativeGap)
    #expect(gap > 0 && gap <= 0.6)
    #expect(outcome.bound <= 18)
  }

  @Test func keepsTheRelaxation() throws {
    try SolverThread.run { environment in
      let problem = try Example.manual(environment, kind: .integer)
      #expect(try problem.solveRelaxation() == .optimal)
      let iterations = try problem.iterations
      _ = try problem.solveInteger()
      #expect(isClose(try problem.objective, 2200.0 / 3))
      #expect(try problem.solveRelaxation() == .optimal)
      #expect(try problem.iterations == iterations)
    }
  }

  @Test func kindsOfColumns() throws {
    try SolverThread.run { environment in
      let problem = try Problem(environment, sense: .maximise)
      try problem.add(columns: [
        .init(objective: 1, bounds: .between(0, 5), kind: .binary),
        .init(objective: 1, bounds: .fixed(0), kind: .binary),
        .init(objective: 1, bounds: .between(0, 5), kind: .integer), .init(objective: 1, bounds: .between(0, 2.5)),
      ])
      #expect(try problem.solveInteger().values == [1, 0, 5, 2.5])
      try problem.setBounds(column: 1, .free)
      try problem.setKind(column: 3, .integer, bounds: .between(0, 2))
      #expect(try problem.solveInteger().values == [1, 1, 5, 2])
      #expect(problem.kinds == [.binary, .binary, .integer, .integer])
    }
  }
}
