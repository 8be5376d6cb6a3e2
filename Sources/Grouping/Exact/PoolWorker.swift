/// Works on nodes of the search over known groups, with a master problem of its own. Lives on the thread of its
/// environment.
final class PoolWorker {
  typealias Parameters = SearchParameters.Pool

  let leaders: Leaders
  let store: ColumnStore
  let master: Master
  /// Columns of the store that the master has.
  private var placeInMaster: [Int32]
  private(set) var columnOfMaster: [Int32] = []
  private let threads: Int
  let shouldStop: @Sendable () -> Bool
  private let secondsLeft: @Sendable () -> Double
  private var known: Set<SubsetRowCut> = []
  /// Each unit and those that can join it, the nearest first.
  let near: [[Int32]]

  init(_ environment: borrowing Solver.Environment, _ task: PoolSearch.Task, threads: Int) throws(SolverFailure) {
    leaders = task.leaders
    store = task.store
    self.threads = max(1, threads)
    shouldStop = task.shouldStop
    secondsLeft = task.secondsLeft
    near = task.near
    placeInMaster = .init(repeating: -1, count: store.count)
    master = try Master(
      environment, leaders: leaders, counts: task.counts, missingPrice: task.missingPrice)
    try master.add(task.cuts)
    known = Set(task.cuts)
    try seed(duals: task.duals)
  }

  var unitCount: Int { leaders.joint.unitCount }

  /// Gives the master its first columns.
  private func seed(duals: Duals) throws(SolverFailure) {
    let active = Array(0..<Int32(store.count))
    let table = CutTable(master.cuts, prices: duals.cuts, unitCount: unitCount)
    let reduced = self.reduced(active, duals: duals, table: table)
    let order = active.indices.sorted { (reduced[$1], active[$0]) < (reduced[$0], active[$1]) }
    try bring(order.prefix(Parameters.firstColumnsOfUnit * unitCount).map { active[$0] })
  }

  private func bring(_ columns: [Int32]) throws(SolverFailure) {
    let new = columns.filter { placeInMaster[Int($0)] < 0 }
    try master.add(
      new.map { column in
        let members = store.members(of: Int(column))
        let leader = Int(store.leaders[Int(column)])
        return Master.Column(
          members: members, leader: leader, value: store.values[Int(column)],
          draws: leaders.draws(leader, members: members))
      })
    for column in new {
      placeInMaster[Int(column)] = Int32(columnOfMaster.count)
      columnOfMaster.append(column)
    }
  }

  /// Solves the node's relaxation, cuts, and takes away what cannot be in a better plan.
  ///
  /// - Parameter goal: in cents; a plan worth less is of no use.
  func process(_ node: inout PoolNode, goal: Double) throws(SolverFailure) -> PoolNode.Ending {
    var isActive = [Bool](repeating: false, count: store.count)
    for column in node.active { isActive[Int(column)] = true }
    try master.allow { isActive[Int(columnOfMaster[$0])] }
    try setCounts(node.counts)
    try master.resetMissingPrice()
    var rounds = 0
    var last = Double.infinity
    while true {
      guard let (bound, reduced) = try relax(node.active) else { return .stopped }
      node.bound = min(node.bound, bound)
      if bound < goal { return .done }
      // What no plan pays may still seem worth its price where only a part is missing.
      if master.lacks, try master.raiseMissingPrice() { continue }
      if master.isWhole { return ending(whole: chosen) }
      let slack = bound - goal
      try trim(node.active, reduced)
      node.active = node.active.indices.filter { reduced[$0] >= -slack }.map { node.active[$0] }
      rounds += 1
      let mostRounds = node.depth == 0 ? Parameters.roundsOfCuts.root : Parameters.roundsOfCuts.node
      let hasGained = last - bound > Parameters.gainOfCuts * slack
      guard rounds < mostRounds, hasGained || rounds < Parameters.freeRounds,
        master.cuts.count < Parameters.mostCuts
      else { break }
      last = bound
      let cuts = CutSeparation().cuts(master.fractional, unitCount: unitCount, known: known)
      guard !cuts.isEmpty else { break }
      if node.depth == 0 || rounds == 1 { try dropLooseCuts() }
      known.formUnion(cuts)
      try master.add(cuts)
      if shouldStop() { return .stopped }
    }
    return try branching(node).map(PoolNode.Ending.branch) ?? .stopped
  }

  /// Sets the count rows; those that the node knows nothing of allow any number.
  private func setCounts(_ counts: [CountRow]) throws(SolverFailure) {
    for row in counts where !master.counts.contains(where: { $0.counts == row.counts }) { try master.add(row) }
    for (index, row) in master.counts.enumerated() {
      let limits = counts.first { $0.counts == row.counts }
      try master.setCount(index, lower: limits?.lower ?? 0, upper: limits?.upper ?? leaders.count)
    }
  }

  private func dropLooseCuts() throws(SolverFailure) {
    try master.dropLooseCuts()
    known = Set(master.cuts)
  }

