/// A row that counts the groups of some porteurs: `lower ≤ Σ z ≤ upper`.
struct CountRow: Sendable {
  /// One for each unit.
  let counts: [Bool]
  var lower: Int
  var upper: Int
}

/// What a node of the tree still allows: for each porteur the candidates left, which of them are compulsory, and the count
/// rows.
struct Restriction: Sendable {
  private(set) var starts: [Int]
  private(set) var candidates: [Int32]
  private(set) var costs: [Double]
  /// Candidates that every group of the porteur must hold.
  var forced: [[Int32]]
  var isOpen: [Bool]
  /// The first counts all groups.
  var counts: [CountRow]

  init(_ instance: Instance) {
    starts = instance.offsets
    candidates = instance.candidates
    costs = instance.costs
    forced = .init(repeating: [], count: instance.unitCount)
    isOpen = .init(repeating: true, count: instance.unitCount)
    counts = [
      CountRow(counts: .init(repeating: true, count: instance.unitCount), lower: 0, upper: instance.groupLimit)
    ]
  }

  /// Takes pairs away.
  ///
  /// - Parameter keeps: whether the porteur's candidate stays; asked only for open porteurs.
  mutating func filter(_ keeps: (_ porteur: Int, _ place: Int, _ unit: Int) -> Bool) {
    var starts = [0]
    var kept: [Int32] = []
    var keptCosts: [Double] = []
    starts.reserveCapacity(self.starts.count)
    for porteur in isOpen.indices {
      if isOpen[porteur] {
        for place in self.starts[porteur]..<self.starts[porteur + 1]
        where keeps(porteur, place, Int(candidates[place])) {
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

  /// The porteur must have a group.
  mutating func require(_ porteur: Int) {
    var counts = [Bool](repeating: false, count: isOpen.count)
    counts[porteur] = true
    guard !self.counts.dropFirst().contains(where: { $0.counts == counts }) else { return }
    self.counts.append(CountRow(counts: counts, lower: 1, upper: 1))
  }

  /// The restriction as a table of pairs.
  ///
  /// - Complexity: O(n² / 64 + pairs).
  var table: PairTable {
    var table = PairTable(unitCount: isOpen.count, forced: forced)
    for porteur in isOpen.indices where isOpen[porteur] {
      table.insert(porteur, porteur)
      for place in starts[porteur]..<starts[porteur + 1] { table.insert(porteur, Int(candidates[place])) }
    }
    return table
  }
}

/// Pairs of porteur and member as bits.
struct PairTable {
  private var bits: [UInt64]
  private let words: Int
  private let forced: [[Int32]]

  init(unitCount: Int, forced: [[Int32]]) {
    words = (unitCount + 63) / 64
    bits = .init(repeating: 0, count: words * unitCount)
    self.forced = forced
  }

  mutating func insert(_ porteur: Int, _ unit: Int) { bits[porteur * words + unit >> 6] |= 1 << UInt64(unit & 63) }

  func allows(_ column: Master.Column) -> Bool {
    let base = column.porteur * words
    for member in column.members where bits[base + Int(member) >> 6] >> UInt64(member & 63) & 1 == 0 { return false }
    return forced[column.porteur].allSatisfy { column.members.contains($0) }
  }
}
