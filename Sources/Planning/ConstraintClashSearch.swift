import Register

/// Looks for the fewest lines that clash.
///
/// All clashes but one are a shortest chain between two nodes, with up to two more lines at its ends: a breadth-first
/// search from each node finds the fewest. The other one, a set that is too heavy, is a connected subgraph
/// (`ConstraintClashWeight`).
struct ConstraintClashSearch {
  struct Found {
    /// How many lines.
    let size: Int
    let reason: ConstraintClashReason
  }

  let graph: ConstraintClashGraph
  let facts: ConstraintClash.Facts
  private var weight: ConstraintClashWeight
  /// By node: the search that reached it last, and at which distance.
  private var reached: [Int]
  private var distance: [Int]
  private var round = 0

  init(_ graph: ConstraintClashGraph, facts: ConstraintClash.Facts) {
    self.graph = graph
    self.facts = facts
    weight = ConstraintClashWeight(graph, facts: facts)
    reached = Array(repeating: 0, count: graph.nodes.count)
    distance = Array(repeating: 0, count: graph.nodes.count)
  }

  /// The places in `graph.lines` of the smallest clash, and its reason; nil when there is none.
  ///
  /// - Complexity: O(Σ (lines of a chained set)²) without a clash, less with one.
  mutating func smallest() -> (lines: [Int], reason: ConstraintClashReason)? {
    let all = Array(repeating: true, count: graph.lines.count)
    if weight.isHeavy {
      let exact = narrowed(all, weighing: true)
      guard weight.isExhausted else { return exact }
      let lines = weight.irreducible(all)
      if let chain = narrowed(all, weighing: false), chain.lines.count <= lines.count { return chain }
      return lines.isEmpty ? nil : (lines, .tooHeavy(essms: weight.heaviest(Self.mask(lines, all.count))))
    }
    return narrowed(all, weighing: false)
  }

  /// The smallest clash whose last line comes earliest, then the one before, and so on.
  private mutating func narrowed(_ all: [Bool], weighing: Bool) -> (lines: [Int], reason: ConstraintClashReason)? {
    guard let size = fewest(all, atMost: all.count, weighing: weighing)?.size else { return nil }
    var kept: [Int] = []
    var end = all.count
    var active = all
    func activate(_ count: Int) {
      for line in 0..<end { active[line] = line < count }
    }
    while kept.count < size {
      // The least number of first lines that, with those kept, hold a clash of this size.
      var low = 0
      var high = end
      while low < high {
        let middle = (low + high) / 2
        activate(middle)
        if fewest(active, atMost: size, weighing: weighing, isEnough: true) != nil {
          high = middle
        } else {
          low = middle + 1
        }
      }
      guard low > 0, !(weighing && weight.isExhausted) else { break }
      activate(low)
      kept.append(low - 1)
      end = low - 1
    }
    let lines = Array(kept.reversed())
    let reason = fewest(Self.mask(lines, all.count), atMost: size, weighing: weighing)?.reason
    return reason.map { (lines, $0) }
  }

  private static func mask(_ lines: [Int], _ count: Int) -> [Bool] {
    var mask = Array(repeating: false, count: count)
    for line in lines { mask[line] = true }
    return mask
  }

  /// The fewest active lines that clash.
  ///
  /// - Parameter isEnough: whether any clash within the limit will do.
  private mutating func fewest(_ active: [Bool], atMost limit: Int, weighing: Bool, isEnough: Bool = false) -> Found? {
    var best: Found?
    var limit = limit
    func isOver() -> Bool { limit < 1 || (isEnough && best != nil) }
    func offer(_ size: Int, _ reason: @autoclosure () -> ConstraintClashReason) {
      guard size <= limit else { return }
      best = Found(size: size, reason: reason())
      limit = size - 1
    }
    for (line, flaw) in graph.flaws.enumerated() where active[line] {
      if let flaw { offer(1, flaw) }
      if isOver() { return best }
    }
    for exclusion in graph.exclusions where active[exclusion.line] && limit >= 2 {
      guard graph.edges[exclusion.node].contains(where: { active[$0.line] }), let og = graph.og(exclusion.node) else {
        continue
      }
      offer(2, .excluded(og))
    }
    for start in graph.nodes.indices {
      if isOver() { return best }
      round += 1
      reached[start] = round
      distance[start] = 0
      var queue = [start]
      var head = 0
      while head < queue.count && !isOver() {
        let node = queue[head]
        head += 1
        let steps = distance[node]
        if node != start { inspect(start, node, steps, active, offer) }
        guard steps < limit else { continue }
        for edge in graph.edges[node] where active[edge.line] && reached[edge.node] != round {
          reached[edge.node] = round
          distance[edge.node] = steps + 1
          queue.append(edge.node)
        }
      }
    }
    if weighing && !isOver(), let heavy = weight.fewest(active, atMost: limit) {
      offer(heavy.lines, .tooHeavy(essms: heavy.essms))
    }
    return best
  }

  /// What clashes between two chained nodes.
  private func inspect(
    _ start: Int, _ node: Int, _ steps: Int, _ active: [Bool],
    _ offer: (Int, @autoclosure () -> ConstraintClashReason) -> Void
  ) {
    switch (graph.nodes[start], graph.nodes[node]) {
    case (.existing(let a), .existing(let b)): offer(steps, .twoExisting(min(a, b), max(a, b)))
    case (.lock(let a), .lock(let b)): offer(steps, .twoLocks(min(a, b), max(a, b)))
    case (.og(let a), .existing), (.og(let a), .lock):
      if facts.excludedOnly.contains(a) { offer(steps, .withoutESSMS(a)) }
    case (.og(let a), .og(let b)):
      let (first, second) = a < b ? (a, b) : (b, a)
      if !facts.crossesRegions && Self.isDisjoint(facts.regions[a], facts.regions[b]) {
        offer(steps, .noCommonRegion(first, second))
      }
      if facts.requiresOneDUI && Self.isDisjoint(facts.editors[a], facts.editors[b]) {
        offer(steps, .noCommonEditor(first, second))
      }
      if facts.requiresOneSector && Self.isDisjoint(facts.sectors[a], facts.sectors[b]) {
        offer(steps, .noCommonSector(first, second))
      }
      if !facts.isWithinTwiceRadius(a, b) { offer(steps, .tooFar(first, second)) }
      if graph.separations[start].contains(where: { $0.node == node && active[$0.line] }) {
        offer(steps + 1, .separated(first, second))
      }
      guard let line = graph.porteurLine[start], active[line] else { return }
      if !facts.isWithinRadius(a, b) { offer(steps + 1, .beyondPorteur(a, b)) }
      if let other = graph.porteurLine[node], active[other] { offer(steps + 2, .twoPorteurs(first, second)) }
    case (.existing, _), (.lock, _): break
    }
  }

  /// Whether both are known and have nothing in common.
  private static func isDisjoint<Element>(_ a: Set<Element>?, _ b: Set<Element>?) -> Bool {
    guard let a, let b, !a.isEmpty, !b.isEmpty else { return false }
    return a.isDisjoint(with: b)
  }
}
