/// What each unit costs under each porteur, in each kind of group: a row for each porteur, held once for all kinds in which
/// it leads at the same distances, and besides what each kind asks for each unit, whoever leads.
///
/// Memory: 4 bytes for each pair of units and, with several kinds, 16 bytes for each kind and unit.
struct ElasticCosts<Kinds: ElasticKinds>: ~Copyable {
  private let unitCount: Int
  /// In cents, bonuses taken off, `elasticBarred` where the unit cannot join.
  private let rows: Scratch<Float>
  /// With several kinds: where the row of a kind's porteur begins, and what the kind asks besides, `elasticBarred` for units
  /// that it does not admit. By kind, then by unit.
  private let starts: Scratch<Int>
  private let extras: Scratch<Double>
  /// With several kinds: the kinds that admit each unit, in bits, so many words for each; and the rows of each porteur.
  let admitting: Scratch<UInt64>
  let words: Int
  private let rowsOf: [[Int]]

  /// - Parameters:
  ///   - worth: of a compulsory unit in any group, in cents.
  ///   - tolls: what the prices of the resources take, which counts as a cost.
  /// - Complexity: O(kinds · n²) for n units, most of it where kinds differ in their pairs.
  init(_ joint: JointInstance, worth: Double, tolls: borrowing ElasticResources) {
    unitCount = joint.unitCount
    var builder = ElasticRows(joint, isPlain: !Kinds.areSeveral)
    for kind in joint.kinds.indices { builder.add(kind) }
    rows = Scratch(count: builder.rows.count, filledWith: Float(elasticBarred))
    for (place, cost) in builder.rows.enumerated() where !cost.isNaN { rows.start[place] = cost }
    guard Kinds.areSeveral else {
      starts = Scratch(count: 0, filledWith: 0)
      extras = Scratch(count: 0, filledWith: 0)
      admitting = Scratch(count: 0, filledWith: 0)
      words = 0
      rowsOf = []
      return
    }
    let entries = joint.kinds.count * joint.unitCount
    starts = Scratch(count: entries, filledWith: 0)
    extras = Scratch(count: entries, filledWith: 0)
    words = (joint.kinds.count + 63) / 64
    admitting = Scratch(count: joint.unitCount * words, filledWith: 0)
    for place in 0..<entries {
      let (kind, unit) = place.quotientAndRemainder(dividingBy: joint.unitCount)
      starts.start[place] = builder.starts[place]
      extras.start[place] =
        builder.extras[place] - (joint.isCompulsory[unit] ? worth : 0) + tolls.toll(of: unit, kind: kind)
      if builder.extras[place] < elasticBarred { admitting[unit * words + kind / 64] |= 1 << UInt64(kind % 64) }
    }
    rowsOf = builder.rowsOf
  }

  /// In cents; about `elasticBarred`, or more, where the unit cannot join.
  @inline(__always)
  func cost(of unit: Int, under porteur: Int, kind: Int) -> Double {
    guard Kinds.areSeveral else { return Double(rows.start[porteur * unitCount + unit]) }
    let base = kind * unitCount
    return Double(rows.start[starts.start[base + porteur] + unit]) + extras.start[base + unit]
  }

  @inline(__always)
  func admits(_ unit: Int, kind: Int) -> Bool {
    !Kinds.areSeveral || extras.start[kind * unitCount + unit] < elasticBarred / 2
  }

  /// Whether a kind has groups that the unit leads.
  func leads(_ unit: Int, kind: Int) -> Bool { cost(of: unit, under: unit, kind: kind) < elasticBarred / 2 }

  /// Cost in the kind that asks least besides, which stands for the distance; `elasticBarred` where no kind admits both.
  func distance(of unit: Int, under porteur: Int) -> Double {
    guard Kinds.areSeveral else { return cost(of: unit, under: porteur, kind: 0) }
    guard (0..<words).contains(where: { admitting[unit * words + $0] & admitting[porteur * words + $0] != 0 }) else {
      return elasticBarred
    }
    return rowsOf[porteur].reduce(elasticBarred) { min($0, Double(rows.start[$1 + unit])) }
  }
}

/// Cost of what is not allowed: above any sum of costs that are, and exact when it is added and taken away again.
let elasticBarred: Double = 0x1p42

/// Finds out which kinds may share a row.
private struct ElasticRows {
  let joint: JointInstance
  let count: Int
  /// NaN where no kind that uses the row admits the unit.
  var rows: [Float] = []
  var starts: [Int]
  var extras: [Double]
  var rowsOf: [[Int]]
  private var row: [Float]

  /// - Parameter isPlain: one kind in which all lead: its rows are those of the units, in their order.
  init(_ joint: JointInstance, isPlain: Bool) {
    self.joint = joint
    count = joint.unitCount
    rows.reserveCapacity((count + 1) * count)
    // Of those that may not lead.
    if !isPlain { rows.append(contentsOf: repeatElement(Float(elasticBarred), count: count)) }
    starts = [Int](repeating: 0, count: joint.kinds.count * count)
    extras = [Double](repeating: elasticBarred, count: joint.kinds.count * count)
    rowsOf = [[Int]](repeating: [], count: count)
    row = [Float](repeating: .nan, count: count)
  }

  mutating func add(_ index: Int) {
    let kind = joint.kinds[index]
    let instance = kind.instance
    let base = index * count
    let leaders = kind.units.indices.filter { kind.instance.mayLead($0) }
    findExtras(kind, base: base, leaders: leaders)
    for leader in leaders {
      let unit = kind.units[leader]
      for other in kind.units { row[other] = Float(elasticBarred) }
      row[unit] = Float(Double(instance.ownCosts[leader] - instance.bonus(leader)) - extras[base + unit])
      for place in instance.offsets[leader]..<instance.offsets[leader + 1] {
        let local = Int(instance.candidates[place])
        let other = kind.units[local]
        row[other] = Float(instance.costs[place] - Double(instance.bonus(local)) - extras[base + other])
      }
      if let known = rowsOf[unit].first(where: { matches($0, kind.units) }) {
        starts[base + unit] = known
        for other in kind.units where rows[known + other].isNaN { rows[known + other] = row[other] }
      } else {
        starts[base + unit] = rows.count
        rowsOf[unit].append(rows.count)
        rows.append(contentsOf: row)
      }
    }
    for unit in kind.units { row[unit] = .nan }
  }

  /// What the kind asks for a unit besides what an earlier kind does, by the first row that tells.
  private mutating func findExtras(_ kind: JointInstance.Kind, base: Int, leaders: [Int]) {
    let instance = kind.instance
    for unit in kind.units { extras[base + unit] = .nan }
    for leader in leaders {
      let unit = kind.units[leader]
      guard let known = rowsOf[unit].first else { continue }
      func compare(_ local: Int, _ cost: Double) {
        let other = kind.units[local]
        let before = Double(rows[known + other])
        guard extras[base + other].isNaN, before < elasticBarred else { return }
        extras[base + other] = (cost - Double(instance.bonus(local)) - before).rounded()
      }
      compare(leader, Double(instance.ownCosts[leader]))
      for place in instance.offsets[leader]..<instance.offsets[leader + 1] {
        compare(Int(instance.candidates[place]), instance.costs[place])
      }
    }
    for unit in kind.units where extras[base + unit].isNaN { extras[base + unit] = 0 }
  }

  /// To what a float holds.
  private func matches(_ known: Int, _ units: [Int]) -> Bool {
    units.allSatisfy { unit in
      let before = rows[known + unit]
      return before.isNaN || (before - row[unit]).magnitude <= 1 + 0x1p-21 * before.magnitude
    }
  }
}
