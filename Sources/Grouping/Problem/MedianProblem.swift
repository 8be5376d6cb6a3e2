import Foundation

/// The capacitated p-median problem: choose exactly `medians` of the nodes, assign every node to one of them, a median to
/// itself, no median above its capacity, at the least sum of distances.
///
/// It is the grouping problem with no minimum, the capacity as the maximum and at most p groups: a node that is served
/// brings a reward M and costs its distance. With fewer groups than p a node can leave its group and become a median at no
/// cost, so that "at most" and "exactly" have the same optimum. A plan that serves all is worth n·M less its sum of
/// distances, and n·M less the engine's bound is a lower bound on every assignment, whatever M is.
public struct MedianProblem: Sendable {
  private typealias Parameters = SearchParameters.Medians

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

  /// - Parameters:
  ///   - timeLimit: in seconds, from `began` on.
  ///   - began: such as when the program began to read the file.
  ///   - progress: called now and then.
  ///   - isInterrupted: whether the user wants to stop; asked often, from any thread. The outcome is then the best so far.
  public func solve(
    timeLimit: Double, threads: Int, seed: UInt64, began: ContinuousClock.Instant = .now,
    progress: (Progress) -> Void = { _ in }, isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) -> MedianOutcome {
    func seconds() -> Double { (ContinuousClock.now - began) / .seconds(1) }
    guard hasRoom else {
      return .init(value: .infinity, bound: .infinity, isOptimal: true, assignment: nil, seconds: seconds())
    }
    let scale = scale
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
      let problem = JointInstance(instance)
      var optimiser = Optimiser(options: options)
      if cellsOfRound > Parameters.mostCellsOfRound, let drawn = unsearched(options, isInterrupted) {
        let groups = Dictionary(grouping: drawn.indices) { drawn[$0] }.sorted { $0.key < $1.key }
        optimiser.start = groups.compactMap { problem.group(kind: 0, porteur: $0.key, members: $0.value.sorted()) }
      }
      let outcome = optimiser.solve(
        problem,
        progress: {
          progress(
            .init(
              seconds: seconds(), value: $0.value.map { all - scale.distance($0) },
              bound: $0.bound.map { all - scale.distance($0) } ?? 0))
        }, isInterrupted: isInterrupted)
      var assignment = assignment(outcome.groups)
      // Where the time did not suffice for a plan, one that was not searched for is better than none.
      if assignment == nil, outcome.bound > outcome.value { assignment = unsearched(options, { false }) }
      let value = assignment.map { medians in
        medians.indices.reduce(0.0) { sum, node in sum + distance(medians[node], node) }
      }
      // Each distance was rounded to the nearest unit of the scale.
      let bound = all - scale.distance(outcome.bound) - 0.5 * scale.distance(demands.count)
      // A plan that leaves somebody out may be the best at this penalty, and not at a higher one; but not beyond what all
      // the ways together can cost.
      // Where distances are of very different sizes, the rounding hides what the small ones amount to.
      let isFine = value.map { $0 - max(0, bound) <= 1e-6 * $0 } ?? true
      let isProven = outcome.bound == outcome.value && isFine
      let isHighest = penalty > Double(demands.count) * firstPenalty
      let canRise =
        scale.units(Parameters.penaltyGrowth * penalty) <= Self.mostReward && seconds() < timeLimit && !isInterrupted()
      if value != nil || !isProven || isHighest || !canRise {
        return .init(
          value: value ?? .infinity, bound: max(0, min(bound, value ?? .infinity)),
          isOptimal: isProven && (value != nil || isHighest), assignment: assignment, seconds: seconds())
      }
      penalty *= Parameters.penaltyGrowth
    }
  }

  /// What the engine counts in: a power of ten of the distances' unit, such that the greatest distance has nine digits. So
  /// an instance is the same to the engine in whatever unit its coordinates are, and whole distances stay whole.
  private struct Scale {
    /// Of ten.
    let exponent: Int

    init(greatest: Double) {
      exponent = greatest > 0 ? 8 - Int(log10(greatest).rounded(.down)) : 0
    }

    private var power: Double { pow(10, Double(exponent.magnitude)) }

    /// Distance in the engine's units.
    func units(_ distance: Double) -> Double { exponent < 0 ? distance / power : distance * power }

    func distance(_ units: Int) -> Double { exponent < 0 ? Double(units) * power : Double(units) / power }
  }

  private var scale: Scale { Scale(greatest: greatest) }

  private var greatest: Double { distances.max() ?? 0 }

  /// What a node that is not served costs: more than serving it does, in the end.
  private var firstPenalty: Double { greatest > 0 ? greatest * Parameters.penalty : 1 }

  /// Greatest reward that an instance takes.
  private static let mostReward = 1e12

  /// Whether a median has room for the least demand, as far as the engine's whole weights tell.
  private var hasRoom: Bool {
    demands.contains(0) || (capacities.max() ?? 0) >= (demands.min() ?? 0)
  }

  private func distance(_ median: Int, _ node: Int) -> Double { distances[median * demands.count + node] }

  func instance(penalty: Double) throws(InstanceError) -> Instance {
    let scale = scale
    let reward = Int(scale.units(penalty).rounded())
    return try Instance(
      weights: weights.nodes, rewards: demands.map { _ in reward }, groupReward: 0, minimum: 1,
      maximum: weights.capacity, mostGroups: medians
    ) { median, node in
      Int(scale.units(distance(median, node)).rounded())
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

  /// What pricing all nodes once fills.
  private var cellsOfRound: Double { Double(tableCells) * Double(demands.count) }

  /// An assignment made without the engine.
  private func unsearched(_ options: Optimiser.Options, _ isInterrupted: @escaping @Sendable () -> Bool) -> [Int]? {
    let weights = weights
    let budget = Budget(limit: options.timeLimit, isInterrupted: isInterrupted)
    return MedianStart(medians: medians, weights: weights.nodes, capacity: weights.capacity, distance: distance)
      .plan(seed: options.seed, shouldStop: budget.stopper())
  }

  /// Rounds of annealing go by what a group costs: the nearest n/p nodes of a median, on average over the medians.
  private var temperatures: ClosedRange<Double> {
    let count = demands.count
    let size = max(1, count / max(1, medians))
    let most = Parameters.mostSampled
    let sample = stride(from: 0, to: count, by: (count + most - 1) / most)
    let cost = sample.reduce(0.0) { sum, median in
      sum + (0..<count).map { distance(median, $0) }.sorted().prefix(size).reduce(0, +)
    }
    let group = max(1, scale.units(cost) / Double(max(1, Array(sample).count)))
    return (group / Parameters.cold)...(group / Parameters.hot)
  }

  /// The median of each node; nil unless all are served. Where there are fewer groups than medians, the nodes farthest from
  /// theirs become medians.
  private func assignment(_ groups: [JointGroup]) -> [Int]? {
    var median = [Int](repeating: -1, count: demands.count)
    for group in groups {
      for member in group.members { median[member] = group.porteur }
    }
    guard !median.contains(-1), demands.count >= medians else { return nil }
    let farthest = median.indices.filter { median[$0] != $0 }
      .sorted { (distance(median[$1], $1), $0) < (distance(median[$0], $0), $1) }
    for node in farthest.prefix(max(0, medians - groups.count)) { median[node] = node }
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
