import CGLPK

extension Problem {
  /// Searches for the best solution whose integer columns are whole, with GLPK's branch and cut.
  ///
  /// The search works on a copy: the basis and the last relaxation stay as they were. It starts from that basis, unless
  /// it presolves. Should GLPK give up on the way, it is tried once more from a basis built afresh.
  ///
  /// - Parameters:
  ///   - start: a feasible solution to improve on, one value for each column. With ``IntegerOptions/presolve`` the
  ///     search is for solutions at least as good; without, GLPK takes it up as its first incumbent.
  ///   - progress: called before each node and after each improvement, and now and then while the first relaxation is
  ///     solved, unless the search presolves; must not use the solver.
  /// - Returns: the best solution known, `start` if the search found none better.
  /// - Throws: ``GLPKError/invalidArgument(_:)`` for a limit that is negative or not a number, a `start` that is not
  ///   feasible; ``GLPKError/fatal(_:)`` if GLPK gave up both times.
  public func solveInteger(
    _ options: IntegerOptions = IntegerOptions(), start: [Double]? = nil,
    progress: ((IntegerProgress) -> SearchDecision)? = nil
  ) throws(GLPKError) -> IntegerOutcome {
    let deadline = try Deadline(seconds: options.timeLimit)
    try options.validate()
    var known = try start.map { values throws(GLPKError) in try checked(start: values) }
    if let cutoff = options.objectiveCutoff, let objective = known?.objective, isBetter(cutoff, than: objective) {
      known = nil
    }
    let search = IntegerSearch(self, options, known, Reporter(progress))
    do {
      let outcome = try search.run(within: deadline.seconds, afresh: false)
      if outcome.status != .undecided || outcome.reason != .failed { return outcome }
    } catch {
      guard case .fatal = error else { throw error }
    }
    return try search.run(within: deadline.seconds, afresh: true)
  }

  /// A starting solution with its integer columns made exactly whole, and its objective.
  private func checked(start: [Double]) throws(GLPKError) -> KnownSolution {
    guard start.count == columnCount else {
      throw .invalidArgument("start of \(start.count) values, expected \(columnCount)")
    }
    let values = wholeWhereInteger(start)
    for (column, (value, given)) in zip(values, start).enumerated() where !(abs(value - given) <= 1e-5) {
      throw .invalidArgument("start: column \(column) is \(given), expected a whole number")
    }
    let violation = try violation(of: values)
    guard violation <= 1e-6 else {
      throw .invalidArgument("start: breaks a bound by \(violation), expected a feasible solution")
    }
    let objective = zip(values, objectiveCoefficients).reduce(objectiveConstant) { $0 + $1.0 * $1.1 }
    return KnownSolution(objective: objective, values: values)
  }

  fileprivate func wholeWhereInteger(_ values: [Double]) -> [Double] {
    zip(values, kinds).map { $1 == .continuous ? $0 : $0.rounded() }
  }

  fileprivate func isBetter(_ objective: Double, than other: Double) -> Bool {
    sense == .minimise ? objective < other : objective > other
  }
}

/// A feasible solution and its objective.
private struct KnownSolution {
  let objective: Double
  let values: [Double]
}

/// Hands the shim's progress on to a Swift function.
private final class Reporter {
  private let progress: ((IntegerProgress) -> SearchDecision)?
  private let began = ContinuousClock.now

  init(_ progress: ((IntegerProgress) -> SearchDecision)?) {
    self.progress = progress
  }

  var isNeeded: Bool { progress != nil }

  func decide(_ state: cglpk_progress) -> SearchDecision {
    progress?(
      IntegerProgress(
        nodes: Int(state.nodes), openNodes: Int(state.open_nodes),
        incumbent: state.has_incumbent != 0 ? state.incumbent : nil, bound: state.bound,
        seconds: (ContinuousClock.now - began) / .seconds(1))) ?? .proceed
  }
}

/// The C function through which GLPK reports; plain values in, a plain value out, and no way for an error to jump
/// across it, since the solver refuses to be called meanwhile.
private func report(_ context: UnsafeMutableRawPointer?, _ state: UnsafePointer<cglpk_progress>?) -> Int32 {
  guard let context, let state else { return 0 }
  return Unmanaged<Reporter>.fromOpaque(context).takeUnretainedValue().decide(state.pointee) == .proceed ? 0 : 1
}

/// One search: its question to the shim and what the answer means.
private struct IntegerSearch {
  private let problem: Problem
  private let options: IntegerOptions
  private let known: KnownSolution?
  private let reporter: Reporter

