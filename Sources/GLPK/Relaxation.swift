import CGLPK

/// How much of GLPK's log is kept in ``Environment/terminal(limit:)``.
public enum Verbosity: Sendable, Hashable {
  case silent, errors, normal, all

  var encoded: Int32 {
    switch self {
    case .silent: GLP_MSG_OFF
    case .errors: GLP_MSG_ERR
    case .normal: GLP_MSG_ON
    case .all: GLP_MSG_ALL
    }
  }
}

/// How to solve a relaxation.
public struct SimplexOptions: Sendable {
  public enum Method: Sendable, Hashable {
    /// From a basis that is primal feasible: after columns were added or the objective changed.
    case primal
    /// From a basis that is dual feasible: after rows were added or bounds changed.
    case dual
    /// The dual, and the primal should it fail.
    case dualThenPrimal
  }

  public enum Pricing: Sendable, Hashable {
    case steepestEdge, dantzig
  }

  public var method: Method
  public var pricing: Pricing
  /// Simplifies the problem first. This sets the basis aside, so it is for problems solved once.
  public var presolve: Bool
  /// In seconds.
  public var timeLimit: Double?
  public var iterationLimit: Int?
  public var verbosity: Verbosity

  public init(
    method: Method = .primal, pricing: Pricing = .steepestEdge, presolve: Bool = false, timeLimit: Double? = nil,
    iterationLimit: Int? = nil, verbosity: Verbosity = .errors
  ) {
    self.method = method
    self.pricing = pricing
    self.presolve = presolve
    self.timeLimit = timeLimit
    self.iterationLimit = iterationLimit
    self.verbosity = verbosity
  }
}

/// How the solution of a relaxation ended.
public enum RelaxationStatus: Sendable, Hashable {
  case optimal
  /// No values satisfy all rows and bounds.
  case infeasible
  /// The objective has no limit.
  case unbounded
  /// One of the two; the primal simplex without presolve tells which.
  case infeasibleOrUnbounded
  case iterationLimit
  case timeLimit
  /// The numbers were too much for the simplex, from two bases.
  case failed
}

extension Problem {
  /// Solves the problem as if no column were integer, with the simplex, from the basis left by the last time.
  ///
  /// Where the basis does not fit any more, or GLPK gives up on it, the solve is tried once more from a basis built
  /// afresh.
  ///
  /// - Throws: ``GLPKError/invalidArgument(_:)`` for a limit that is negative or not a number;
  ///   ``GLPKError/fatal(_:)`` if GLPK gave up both times.
  public func solveRelaxation(_ options: SimplexOptions = SimplexOptions()) throws(GLPKError) -> RelaxationStatus {
    let deadline = try Deadline(seconds: options.timeLimit)
    if let limit = options.iterationLimit, limit < 0 {
      throw .invalidArgument("iteration limit \(limit), expected 0 or more")
    }
    var solve = cglpk_simplex(options)
    do {
      try run(&solve, until: deadline)
      if !solve.wantsAnotherBasis { return RelaxationStatus(solve) }
    } catch {
      guard case .fatal = error else { throw error }
    }
    solve.basis = CGLPK_BASIS_ADVANCED
    try run(&solve, until: deadline)
    return RelaxationStatus(solve)
  }

  private func run(_ solve: inout cglpk_simplex, until deadline: Deadline) throws(GLPKError) {
    solve.parameters.tm_lim = deadline.milliseconds
    try check(cglpk_solve_simplex(handle, &solve))
  }

  /// The objective of the last relaxation solved.
  ///
  /// - Throws: ``GLPKError/noSolution`` before any, as do the following.
  public var objective: Double {
    get throws(GLPKError) {
      var value = 0.0
      try check(cglpk_objective(handle, &value))
      return value
    }
  }

  /// The columns' values in the last relaxation solved; 0 for those added since.
  public var columnPrimals: [Double] {
    get throws(GLPKError) { try read(CGLPK_COLUMN_PRIMAL, count: columnCount) }
  }

  /// The columns' reduced costs in the last relaxation solved: what one unit more adds to the objective.
  public var columnReducedCosts: [Double] {
    get throws(GLPKError) { try read(CGLPK_COLUMN_DUAL, count: columnCount) }
  }

  /// The rows' sums in the last relaxation solved.
  public var rowPrimals: [Double] {
    get throws(GLPKError) { try read(CGLPK_ROW_PRIMAL, count: rowCount) }
  }

  /// The rows' duals in the last relaxation solved: what one unit more of the row's bound adds to the objective.
  public var rowDuals: [Double] {
    get throws(GLPKError) { try read(CGLPK_ROW_DUAL, count: rowCount) }
  }

  /// A column's value in the last relaxation solved.
  public func primal(_ column: Int) throws(GLPKError) -> Double {
    let number = try columnNumber(column)
    var value = 0.0
    try check(cglpk_read_one(handle, CGLPK_COLUMN_PRIMAL, number, &value))
    return value
  }

  /// A row's dual in the last relaxation solved.
  public func dual(row: Int) throws(GLPKError) -> Double {
    let number = try rowNumber(row)
    var value = 0.0
    try check(cglpk_read_one(handle, CGLPK_ROW_DUAL, number, &value))
    return value
  }

  /// The simplex iterations made on this problem so far.
  public var iterations: Int {
    get throws(GLPKError) {
      var count: Int32 = 0
      try check(cglpk_iterations(handle, &count))
      return Int(count)
    }
  }

  private func read(_ series: cglpk_series, count: Int) throws(GLPKError) -> [Double] {
    var values = [Double](repeating: 0, count: count)
    try check(cglpk_read(handle, series, &values))
    return values
  }
}

extension cglpk_simplex {
  fileprivate init(_ options: SimplexOptions) {
    self.init()
    glp_init_smcp(&parameters)
    parameters.msg_lev = options.verbosity.encoded
    parameters.meth =
      switch options.method {
      case .primal: GLP_PRIMAL
      case .dual: GLP_DUAL
      case .dualThenPrimal: GLP_DUALP
      }
    parameters.pricing = options.pricing == .dantzig ? GLP_PT_STD : GLP_PT_PSE
    parameters.presolve = options.presolve ? GLP_ON : GLP_OFF
    parameters.it_lim = options.iterationLimit.map { Int32(clamping: $0) } ?? .max
    basis = CGLPK_BASIS_CURRENT
  }

  /// Whether the solve failed for a reason that may lie in where it started.
  fileprivate var wantsAnotherBasis: Bool { [GLP_EBADB, GLP_ESING, GLP_ECOND, GLP_EFAIL].contains(code) }
}

extension RelaxationStatus {
  fileprivate init(_ solve: cglpk_simplex) {
    self =
      switch (solve.code, solve.status) {
      case (GLP_EITLIM, _): .iterationLimit
      case (GLP_ETMLIM, _): .timeLimit
      case (GLP_ENOPFS, _): .infeasible
      case (GLP_ENODFS, _): .infeasibleOrUnbounded
      case (0, GLP_OPT): .optimal
      case (0, GLP_NOFEAS): .infeasible
      case (0, GLP_UNBND): .unbounded
      case (0, _) where solve.dual_status == GLP_NOFEAS: .infeasibleOrUnbounded
      default: .failed
      }
  }
}
