import Geography
import Register

/// Regions planned together, their OG that may be grouped, and what the constraints make of them.
struct Area: Sendable {
  /// Sorted.
  let regions: [RegionCode]
  /// By region, then by OG.
  let units: [Territory.Unit]
  /// Place in `units` of each `OG@region`.
  let numbers: [String: Int]
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

  /// - Parameter held: existing and locked grappes whose OG must meet in this area.
  init(regions: [RegionCode], units: [Territory.Unit], lines: [Constraints.Line], held: [Held]) {
    self.regions = regions
    self.units = units
    numbers = Dictionary(units.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    var unitsOf: [FinessNumber: [Int]] = [:]
    for (number, unit) in units.enumerated() { unitsOf[unit.og, default: []].append(number) }
    var chains: [Chain] = []
    for line in lines where line.kind == .ensemble {
      guard let b = line.b, let first = unitsOf[line.a], let second = unitsOf[b] else { continue }
      for group in Self.meetings([first, second], units: units) {
        chains.append(Chain(kind: .ensemble, name: line.text, units: group))
      }
    }
    for one in held {
      if let group = one.meeting(in: units) { chains.append(Chain(kind: one.kind, name: one.id, units: group)) }
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

  /// An existing grappe, or one of an earlier plan, and the OG that lines put in it.
  struct Held: Sendable {
    let kind: Constraints.Kind
    let id: String
    var ogs: [FinessNumber]

    /// By kind and id, in that order.
    static func all(_ lines: [Constraints.Line]) -> [Held] {
      var held: [String: Held] = [:]
      for line in lines {
        guard line.kind == .existante || line.kind == .verrou, let id = line.grappe else { continue }
        held["\(line.kind.rawValue) \(id)", default: Held(kind: line.kind, id: id, ogs: [])].ogs.append(line.a)
      }
      return held.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The units in which the OG meet, in the region where they have most ESSMS; nil when none is there.
    func meeting(in units: [Territory.Unit]) -> [Int]? {
      let lists = ogs.map { og in units.indices.filter { units[$0].og == og } }.filter { !$0.isEmpty }
      let groups = Area.meetings(lists, units: units)
      return groups.max { Self.weight($0, units) < Self.weight($1, units) }
    }

    /// How many of the OG are among the units, and the weight of those that meet.
    func presence(in units: [Territory.Unit]) -> (ogs: Int, weight: Int) {
      let known = Set(units.map(\.og))
      return (ogs.count { known.contains($0) }, meeting(in: units).map { Self.weight($0, units) } ?? 0)
    }

    private static func weight(_ group: [Int], _ units: [Territory.Unit]) -> Int {
      group.reduce(0) { $0 + units[$1].weight }
    }
  }

  /// Where OG meet: in each region that all of them have units in; where there is none, the heaviest unit of each, the first
  /// among equals.
  fileprivate static func meetings(_ lists: [[Int]], units: [Territory.Unit]) -> [[Int]] {
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
