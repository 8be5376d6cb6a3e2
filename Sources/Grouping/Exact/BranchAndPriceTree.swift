/// The nodes of a branch and price, best bound first, once there is a plan; until then the deepest first, since plans lie
/// deep. Lives on the thread of its environment.
final class BranchAndPriceTree {
  typealias Parameters = SearchParameters.Exact

  let task: BranchAndPrice
  let leaders: Leaders
  private let pricing: ColumnPricing
  let master: Master
  private let root: Restriction
  private let missingPrice: Double
  private let report: ([JointGroup]?, Double) -> Void
  /// Value of the best plan known, in cents; less than any plan's when there is none.
  private var floor: Double
  private var hasPlan: Bool
  private var best: [JointGroup]?
  private var nodes = 0
  private var poolNodes = 0
  private var rootDuals: Duals?

  struct Node {
    var restriction: Restriction
    var bound: Double
    var depth = 0
    var number = 0
    /// Duals of the node above, to start from.
    var center: Duals?
  }

  init(
    _ task: BranchAndPrice, _ environment: borrowing Solver.Environment, floor: Int?, columns: [JointGroup],
    report: @escaping ([JointGroup]?, Double) -> Void
  ) throws(SolverFailure) {
    self.task = task
    self.report = report
    let leaders = Leaders(task.joint)
    self.leaders = leaders
    root = Restriction(leaders)
    let leastValue =
      task.joint.hasCompulsory
      ? root.leastValue(leaders) - Double(task.joint.mostExcessCost) : Double(task.joint.worth(of: []))
    self.floor = floor.map(Double.init) ?? leastValue - 1
    hasPlan = floor != nil
    missingPrice = leaders.missingPrice(leastValue: leastValue)
    pricing = ColumnPricing(leaders, threads: task.threads, mostCuts: Parameters.mostCuts)
    master = try Master(environment, leaders: leaders, counts: root.counts, missingPrice: missingPrice)
    let joint = task.joint
    try master.add(
      columns.compactMap { group in
        joint.group(kind: group.kind, porteur: group.porteur, members: group.members).flatMap(leaders.column)
      })
  }

  private var goal: Double { floor + 1 - PoolSearch.tolerance }

  func run(
    _ environment: borrowing Solver.Environment, prices: [Double], rates: [Double]
  ) throws(SolverFailure) -> BranchAndPrice.Outcome {
    var start = Duals.none(leaders)
    start.units = prices
    if rates.count == start.rates.count { start.rates = rates }
    start.ofRows = zip(start.rates, task.joint.resources).reduce(0) { $0 + $1.0 * Double($1.1.limit) }
    var open = [Node(restriction: root, bound: .infinity, center: start)]
    var created = 1
    while true {
      open.removeAll { $0.bound < goal }
      guard let index = next(open), let bound = open.map(\.bound).max() else { break }
      if task.shouldStop() || nodes >= task.nodeLimit { return outcome(bound: bound, isExhausted: false) }
      var node = open.remove(at: index)
      nodes += 1
      let ending = try process(&node, environment)
      switch ending {
      case .done: break
      case .stopped:
        return outcome(bound: max(node.bound, open.map(\.bound).max() ?? floor), isExhausted: false)
      case .branch(let branching):
        for first in [true, false] {
          if var child = child(of: node, branching, first: first) {
            // Cuts come and go between a node and the next.
            child.center?.cuts = []
            child.number = created
            created += 1
            open.append(child)
          }
        }
      }
      let left = open.map(\.bound).max()
      if hasPlan || left != nil { report(nil, min(bound, max(floor, left ?? floor))) }
    }
    return outcome(bound: floor, isExhausted: true)
  }

  /// Of nodes of the same bound the deeper and then the younger; of the same depth the better bound.
  private func next(_ open: [Node]) -> Int? {
    open.indices.max { a, b in
      if !hasPlan, open[a].depth != open[b].depth { return open[a].depth < open[b].depth }
      return (open[a].bound, open[a].depth, open[a].number) < (open[b].bound, open[b].depth, open[b].number)
    }
  }

  private func outcome(bound: Double, isExhausted: Bool) -> BranchAndPrice.Outcome {
    .init(
      groups: best, bound: max(bound, floor), isExhausted: isExhausted, isInfeasible: isExhausted && !hasPlan,
      nodes: nodes + poolNodes, rootPrices: rootDuals?.units, rootRates: rootDuals?.rates)
  }

  enum Ending {
    case done, stopped
    case branch(Branching)
  }