  /// Keeps the master small.
  private func trim(_ active: [Int32], _ reduced: [Double]) throws(SolverFailure) {
    let kept = Trimming(most: Parameters.mostColumns(unitCount: unitCount)).kept(shares: master.shares) {
      // What the node does not allow is worth nothing to it.
      var values = [Double](repeating: -.infinity, count: columnOfMaster.count)
      for (column, value) in zip(active, reduced) where placeInMaster[Int(column)] >= 0 {
        values[Int(placeInMaster[Int(column)])] = value
      }
      return values
    }
    guard let keeps = kept else { return }
    try master.keep { keeps[$0] }
    for column in columnOfMaster { placeInMaster[Int(column)] = -1 }
    columnOfMaster = columnOfMaster.indices.filter { keeps[$0] }.map { columnOfMaster[$0] }
    for (place, column) in columnOfMaster.enumerated() { placeInMaster[Int(column)] = Int32(place) }
  }

  /// The relaxation over the active columns, solved to its optimum. Between two looks at all columns only the most
  /// promising of the last look are priced.
  ///
  /// - Returns: its value and the reduced value of each active column; nil when stopped.
  private func relax(_ active: [Int32]) throws(SolverFailure) -> (Double, [Double])? {
    var promising: [Int32] = []
    while true {
      guard try master.solve(secondsLeft: secondsLeft, shouldStop: shouldStop) == .optimal, !shouldStop() else {
        return nil
      }
      let duals = try master.duals()
      let table = CutTable(master.cuts, prices: duals.cuts, unitCount: unitCount)
      if !promising.isEmpty, try price(promising, duals: duals, table: table) { continue }
      let reduced = self.reduced(active, duals: duals, table: table)
      promising = Self.promising(active, reduced)
      if try bring(best: active, reduced: reduced) { continue }
      // For any duals the sum of the positive reduced values, one for each porteur, makes the bound safe.
      var positive: [Int32: Double] = [:]
      for index in active.indices where reduced[index] > 0 {
        let porteur = leaders.units[Int(store.leaders[Int(active[index])])]
        positive[porteur] = max(positive[porteur] ?? 0, reduced[index])
      }
      return (duals.base + positive.values.reduce(0, +), reduced)
    }
  }

  /// About `Parameters.promising` columns, those of the greatest reduced values: those above a threshold that a sample gives.
  private static func promising(_ active: [Int32], _ reduced: [Double]) -> [Int32] {
    guard active.count > 4 * Parameters.promising else { return [] }
    let stride = active.count / Parameters.sampled
    let sample = Swift.stride(from: 0, to: active.count, by: stride).map { reduced[$0] }.sorted(by: >)
    let threshold = sample[sample.count * Parameters.promising / active.count]
    return active.indices.filter { reduced[$0] >= threshold }.map { active[$0] }
  }

  private func price(_ columns: [Int32], duals: Duals, table: CutTable) throws(SolverFailure) -> Bool {
    try bring(best: columns, reduced: reduced(columns, duals: duals, table: table))
  }

  /// Gives the master the columns of greatest reduced value.
  ///
  /// - Returns: whether there were any.
  private func bring(best columns: [Int32], reduced: [Double]) throws(SolverFailure) -> Bool {
    var wanted = columns.indices.filter { reduced[$0] > Parameters.worthwhile && placeInMaster[Int(columns[$0])] < 0 }
    guard !wanted.isEmpty else { return false }
    if wanted.count > Parameters.columnsOfRound {
      wanted.sort { (reduced[$1], columns[$0]) < (reduced[$0], columns[$1]) }
      wanted.removeSubrange(Parameters.columnsOfRound...)
    }
    try bring(wanted.map { columns[$0] })
    return true
  }

  private func reduced(_ active: [Int32], duals: Duals, table: CutTable) -> [Double] {
    let costs = ColumnStore.Costs(duals, cuts: table, leaders: leaders)
    return [Double](unsafeUninitializedCapacity: active.count) { reduced, count in
      count = active.count
      nonisolated(unsafe) let reduced = reduced
      let store = store
      active.withUnsafeBufferPointer { active in
        nonisolated(unsafe) let active = active
        let chunk = max(Parameters.columnsAtATime, (active.count + threads - 1) / threads)
        let parts = (active.count + chunk - 1) / chunk
        Parallel.onThreads(parts) { part in
          store.reducedValues(
            active, range: (part * chunk)..<min(active.count, (part + 1) * chunk), costs: costs, into: reduced)
        }
      }
    }
  }

  /// What the master's whole shares choose.
  private var chosen: [Int] {
    master.shares.indices.filter { master.shares[$0] > 0.5 }.map { Int(columnOfMaster[$0]) }
  }

  /// What becomes of a node whose relaxation has this choice as its best: a plan, unless a little more is drawn than there
  /// is, which the simplex does not see.
  private func ending(whole chosen: [Int]) -> PoolNode.Ending {
    let joint = leaders.joint
    var left = joint.resources.map(\.limit)
    var drawing = [[Int32]](repeating: [], count: left.count)
    for column in chosen where leaders.draws(Int(store.leaders[column])) {
      for draw in leaders.draws(Int(store.leaders[column]), members: store.members(of: column)) where draw.amount != 0 {
        left[draw.resource] -= draw.amount
        drawing[draw.resource].append(Int32(column))
      }
    }
    for (number, resource) in joint.resources.enumerated() where left[number] < 0 && resource.excessPrice == nil {
      // Where others would give back what these draw too much, that these are no plan by themselves says nothing.
      return joint.givesBack[number] ? .stopped : .branch(.columns(drawing[number]))
    }
    let cost = zip(joint.resources, left).reduce(0) { $0 + $1.0.cost(left: $1.1) }
    return .plan(chosen, value: chosen.reduce(-Double(cost)) { $0 + store.values[$1] })
  }
}
