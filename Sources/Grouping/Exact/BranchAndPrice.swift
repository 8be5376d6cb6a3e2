/// The exact finish: branch and price, for problems of one kind or of several.
///
/// A node's relaxation is solved by column generation. Reduced values fix what cannot be in a better plan; once few enough
/// groups are left, all of them are enumerated (Baldacci, Christofides and Mingozzi 2008) and `PoolSearch` ends the node.
/// Until then subset-row cuts tighten the relaxation, and nodes branch on the number of groups, on porteurs and on pairs of
/// porteur and member; each of these only changes what a leader's knapsack may hold (see `Leaders`).
struct BranchAndPrice: Sendable {
  struct Outcome: Sendable {
    /// Better than the plan given; nil when none was found.
    var groups: [JointGroup]?
    /// In cents: no plan is worth more.
    var bound: Double
    /// Whether nothing beats the best plan known.
    var isExhausted: Bool
    /// Whether there is no plan that holds the compulsory units; the bound says nothing then.
    var isInfeasible = false
    var nodes: Int
    /// Prices of the units that solve the relaxation at the root, before any cut, in cents; nil when it was not solved.
    var rootPrices: [Double]?
    /// The same of the resources, in cents for each unit.
    var rootRates: [Double]?
  }

  let joint: JointInstance
  let threads: Int
  let shouldStop: @Sendable () -> Bool
  /// Until the time limit.
  let secondsLeft: @Sendable () -> Double
  /// Told the steps of work done, always at the same places; returns whether to go on.
  var spend: @Sendable (Int) -> Bool = { _ in true }
  /// Groups that may be enumerated at the root and in a node below it.
  var enumerationLimits: (root: Int, node: Int)
  /// Nodes of the tree at the most: a limit that does not depend on the clock.
  var nodeLimit = SearchParameters.Exact.nodes
  /// The same for each search over known groups.
  var poolNodeLimit = Int.max

  init(
    joint: JointInstance, threads: Int, shouldStop: @escaping @Sendable () -> Bool,
    secondsLeft: @escaping @Sendable () -> Double
  ) {
    self.joint = joint
    self.threads = threads
    self.shouldStop = shouldStop
    self.secondsLeft = secondsLeft
    // Three copies for a moment.
    typealias Parameters = SearchParameters.Exact
    let most = Parameters.enumerationMemory / (3 * ColumnStore(unitCount: joint.unitCount).bytesPerColumn)
    enumerationLimits = (root: min(Parameters.enumerated.root, most), node: min(Parameters.enumerated.node, most))
  }

  /// - Parameters:
  ///   - floor: value of the best plan known, in cents; nil when none is known that holds the compulsory units.
  ///   - prices: of the units, in cents, as good as they are known.
  ///   - rates: of the resources, in cents for each unit.
  ///   - columns: groups to start from.
  ///   - report: called now and then with the best plan if it is new, and the bound in cents.
  /// - Throws: `SolverFailure` when the simplex gives up for good.
  func run(
    floor: Int?, prices: [Double], rates: [Double], columns: [JointGroup],
    report: @escaping @Sendable ([JointGroup]?, Double) -> Void
  ) throws(SolverFailure) -> Outcome {
    try Solver.run { environment throws(SolverFailure) in
      let tree = try BranchAndPriceTree(self, environment, floor: floor, columns: columns, report: report)
      return try tree.run(environment, prices: prices, rates: rates)
    }
  }
}