  init(_ problem: Problem, _ options: IntegerOptions, _ known: KnownSolution?, _ reporter: Reporter) {
    self.problem = problem
    self.options = options
    self.known = known
    self.reporter = reporter
  }

  /// - Parameters:
  ///   - seconds: the time limit; may be infinite.
  ///   - afresh: whether to keep away from the basis at hand and from the long steps of the dual simplex.
  func run(within seconds: Double, afresh: Bool) throws(GLPKError) -> IntegerOutcome {
    var solve = cglpk_integer()
    solve.parameters = options.parameters
    if afresh { solve.parameters.flip = GLP_OFF }
    solve.basis = afresh ? CGLPK_BASIS_ADVANCED : CGLPK_BASIS_CURRENT
    solve.seconds = seconds
    solve.node_limit = options.nodeLimit.map { Int32(clamping: $0) } ?? -1
    if let cutoff {
      solve.has_cutoff = 1
      solve.cutoff = cutoff
    }
    if reporter.isNeeded {
      solve.progress = report
      solve.context = Unmanaged.passUnretained(reporter).toOpaque()
    }
    var values = [Double](repeating: 0, count: problem.columnCount)
    // GLPK counts from 1
    let start = options.presolve ? nil : known.map { [0] + $0.values }
    let result = withExtendedLifetime(reporter) {
      values.withUnsafeMutableBufferPointer { values in
        solve.values = values.baseAddress
        guard let start else { return cglpk_solve_integer(problem.handle, &solve) }
        return start.withUnsafeBufferPointer {
          solve.start = $0.baseAddress
          return cglpk_solve_integer(problem.handle, &solve)
        }
      }
    }
    try check(result)
    return outcome(solve, values)
  }

  /// What the shim's cutoff row is to be: with the presolver, a known solution comes in here too.
  private var cutoff: Double? {
    guard options.presolve, let known else { return options.objectiveCutoff }
    return known.objective
  }

  private func outcome(_ solve: cglpk_integer, _ values: [Double]) -> IntegerOutcome {
    let status = Self.status(solve)
    var best =
      solve.last.has_incumbent != 0
      ? KnownSolution(objective: solve.last.incumbent, values: problem.wholeWhereInteger(values)) : nil
    if let known, best.map({ problem.isBetter(known.objective, than: $0.objective) }) ?? true { best = known }
    let worst: Double = problem.sense == .minimise ? .infinity : -.infinity
    switch (status, best) {
    case (.unbounded, _):
      return IntegerOutcome(
        status: .unbounded, reason: .completed, objective: nil, bound: -worst, values: [], nodes: Int(solve.last.nodes))
    case (.optimal, let best?), (.infeasible, let best?):
      return IntegerOutcome(
        status: .optimal, reason: .completed, objective: best.objective, bound: best.objective, values: best.values,
        nodes: Int(solve.last.nodes))
    case (_, let best?):
      let bound = problem.isBetter(best.objective, than: solve.last.bound) ? best.objective : solve.last.bound
      return IntegerOutcome(
        status: .feasible, reason: Self.reason(solve), objective: best.objective, bound: bound, values: best.values,
        nodes: Int(solve.last.nodes))
    case (.infeasible, nil):
      return IntegerOutcome(
        status: .infeasible, reason: .completed, objective: nil, bound: options.objectiveCutoff ?? worst, values: [],
        nodes: Int(solve.last.nodes))
    case (_, nil):
      return IntegerOutcome(
        status: .undecided, reason: Self.reason(solve), objective: nil, bound: solve.last.bound, values: [],
        nodes: Int(solve.last.nodes))
    }
  }

  private static func status(_ solve: cglpk_integer) -> IntegerOutcome.Status {
    switch (solve.code, solve.status) {
    case (GLP_ENOPFS, _), (_, GLP_NOFEAS): .infeasible
    case (GLP_ENODFS, _), (_, GLP_UNBND): .unbounded
    case (_, GLP_OPT): .optimal
    case (_, GLP_FEAS): .feasible
    default: .undecided
    }
  }

  private static func reason(_ solve: cglpk_integer) -> IntegerOutcome.Reason {
    switch solve.stop {
    case CGLPK_TIME_LIMIT: .timeLimit
    case CGLPK_NODE_LIMIT: .nodeLimit
    case CGLPK_STOPPED: .stopped
    default: solve.code == GLP_EMIPGAP ? .gapReached : .failed
    }
  }
}
