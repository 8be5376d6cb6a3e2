import Foundation

/// A first plan of a capacitated p-median problem without any pricing: for tables so large that pricing every node once
/// takes longer than users wait.
///
/// Medians are drawn far apart (D. Arthur and S. Vassilvitskii, "k-means++", SODA 2007); nodes go to the nearest median that
/// has room, the greatest demands first; each median then moves to the node of its group that serves it best, and so on as
/// long as the sum of distances falls (J. M. Mulvey and M. P. Beck, "Solving capacitated clustering problems", EJOR 18,
/// 1984).
struct MedianStart {
  let medians: Int
  let weights: [Int]
  let capacity: Int
  /// From a median to a node.
  let distance: (Int, Int) -> Double

  /// - Returns: the median of each node, of the start that comes out best; nil when the nodes found no room.
  func plan(seed: UInt64, shouldStop: () -> Bool) -> [Int]? {
    guard medians >= 1, medians <= weights.count else { return nil }
    var best: (assignment: [Int], sum: Double)?
    for start in 0..<SearchParameters.Medians.starts where best == nil || !shouldStop() {
      var generator = SeededGenerator(seed: seed, round: start, task: 0)
      var chosen = seeds(&generator)
      var last = Double.infinity
      for _ in 0..<SearchParameters.Medians.roundsOfStart {
        guard let assignment = assigned(to: chosen) else { break }
        let sum = weights.indices.reduce(0.0) { $0 + distance(assignment[$1], $1) }
        if sum < best?.sum ?? .infinity { best = (assignment, sum) }
        guard sum < last, !shouldStop() else { break }
        last = sum
        chosen = centres(of: assignment)
      }
    }
    return best?.assignment
  }

  private func seeds(_ generator: inout SeededGenerator) -> [Int] {
    var chosen = [generator.below(weights.count)]
    var nearest = weights.indices.map { distance(chosen[0], $0) }
    while chosen.count < medians {
      let total = nearest.reduce(0) { $0 + $1 * $1 }
      var draw = generator.unit() * total
      let isChosen = Set(chosen)
      // Where all other nodes lie on medians, any of them will do.
      var next = weights.indices.first { !isChosen.contains($0) } ?? 0
      for node in weights.indices where nearest[node] > 0 {
        draw -= nearest[node] * nearest[node]
        next = node
        if draw < 0 { break }
      }
      chosen.append(next)
      for node in weights.indices { nearest[node] = min(nearest[node], distance(next, node)) }
    }
    return chosen
  }

  private func assigned(to chosen: [Int]) -> [Int]? {
    var median = [Int](repeating: -1, count: weights.count)
    var room = [Int](repeating: capacity, count: chosen.count)
    for (place, node) in chosen.enumerated() {
      guard weights[node] <= room[place] else { return nil }
      median[node] = node
      room[place] -= weights[node]
    }
    for node in weights.indices.sorted(by: { (weights[$1], $0) < (weights[$0], $1) }) where median[node] < 0 {
      var best = -1
      for place in chosen.indices where room[place] >= weights[node] {
        if best < 0 || distance(chosen[place], node) < distance(chosen[best], node) { best = place }
      }
      guard best >= 0 else { return nil }
      median[node] = chosen[best]
      room[best] -= weights[node]
    }
    return median
  }

  /// The node of each group that serves it at the least sum of distances, by the group's median.
  private func centres(of assignment: [Int]) -> [Int] {
    let groups = Dictionary(grouping: assignment.indices) { assignment[$0] }
    return groups.sorted { $0.key < $1.key }.map { median, members in
      members.map { centre in (centre, members.reduce(0.0) { $0 + distance(centre, $1) }) }
        .min { ($0.1, $0.0) < ($1.1, $1.0) }?.0 ?? median
    }
  }
}
