import Register

/// Looks for the fewest lines that bring more ESSMS together than a grappe may have.
///
/// n nodes are brought together by n − 1 lines, so this is the connected set of fewest nodes whose weight exceeds the
/// maximum. On a tree a dynamic program finds it; with cycles the problem is NP-hard (it contains the Steiner tree), and
/// an enumeration with a bound does, up to a number of steps. Beyond that an irreducible set is given instead.
struct ConstraintClashWeight {
  private let graph: ConstraintClashGraph
  private let maximum: Int?
  /// By node, in ESSMS; 0 for a grappe.
  private let weights: [Int]
  /// Steps of the enumeration that are left.
  private var effort: Int
  /// Whether the enumeration has been given up.
  var isExhausted: Bool { effort <= 0 }

  /// - Parameter effort: steps of the enumeration, in all.
  init(_ graph: ConstraintClashGraph, facts: ConstraintClash.Facts, effort: Int) {
    self.graph = graph
    self.effort = effort
    maximum = facts.maximum
    weights = graph.nodes.indices.map { node in graph.og(node).map { max(0, facts.essms[$0] ?? 0) } ?? 0 }
  }

  /// The weight of the heaviest set that active lines chain; 0 when none chains any.
  func heaviest(_ active: [Bool]) -> Int {
    components(active).map(sum).max() ?? 0
  }

  /// - Returns: how many lines, and how many ESSMS they bring together; nil when more than `limit` would be needed, or when
  ///   the enumeration is given up.
  mutating func fewest(_ active: [Bool], atMost limit: Int) -> (lines: Int, essms: Int)? {
    guard let maximum else { return nil }
    var best: (lines: Int, essms: Int)?
    var limit = limit
    for component in components(active) where sum(component) > maximum && limit > 0 {
      // A chained OG that is too heavy by itself takes one line.
      if let alone = component.map({ weights[$0] }).filter({ $0 > maximum }).max() { return (1, alone) }
      let neighbours = self.neighbours(component, active)
      var subgraph = ConstraintClashSubgraph(
        weights: component.map { weights[$0] }, neighbours: neighbours, maximum: maximum, effort: effort)
      let found = subgraph.fewest(atMost: limit + 1)
      effort = subgraph.effort
      if let found {
        best = (found.nodes - 1, found.weight)
        limit = found.nodes - 2
      }
    }
    return best
  }

  /// Lines that bring too many ESSMS together, none of which can be spared; empty when no set is too heavy.
  ///
  /// - Complexity: O(lines²).
  func irreducible(_ active: [Bool]) -> [Int] {
    guard let maximum else { return [] }
    var active = active
    guard heaviest(active) > maximum else { return [] }
    for line in active.indices.reversed() where active[line] {
      active[line] = false
      if heaviest(active) <= maximum { active[line] = true }
    }
    return active.indices.filter { active[$0] }
  }

  private func sum(_ component: [Int]) -> Int { component.reduce(0) { $0 + weights[$1] } }

  /// The sets of nodes that active lines chain, each of two nodes at least.
  private func components(_ active: [Bool]) -> [[Int]] {
    var isSeen = Array(repeating: false, count: graph.nodes.count)
    var components: [[Int]] = []
    for start in graph.nodes.indices where !isSeen[start] {
      isSeen[start] = true
      var component = [start]
      var head = 0
      while head < component.count {
        for edge in graph.edges[component[head]] where active[edge.line] && !isSeen[edge.node] {
          isSeen[edge.node] = true
          component.append(edge.node)
        }
        head += 1
      }
      if component.count > 1 { components.append(component) }
    }
    return components
  }

  /// For each node of a component, by place in it, the places of its neighbours, each once.
  private func neighbours(_ component: [Int], _ active: [Bool]) -> [[Int]] {
    let places = Dictionary(uniqueKeysWithValues: component.enumerated().map { ($1, $0) })
    return component.map { node in
      Set(graph.edges[node].lazy.filter { active[$0.line] }.compactMap { places[$0.node] }).sorted()
    }
  }
}
