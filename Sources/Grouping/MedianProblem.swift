// TEMPORARY STUB, to be replaced by the solver: the interface that grappes-bench is written against, and a greedy
// assignment behind it.

/// The capacitated p-median problem: choose exactly `medians` of the nodes, assign every node to one of them, a median to
/// itself, no median above its capacity, at the least sum of distances.
public struct MedianProblem: Sendable {
  let medians: Int
  let demands: [Int]
  let capacities: [Int]
  let distances: [Double]

  /// - Parameter distances: row-major, n·n: from a median (row) to a node (column).
  public init(medians: Int, demands: [Int], capacities: [Int], distances: [Double]) {
    self.medians = medians
    self.demands = demands
    self.capacities = capacities
    self.distances = distances
  }

  /// Where the search stands.
  public struct Progress: Sendable {
    public let seconds: Double
    public let value: Double?
    public let bound: Double
  }

  public func solve(
    timeLimit: Double, threads: Int, seed: UInt64, progress: (Progress) -> Void = { _ in }
  ) -> MedianOutcome {
    let nodes = demands.indices
    let chosen = nodes.sorted { (-capacities[$0], $0) < (-capacities[$1], $1) }.prefix(medians)
    var room = capacities
    var assignment = [Int?](repeating: nil, count: demands.count)
    for median in chosen {
      assignment[median] = median
      room[median] -= demands[median]
    }
    for node in nodes.sorted(by: { (-demands[$0], $0) < (-demands[$1], $1) }) where assignment[node] == nil {
      let open = chosen.filter { room[$0] >= demands[node] }
      guard
        let best = open.min(by: {
          distances[$0 * demands.count + node] < distances[$1 * demands.count + node]
        })
      else { continue }
      assignment[node] = best
      room[best] -= demands[node]
    }
    let served = assignment.compactMap { $0 }
    let isWhole = served.count == demands.count && room.allSatisfy { $0 >= 0 }
    let value = nodes.reduce(0.0) { sum, node in
      sum + (assignment[node].map { distances[$0 * demands.count + node] } ?? 0)
    }
    return MedianOutcome(
      value: isWhole ? value : .infinity, bound: 0, isOptimal: false, assignment: isWhole ? served : nil, seconds: 0)
  }
}

public struct MedianOutcome: Sendable {
  /// Sum of distances; infinite when nothing was found.
  public let value: Double
  /// No assignment has a lower sum.
  public let bound: Double
  /// Whether the search has proven its result: that nothing is better than `assignment` or, when there is none, that
  /// there can be none.
  public let isOptimal: Bool
  /// The median of each node; nil when nothing was found.
  public let assignment: [Int]?
  /// Wall-clock time.
  public let seconds: Double
}
