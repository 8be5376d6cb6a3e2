import Algorithms

/// The master problem: the relaxation of choosing groups, by the simplex.
///
///     max Σ v_c z_c,   Σ_{c ∋ i} z_c ≤ 1 for each unit (= 1 where compulsory),   Σ_c d_rc z_c − e_r ≤ B_r for each resource,
///     count rows,   cuts,   z, e ≥ 0;   e_r, what is drawn beyond the limit, costs its price, or is 0 where it has none.
///
/// Resources are counted in what a full group draws, so that duals of all rows are of one magnitude.
/// One problem, kept warm: primal simplex after columns are added, dual after rows or bounds change. Belongs to the thread
/// of its environment.
final class Master {
  struct Column {
    let members: [Int32]
    let leader: Int
    /// In cents.
    let value: Double
    var draws: [Draw] = []
  }

  /// What a column draws on a resource.
  struct Draw {
    let resource: Int
    let amount: Int
  }

  private let leaders: Leaders
  private var unitCount: Int { leaders.joint.unitCount }
  private let program: LinearProgram
  private(set) var columns: [Column] = []
  private(set) var counts: [CountRow]
  private(set) var cuts: [SubsetRowCut] = []
  private var countRows: [Int]
  private var cutRows: [Int] = []
  private let usualPrice: Double
  private var missingPrice: Double
  /// The problem's columns that stand for what is missing to each count row and of each compulsory unit, at a price that no
  /// plan pays.
  private var slack: [Int] = []
  /// The problem's column of each group.
  private var placeOfColumn: [Int] = []
  private var isAllowed: [Bool] = []
  /// Which columns take part.
  var allowed: [Bool] { isAllowed }
  private var wantsDual = false
  /// Cents in a unit of the objective.
  private let scale = 100.0

  /// Value in cents, shares of the columns and duals of the last solution.
  private(set) var objective = 0.0
  private(set) var shares: [Double] = []
  /// What is missing to the count rows and of the compulsory units in the last solution.
  private(set) var missing = 0.0

  /// - Parameter missingPrice: in cents; more than any plan is worth.
  init(
    _ environment: borrowing Solver.Environment, leaders: Leaders, counts: [CountRow], missingPrice: Double
  ) throws(SolverFailure) {
    self.leaders = leaders
    self.counts = counts
    usualPrice = missingPrice
    self.missingPrice = missingPrice
    let joint = leaders.joint
    program = try LinearProgram(environment, name: "master")
    try program.add(rows: joint.isCompulsory.map { LinearProgram.Row($0 ? .fixed(1) : .upper(1)) })
    try program.add(
      rows: zip(joint.resources, joint.scales).map { LinearProgram.Row(.upper(Double($0.limit) / $1.size)) })
    countRows = Array(try program.add(rows: counts.map { LinearProgram.Row(Self.bounds($0)) }))
    for (number, resource) in joint.resources.enumerated() {
      guard let price = resource.excessPrice else { continue }
      try program.add(columns: [
        LinearProgram.Column(
          objective: -Double(price) * joint.scales[number].size / scale, rows: [Int32(unitCount + number)],
          coefficients: [-1])
      ])
    }
    for unit in joint.isCompulsory.indices where joint.isCompulsory[unit] { try addSlack(unit) }
    for row in counts.indices { try addSlack(countRows[row]) }
  }

  private func addSlack(_ row: Int) throws(SolverFailure) {
    slack += try program.add(columns: [
      LinearProgram.Column(objective: -missingPrice / scale, rows: [Int32(row)], coefficients: [1])
    ])
  }

  /// Makes what is missing dearer, where the relaxation would rather pay than go without.
  ///
  /// - Returns: false when the simplex cannot bear more.
  func raiseMissingPrice() throws(SolverFailure) -> Bool {
    guard missingPrice < Self.mostMissingPrice else { return false }
    try setMissingPrice(min(Self.mostMissingPrice, 30 * missingPrice))
    return true
  }

  /// Takes the price of what is missing back to what it was.
  func resetMissingPrice() throws(SolverFailure) { try setMissingPrice(usualPrice) }

  private static let mostMissingPrice = 1e13

  private func setMissingPrice(_ price: Double) throws(SolverFailure) {
    guard price != missingPrice else { return }
    missingPrice = price
    for column in slack { try program.setObjective(column: column, -price / scale) }
  }

