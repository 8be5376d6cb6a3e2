import GLPK

/// The columns and rows of one place of the compact model.
extension CompactModel {
  /// Porteur `porteur` at level `level` of the kind: its column for y, those of its candidates behind it, then those that
  /// count members and zones.
  struct Place {
    let kind: Int
    let porteur: Int
    let level: Int
    let first: Int
    let members: [Int]
    let covers: [Cover]

    var units: [Int] { [porteur] + members }
    /// Weights that a group may have one by one, the last standing for all above; none where they make no difference.
    let steps: Range<Int>
    var columnCount: Int {
      1 + members.count + covers.reduce(0) { $0 + $1.shared.count } + (steps.isEmpty ? 0 : steps.count + 1)
    }
    /// The column of the first step; that of the weight above the last step comes after them.
    var firstStep: Int { first + columnCount - (steps.isEmpty ? 0 : steps.count + 1) }
  }

  /// So many more members, or zones, than the porteur's own must a group have.
  struct Cover {
    /// In names.
    let word: String
    let least: Int
    /// By rank in the place: those of a unit that no other has, or, where one is enough, whether it has any.
    let alone: [(rank: Int, count: Int)]
    /// Those that several units have: a binary each, so that none counts twice.
    let shared: [(id: Int, ranks: [Int])]

    /// - Parameter ids: of each unit of the place, the porteur first.
    /// - Returns: nil where the porteur's own are enough.
    init?(_ word: String, least: Int, ids: [[Int]]) {
      let own = Set(ids[0])
      self.word = word
      self.least = least - own.count
      guard self.least > 0 else { return nil }
      let others = ids.dropFirst().map { Set($0).subtracting(own) }
      if self.least == 1 {
        alone = others.enumerated().filter { !$0.element.isEmpty }.map { ($0.offset + 1, 1) }
        shared = []
        return
      }
      var ranks: [Int: [Int]] = [:]
      for (place, other) in others.enumerated() { for id in other { ranks[id, default: []].append(place + 1) } }
      alone = others.enumerated().compactMap { place, other in
        let count = other.count(where: { ranks[$0]?.count == 1 })
        return count > 0 ? (place + 1, count) : nil
      }
      shared = ranks.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
  }

  static func places(of joint: JointInstance) -> [Place] {
    var places: [Place] = []
    var next = 0
    for (number, kind) in joint.kinds.enumerated() {
      for (local, porteur) in kind.units.enumerated() where kind.instance.mayLead(local) {
        let row = kind.instance.offsets[local]..<kind.instance.offsets[local + 1]
        let torn = Set(joint.conflicts[porteur])
        let members = kind.instance.candidates[row].map { kind.units[Int($0)] }.filter { !torn.contains($0) }
        let units = [porteur] + members
        var covers: [Cover] = []
        if let cover = Cover("member", least: kind.minimumMembers, ids: units.map { joint.memberIDs[$0] }) {
          covers.append(cover)
        }
        if kind.minimumZones > 1,
          let cover = Cover("zone", least: kind.minimumZones, ids: units.map { joint.zones[$0].map(\.zone) })
        {
          covers.append(cover)
        }
        for level in kind.instance.levels.indices {
          let place = Place(
            kind: number, porteur: porteur, level: level, first: next, members: members, covers: covers,
            steps: steps(of: kind.instance, level: level))
          places.append(place)
          next += place.columnCount
        }
      }
    }
    return places
  }

  private static func steps(of instance: Instance, level: Int) -> Range<Int> {
    guard !instance.terms.isEmpty else { return 0..<0 }
    let threshold = instance.levels[level].threshold
    return threshold..<max(threshold + 1, instance.minimum + instance.terms.count)
  }

  func columns(of place: Place) -> [Problem.Column] {
    let kind = joint.kinds[place.kind]
    let instance = kind.instance
    let level = instance.levels[place.level]
    var suffix = joint.kinds.count == 1 ? "" : "_k\(place.kind)"
    if instance.levels.count > 1 { suffix += "_\(level.threshold)" }
    let porteur = porteurLabels[place.kind] ?? label(place.porteur)
    guard let leader = kind.local(place.porteur) else { return [] }
    func column(_ cents: Double, _ name: String) -> Problem.Column {
      Problem.Column(objective: cents / 100, bounds: .between(0, 1), kind: .binary, name: name + suffix)
    }
    let own = level.rewards[leader] - Double(instance.ownCosts[leader]) + level.groupReward
    return [column(own, "y_\(porteur)")]
      + place.members.compactMap { unit in
        guard let local = kind.local(unit) else { return nil }
        let cost = instance.cost(porteur: leader, unit: local) ?? 0
        return column(level.rewards[local] - cost, "x_\(porteur)_\(label(unit))")
      }
      + place.covers.flatMap { cover in cover.shared.map { column(0, "\(cover.word)_\(porteur)_\($0.id)") } }
      + place.steps.map { column(Double(instance.term($0)), "weighs_\(porteur)_\($0)") }
      + (place.steps.isEmpty
        ? [] : [Problem.Column(objective: 0, bounds: .lower(0), kind: .continuous, name: "above_\(porteur)\(suffix)")])
  }

