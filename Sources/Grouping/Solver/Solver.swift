import GLPK

/// Why the solver ended without doing what it was asked.
struct SolverFailure: Error, Sendable {
  let reason: String

  fileprivate init(_ cause: any Error) {
    reason = String(describing: cause)
  }

  private init(reason: String) {
    self.reason = reason
  }

  /// Whoever should have answered is no more.
  static let noAnswer = SolverFailure(reason: "no answer")
}

/// All that the engine knows of GLPK, `CompactModel` aside: a thread of the solver's own, and the programs on it.
enum Solver {
  /// What shows that one is on such a thread.
  typealias Environment = GLPK.Environment

  /// Does a piece of work on a thread of the solver's own, while the caller waits.
  static func run<Result: Sendable>(
    _ body: @Sendable (borrowing Environment) throws(SolverFailure) -> Result
  ) throws(SolverFailure) -> Result {
    do {
      return try SolverThread.run { environment in try body(environment) }
    } catch {
      throw error as? SolverFailure ?? SolverFailure(error)
    }
  }
}

/// A linear program to be maximised, kept warm. Belongs to the thread of its environment.
final class LinearProgram {
  typealias Bounds = Problem.Bounds
  typealias Row = Problem.Row
  typealias Column = Problem.Column
  typealias Method = SimplexOptions.Method
  typealias Pricing = SimplexOptions.Pricing
  typealias Status = RelaxationStatus

  private let problem: Problem

  init(_ environment: borrowing Solver.Environment, name: String) throws(SolverFailure) {
    do { problem = try Problem(environment, name: name, sense: .maximise) } catch { throw SolverFailure(error) }
  }

  private func asking<Answer>(_ question: () throws(GLPKError) -> Answer) throws(SolverFailure) -> Answer {
    do { return try question() } catch { throw SolverFailure(error) }
  }

  // MARK: Changes

  /// - Returns: where they stand.
  @discardableResult
  func add(rows: [Row]) throws(SolverFailure) -> Range<Int> {
    try asking { () throws(GLPKError) in try problem.add(rows: rows) }
  }

  /// - Returns: where they stand.
  @discardableResult
  func add(columns: [Column]) throws(SolverFailure) -> Range<Int> {
    try asking { () throws(GLPKError) in try problem.add(columns: columns) }
  }

  /// Those behind move up.
  func remove(rows: [Int]) throws(SolverFailure) {
    try asking { () throws(GLPKError) in try problem.remove(rows: rows) }
  }

  /// Those behind move up.
  func remove(columns: [Int]) throws(SolverFailure) {
    try asking { () throws(GLPKError) in try problem.remove(columns: columns) }
  }

  func setBounds(row: Int, _ bounds: Bounds) throws(SolverFailure) {
    try asking { () throws(GLPKError) in try problem.setBounds(row: row, bounds) }
  }

  func setBounds(column: Int, _ bounds: Bounds) throws(SolverFailure) {
    try asking { () throws(GLPKError) in try problem.setBounds(column: column, bounds) }
  }

  func setObjective(column: Int, _ coefficient: Double) throws(SolverFailure) {
    try asking { () throws(GLPKError) in try problem.setObjective(column: column, coefficient) }
  }

  // MARK: Simplex

  /// - Parameters:
  ///   - steps: of the simplex, at the most.
  ///   - seconds: looked at where steps are long.
  func solve(
    _ method: Method, pricing: Pricing = .steepestEdge, steps: Int, seconds: Double? = nil
  ) throws(SolverFailure) -> Status {
    try asking { () throws(GLPKError) in
      try problem.solveRelaxation(
        SimplexOptions(
          method: method, pricing: pricing, timeLimit: seconds, iterationLimit: steps, verbosity: .silent))
    }
  }

  // Of the last solution.

  var objective: Double {
    get throws(SolverFailure) { try asking { () throws(GLPKError) in try problem.objective } }
  }

  /// Of the columns.
  var primals: [Double] {
    get throws(SolverFailure) { try asking { () throws(GLPKError) in try problem.columnPrimals } }
  }

  /// Of the rows.
  var duals: [Double] {
    get throws(SolverFailure) { try asking { () throws(GLPKError) in try problem.rowDuals } }
  }

  // MARK: Branch and cut

  /// What came of `solveBinary`.
  struct Choice: Sendable {
    /// One for each column; empty when nothing was found.
    let values: [Double]
    let isOutOfTime: Bool
  }

  /// - Parameters:
  ///   - nodes: of the tree, at the most.
  ///   - hasKnapsacks: whether some rows are more than a choice of one.
  ///   - floor: value that a solution must reach to be of use.
  func solveBinary(
    seconds: Double, nodes: Int, hasKnapsacks: Bool, floor: Double?, shouldStop: @escaping () -> Bool
  ) throws(SolverFailure) -> Choice {
    let options = IntegerOptions(
      timeLimit: seconds, nodeLimit: nodes, cuts: hasKnapsacks ? [.clique, .cover] : [.clique], objectiveCutoff: floor)
    let outcome = try asking { () throws(GLPKError) in
      try problem.solveInteger(options) { _ in shouldStop() ? .stop : .proceed }
    }
    return Choice(values: outcome.values, isOutOfTime: outcome.reason == .timeLimit)
  }
}