  private func process(_ node: inout Node, _ environment: borrowing Solver.Environment) throws(SolverFailure) -> Ending
  {
    try restrict(to: node.restriction)
    var rounds = 0
    var lastBound = Double.infinity
    let isRoot = node.depth == 0
    while true {
      let generation = ColumnGeneration(
        leaders: leaders, pricing: pricing, goal: goal, shouldStop: task.shouldStop, secondsLeft: task.secondsLeft,
        spend: task.spend)
      let result = try generation.run(master, restriction: node.restriction, center: node.center)
      node.bound = min(node.bound, result.bound)
      node.center = result.duals
      if isRoot, rounds == 0 { rootDuals = result.duals }
      if isRoot, result.bound < .infinity { report(nil, node.bound) }
      if result.ending == .pruned || node.bound < goal { return .done }
      if result.ending == .stopped { return .stopped }
      // What no plan pays may still seem worth its price where only a part is missing.
      if master.lacks, try master.raiseMissingPrice() { continue }
      if master.isWhole {
        takeMaster()
        if node.bound < goal { return .done }
      }
      let slack = result.bound - goal
      guard fix(&node.restriction, duals: result.duals, slack: slack) else { return .stopped }
      if hasPlan || rounds == 0, let store = enumerate(node, result.duals, slack: slack) {
        return try finish(&node, store, duals: result.duals, environment) ? .done : .stopped
      }
      guard rounds < (isRoot ? Parameters.roundsOfCuts.root : Parameters.roundsOfCuts.node),
        master.cuts.count < Parameters.mostCuts - 60,
        rounds < 2 || lastBound - result.bound > Parameters.gainOfCuts * slack
      else { break }
      lastBound = result.bound
      let cuts = CutSeparation().cuts(
        master.fractional, unitCount: leaders.joint.unitCount, known: Set(master.cuts))
      guard !cuts.isEmpty else { break }
      try master.dropLooseCuts()
      try master.add(cuts)
      // The cuts' prices are not the ones that the duals at hand know of.
      node.center = nil
      rounds += 1
    }
    return try branching(node)
  }

  /// Takes up the plan that the master's whole shares stand for.
  private func takeMaster() {
    take(
      zip(master.columns, master.shares).compactMap { column, share in
        share > 0.5 ? leaders.group(column.leader, members: column.members) : nil
      })
  }

  private func take(_ groups: [JointGroup]) {
    let worth = Double(task.joint.worth(of: groups))
    guard worth > floor, task.joint.isConsistent(groups), task.joint.missing(in: groups).isEmpty,
      groups.count <= task.joint.groupLimit
    else { return }
    floor = worth
    hasPlan = true
    best = groups
    report(groups, .infinity)
  }

  /// Lets only the columns take part that the node allows.
  private func restrict(to restriction: Restriction) throws(SolverFailure) {
    for row in restriction.counts where !master.counts.contains(where: { $0.counts == row.counts }) {
      try master.add(row)
    }
    for (index, row) in master.counts.enumerated() {
      let limits = restriction.counts.first { $0.counts == row.counts }
      try master.setCount(index, lower: limits?.lower ?? 0, upper: limits?.upper ?? leaders.count)
    }
    try master.resetMissingPrice()
    let table = restriction.table(leaders)
    try master.allow { index in table.allows(master.columns[index]) }
    // What the simplex has to carry along and no node will want again.
    if master.columns.count > Parameters.mostColumns(unitCount: leaders.joint.unitCount) {
      let shares = master.shares
      let allowed = master.allowed
      try master.keep { allowed[$0] || shares[$0] > 0 }
    }
  }

  /// Takes away leaders and pairs whose groups cannot be in a better plan.
  ///
  /// - Returns: false when stopped.
  private func fix(_ restriction: inout Restriction, duals: Duals, slack: Double) -> Bool {
    guard let bounds = pricing.pairBounds(restriction, duals: duals, shouldStop: task.shouldStop) else { return false }
    for leader in bounds.leaders.indices where bounds.leaders[leader] < -slack {
      restriction.isOpen[leader] = false
    }
    restriction.filter { _, place, _ in bounds.pairs[place] >= -slack }
    return true
  }

  private func enumerate(_ node: Node, _ duals: Duals, slack: Double) -> ColumnStore? {
    let cuts = CutTable(master.cuts, prices: duals.cuts, unitCount: leaders.joint.unitCount)
    // Without a plan nearly all groups are within the gap.
    let isWhole = node.depth == 0 && hasPlan
    let most = isWhole ? task.enumerationLimits.root : task.enumerationLimits.node
    return pricing.enumerate(
      node.restriction, duals: duals, cuts: cuts, floor: -slack, most: most,
      shouldStop: task.shouldStop)
  }

  /// Ends a node whose groups are all known.
  ///
  /// - Returns: whether the search came to its end.
  private func finish(
    _ node: inout Node, _ store: ColumnStore, duals: Duals, _ environment: borrowing Solver.Environment
  ) throws(SolverFailure) -> Bool {
    let hasPartialCounts = node.restriction.counts.count > 1
    let pool = try PoolSearch(
      environment,
      PoolSearch.Task(
        leaders: leaders, store: hasPartialCounts ? store : store.withoutRepeats(leaders),
        counts: node.restriction.counts, cuts: master.cuts, duals: duals, bound: node.bound, missingPrice: missingPrice,
        threads: task.threads, shouldStop: task.shouldStop, secondsLeft: task.secondsLeft), floor: floor)
    pool.spend = task.spend
    let least = floor
    if node.depth == 0 {
      pool.report = { [self] bound in if hasPlan || bound > least { report(nil, bound) } }
    }
    pool.nodeLimit = task.poolNodeLimit
    let ended = try pool.run()
    poolNodes += pool.nodes
    if let chosen = pool.best {
      take(
        chosen.compactMap { column in
          leaders.group(Int(pool.store.leaders[column]), members: pool.store.members(of: column))
        })
    }
    if !ended.isExhausted { node.bound = min(node.bound, ended.bound) }
    return ended.isExhausted
  }
}
