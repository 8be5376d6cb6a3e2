import Register

/// OG and grappes as nodes, the lines that chain them as edges.
///
/// All nodes that edges join stand in one grappe; two nodes of existing grappes, or of grappes of the plan, are therefore
/// never joined. The other lines hang on their OG.
struct ConstraintClashGraph {
  enum Node: Hashable {
    case og(FinessNumber)
    /// An existing grappe (`existante`).
    case existing(String)
    /// A grappe of the plan (`verrou`).
    case lock(String)
  }

  struct Edge {
    let line: Int
    let node: Int
  }

  /// Those that say something about this plan, in the file's order.
  let lines: [Constraints.Line]
  private(set) var nodes: [Node] = []
  /// By node: the edges that leave it.
  private(set) var edges: [[Edge]] = []
  /// By node: `separes` lines and the other OG of each.
  private(set) var separations: [[Edge]] = []
  /// By node: its `porteur` line.
  private(set) var porteurLine: [Int?] = []
  /// The `exclu` lines with their OG.
  private(set) var exclusions: [Edge] = []
  /// By line: why it cannot hold, whatever the others.
  let flaws: [ConstraintClashReason?]
  private var places: [Node: Int] = [:]

  /// - Complexity: O(lines).
  init(_ constraints: Constraints, facts: ConstraintClash.Facts) {
    var lines: [Constraints.Line] = []
    var flaws: [ConstraintClashReason?] = []
    for line in constraints.lines {
      let flaw = Self.flaw(line, facts)
      let isElsewhere = [line.a, line.b].contains { $0.map(facts.elsewhere.contains) ?? false }
      guard flaw != nil || !isElsewhere else { continue }
      lines.append(line)
      flaws.append(flaw)
    }
    self.lines = lines
    self.flaws = flaws
    for (index, line) in lines.enumerated() {
      let a = place(.og(line.a))
      switch (line.kind, line.b, line.grappe) {
      case (.ensemble, let b?, _): join(a, place(.og(b)), index)
      case (.existante, _, let grappe?): join(a, place(.existing(grappe)), index)
      case (.verrou, _, let grappe?): join(a, place(.lock(grappe)), index)
      case (.separes, let b?, _):
        let b = place(.og(b))
        separations[a].append(Edge(line: index, node: b))
        separations[b].append(Edge(line: index, node: a))
      case (.porteur, _, _): porteurLine[a] = porteurLine[a] ?? index
      case (.exclu, _, _): exclusions.append(Edge(line: index, node: a))
      default: break
      }
    }
  }

  func og(_ node: Int) -> FinessNumber? {
    if case .og(let number) = nodes[node] { number } else { nil }
  }

  private mutating func place(_ node: Node) -> Int {
    if let known = places[node] { return known }
    places[node] = nodes.count
    nodes.append(node)
    edges.append([])
    separations.append([])
    porteurLine.append(nil)
    return nodes.count - 1
  }

  private mutating func join(_ a: Int, _ b: Int, _ line: Int) {
    edges[a].append(Edge(line: line, node: b))
    edges[b].append(Edge(line: line, node: a))
  }

  /// Why a line cannot hold, whatever the others; nil when it can.
  private static func flaw(_ line: Constraints.Line, _ facts: ConstraintClash.Facts) -> ConstraintClashReason? {
    let ogs = [line.a, line.b].compactMap { $0 }
    let isKnown: (FinessNumber) -> Bool = {
      facts.essms[$0] != nil || facts.excludedOnly.contains($0) || facts.standalone.contains($0)
        || facts.elsewhere.contains($0)
    }
    if let og = ogs.first(where: { !isKnown($0) }) { return .unknown(og) }
    switch line.kind {
    case .separes, .porteur, .exclu: return nil
    case .ensemble, .existante, .verrou: break
    }
    if ogs.contains(where: facts.elsewhere.contains) { return nil }
    if let og = ogs.first(where: facts.standalone.contains) { return .standalone(og) }
    if line.kind != .ensemble && facts.excludedOnly.contains(line.a) { return .withoutESSMS(line.a) }
    if facts.requiresOneSector, let og = ogs.first(where: { facts.sectors[$0]?.count ?? 0 > 1 }) {
      return .severalSectors(og)
    }
    return nil
  }
}
