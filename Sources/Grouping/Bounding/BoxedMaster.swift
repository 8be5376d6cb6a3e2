/// The master problem of `BoundGeneration`: the relaxation of choosing groups, with each price held in a box.
///
///     max Σ v_c z_c + Σ (l_r p_r − u_r q_r),   Σ_c a_rc z_c + p_r − q_r ≤ b_r for each row,   Σ z_c ≤ K,   z, p, q ≥ 0.
///
/// Rows are units (b = 1; an equation where the unit is compulsory) and resources. p stands for a unit that takes its lower
/// price l instead of joining groups, q for one that is in groups more than once and pays its upper price u; in the dual,
/// l ≤ π ≤ u. Where all are 0 the box changes nothing.
///
/// One problem, kept warm. Belongs to the thread of its environment.
final class BoxedMaster {
  struct Row {
    let limit: Double
    /// Whether its price may be below 0: the row is an equation.
    var isFree = false
    /// No price in cents is above.
    var highest = Double.infinity
  }

  struct Column {
    let kind: Int
    let porteur: Int
    /// Ascending.
    let members: [Int32]
    /// In cents.
    let value: Double
    /// The resources' rows and how much of each the group takes.
    var draws: [(row: Int32, amount: Double)] = []

    /// In cents.
    ///
    /// - Parameter prices: of the rows.
    func reducedValue(_ prices: [Double]) -> Double {
      members.reduce(draws.reduce(value) { $0 - prices[Int($1.row)] * $1.amount }) { $0 - prices[Int($1)] }
    }
  }

  private let rows: [Row]
  private let program: LinearProgram
  private(set) var columns: [Column] = []
  /// l, in cents.
  private var lowest: [Double]
  /// Whether l is what no price is below.
  private var isLowestOfAll: [Bool]
  private var isHighestOfAll: [Bool]
  /// Cents in a unit of the objective.
  private let scale = 100.0

  // Of the last solution.

  /// In cents.
  private(set) var objective = 0.0
  private(set) var shares: [Double] = []
  /// π in cents, one for each row.
  private(set) var prices: [Double] = []
  /// Of the row that counts the groups, in cents.
  private(set) var priceOfGroup = 0.0
  /// Whether the box holds the row's price back.
  private(set) var isHeldBack: [Bool] = []

  /// - Parameter groupLimit: K.
  init(_ environment: borrowing Solver.Environment, rows: [Row], groupLimit: Int) throws(SolverFailure) {
    self.rows = rows
    lowest = .init(repeating: 0, count: rows.count)
    isLowestOfAll = .init(repeating: true, count: rows.count)
    isHighestOfAll = .init(repeating: false, count: rows.count)
    program = try LinearProgram(environment, name: "prices")
    try program.add(rows: rows.map { LinearProgram.Row($0.isFree ? .fixed($0.limit) : .upper($0.limit)) })
    try program.add(rows: [LinearProgram.Row(.upper(Double(groupLimit)))])
    for sign in [1.0, -1.0] {
      try program.add(
        columns: rows.indices.map { LinearProgram.Column(objective: 0, rows: [Int32($0)], coefficients: [sign]) })
    }
  }

  /// Moves the box to the prices from center − radius to center + radius, all in cents, as far as prices may go.
  func setBox(center: [Double], radii: [Double]) throws(SolverFailure) {
    for (place, row) in rows.enumerated() {
      let low = center[place] - radii[place]
      isLowestOfAll[place] = !row.isFree && low <= 0
      lowest[place] = isLowestOfAll[place] ? 0 : low
      let high = min(row.highest, center[place] + radii[place])
      isHighestOfAll[place] = high == row.highest
      try program.setObjective(column: place, lowest[place] / scale)
      try program.setObjective(column: rows.count + place, -high / scale)
    }
  }

  func add(_ new: [Column]) throws(SolverFailure) {
    guard !new.isEmpty else { return }
    try program.add(
      columns: new.map { column in
        var places = column.members + [Int32(rows.count)]
        var coefficients = [Double](repeating: 1, count: places.count)
        for draw in column.draws where draw.amount != 0 {
          places.append(draw.row)
          coefficients.append(draw.amount)
        }
        return LinearProgram.Column(objective: column.value / scale, rows: places, coefficients: coefficients)
      })
    columns.append(contentsOf: new)
    shares.append(contentsOf: new.map { _ in 0 })
  }

  /// Keeps only the groups for which this holds.
  func keep(_ keeps: (Int) -> Bool) throws(SolverFailure) {
    let gone = columns.indices.filter { !keeps($0) }
    guard !gone.isEmpty else { return }
    try program.remove(columns: gone.map { 2 * rows.count + $0 })
    let kept = columns.indices.filter(keeps)
    columns = kept.map { columns[$0] }
    shares = kept.map { shares[$0] }
  }

  /// What is tried in turn where the simplex goes round in circles (Bretagne with an envelope of 30 M€: the primal one stays
  /// at one value for ever).
  private static let ways: [(method: LinearProgram.Method, pricing: LinearProgram.Pricing)] = [
    (.primal, .steepestEdge), (.dualThenPrimal, .steepestEdge), (.primal, .dantzig),
  ]

  /// - Parameter secondsLeft: where steps are long, the simplex looks at the clock itself.
  /// - Returns: whether the relaxation was solved to its optimum before `shouldStop`, and without going round in circles.
  /// - Throws: `SolverFailure` when the simplex gives up.
  func solve(shouldStop: () -> Bool, secondsLeft: () -> Double = { .infinity }) throws(SolverFailure) -> Bool {
    var status: LinearProgram.Status
    var way = 0
    var before = Double.nan
    repeat {
      status = try program.solve(
        Self.ways[way].method, pricing: Self.ways[way].pricing, steps: SearchParameters.Box.stepsAtATime,
        seconds: max(0.001, secondsLeft()))
      guard status == .iterationLimit else { break }
      let now = try program.objective
      // A thousand steps on the spot are a cycle, out of which another simplex may lead.
      if now == before { way += 1 }
      before = now
    } while way < Self.ways.count && !shouldStop()
    guard status == .optimal else { return false }
    objective = try program.objective * scale
    let primals = try program.primals
    isHeldBack = rows.indices.map { row in
      primals[row] > Self.nothing && !isLowestOfAll[row]
        || primals[rows.count + row] > Self.nothing && !isHighestOfAll[row]
    }
    shares = Array(primals.dropFirst(2 * rows.count))
    let duals = try program.duals
    prices = rows.indices.map { row in
      let price = duals[row] * scale
      return rows[row].isFree ? price : max(0, price)
    }
    priceOfGroup = max(0, duals[rows.count] * scale)
    return true
  }

  private static let nothing = 1e-7
}
