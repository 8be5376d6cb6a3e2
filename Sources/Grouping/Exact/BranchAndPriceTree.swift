import GLPK

/// The nodes of a branch and price, best bound first. Lives on the thread of its environment.
final class BranchAndPriceTree {
  private let task: BranchAndPrice
  private let instance: Instance
  private let pricing: ColumnPricing
  private let master: Master
  private let report: (Solution?, Double) -> Void
  /// Value of the best plan known, in cents.
  private var floor: Double
  private var best: Solution?
  private var nodes = 0
  private var poolNodes = 0
  private var rootPrices: [Double]?

  private struct Node {
    var restriction: Restriction
    var bound: Double
    var depth = 0
    var number = 0
    /// Duals of the node above, to start from.
    var center: Duals?
  }

  private enum Branching {
    case groups(Int)
    case porteur(Int)
    case pair(porteur: Int, unit: Int)
  }

  init(
    _ task: BranchAndPrice, _ environment: borrowing Environment, floor: Double, columns: [Group],
    report: @escaping (Solution?, Double) -> Void
  ) throws(GLPKError) {
    self.task = task
    self.report = report
    instance = task.instance
    self.floor = floor
    pricing = ColumnPricing(task.instance, threads: task.threads, mostCuts: Self.mostCuts)
    master = try Master(
      environment, unitCount: instance.unitCount, counts: Restriction(instance).counts,
      missingPrice: PoolSearch.missingPrice(instance))
    try master.add(
      columns.map { .init(members: $0.members.map(Int32.init), porteur: $0.porteur, value: Double($0.value)) })
  }

  private static let mostCuts = 500
  private static let roundsOfCuts = (root: 20, node: 3)

  private var goal: Double { floor + 1 - PoolSearch.tolerance }

  func run(_ environment: borrowing Environment, prices: [Double]) throws(GLPKError) -> BranchAndPrice.Outcome {
    let start = Duals(
      units: prices, ofPorteur: .init(repeating: 0, count: instance.unitCount), cuts: [], ofCounts: 0)
    var open = [Node(restriction: Restriction(instance), bound: .infinity, center: start)]
    var created = 1
    while let index = Self.next(open) {
      let bound = open[index].bound
      if bound < goal { break }
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
      report(nil, min(bound, max(floor, open.map(\.bound).max() ?? floor)))
    }
    return outcome(bound: floor, isExhausted: true)
  }

  /// Best bound first, the deeper and then the younger among equals.
  private static func next(_ open: [Node]) -> Int? {
    open.indices.max { a, b in
      (open[a].bound, open[a].depth, open[a].number) < (open[b].bound, open[b].depth, open[b].number)
    }
  }

  private func outcome(bound: Double, isExhausted: Bool) -> BranchAndPrice.Outcome {
    .init(
      solution: best, bound: max(bound, floor), isExhausted: isExhausted, nodes: nodes + poolNodes,
      rootPrices: rootPrices)
  }

  private enum Ending {
    case done, stopped
    case branch(Branching)
  }

  private func process(_ node: inout Node, _ environment: borrowing Environment) throws(GLPKError) -> Ending {
    try restrict(to: node.restriction)
    var rounds = 0
    var lastBound = Double.infinity
    let isRoot = node.depth == 0
    while true {
      let generation = ColumnGeneration(
        instance: instance, pricing: pricing, goal: goal, shouldStop: task.shouldStop, secondsLeft: task.secondsLeft)
      let result = try generation.run(master, restriction: node.restriction, center: node.center)
      node.bound = min(node.bound, result.bound)
      node.center = result.duals
      if isRoot, rounds == 0 { rootPrices = result.duals.units }
      if isRoot { report(nil, node.bound) }
      if result.ending == .pruned || node.bound < goal { return .done }
      if result.ending == .stopped { return .stopped }
      if master.isWhole {
        takeMaster()
        if node.bound < goal { return .done }
      }
      let slack = result.bound - goal
      guard fix(&node.restriction, duals: result.duals, slack: slack) else { return .stopped }
      if let store = enumerate(node, result.duals, slack: slack) {
        return try finish(&node, store, duals: result.duals, environment) ? .done : .stopped
      }
      guard rounds < (isRoot ? Self.roundsOfCuts.root : Self.roundsOfCuts.node), master.cuts.count < Self.mostCuts - 60,
        rounds < 2 || lastBound - result.bound > 0.02 * slack
      else { break }
      lastBound = result.bound
      let cuts = CutSeparation().cuts(
        master.fractional, unitCount: instance.unitCount, known: Set(master.cuts))
      guard !cuts.isEmpty else { break }
      try master.dropLooseCuts()
      try master.add(cuts)
      // The cuts' prices are not the ones that the duals at hand know of.
      node.center = nil
      rounds += 1
    }
    return try branching(node).map(Ending.branch) ?? .stopped
  }