  func rows(of place: Place) -> [Problem.Row] {
    let kind = joint.kinds[place.kind]
    let instance = kind.instance
    let y = Int32(place.first)
    let columns = (0...place.members.count).map { Int32(place.first + $0) }
    let weights = place.units.map { unit in kind.local(unit).map { Double(instance.weights[$0]) } ?? 0 }
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
    if joint.hasConflicts { rows += conflictRows(of: place) }
    rows += coverRows(of: place)
    if let zone = kind.filingZone { rows += filingRows(of: place, zone: zone) }
    for (number, side) in instance.sides.enumerated() {
      var held = place.units.map { unit in
        kind.local(unit).map { Double(10_000 * side.amounts[$0] - side.ofWeight * instance.weights[$0]) / 10_000 } ?? 0
      }
      held[0] -= Double(side.most)
      rows.append(Problem.Row(.upper(0), name: "side_\(y)_\(number)", columns: columns, coefficients: held))
    }
    return rows + stepRows(of: place, columns: columns, weights: weights)
  }

  /// A group that weighs so much is at one step, which says what it is worth besides.
  private func stepRows(of place: Place, columns: [Int32], weights: [Double]) -> [Problem.Row] {
    guard !place.steps.isEmpty else { return [] }
    let y = Int32(place.first)
    let steps = place.steps.indices.map { Int32(place.firstStep + $0 - place.steps.lowerBound) }
    let above = Int32(place.firstStep + place.steps.count)
    let most = Double(joint.kinds[place.kind].instance.totalWeight)
    return [
      Problem.Row(
        .fixed(0), name: "step_\(y)", columns: steps + [y], coefficients: steps.map { _ in 1 } + [-1]),
      Problem.Row(
        .fixed(0), name: "weight_\(y)", columns: columns + steps + [above],
        coefficients: weights + place.steps.map { -Double($0) } + [-1]),
      Problem.Row(
        .upper(0), name: "above_\(y)", columns: [above, steps[steps.count - 1]], coefficients: [1, -most]),
    ]
  }

  /// At most one of two members in conflict; those in conflict with the porteur have no column.
  private func conflictRows(of place: Place) -> [Problem.Row] {
    let y = Int32(place.first)
    var rows: [Problem.Row] = []
    for (rank, unit) in place.members.enumerated() where !joint.conflicts[unit].isEmpty {
      let others = Set(joint.conflicts[unit])
      for (after, other) in place.members.enumerated().dropFirst(rank + 1) where others.contains(other) {
        let (i, j) = (y + 1 + Int32(rank), y + 1 + Int32(after))
        rows.append(Problem.Row(.upper(0), name: "apart_\(i)_\(j)", columns: [i, j, y], coefficients: [1, 1, -1]))
      }
    }
    return rows
  }

  private func coverRows(of place: Place) -> [Problem.Row] {
    let y = Int32(place.first)
    var rows: [Problem.Row] = []
    var next = y + 1 + Int32(place.members.count)
    for cover in place.covers {
      var columns = cover.alone.map { y + Int32($0.rank) }
      var coefficients = cover.alone.map { Double($0.count) }
      for (_, ranks) in cover.shared {
        rows.append(
          Problem.Row(
            .lower(0), name: "has_\(next)", columns: ranks.map { y + Int32($0) } + [next],
            coefficients: ranks.map { _ in 1 } + [-1]))
        columns.append(next)
        coefficients.append(1)
        next += 1
      }
      rows.append(
        Problem.Row(
          .lower(0), name: "\(cover.word)s_\(y)", columns: columns + [y],
          coefficients: coefficients + [-Double(cover.least)]))
    }
    return rows
  }

  /// The zone that most of the weight lies in is the kind's: among equals the porteur's main zone comes first, then the
  /// lowest. Weights are whole, so that "more than" is "at least one more".
  private func filingRows(of place: Place, zone filing: Int) -> [Problem.Row] {
    let y = Int32(place.first)
    let units = place.units
    let main = joint.zones[place.porteur].max { ($0.weight, $1.zone) < ($1.weight, $0.zone) }?.zone ?? 0
    let columns = units.indices.map { y + Int32($0) }
    func weight(_ unit: Int, _ zone: Int) -> Int {
      joint.zones[unit].reduce(0) { $1.zone == zone ? $0 + $1.weight : $0 }
    }
    let others = Set(units.flatMap { joint.zones[$0].map(\.zone) } + [main]).subtracting([filing])
    return others.sorted().map { other in
      let wins = main == filing || other != main && filing < other
      var coefficients = units.map { Double(weight($0, filing) - weight($0, other)) }
      if !wins { coefficients[0] -= 1 }
      return Problem.Row(.lower(0), name: "filing_\(y)_\(other)", columns: columns, coefficients: coefficients)
    }
  }
}