  private static func bounds(_ row: CountRow) -> LinearProgram.Bounds {
    if row.upper >= row.counts.count { return row.lower <= 0 ? .free : .lower(Double(row.lower)) }
    return row.lower <= 0 ? .upper(Double(row.upper)) : .between(Double(row.lower), Double(row.upper))
  }

  func add(_ new: [Column]) throws(SolverFailure) {
    guard !new.isEmpty else { return }
    var isMember = [Bool](repeating: false, count: unitCount)
    placeOfColumn += try program.add(
      columns: new.map { column in
        var rows = column.members
        for (index, row) in counts.enumerated() where row.counts[column.leader] {
          rows.append(Int32(countRows[index]))
        }
        for member in column.members { isMember[Int(member)] = true }
        for (index, cut) in cuts.enumerated() where cut.isCounted(isMember) { rows.append(Int32(cutRows[index])) }
        for member in column.members { isMember[Int(member)] = false }
        var coefficients = [Double](repeating: 1, count: rows.count)
        for draw in column.draws where draw.amount != 0 {
          rows.append(Int32(unitCount + draw.resource))
          coefficients.append(Double(draw.amount) / leaders.joint.scales[draw.resource].size)
        }
        return LinearProgram.Column(objective: column.value / scale, rows: rows, coefficients: coefficients)
      })
    columns.append(contentsOf: new)
    isAllowed.append(contentsOf: new.map { _ in true })
  }

  /// Lets only some columns take part.
  func allow(_ allows: (Int) -> Bool) throws(SolverFailure) {
    for index in columns.indices {
      let isWanted = allows(index)
      guard isWanted != isAllowed[index] else { continue }
      isAllowed[index] = isWanted
      try program.setBounds(column: placeOfColumn[index], isWanted ? .lower(0) : .fixed(0))
      wantsDual = true
    }
  }

  func add(_ new: [SubsetRowCut]) throws(SolverFailure) {
    guard !new.isEmpty else { return }
    var isMember = [Bool](repeating: false, count: unitCount)
    var lists = [[Int32]](repeating: [], count: new.count)
    for (place, column) in columns.enumerated() {
      for member in column.members { isMember[Int(member)] = true }
      for (index, cut) in new.enumerated() where cut.isCounted(isMember) {
        lists[index].append(Int32(placeOfColumn[place]))
      }
      for member in column.members { isMember[Int(member)] = false }
    }
    let rows = try program.add(
      rows: lists.map {
        LinearProgram.Row(.upper(1), columns: $0, coefficients: [Double](repeating: 1, count: $0.count))
      })
    cuts.append(contentsOf: new)
    cutRows.append(contentsOf: rows)
    wantsDual = true
  }

  /// Adds a count row.
  func add(_ row: CountRow) throws(SolverFailure) {
    let places = columns.indices.filter { row.counts[columns[$0].leader] }.map { Int32(placeOfColumn[$0]) }
    countRows += try program.add(rows: [
      LinearProgram.Row(Self.bounds(row), columns: places, coefficients: [Double](repeating: 1, count: places.count))
    ])
    counts.append(row)
    try addSlack(countRows[counts.count - 1])
    wantsDual = true
  }

  /// Takes cuts away whose row leaves room in the last solution.
  func dropLooseCuts() throws(SolverFailure) {
    let duals = try program.duals
    let loose = cuts.indices.filter { duals[cutRows[$0]] < 1e-9 }
    guard !loose.isEmpty else { return }
    let removed = loose.map { cutRows[$0] }.sorted()
    try program.remove(rows: removed)
    let gone = Set(loose)
    countRows = Self.closedUp(countRows, removed: removed)
    cutRows = Self.closedUp(cutRows.indices.filter { !gone.contains($0) }.map { cutRows[$0] }, removed: removed)
    cuts = cuts.indices.filter { !gone.contains($0) }.map { cuts[$0] }
  }

  /// Where lines stand once others, ascending, have been removed.
  private static func closedUp(_ lines: [Int], removed: [Int]) -> [Int] {
    lines.map { line in line - removed.partitioningIndex { $0 >= line } }
  }

