/// A row that counts the groups of some leaders: `lower ≤ Σ z ≤ upper`.
struct CountRow: Sendable {
  /// One for each leader.
  let counts: [Bool]
  var lower: Int
  var upper: Int
}

/// What a node of the tree still allows: for each leader the candidates left, which of them are compulsory, and the count
/// rows.
struct Restriction: Sendable {
  private(set) var starts: [Int] = [0]
  private(set) var candidates: [Int32] = []
  private(set) var costs: [Double] = []
  /// Candidates that every group of the leader must hold.
  var forced: [[Int32]]
  var isOpen: [Bool]
  /// The first counts all groups.
  var counts: [CountRow]

  /// All that the problem allows. Who may not lead is closed, and so is who can never gather enough members or zones;
  /// candidates that must not meet the porteur are left out.
  init(_ leaders: Leaders) {
    let joint = leaders.joint
    forced = .init(repeating: [], count: leaders.count)
    isOpen = .init(repeating: true, count: leaders.count)
    counts = [CountRow(counts: .init(repeating: true, count: leaders.count), lower: 0, upper: joint.groupLimit)]
    var leader = 0
    for (index, kind) in joint.kinds.enumerated() {
      let instance = kind.instance
      for (local, unit) in kind.units.enumerated() {
        let first = candidates.count
        for place in instance.offsets[local]..<instance.offsets[local + 1] {
          let candidate = kind.units[Int(instance.candidates[place])]
          guard !joint.hasConflicts || !joint.conflicts[unit].contains(candidate) else { continue }
          candidates.append(Int32(candidate))
          costs.append(instance.costs[place])
        }
        isOpen[leader] =
          instance.mayLead(local)
          && (!leaders.isRuled[index]
            || joint.canSatisfy(kind, units: [unit] + candidates[first...].map(Int.init)))
        starts.append(candidates.count)
        leader += 1
      }
    }
    if isOpen.contains(false) { filter { _, _, _ in true } }
  }

  /// Takes pairs away.
  ///
  /// - Parameter keeps: whether the leader's candidate stays; asked only for open leaders.
  mutating func filter(_ keeps: (_ leader: Int, _ place: Int, _ unit: Int) -> Bool) {
    var starts = [0]
    var kept: [Int32] = []
    var keptCosts: [Double] = []
    starts.reserveCapacity(self.starts.count)
    for leader in isOpen.indices {
      if isOpen[leader] {
        for place in self.starts[leader]..<self.starts[leader + 1]
        where keeps(leader, place, Int(candidates[place])) {
          kept.append(candidates[place])
          keptCosts.append(costs[place])
        }
      }
      starts.append(kept.count)
    }
    self.starts = starts
    candidates = kept
    costs = keptCosts
  }

  /// One of these must have a group.
  mutating func require(_ leaders: [Int32]) {
    var counts = [Bool](repeating: false, count: isOpen.count)
    for leader in leaders { counts[Int(leader)] = true }
    guard !self.counts.dropFirst().contains(where: { $0.counts == counts }) else { return }
    self.counts.append(CountRow(counts: counts, lower: 1, upper: 1))
  }

  /// Whether one of these leaders must have a group.
  func requires(_ leaders: [Int32]) -> Bool {
    counts.dropFirst().contains { row in
      row.lower > 0 && row.counts.indices.allSatisfy { !row.counts[$0] || !isOpen[$0] || leaders.contains(Int32($0)) }
    }
  }

  /// In cents: no plan is worth less, since no unit costs more and none brings less than nothing.
  func leastValue(_ leaders: Leaders) -> Double {
    var most = [Double](repeating: 0, count: leaders.joint.unitCount)
    for leader in isOpen.indices where isOpen[leader] {
      let unit = leaders.unit(leader)
      let kind = leaders.joint.kinds[leaders.kind(leader)]
      most[unit] = max(most[unit], Double(kind.instance.ownCosts[Int(kind.localOf[unit])]))
      for place in starts[leader]..<starts[leader + 1] {
        most[Int(candidates[place])] = max(most[Int(candidates[place])], costs[place])
      }
    }
    let leastTerm = leaders.joint.kinds.reduce(0) { min($0, $1.instance.terms.min() ?? 0) }
    return Double(leastTerm * min(leaders.joint.groupLimit, most.count)) - most.reduce(0, +)
  }

  /// The restriction as a table of pairs.
  ///
  /// - Complexity: O(leaders · units / 64 + pairs).
  func table(_ leaders: Leaders) -> PairTable {
    var table = PairTable(unitCount: leaders.joint.unitCount, forced: forced)
    for leader in isOpen.indices where isOpen[leader] {
      table.insert(leader, leaders.unit(leader))
      for place in starts[leader]..<starts[leader + 1] { table.insert(leader, Int(candidates[place])) }
    }
    return table
  }
}

/// Pairs of leader and member as bits.
struct PairTable {
  private var bits: [UInt64]
  private let words: Int
  private let forced: [[Int32]]

  init(unitCount: Int, forced: [[Int32]]) {
    words = (unitCount + 63) / 64
    bits = .init(repeating: 0, count: words * forced.count)
    self.forced = forced
  }

  mutating func insert(_ leader: Int, _ unit: Int) { bits[leader * words + unit >> 6] |= 1 << UInt64(unit & 63) }

  func allows(_ column: Master.Column) -> Bool {
    let base = column.leader * words
    for member in column.members where bits[base + Int(member) >> 6] >> UInt64(member & 63) & 1 == 0 { return false }
    return forced[column.leader].allSatisfy { column.members.contains($0) }
  }
}