  /// Takes up the plan that the master's whole shares stand for.
  private func takeMaster() {
    let groups = zip(master.columns, master.shares).compactMap { column, share in
      share > 0.5 ? instance.group(porteur: column.porteur, members: column.members.lazy.map(Int.init)) : nil
    }
    take(Solution(groups: groups))
  }

  private func take(_ solution: Solution) {
    guard Double(solution.value) > floor, instance.isConsistent(solution),
      solution.groups.count <= instance.groupLimit
    else { return }
    floor = Double(solution.value)
    best = solution
    report(solution, .infinity)
  }

  /// Lets only the columns take part that the node allows.
  private func restrict(to restriction: Restriction) throws(GLPKError) {
    for row in restriction.counts where !master.counts.contains(where: { $0.counts == row.counts }) {
      try master.add(row)
    }
    for (index, row) in master.counts.enumerated() {
      let limits = restriction.counts.first { $0.counts == row.counts }
      try master.setCount(index, lower: limits?.lower ?? 0, upper: limits?.upper ?? instance.unitCount)
    }
    let table = restriction.table
    try master.allow { index in table.allows(master.columns[index]) }
    // What the simplex has to carry along and no node will want again.
    if master.columns.count > 30 * instance.unitCount + 2_000 {
      let shares = master.shares
      let allowed = master.allowed
      try master.keep { allowed[$0] || shares[$0] > 0 }
    }
  }

  /// Takes away porteurs and pairs whose groups cannot be in a better plan.
  ///
  /// - Returns: false when stopped.
  private func fix(_ restriction: inout Restriction, duals: Duals, slack: Double) -> Bool {
    guard let bounds = pricing.pairBounds(restriction, duals: duals, shouldStop: task.shouldStop) else { return false }
    for porteur in 0..<instance.unitCount where bounds.porteurs[porteur] < -slack {
      restriction.isOpen[porteur] = false
    }
    restriction.filter { _, place, _ in bounds.pairs[place] >= -slack }
    return true
  }

  private func enumerate(_ node: Node, _ duals: Duals, slack: Double) -> ColumnStore? {
    let cuts = CutTable(master.cuts, prices: duals.cuts, unitCount: instance.unitCount)
    let most = node.depth == 0 ? task.enumerationLimits.root : task.enumerationLimits.node
    return pricing.enumerate(
      node.restriction, duals: duals, cuts: cuts, floor: -slack, most: most,
      shouldStop: task.shouldStop)
  }

  /// Ends a node whose groups are all known.
  ///
  /// - Returns: whether the search came to its end.
  private func finish(
    _ node: inout Node, _ store: ColumnStore, duals: Duals, _ environment: borrowing Environment
  ) throws(GLPKError) -> Bool {
    let hasPartialCounts = node.restriction.counts.count > 1
    let pool = try PoolSearch(
      environment,
      PoolSearch.Task(
        instance: instance, store: hasPartialCounts ? store : store.withoutRepeats(),
        counts: node.restriction.counts, cuts: master.cuts, duals: duals, bound: node.bound, threads: task.threads,
        shouldStop: task.shouldStop, secondsLeft: task.secondsLeft), floor: floor)
    if node.depth == 0 { pool.report = { [self] bound in report(nil, bound) } }
    pool.nodeLimit = task.poolNodeLimit
    let ended = try pool.run()
    poolNodes += pool.nodes
    if let chosen = pool.best {
      take(
        Solution(
          groups: chosen.compactMap { column in
            instance.group(
              porteur: Int(pool.store.porteurs[column]), members: pool.store.members(of: column).map(Int.init))
          }))
    }
    if !ended.isExhausted { node.bound = min(node.bound, ended.bound) }
    return ended.isExhausted
  }

