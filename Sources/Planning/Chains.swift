import Geography
import Register

/// What `constraints.csv` makes of a domain's units: which are one block, which may not meet, who leads, who must be in.
struct Chains: Sendable {
  /// Units that must be together, ascending; by their first unit. Every unit is in one.
  private(set) var blocks: [[Int]]
  private(set) var blockOf: [Int]
  /// Pairs of blocks that no grappe may hold.
  private(set) var conflicts: [(Int, Int)] = []
  /// Units whose OG must be the porteur of its grappe.
  private(set) var porteurs: Set<Int> = []
  private(set) var compulsory: Set<Int> = []
  /// Earlier grappe that a block continues.
  private(set) var existing: [Int: String] = [:]

  var isTrivial: Bool {
    conflicts.isEmpty && porteurs.isEmpty && compulsory.isEmpty && blocks.allSatisfy { $0.count == 1 }
  }

  /// - Parameter units: of a domain; lines that name OG of other domains say nothing here.
  init(_ constraints: Constraints?, units: [Unit]) {
    var unitsOf: [FinessNumber: [Int]] = [:]
    for (number, unit) in units.enumerated() { unitsOf[unit.og.og, default: []].append(number) }
    var parent = Array(units.indices)
    func root(_ unit: Int) -> Int {
      var unit = unit
      while parent[unit] != unit { unit = parent[unit] }
      return unit
    }
    func join(_ group: [Int]) {
      for unit in group.dropFirst() {
        let (a, b) = (root(group[0]), root(unit))
        parent[max(a, b)] = min(a, b)
      }
    }
    var continued: [String: [FinessNumber]] = [:]
    var locked: [String: [FinessNumber]] = [:]
    var apart: [(FinessNumber, FinessNumber)] = []
    for line in constraints?.lines ?? [] {
      switch line.kind {
      case .ensemble:
        if let b = line.b {
          for group in Self.together([line.a, b], unitsOf: unitsOf, units: units, everywhere: true) { join(group) }
        }
      case .separes: if let b = line.b { apart.append((line.a, b)) }
      case .porteur: porteurs.formUnion(unitsOf[line.a] ?? [])
      case .exclu: break
      case .existante: if let grappe = line.grappe { continued[grappe, default: []].append(line.a) }
      case .verrou: if let grappe = line.grappe { locked[grappe, default: []].append(line.a) }
      }
    }
    var anchors: [Anchor] = []
    for (kind, grappes) in [(Constraints.Kind.existante, continued), (.verrou, locked)] {
      for (grappe, members) in grappes.sorted(by: { $0.key < $1.key }) {
        for group in Self.together(members, unitsOf: unitsOf, units: units, everywhere: false) {
          join(group)
          if let first = group.first { anchors.append(Anchor(kind: kind, grappe: grappe, unit: first)) }
        }
      }
    }
    var byRoot: [Int: [Int]] = [:]
    for unit in units.indices { byRoot[root(unit), default: []].append(unit) }
    blocks = byRoot.keys.sorted().map { byRoot[$0] ?? [] }
    blockOf = [Int](repeating: 0, count: units.count)
    for (index, block) in blocks.enumerated() { for unit in block { blockOf[unit] = index } }
    for anchor in anchors {
      compulsory.insert(blockOf[anchor.unit])
      if anchor.kind == .existante { existing[blockOf[anchor.unit]] = anchor.grappe }
    }
    for (a, b) in apart {
      for x in unitsOf[a] ?? [] { for y in unitsOf[b] ?? [] { conflicts.append((blockOf[x], blockOf[y])) } }
    }
    keepApart(anchors)
  }

  /// No grappe continues two existing ones, or holds units locked to two.
  ///
  /// - Complexity: O(b²) for b blocks that hold such units.
  private mutating func keepApart(_ anchors: [Anchor]) {
    for kind in [Constraints.Kind.existante, .verrou] {
      let held = anchors.filter { $0.kind == kind }
      for (place, one) in held.enumerated() {
        for other in held[..<place] where other.grappe != one.grappe {
          conflicts.append((blockOf[other.unit], blockOf[one.unit]))
        }
      }
    }
  }

  /// A unit that stands for all of a grappe that a line names.
  private struct Anchor {
    let kind: Constraints.Kind
    let grappe: String
    let unit: Int
  }

  /// The units of some OG that must meet: in each region that all of them share, or, where there is none, the one of each
  /// with most ESSMS.
  ///
  /// - Parameter everywhere: false for the one shared region only where they have most.
  private static func together(
    _ members: [FinessNumber], unitsOf: [FinessNumber: [Int]], units: [Unit], everywhere: Bool
  ) -> [[Int]] {
    let lists = members.compactMap { unitsOf[$0] }
    guard lists.count == members.count, let first = lists.first else {
      return lists.compactMap { $0.first.map { [$0] } }
    }
    let shared = lists.dropFirst().reduce(Set(first.map { units[$0].region })) { shared, list in
      shared.intersection(list.map { units[$0].region })
    }
    guard !shared.isEmpty else {
      return [lists.compactMap { $0.max { (units[$0].weight, $1) < (units[$1].weight, $0) } }]
    }
    let groups = shared.sorted().map { region in lists.compactMap { $0.first { units[$0].region == region } } }
    guard !everywhere else { return groups }
    func weight(_ group: [Int]) -> Int { group.reduce(0) { $0 + units[$1].weight } }
    return groups.max { weight($0) < weight($1) }.map { [$0] } ?? []
  }
}
