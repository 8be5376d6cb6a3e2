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

  /// - Parameter effort: steps that may be spent on sets that are too heavy and hold cycles.
  init(_ graph: ConstraintClashGraph, facts: ConstraintClash.Facts, effort: Int) {
    self.graph = graph
    self.facts = facts
    weight = ConstraintClashWeight(graph, facts: facts, effort: effort)
    reached = Array(repeating: 0, count: graph.nodes.count)
    distance = Array(repeating: 0, count: graph.nodes.count)
  }

  /// The places in `graph.lines` of the smallest clash, and its reason; nil when there is none.
  ///
  /// - Complexity: O(Σ (lines of a chained set)²) without a clash, times size and logarithm of the lines with one.
  mutating func smallest() -> (lines: [Int], reason: ConstraintClashReason)? {
    let all = Array(repeating: true, count: graph.lines.count)
    let chain = fewestOnChains(all, atMost: all.count)
    let heavy = weight.fewest(all, atMost: chain?.size ?? all.count)
    guard !weight.isExhausted else { return smallest(chain) }
    // What no subset of all lines holds needs not be looked for again.
    guard let size = heavy?.lines ?? chain?.size else { return nil }
    let found = narrowed(size, onChains: chain?.size == size, byWeight: heavy != nil)
    return weight.isExhausted ? smallest(chain) : found
  }

  /// The smallest clash on chains, or the lines that are too heavy without any to spare, whichever are fewer.
  private mutating func smallest(_ chain: Found?) -> (lines: [Int], reason: ConstraintClashReason)? {
    let count = graph.lines.count
    let lines = weight.irreducible(Array(repeating: true, count: count))
    if let chain, chain.size <= lines.count || lines.isEmpty {
      return narrowed(chain.size, onChains: true, byWeight: false)
    }
    return lines.isEmpty ? nil : (lines, .tooHeavy(essms: weight.heaviest(Self.mask(lines, count))))
  }

  /// Of the clashes of this size, the smallest there is, the one whose last line comes earliest, then the one before, and
  /// so on.
  private mutating func narrowed(
    _ size: Int, onChains: Bool, byWeight: Bool
  ) -> (lines: [Int], reason: ConstraintClashReason)? {
    let count = graph.lines.count
    var kept: [Int] = []
    var end = count
    while kept.count < size {
      // The least number of first lines that, with those kept, hold a clash.
      var low = 1
      var high = end
      while low < high {
        let middle = (low + high) / 2
        if clash(Self.mask(Array(0..<middle) + kept, count), size, onChains, byWeight) != nil {
          high = middle
        } else {
          low = middle + 1
        }
      }
      guard end > 0, !weight.isExhausted else { return nil }
      kept.append(low - 1)
      end = low - 1
    }
    let lines = Array(kept.reversed())
    return clash(Self.mask(lines, count), size, onChains, byWeight).map { (lines, $0) }
  }

  /// Why active lines, so many of them at most, clash; nil when none do.
  private mutating func clash(
    _ active: [Bool], _ size: Int, _ onChains: Bool, _ byWeight: Bool
  ) -> ConstraintClashReason? {
    if onChains, let found = fewestOnChains(active, atMost: size, isEnough: true) { return found.reason }
    guard byWeight, let heavy = weight.fewest(active, atMost: size) else { return nil }
    return .tooHeavy(essms: heavy.essms)
  }

  private static func mask(_ lines: [Int], _ count: Int) -> [Bool] {
    var mask = Array(repeating: false, count: count)
    for line in lines { mask[line] = true }
    return mask
  }

  /// The fewest active lines that clash otherwise than by weight.
  ///
  /// - Parameter isEnough: whether any clash within the limit will do.
  private mutating func fewestOnChains(_ active: [Bool], atMost limit: Int, isEnough: Bool = false) -> Found? {
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
      if graph.separations[start].contains(where: { $0.node == node && active[$0.line] }) {
        offer(steps + 1, .separated(first, second))
      }
      let isPorteur = graph.porteurLine[start].map { active[$0] } ?? false
      if isPorteur, let other = graph.porteurLine[node], active[other] {
        offer(steps + 2, .twoPorteurs(first, second))
      }
      // An OG without ESSMS has no place, no region and no software that could clash.
      guard facts.essms[a] != nil && facts.essms[b] != nil else { return }
      if isPorteur && !facts.isWithinRadius(a, b) { offer(steps + 1, .beyondPorteur(a, b)) }
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
    case (.existing, _), (.lock, _): break
    }
  }

  /// Whether both are known and have nothing in common.
  private static func isDisjoint<Element>(_ a: Set<Element>?, _ b: Set<Element>?) -> Bool {
    guard let a, let b, !a.isEmpty, !b.isEmpty else { return false }
    return a.isDisjoint(with: b)
  }
}