  // MARK: Branching

  private func branching(_ node: Node) throws(GLPKError) -> Branching? {
    let groups = master.shares.reduce(0, +)
    if abs(groups - groups.rounded()) > 1e-5 { return .groups(Int(groups.rounded(.down))) }
    var ofPorteur = [Double](repeating: 0, count: instance.unitCount)
    var ofPair: [Int: Double] = [:]
    for (column, share) in zip(master.columns, master.shares) where share > 1e-7 {
      ofPorteur[column.porteur] += share
      for member in column.members where Int(member) != column.porteur {
        ofPair[column.porteur * instance.unitCount + Int(member), default: 0] += share
      }
    }
    func undecided(_ share: Double) -> Double { 0.5 - abs(share - 0.5) }
    let porteurs = ofPorteur.indices.filter { undecided(ofPorteur[$0]) > 1e-5 }
      .sorted { (undecided(ofPorteur[$1]), $0) < (undecided(ofPorteur[$0]), $1) }.prefix(6)
    let pairs = ofPair.filter { undecided($0.value) > 1e-5 }
      .sorted { (undecided($1.value), $0.key) < (undecided($0.value), $1.key) }.prefix(6)
    let choices =
      porteurs.map { Branching.porteur($0) }
      + pairs.map { Branching.pair(porteur: $0.key / instance.unitCount, unit: $0.key % instance.unitCount) }
    guard choices.count > 1 else { return choices.first }
    let value = master.objective
    let allowed = master.allowed
    var best = (choice: choices[0], score: -1.0)
    for choice in choices {
      if task.shouldStop() { return nil }
      var losses: [Double] = []
      for first in [true, false] {
        try master.allow { allowed[$0] && Self.fits(master.columns[$0], choice, first: first) }
        losses.append(max(0, value - (try master.trial(iterations: 80))))
      }
      let score = max(losses[0], 1) * max(losses[1], 1)
      if score > best.score { best = (choice, score) }
    }
    try master.allow { allowed[$0] }
    return best.choice
  }

  /// Whether a column may take part in a branch; that a porteur must have a group shows in the bound only.
  private static func fits(_ column: Master.Column, _ choice: Branching, first: Bool) -> Bool {
    switch choice {
    case .groups: true
    case .porteur(let porteur):
      first
        ? !column.members.contains(Int32(porteur)) || column.porteur == porteur
        : column.porteur != porteur
    case .pair(let porteur, let unit):
      first
        ? column.members.contains(Int32(unit)) == (column.porteur == porteur)
        : column.porteur != porteur || !column.members.contains(Int32(unit))
    }
  }

  /// - Returns: nil when the branch is empty.
  private func child(of node: Node, _ branching: Branching, first: Bool) -> Node? {
    var child = node
    child.depth += 1
    switch branching {
    case .groups(let count):
      if first { child.restriction.counts[0].lower = count + 1 } else { child.restriction.counts[0].upper = count }
      if child.restriction.counts[0].lower > child.restriction.counts[0].upper { return nil }
    case .porteur(let porteur):
      guard first else {
        child.restriction.isOpen[porteur] = false
        child.restriction.filter { _, _, _ in true }
        return child
      }
      child.restriction.require(porteur)
      child.restriction.filter { _, _, unit in unit != porteur }
    case .pair(let porteur, let unit):
      guard first else {
        child.restriction.filter { h, _, i in h != porteur || i != unit }
        return child.restriction.forced[porteur].contains(Int32(unit)) ? nil : child
      }
      child.restriction.require(porteur)
      child.restriction.isOpen[unit] = false
      child.restriction.filter { h, _, i in i != porteur && (i != unit || h == porteur) }
      child.restriction.forced[porteur].append(Int32(unit))
    }
    return child
  }
}
