import GLPK

/// The best plan over given groups, by the integer optimiser:
///
///     max Σ v_c z_c,   Σ_{c ∋ i} z_c ≤ 1 (= 1 for compulsory units),   Σ_{c of e} F_c z_c ≤ B_e,   Σ z_c ≤ K,   z binary.
struct JointPacking: Sendable {
  /// Nodes of the branch and cut tree.
  var nodes: Int? = 1_000
  /// In seconds.
  var timeLimit = 10.0

  struct Outcome: Sendable {
    /// Worth more than the floor; nil when none was found.
    var groups: [JointGroup]?
    /// Whether nothing over these groups is worth more than `groups`, or than the floor where there are none.
    var isExhausted: Bool
  }

  /// - Parameters:
  ///   - floor: in cents; nil when any plan that holds the compulsory units is welcome.
  ///   - ranOut: called when the time limit has cut the search short.
  func solve(
    _ columns: [JointGroup], joint: JointInstance, above floor: Int?, shouldStop: @escaping @Sendable () -> Bool,
    ranOut: @Sendable () -> Void
  ) -> Outcome {
    guard !columns.isEmpty else { return Outcome(groups: nil, isExhausted: true) }
    var held = [Bool](repeating: false, count: joint.unitCount)
    for column in columns { for member in column.members { held[member] = true } }
    // A compulsory unit that no column holds leaves no plan.
    if joint.hasCompulsory, joint.isCompulsory.indices.contains(where: { joint.isCompulsory[$0] && !held[$0] }) {
      return Outcome(groups: nil, isExhausted: true)
    }
    let options = IntegerOptions(
      timeLimit: timeLimit, nodeLimit: nodes, cuts: joint.envelopes.isEmpty ? [.clique] : [.clique, .cover],
      objectiveCutoff: floor.map { Double($0 + 1) / 100 })
    let outcome: IntegerOutcome? = try? SolverThread.run { environment in
      let problem = try Problem(environment, name: "joint", sense: .maximise)
      try problem.add(
        rows: (0..<joint.unitCount).map { Problem.Row(joint.isCompulsory[$0] ? .fixed(1) : .upper(1)) }
          + joint.envelopes.map { Problem.Row(.upper(Double($0) / 100)) }
          + [Problem.Row(.upper(Double(joint.groupLimit)))])
      let limitRow = Int32(joint.unitCount + joint.envelopes.count)
      try problem.add(
        columns: columns.map { group in
          var rows = group.members.map(Int32.init)
          var coefficients = [Double](repeating: 1, count: rows.count)
          if let envelope = joint.kinds[group.kind].envelope {
            rows.append(Int32(joint.unitCount + envelope))
            coefficients.append(Double(group.reward) / 100)
          }
          rows.append(limitRow)
          coefficients.append(1)
          return Problem.Column(
            objective: Double(group.value) / 100, bounds: .between(0, 1), kind: .binary, rows: rows,
            coefficients: coefficients)
        })
      return try problem.solveInteger(options) { _ in shouldStop() ? .stop : .proceed }
    }
    guard let outcome else { return Outcome(groups: nil, isExhausted: false) }
    if outcome.reason == .timeLimit { ranOut() }
    let isOver = outcome.reason == .completed
    guard outcome.values.count == columns.count else { return Outcome(groups: nil, isExhausted: isOver) }
    let chosen = columns.indices.filter { outcome.values[$0] > 0.5 }.map { columns[$0] }
    guard chosen.value > floor ?? .min, joint.isConsistent(chosen), joint.missing(in: chosen).isEmpty else {
      return Outcome(groups: nil, isExhausted: false)
    }
    return Outcome(groups: chosen, isExhausted: isOver)
  }
}
