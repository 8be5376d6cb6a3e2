import Geography
import Register

/// Regions planned together, their OG that may be grouped, and what the constraints make of them.
struct Area: Sendable {
  /// Sorted.
  let regions: [RegionCode]
  /// By region, then by OG.
  let units: [Territory.Unit]
  /// Units that must be together, ascending; by their first unit. Every unit is in one.
  let blocks: [[Int]]
  let blockOf: [Int]
  /// Blocks that must be in a grappe.
  let compulsory: Set<Int>
  /// OG that must be porteur of their grappe.
  let porteurs: Set<FinessNumber>
  /// Sets of units that a line chains, with the line or the grappe that does.
  let chains: [Chain]

  struct Chain: Sendable {
    let kind: Constraints.Kind
    /// Of an existing or locked grappe its id; of a pair the line.
    let name: String
    let units: [Int]
  }

  init(regions: [RegionCode], units: [Territory.Unit], lines: [Constraints.Line]) {
    self.regions = regions
    self.units = units
    var unitsOf: [FinessNumber: [Int]] = [:]
    for (number, unit) in units.enumerated() { unitsOf[unit.og, default: []].append(number) }
    var chains: [Chain] = []
    var held: [String: (kind: Constraints.Kind, id: String, ogs: [FinessNumber])] = [:]
    for line in lines {
      switch line.kind {
      case .ensemble:
        guard let b = line.b, let first = unitsOf[line.a], let second = unitsOf[b] else { continue }
        for group in Self.meetings([first, second], units: units) {
          chains.append(Chain(kind: .ensemble, name: line.text, units: group))
        }
      case .existante, .verrou:
        guard let id = line.grappe, unitsOf[line.a] != nil else { continue }
        let key = "\(line.kind.rawValue);\(id)"
        held[key, default: (line.kind, id, [])].ogs.append(line.a)
      case .separes, .porteur, .exclu: continue
      }
    }
    for (_, entry) in held.sorted(by: { $0.key < $1.key }) {
      let groups = Self.meetings(entry.ogs.compactMap { unitsOf[$0] }, units: units)
      let weights = groups.map { $0.reduce(0) { $0 + units[$1].weight } }
      // One grappe only: where its OG have most.
      guard let most = weights.max(), let place = weights.firstIndex(of: most) else { continue }
      chains.append(Chain(kind: entry.kind, name: entry.id, units: groups[place]))
    }
    self.chains = chains
    porteurs = Set(lines.filter { $0.kind == .porteur }.map(\.a))
    var leaderOf = Array(units.indices)
    for chain in chains {
      let old = Set(chain.units.map { leaderOf[$0] })
      guard let new = old.min() else { continue }
      for unit in units.indices where old.contains(leaderOf[unit]) { leaderOf[unit] = new }
    }
    let together = Dictionary(grouping: units.indices, by: { leaderOf[$0] })
    let blocks = together.keys.sorted().map { together[$0] ?? [] }
    self.blocks = blocks
    var blockOf = [Int](repeating: 0, count: units.count)
    for (number, block) in blocks.enumerated() { for unit in block { blockOf[unit] = number } }
    self.blockOf = blockOf
    compulsory = Set(chains.filter { $0.kind != .ensemble }.flatMap { $0.units.map { blockOf[$0] } })
  }

  /// Where OG meet: in each region that all of them have units in; where there is none, the heaviest unit of each, the first
  /// among equals.
  private static func meetings(_ lists: [[Int]], units: [Territory.Unit]) -> [[Int]] {
    guard let first = lists.first else { return [] }
    let shared = lists.dropFirst().reduce(Set(first.map { units[$0].region })) {
      $0.intersection($1.map { units[$0].region })
    }
    if shared.isEmpty {
      return [
        lists.compactMap { list in
          let most = list.map { units[$0].weight }.max()
          return list.first { units[$0].weight == most }
        }
      ]
    }
    return shared.sorted().map { region in lists.compactMap { $0.first { units[$0].region == region } } }
  }

  /// Whether the lines on porteurs and pairs admit these units under this one; blocks of which a line asks for the porteur
  /// follow nobody else.
  func isAllowed(_ members: [Int], porteur: Int, apart: Set<Pair>) -> Bool {
    let own = blockOf[porteur]
    let wanted = blocks[own].filter { porteurs.contains(units[$0].og) }
    guard wanted.isEmpty || wanted.contains(porteur) else { return false }
    if members.contains(where: { blockOf[$0] != own && porteurs.contains(units[$0].og) }) { return false }
    guard !apart.isEmpty else { return true }
    let ogs = members.map { units[$0].og }
    return !ogs.indices.contains { a in ogs[..<a].contains { apart.contains(Pair($0, ogs[a])) } }
  }

  /// Two OG, in no order.
  struct Pair: Hashable, Sendable {
    let low: FinessNumber
    let high: FinessNumber

    init(_ a: FinessNumber, _ b: FinessNumber) {
      low = min(a, b)
      high = max(a, b)
    }
  }

  /// Pairs of OG that lines keep apart.
  static func apart(_ lines: [Constraints.Line]) -> Set<Pair> {
    Set(lines.filter { $0.kind == .separes }.compactMap { line in line.b.map { Pair(line.a, $0) } })
  }
}
