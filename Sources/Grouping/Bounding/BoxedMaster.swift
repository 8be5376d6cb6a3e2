import GLPK

/// The master problem of `BoundGeneration`: the relaxation of choosing groups, with each unit's price held in a box.
///
///     max Σ v_c z_c + Σ (l_i p_i − u_i q_i),   Σ_{c ∋ i} z_c + p_i − q_i ≤ 1 for each unit,   Σ z_c ≤ K,   z, p, q ≥ 0.
///
/// p stands for a unit that takes its lower price l instead of joining groups, q for one that is in groups more than once
/// and pays its upper price u; in the dual, l ≤ π ≤ u. Where all are 0 the box changes nothing.
///
/// One problem, kept warm. Belongs to the thread of its environment.
final class BoxedMaster {
  struct Column {
    let members: [Int32]
    let porteur: Int
    /// In cents.
    let value: Double
  }

  private let unitCount: Int
  private let problem: Problem
  private(set) var columns: [Column] = []
  /// l, in cents.
  private var lowest: [Double]
  /// Cents in a unit of the objective.
  private let scale = 100.0

  // Of the last solution.

  /// In cents.
  private(set) var objective = 0.0
  private(set) var shares: [Double] = []
  /// π in cents, one for each unit.
  private(set) var prices: [Double] = []
  /// Of the row that counts the groups, in cents.
  private(set) var priceOfGroup = 0.0
  /// Whether the box holds the unit's price back.
  private(set) var isHeldBack: [Bool] = []

  /// - Parameter groupLimit: K.
  init(_ environment: borrowing Environment, unitCount: Int, groupLimit: Int) throws(GLPKError) {
    self.unitCount = unitCount
    lowest = .init(repeating: 0, count: unitCount)
    problem = try Problem(environment, name: "prices", sense: .maximise)
    try problem.add(rows: (0..<unitCount).map { _ in Problem.Row(.upper(1)) })
    try problem.add(rows: [Problem.Row(.upper(Double(groupLimit)))])
    for sign in [1.0, -1.0] {
      try problem.add(
        columns: (0..<unitCount).map { Problem.Column(objective: 0, rows: [Int32($0)], coefficients: [sign]) })
    }
  }

  /// Moves the box to the prices from center − radius, or 0, to center + radius, all in cents.
  func setBox(center: [Double], radii: [Double]) throws(GLPKError) {
    for unit in 0..<unitCount {
      lowest[unit] = max(0, center[unit] - radii[unit])
      try problem.setObjective(column: unit, lowest[unit] / scale)
      try problem.setObjective(column: unitCount + unit, -(center[unit] + radii[unit]) / scale)
    }
  }

  func add(_ new: [Column]) throws(GLPKError) {
    guard !new.isEmpty else { return }
    try problem.add(
      columns: new.map { column in
        let rows = column.members + [Int32(unitCount)]
        return Problem.Column(
          objective: column.value / scale, rows: rows, coefficients: [Double](repeating: 1, count: rows.count))
      })
    columns.append(contentsOf: new)
    shares.append(contentsOf: new.map { _ in 0 })
  }

  /// Keeps only the groups for which this holds.
  func keep(_ keeps: (Int) -> Bool) throws(GLPKError) {
    let gone = columns.indices.filter { !keeps($0) }
    guard !gone.isEmpty else { return }
    try problem.remove(columns: gone.map { 2 * unitCount + $0 })
    let kept = columns.indices.filter(keeps)
    columns = kept.map { columns[$0] }
    shares = kept.map { shares[$0] }
  }

  /// Simplex steps between two looks at the clock: a count of steps, so that pauses do not hang on the clock.
  private static let stepsAtATime = 1_000

  /// - Parameter secondsLeft: where steps are long, the simplex looks at the clock itself.
  /// - Returns: whether the relaxation was solved to its optimum before `shouldStop`.
  /// - Throws: `GLPKError` when the simplex gives up.
  func solve(shouldStop: () -> Bool, secondsLeft: () -> Double = { .infinity }) throws(GLPKError) -> Bool {
    var status: RelaxationStatus
    repeat {
      status = try problem.solveRelaxation(
        SimplexOptions(
          method: .primal, timeLimit: max(0.001, secondsLeft()), iterationLimit: Self.stepsAtATime, verbosity: .silent))
    } while status == .iterationLimit && !shouldStop()
    guard status == .optimal else { return false }
    objective = try problem.objective * scale
    let primals = try problem.columnPrimals
    isHeldBack = (0..<unitCount).map { unit in
      primals[unit] > Self.nothing && lowest[unit] > 0 || primals[unitCount + unit] > Self.nothing
    }
    shares = Array(primals.dropFirst(2 * unitCount))
    let duals = try problem.rowDuals
    prices = duals.prefix(unitCount).map { max(0, $0 * scale) }
    priceOfGroup = max(0, duals[unitCount] * scale)
    return true
  }

  private static let nothing = 1e-7
}