  /// Changes how many groups of a count row there may be.
  func setCount(_ index: Int, lower: Int, upper: Int) throws(SolverFailure) {
    guard counts[index].lower != lower || counts[index].upper != upper else { return }
    counts[index].lower = lower
    counts[index].upper = upper
    try program.setBounds(row: countRows[index], Self.bounds(counts[index]))
    wantsDual = true
  }

  /// Keeps only the columns for which this holds.
  func keep(_ keeps: (Int) -> Bool) throws(SolverFailure) {
    let gone = columns.indices.filter { !keeps($0) }
    guard !gone.isEmpty else { return }
    let removed = gone.map { placeOfColumn[$0] }.sorted()
    try program.remove(columns: removed)
    let kept = columns.indices.filter(keeps)
    placeOfColumn = Self.closedUp(kept.map { placeOfColumn[$0] }, removed: removed)
    slack = Self.closedUp(slack, removed: removed)
    columns = kept.map { columns[$0] }
    isAllowed = kept.map { isAllowed[$0] }
    shares = kept.map { $0 < shares.count ? shares[$0] : 0 }
  }

  /// - Parameter shouldStop: asked where the simplex takes long.
  /// - Returns: whether the relaxation was solved to its optimum; false when it is infeasible.
  /// - Throws: `SolverFailure` when the simplex gives up.
  func solve(secondsLeft: () -> Double, shouldStop: () -> Bool) throws(SolverFailure) -> LinearProgram.Status {
    var status: LinearProgram.Status
    repeat {
      status = try program.solve(
        wantsDual ? .dualThenPrimal : .primal, steps: SearchParameters.Exact.stepsAtATime,
        seconds: max(0.01, secondsLeft()))
    } while status == .iterationLimit && !shouldStop()
    wantsDual = false
    guard status == .optimal else { return status }
    objective = try program.objective * scale
    let primals = try program.primals
    shares = placeOfColumn.map { primals[$0] }
    missing = slack.reduce(0) { $0 + primals[$1] }
    return status
  }

  /// The relaxation's value after some steps of the dual simplex, in cents: with the columns at hand it is at most that.
  /// Leaves the last solution as it was.
  func trial(iterations: Int) throws(SolverFailure) -> Double {
    let status = try program.solve(.dual, steps: iterations)
    wantsDual = true
    switch status {
    case .optimal, .iterationLimit, .timeLimit: return try program.objective * scale
    case .infeasible, .infeasibleOrUnbounded: return -.infinity
    case .unbounded, .failed: return objective
    }
  }

  /// Duals of the last solution, their signs made right.
  func duals() throws(SolverFailure) -> Duals {
    let rows = try program.duals
    var ofLeader = [Double](repeating: 0, count: leaders.count)
    var ofRows = 0.0
    for (index, row) in counts.enumerated() {
      var dual = rows[countRows[index]] * scale
      if row.lower <= 0 { dual = max(0, dual) }
      if row.upper >= row.counts.count { dual = min(0, dual) }
      guard dual != 0 else { continue }
      ofRows += dual * Double(dual > 0 ? row.upper : row.lower)
      for leader in ofLeader.indices where row.counts[leader] { ofLeader[leader] += dual }
    }
    let joint = leaders.joint
    let rates = joint.resources.enumerated().map { number, resource in
      let rate = max(0, rows[unitCount + number] * scale) / joint.scales[number].size
      return resource.excessPrice.map { min(rate, Double($0)) } ?? rate
    }
    for (rate, resource) in zip(rates, joint.resources) { ofRows += rate * Double(resource.limit) }
    return Duals(
      units: (0..<unitCount).map { joint.isCompulsory[$0] ? rows[$0] * scale : max(0, rows[$0] * scale) }, rates: rates,
      ofLeader: ofLeader, cuts: cutRows.map { max(0, rows[$0] * scale) }, ofRows: ofRows)
  }

  /// The columns with a positive share.
  var fractional: [FractionalColumn] {
    columns.indices.compactMap { index in
      index < shares.count && shares[index] > 1e-7
        ? FractionalColumn(members: columns[index].members, share: shares[index]) : nil
    }
  }

  /// Whether something is missing to a count row or of a compulsory unit.
  var lacks: Bool { missing >= 1e-6 }

  /// Whether every share is 0 or 1 and nothing is missing.
  var isWhole: Bool { !lacks && shares.allSatisfy { $0 < 1e-6 || $0 > 1 - 1e-6 } }
}
