import GLPK

/// The model that anyone would hand to a general solver, with a place for each kind k of groups, porteur h that may lead one
/// and level l of the probability:
///
///     max Σ_{k,h,l,i} (⌊p_kl·reward_ki⌉ − cost_khi) x_khli + Σ_{k,h,l} ⌊p_kl·groupReward_k⌉ y_khl
///     Σ_{k,h,l} x_khli ≤ 1                           each unit in one group at most; = 1 where it is compulsory
///     x_khli ≤ y_khl,  x_khlh = y_khl                members only of a porteur that is one, the porteur among them
///     t_kl·y_khl ≤ Σ_i w_i x_khli ≤ maximum_k·y_khl  weights
///     Σ_{k,h,l} y_khl ≤ most groups,  x, y binary
///     Σ_{k,h,l} (Σ_i draw_rki x_khli + draw_rk y_khl) − e_r ≤ B_r   e_r ≥ 0 at its price, or none
///     x_khli + x_khlj ≤ y_khl                        i and j in conflict
///
/// and, in `CompactModel+Places`, the fewest members and zones of a kind and the zone that it files in. Right for any size, of
/// use for small ones. With one kind, one level (no withdrawal) and no rule it is the textbook formulation.
public struct CompactModel: Sendable {
  public let joint: JointInstance
  /// What units are called in the names of columns and rows: letters, digits and `@` only; their numbers when empty.
  public let labels: [String]
  /// What the porteur is called in kinds that only one unit leads, where that is not the unit's own label.
  public let porteurLabels: [Int: String]
  /// Columns of all places; one for the excess of each resource that has a price comes besides.
  public let columnCount: Int
  let places: [Place]

  public init(instance: Instance, labels: [String] = []) {
    self.init(JointInstance(instance), labels: labels)
  }

  public init(_ joint: JointInstance, labels: [String] = [], porteurLabels: [Int: String] = [:]) {
    self.joint = joint
    self.labels = labels
    self.porteurLabels = porteurLabels
    places = Self.places(of: joint)
    columnCount = places.last.map { $0.first + $0.columnCount } ?? 0
  }

  /// Rows are handed over so many at a time: with all of them at once memory would hold them twice.
  private static let batch = 50_000

  public func problem(_ environment: borrowing Environment) throws(GLPKError) -> Problem {
    let problem = try Problem(environment, name: "grappes", sense: .maximise)
    for place in places { try problem.add(columns: columns(of: place)) }
    try problem.add(rows: onceRows)
    var rows: [Problem.Row] = []
    for place in places {
      rows += self.rows(of: place)
      if rows.count >= Self.batch {
        try problem.add(rows: rows)
        rows.removeAll(keepingCapacity: true)
      }
    }
    rows.append(
      Problem.Row(
        .upper(Double(joint.groupLimit)), name: "groups", columns: places.map { Int32($0.first) },
        coefficients: [Double](repeating: 1, count: places.count)))
    let elastic = joint.resources.enumerated().compactMap { number, resource in
      resource.excessPrice.map { (number, $0) }
    }
    try problem.add(
      columns: elastic.map { number, price in
        Problem.Column(objective: -Double(price) / 100, bounds: .lower(0), kind: .continuous, name: "excess_\(number)")
      })
    rows += joint.resources.indices.map { number in
      resourceRow(number, excess: elastic.firstIndex { $0.0 == number }.map { Int32(columnCount + $0) })
    }
    try problem.add(rows: rows)
    return problem
  }

  /// The groups that a solution's values stand for.
  func groups(_ values: [Double]) -> [JointGroup] {
    places.compactMap { place in
      guard values[place.first] > 0.5 else { return nil }
      let members = place.members.enumerated().filter { values[place.first + 1 + $0.offset] > 0.5 }.map(\.element)
      return joint.group(kind: place.kind, porteur: place.porteur, members: ([place.porteur] + members).sorted())
    }
  }

  /// The same, of a plain problem.
  func solution(_ values: [Double]) -> Solution { Solution(groups(values)) }

  func label(_ unit: Int) -> String { labels.indices.contains(unit) ? labels[unit] : String(unit) }

  private var onceRows: [Problem.Row] {
    var once = [(columns: [Int32], coefficients: [Double])](repeating: ([], []), count: joint.unitCount)
    for place in places {
      for (rank, unit) in place.units.enumerated() {
        once[unit].columns.append(Int32(place.first + rank))
        once[unit].coefficients.append(1)
      }
    }
    return once.enumerated().map { unit, line in
      Problem.Row(
        joint.isCompulsory[unit] ? .fixed(1) : .upper(1), name: "once_\(label(unit))", columns: line.columns,
        coefficients: line.coefficients)
    }
  }

  /// - Parameter excess: the column of what is drawn beyond the limit, where there is one.
  private func resourceRow(_ number: Int, excess: Int32?) -> Problem.Row {
    var columns: [Int32] = []
    var coefficients: [Double] = []
    for place in places {
      let kind = joint.kinds[place.kind]
      guard let draw = kind.draws.first(where: { $0.resource == number }) else { continue }
      for (rank, unit) in place.units.enumerated() {
        guard let local = kind.local(unit) else { continue }
        let amount = draw.amounts[local] + (rank == 0 ? draw.ofGroup : 0)
        guard amount != 0 else { continue }
        columns.append(Int32(place.first + rank))
        coefficients.append(Double(amount) / Self.unitOfAmounts)
      }
    }
    if let excess {
      columns.append(excess)
      coefficients.append(-1 / Self.unitOfAmounts)
    }
    return Problem.Row(
      .upper(Double(joint.resources[number].limit) / Self.unitOfAmounts), name: "resource_\(number)", columns: columns,
      coefficients: coefficients)
  }

  /// Amounts of money are in cents: so they are in euros, as the objective is.
  private static let unitOfAmounts = 100.0
}
