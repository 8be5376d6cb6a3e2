import Register

/// Looks for the fewest lines that bring more ESSMS together than a grappe may have.
///
/// n nodes are brought together by n − 1 lines, so this is the connected set of fewest nodes whose weight exceeds the
/// maximum. On a tree a dynamic program finds it; with cycles the problem is NP-hard (it contains the Steiner tree), and
/// an enumeration with a bound does, up to a number of steps. Beyond that an irreducible set is given instead.
struct ConstraintClashWeight {
  /// Of the enumeration, in all.
  private static let largestSteps = 100_000
  /// Nodes of a set that is looked for by enumeration, so that the recursion stays shallow.
  private static let deepest = 200

  private let graph: ConstraintClashGraph
  private let maximum: Int?
  /// By node, in ESSMS; 0 for a grappe.
  private let weights: [Int]
  private var steps = 0
  /// Whether the enumeration has been given up.
  private(set) var isExhausted = false

  init(_ graph: ConstraintClashGraph, facts: ConstraintClash.Facts) {
    self.graph = graph
    maximum = facts.maximum
    weights = graph.nodes.indices.map { node in graph.og(node).map { max(0, facts.essms[$0] ?? 0) } ?? 0 }
  }

  /// Whether any set exceeds the maximum when all lines count.
  var isHeavy: Bool {
    guard let maximum else { return false }
    return heaviest(Array(repeating: true, count: graph.lines.count)) > maximum
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
      let isTree = neighbours.reduce(0) { $0 + $1.count } == 2 * (component.count - 1)
      let found =
        isTree
        ? Self.fewestOnTree(component.map { weights[$0] }, neighbours, maximum, atMost: limit + 1)
        : enumerate(component.map { weights[$0] }, neighbours, maximum, atMost: limit + 1)
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

  /// The least connected set of a tree with more than `maximum`: for each node and size the greatest weight below it.
  ///
  /// - Parameter neighbours: of nodes in breadth-first order from node 0.
  /// - Complexity: O(nodes · limit).
  private static func fewestOnTree(
    _ weights: [Int], _ neighbours: [[Int]], _ maximum: Int, atMost limit: Int
  ) -> (nodes: Int, weight: Int)? {
    // best[v][s − 1]: of a connected set of s nodes at or below v that holds v.
    var best = weights.map { [$0] }
    var least: (nodes: Int, weight: Int)?
    for node in weights.indices.reversed() {
      for child in neighbours[node] where child > node {
        let mine = best[node]
        let below = best[child]
        var merged = mine + Array(repeating: 0, count: max(0, min(limit, mine.count + below.count) - mine.count))
        for (a, own) in mine.enumerated() {
          for (b, theirs) in below.enumerated() where a + b + 1 < merged.count {
            merged[a + b + 1] = max(merged[a + b + 1], own + theirs)
          }
        }
        best[node] = merged
        best[child] = []
      }
      if let place = best[node].firstIndex(where: { $0 > maximum }), place + 1 < least?.nodes ?? limit + 1 {
        least = (place + 1, best[node][place])
      }
    }
    return least
  }

  /// The least connected set of any graph with more than `maximum`, by enumeration.
  private mutating func enumerate(
    _ weights: [Int], _ neighbours: [[Int]], _ maximum: Int, atMost limit: Int
  ) -> (nodes: Int, weight: Int)? {
    let heaviestFirst = weights.indices.sorted { (weights[$1], $0) < (weights[$0], $1) }
    var sum = 0
    let least = heaviestFirst.firstIndex { node in
      sum += weights[node]
      return sum > maximum
    }
    guard let least else { return nil }
    for size in stride(from: least + 1, through: min(limit, weights.count), by: 1) {
      guard size <= Self.deepest else {
        isExhausted = true
        return nil
      }
      var isTaken = Array(repeating: false, count: weights.count)
      for root in heaviestFirst {
        isTaken[root] = true
        let found = extend(
          weights[root], 1, neighbours[root].filter { !isTaken[$0] }, &isTaken, size, weights, neighbours,
          heaviestFirst,
          maximum)
        if isExhausted { return nil }
        if let found { return (size, found) }
        // From here on sets without this root.
      }
    }
    return nil
  }

  /// Whether a connected set can be extended to `size` nodes and more than `maximum`.
  ///
  /// - Parameters:
  ///   - border: nodes that may be added.
  ///   - isTaken: nodes in the set, on its border's past, or ruled out.
  /// - Returns: the weight reached.
  private mutating func extend(
    _ weight: Int, _ count: Int, _ border: [Int], _ isTaken: inout [Bool], _ size: Int, _ weights: [Int],
    _ neighbours: [[Int]], _ heaviestFirst: [Int], _ maximum: Int
  ) -> Int? {
    if weight > maximum { return weight }
    guard count < size else { return nil }
    steps += 1
    guard steps < Self.largestSteps else {
      isExhausted = true
      return nil
    }
    var room = size - count
    var bound = weight
    for node in heaviestFirst where !isTaken[node] && room > 0 {
      bound += weights[node]
      room -= 1
    }
    guard bound > maximum else { return nil }
    var ruledOut: [Int] = []
    defer { for node in ruledOut { isTaken[node] = false } }
    for (place, node) in border.enumerated() where !isTaken[node] {
      isTaken[node] = true
      ruledOut.append(node)
      let fresh = neighbours[node].filter { !isTaken[$0] && !border.contains($0) }
      let found = extend(
        weight + weights[node], count + 1, border[(place + 1)...] + fresh, &isTaken, size, weights, neighbours,
        heaviestFirst, maximum)
      if found != nil || isExhausted { return found }
    }
    return nil
  }
}
