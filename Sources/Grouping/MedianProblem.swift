/// The capacitated p-median problem: choose exactly `medians` of the nodes, assign every node to one of them, a median to
/// itself, no median above its capacity, at the least sum of distances.
///
/// It is the grouping problem with no minimum, the capacity as the maximum and at most p groups: a node that is served
/// brings a reward M and costs its distance. With fewer groups than p a node can leave its group and become a median at no
/// cost, so that "at most" and "exactly" have the same optimum. A plan that serves all is worth n·M less its sum of
/// distances, and n·M less the engine's bound is a lower bound on every assignment, whatever M is.
public struct MedianProblem: Sendable {
  let medians: Int
  let demands: [Int]
  let capacities: [Int]
  let distances: [Double]

  /// - Parameters:
  ///   - demands: at least 0 each.
  ///   - capacities: of each node as median, all equal.
  ///   - distances: row-major, n·n: from a median (row) to a node (column).
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

  /// - Parameter progress: called now and then.
  public func solve(
    timeLimit: Double, threads: Int, seed: UInt64, progress: (Progress) -> Void = { _ in }
  ) -> MedianOutcome {
    let start = ContinuousClock.now
    func seconds() -> Double { (ContinuousClock.now - start) / .seconds(1) }
    var penalty = firstPenalty
    while true {
      guard let instance = try? instance(penalty: penalty) else {
        return .init(value: .infinity, bound: 0, isOptimal: false, assignment: nil, seconds: seconds())
      }
      var options = Optimiser.Options()
      options.timeLimit = max(0, timeLimit - seconds())
      options.seed = seed
      options.threads = threads
      options.temperatures = temperatures
      let all = Double(demands.count) * penalty
      let outcome = Optimiser(options: options).solve(
        instance,
        progress: {
          progress(
            .init(
              seconds: seconds(), value: $0.value.map { all - Double($0) / Self.scale },
              bound: $0.bound.map { all - Double($0) / Self.scale } ?? 0))
        })
      let assignment = assignment(outcome.solution)
      let value = assignment.map { medians in
        medians.indices.reduce(0.0) { sum, node in sum + distance(medians[node], node) }
      }
      // Each distance was rounded to the nearest unit of the scale.
      let bound = all - Double(outcome.bound) / Self.scale - 0.5 * Double(demands.count) / Self.scale
      // A plan that leaves somebody out may be the best at this penalty, and not at a higher one; but not beyond what all
      // the ways together can cost.
      let isProven = outcome.stop == .proven
      if value != nil || !isProven || penalty > Double(demands.count) * firstPenalty {
        return .init(
          value: value ?? .infinity, bound: min(bound, value ?? .infinity), isOptimal: isProven, assignment: assignment,
          seconds: seconds())
      }
      penalty *= 8
    }
  }

  /// Units of the engine in one of distance.
  private static let scale = 1e6

  /// What a node that is not served costs: more than serving it does, in the end.
  private var firstPenalty: Double { 1 + (distances.max() ?? 0) }

  private func distance(_ median: Int, _ node: Int) -> Double { distances[median * demands.count + node] }

  private func instance(penalty: Double) throws(InstanceError) -> Instance {
    let reward = Int((penalty * Self.scale).rounded())
    return try Instance(
      weights: weights.nodes, rewards: demands.map { _ in reward }, groupReward: 0, minimum: 1,
      maximum: weights.capacity, mostGroups: medians
    ) { median, node in
      Int((distance(median, node) * Self.scale).rounded())
    }
  }

  /// Demands and capacity as weights of at least 1: in units of their greatest common divisor; where some demand is 0, all
  /// are multiplied so that a median can serve those besides.
  public var weights: (nodes: [Int], capacity: Int) {
    let capacity = max(0, capacities.max() ?? 0)
    let divisor = max(1, demands.reduce(0) { Self.divisor($0, $1) })
    let zeros = demands.count { $0 == 0 }
    let factor = zeros + 1
    return (demands.map { max(1, $0 / divisor * factor) }, max(1, capacity / divisor * factor + zeros))
  }

  private static func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }

  /// Cells of the knapsack's table, for each thread: what the engine has room for is some hundred million.
  public var tableCells: Int { weights.capacity * (demands.count + 1) }

  /// Rounds of annealing go by what a group costs: the nearest n/p nodes of a median, on average over the medians.
  private var temperatures: ClosedRange<Double> {
    let count = demands.count
    let size = max(1, count / max(1, medians))
    let cost = (0..<count).reduce(0.0) { sum, median in
      sum + (0..<count).map { distance(median, $0) }.sorted().prefix(size).reduce(0, +)
    }
    let group = max(1, Self.scale * cost / Double(max(1, count)))
    return (group / 100)...(group / 4)
  }

  /// The median of each node; nil unless all are served. Where there are fewer groups than medians, the nodes farthest from
  /// theirs become medians.
  private func assignment(_ solution: Solution) -> [Int]? {
    var median = [Int](repeating: -1, count: demands.count)
    for group in solution.groups {
      for member in group.members { median[member] = group.porteur }
    }
    guard !median.contains(-1), demands.count >= medians else { return nil }
    let farthest = median.indices.filter { median[$0] != $0 }
      .sorted { (distance(median[$1], $1), $0) < (distance(median[$0], $0), $1) }
    for node in farthest.prefix(max(0, medians - solution.groups.count)) { median[node] = node }
    return median
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
