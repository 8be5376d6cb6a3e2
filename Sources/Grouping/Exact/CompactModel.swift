import GLPK

/// The model that anyone would hand to a general solver, with a place for each porteur h and level l of the probability:
///
///     max Σ_{h,l,i} (⌊p_l·reward_i⌉ − cost_hi) x_hli + Σ_{h,l} ⌊p_l·groupReward⌉ y_hl
///     Σ_{h,l} x_hli ≤ 1                              each unit in one group at most
///     x_hli ≤ y_hl,  x_hlh = y_hl                    members only of a porteur that is one, the porteur among them
///     t_l·y_hl ≤ Σ_i w_i x_hli ≤ maximum·y_hl        weights
///     Σ_{h,l} y_hl ≤ ⌊Σw / minimum⌋,  x, y binary.
///
/// Right for any size, of use for small ones. With one level (no withdrawal) it is the textbook formulation.
public struct CompactModel: Sendable {
  /// The place of porteur `porteur` at level `level`: its column for y, and those of its candidates behind it.
  private struct Place {
    let porteur: Int
    let level: Int
    let first: Int
    let members: [Int]
  }

  public let instance: Instance
  /// What units are called in the names of columns and rows: letters, digits and `@` only; their numbers when empty.
  public let labels: [String]

  public init(instance: Instance, labels: [String] = []) {
    self.instance = instance
    self.labels = labels
  }

  /// Binary columns that the model has.
  public var columnCount: Int { instance.levels.count * (instance.candidates.count + instance.unitCount) }

  public func problem(_ environment: borrowing Environment) throws(GLPKError) -> Problem {
    let problem = try Problem(environment, name: "grappes", sense: .maximise)
    let places = self.places
    try problem.add(columns: places.flatMap { columns(of: $0) })
    var once = [(columns: [Int32], coefficients: [Double])](repeating: ([], []), count: instance.unitCount)
    for place in places {
      for (rank, unit) in ([place.porteur] + place.members).enumerated() {
        once[unit].columns.append(Int32(place.first + rank))
        once[unit].coefficients.append(1)
      }
    }
    try problem.add(
      rows: once.enumerated().map {
        Problem.Row(.upper(1), name: "once_\(label($0))", columns: $1.columns, coefficients: $1.coefficients)
      })
    try problem.add(rows: places.flatMap { rows(of: $0) })
    try problem.add(rows: [
      Problem.Row(
        .upper(Double(instance.groupLimit)), name: "groups", columns: places.map { Int32($0.first) },
        coefficients: [Double](repeating: 1, count: places.count))
    ])
    return problem
  }

  /// The groups that a solution's values stand for.
  func solution(_ values: [Double]) -> Solution {
    Solution(
      groups: places.compactMap { place in
        guard values[place.first] > 0.5 else { return nil }
        let members = place.members.enumerated().filter { values[place.first + 1 + $0.offset] > 0.5 }.map(\.element)
        return instance.group(porteur: place.porteur, members: [place.porteur] + members)
      })
  }

  private func label(_ unit: Int) -> String { labels.indices.contains(unit) ? labels[unit] : String(unit) }

  private var places: [Place] {
    var places: [Place] = []
    var next = 0
    for porteur in 0..<instance.unitCount {
      let members = instance.candidates[instance.offsets[porteur]..<instance.offsets[porteur + 1]].map(Int.init)
      for level in instance.levels.indices {
        places.append(Place(porteur: porteur, level: level, first: next, members: members))
        next += 1 + members.count
      }
    }
    return places
  }

  private func columns(of place: Place) -> [Problem.Column] {
    let level = instance.levels[place.level]
    let suffix = instance.levels.count == 1 ? "" : "_\(level.threshold)"
    let own = level.rewards[place.porteur] - Double(instance.ownCosts[place.porteur]) + level.groupReward
    let porteur = Problem.Column(
      objective: own / 100, bounds: .between(0, 1), kind: .binary, name: "y_\(label(place.porteur))\(suffix)")
    return [porteur]
      + place.members.map { unit in
        let cost = instance.cost(porteur: place.porteur, unit: unit) ?? 0
        return Problem.Column(
          objective: (level.rewards[unit] - cost) / 100, bounds: .between(0, 1), kind: .binary,
          name: "x_\(label(place.porteur))_\(label(unit))\(suffix)")
      }
  }

  private func rows(of place: Place) -> [Problem.Row] {
    let y = Int32(place.first)
    let columns = (0...place.members.count).map { Int32(place.first + $0) }
    let weights = ([place.porteur] + place.members).map { Double(instance.weights[$0]) }
    var least = weights
    least[0] -= Double(instance.levels[place.level].threshold)
    var rows = [Problem.Row(.lower(0), name: "least_\(y)", columns: columns, coefficients: least)]
    if let maximum = instance.bindingMaximum {
      var most = weights
      most[0] -= Double(maximum)
      rows.append(Problem.Row(.upper(0), name: "most_\(y)", columns: columns, coefficients: most))
    }
    for column in columns.dropFirst() {
      rows.append(Problem.Row(.upper(0), name: "link_\(column)", columns: [column, y], coefficients: [1, -1]))
    }
    return rows
  }
}
