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

  /// - Parameters:
  ///   - units: of a domain; lines that name OG of other domains say nothing here.
  ///   - held: existing and locked grappes whose OG must meet in this domain.
  ///   - wishes: of a planner, by unit.
  init(_ constraints: Constraints?, units: [Unit], held: [HeldGrappe] = [], wishes: UnitWishes = UnitWishes()) {
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
    var apart: [(FinessNumber, FinessNumber)] = []
    for line in constraints?.lines ?? [] {
      switch line.kind {
      case .ensemble:
        guard let b = line.b, let first = unitsOf[line.a], let second = unitsOf[b] else { continue }
        for group in Meeting.all([first, second], units: units) { join(group) }
      case .separes: if let b = line.b { apart.append((line.a, b)) }
      case .porteur: porteurs.formUnion(unitsOf[line.a] ?? [])
      case .exclu, .existante, .verrou: break
      }
    }
    var wanted: [(unit: Int, held: HeldGrappe)] = []
    for one in held {
      guard let group = one.meeting(in: units), let first = group.first else { continue }
      join(group)
      wanted.append((first, one))
    }
    let wished = wishes.isEmpty ? nil : wishes.numbers(in: units)
    for group in (wished?.together ?? []) + (wished?.held ?? []) { join(group) }
    porteurs.formUnion(wished?.leading ?? [])
    var byRoot: [Int: [Int]] = [:]
    for unit in units.indices { byRoot[root(unit), default: []].append(unit) }
    blocks = byRoot.keys.sorted().map { byRoot[$0] ?? [] }
    blockOf = [Int](repeating: 0, count: units.count)
    for (index, block) in blocks.enumerated() { for unit in block { blockOf[unit] = index } }
    for (unit, one) in wanted {
      compulsory.insert(blockOf[unit])
      if one.kind == .existante { existing[blockOf[unit]] = one.id }
      // Two existing grappes, or two that are locked, stay two.
      for (other, second) in wanted where other < unit && second.kind == one.kind && blockOf[other] != blockOf[unit] {
        conflicts.append((blockOf[other], blockOf[unit]))
      }
    }
    for group in wished?.held ?? [] { compulsory.insert(blockOf[group[0]]) }
    for (a, b) in (wished?.apart ?? []) + (wished?.heldApart ?? []) where blockOf[a] != blockOf[b] {
      conflicts.append((blockOf[a], blockOf[b]))
    }
    for (a, b) in apart {
      for x in unitsOf[a] ?? [] { for y in unitsOf[b] ?? [] { conflicts.append((blockOf[x], blockOf[y])) } }
    }
  }
}
