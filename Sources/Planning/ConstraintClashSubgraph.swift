/// A connected graph whose nodes have weights, and the connected sets of few nodes in it that weigh more than a maximum.
struct ConstraintClashSubgraph {
  /// Nodes of a set that is looked for by enumeration, so that the recursion stays shallow.
  private static let deepest = 200

  /// At least 0 and at most `maximum`.
  private let weights: [Int]
  /// By node, each once.
  private let neighbours: [[Int]]
  private let maximum: Int
  private let heaviestFirst: [Int]
  /// Steps of the enumeration that are left; 0 when it has been given up.
  private(set) var effort: Int

  // Of the enumeration: nodes in the set or ruled out for good in this branch; nodes that may be added or were.
  private var isClosed: [Bool] = []
  private var isBorder: [Bool] = []
  /// Place in `heaviestFirst` of the root: all before it are ruled out.
  private var rank = 0

  init(weights: [Int], neighbours: [[Int]], maximum: Int, effort: Int) {
    self.weights = weights
    self.neighbours = neighbours
    self.maximum = maximum
    self.effort = effort
    heaviestFirst = weights.indices.sorted { (weights[$1], $0) < (weights[$0], $1) }
  }

  /// The connected set of fewest nodes that weighs more than the maximum.
  ///
  /// - Parameter limit: the largest number of nodes wanted.
  /// - Returns: nil when there is none, or when the enumeration is given up.
  mutating func fewest(atMost limit: Int) -> (nodes: Int, weight: Int)? {
    let isTree = neighbours.reduce(0) { $0 + $1.count } == 2 * (weights.count - 1)
    return isTree ? fewestOnTree(atMost: limit) : fewestByEnumeration(atMost: limit)
  }

  // MARK: Trees

  /// For each node and size the greatest weight of a connected set that has this node on top.
  ///
  /// - Complexity: O(nodes · limit).
  private func fewestOnTree(atMost limit: Int) -> (nodes: Int, weight: Int)? {
    let (order, parent) = fromRoot()
    var best = weights.map { [$0] }
    var least: (nodes: Int, weight: Int)?
    for node in order.reversed() {
      for child in neighbours[node] where child != parent[node] {
        let mine = best[node]
        let below = best[child]
        let sizes = max(mine.count, min(limit, mine.count + below.count))
        var merged = mine + Array(repeating: 0, count: sizes - mine.count)
        for (a, own) in mine.enumerated() {
          for (b, theirs) in below.enumerated() {
            guard a + b + 1 < sizes else { break }
            merged[a + b + 1] = max(merged[a + b + 1], own + theirs)
          }
        }
        best[node] = merged
        best[child] = []
      }
      let nodes = best[node].firstIndex { $0 > maximum }.map { $0 + 1 }
      if let nodes, nodes <= limit, nodes < least?.nodes ?? Int.max { least = (nodes, best[node][nodes - 1]) }
    }
    return least
  }

  /// The nodes from the first one on, each after its parent; the first has −1 for parent.
  private func fromRoot() -> (order: [Int], parent: [Int]) {
    var parent = Array(repeating: -1, count: weights.count)
    var order = [0]
    var head = 0
    while head < order.count {
      let node = order[head]
      head += 1
      for next in neighbours[node] where next != parent[node] {
        parent[next] = node
        order.append(next)
      }
    }
    return (order, parent)
  }

  // MARK: Any graph

  /// Sets of one size after the other, each set once: those with the heaviest node, then those without it, and so on.
  private mutating func fewestByEnumeration(atMost limit: Int) -> (nodes: Int, weight: Int)? {
    var sum = 0
    let enough = heaviestFirst.firstIndex { node in
      sum += weights[node]
      return sum > maximum
    }
    guard let enough, effort > 0 else { return nil }
    for size in stride(from: enough + 1, through: min(limit, weights.count), by: 1) {
      guard size <= Self.deepest else {
        effort = 0
        return nil
      }
      isClosed = Array(repeating: false, count: weights.count)
      isBorder = isClosed
      for (place, root) in heaviestFirst.enumerated() {
        rank = place
        isClosed[root] = true
        let found = extend(by: root, weight: 0, count: 0, border: [], size: size)
        if effort <= 0 { return nil }
        if let found { return (size, found) }
      }
    }
    return nil
  }

  /// Adds a node to a connected set, then others up to `size`.
  ///
  /// - Parameter border: other nodes that may be added.
  /// - Returns: the weight reached, when it exceeds the maximum; nil when no such set is there, or at the end of the effort.
  private mutating func extend(
    by node: Int, weight: Int, count: Int, border: ArraySlice<Int>, size: Int
  ) -> Int? {
    let weight = weight + weights[node]
    let count = count + 1
    if weight > maximum { return weight }
    effort -= 1
    guard count < size, effort > 0, canExceed(weight, adding: size - count) else { return nil }
    let fresh = neighbours[node].filter { !isClosed[$0] && !isBorder[$0] }
    for next in fresh { isBorder[next] = true }
    let border = border + fresh
    var tried: [Int] = []
    defer {
      for next in tried { isClosed[next] = false }
      for next in fresh { isBorder[next] = false }
    }
    for (place, next) in zip(border.indices, border) {
      isClosed[next] = true
      tried.append(next)
      let found = extend(by: next, weight: weight, count: count, border: border[(place + 1)...], size: size)
      if found != nil || effort <= 0 { return found }
    }
    return nil
  }

  /// Whether so many of the heaviest nodes left would suffice.
  private func canExceed(_ weight: Int, adding nodes: Int) -> Bool {
    var (weight, room) = (weight, nodes)
    for node in heaviestFirst[rank...] where !isClosed[node] {
      guard room > 0 else { break }
      weight += weights[node]
      room -= 1
    }
    return weight > maximum
  }
}
