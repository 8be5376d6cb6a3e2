/// Solves a node's relaxation by column generation: the master's simplex gives duals, the leaders' knapsacks give columns
/// and the bound. The duals that are priced lie between the master's and the best so far (Wentges 1997), which spares most
/// of the way where many columns are worth about the same.
struct ColumnGeneration {
  private typealias Parameters = SearchParameters.Generation

  enum Ending {
    /// The relaxation is solved: its value is the master's, and no more is to be had from its rows.
    case solved
    /// The bound has shown that the node holds nothing better than the floor.
    case pruned
    case stopped
  }

  struct Result {
    var ending: Ending
    /// In cents: no plan of the node is worth more.
    var bound: Double
    /// Those that prove the bound.
    var duals: Duals
  }

  let leaders: Leaders
  let pricing: ColumnPricing
  /// In cents, a node that holds nothing of this value or more is of no use.
  var goal: Double
  var shouldStop: @Sendable () -> Bool
  var secondsLeft: () -> Double
  /// See `BranchAndPrice.spend`.
  var spend: (Int) -> Bool

  /// - Parameter center: duals to start from, best those of a neighbouring node.
  func run(
    _ master: Master, restriction: Restriction, center start: Duals?
  ) throws(SolverFailure) -> Result {
    var center = start
    var bound = Double.infinity
    var share = Parameters.smoothing
    while true {
      guard try master.solve(secondsLeft: secondsLeft, shouldStop: shouldStop) == .optimal else {
        return stopped(bound, center)
      }
      let duals = try master.duals()
      var trial = duals
      if let center, share > 0 { trial = center.blended(with: duals, share: share) }
      let cuts = CutTable(master.cuts, prices: trial.cuts, unitCount: unitCount)
      guard let found = pricing.price(restriction, duals: trial, cuts: cuts, shouldStop: shouldStop) else {
        return stopped(bound, center)
      }
      let value = trial.base + pricing.bound(found)
      if value < bound || center == nil {
        bound = min(bound, value)
        center = trial
      }
      let work = leaders.joint.work + SearchParameters.Work.simplexOfColumn * master.columns.count
      let isSpent = !spend(work)
      if bound < goal { return Result(ending: .pruned, bound: bound, duals: trial) }
      if isSpent || shouldStop() { return Result(ending: .stopped, bound: bound, duals: center ?? trial) }
      if bound - master.objective <= max(Parameters.closeness.cents, Parameters.closeness.share * bound.magnitude) {
        return Result(ending: .solved, bound: bound, duals: center ?? trial)
      }
      let cutsAtDuals = CutTable(master.cuts, prices: duals.cuts, unitCount: unitCount)
      let columns = promising(found).compactMap { leader -> Master.Column? in
        guard let column = leaders.group(leader, members: found[leader].members).flatMap(leaders.column),
          reducedValue(column, duals, cutsAtDuals) > Parameters.worthwhile
        else { return nil }
        return column
      }
      if columns.isEmpty {
        // The simplex's own duals tell no more: what is left is rounding.
        if share == 0 { return Result(ending: .solved, bound: bound, duals: center ?? trial) }
        share = share < Parameters.leastSmoothing ? 0 : share * Parameters.decay
      } else {
        if share == 0 { share = Parameters.smoothingAgain }
        try trim(master, duals: duals, table: cutsAtDuals)
        try master.add(columns)
      }
    }
  }

  private var unitCount: Int { leaders.joint.unitCount }

  /// Leaders whose groups may join the master, ascending: of each unit the best few, so that many kinds do not flood it.
  private func promising(_ found: [ColumnPricing.Found]) -> [Int] {
    leaders.ofUnit.flatMap { own in
      let worthy = own.map(Int.init).filter { !found[$0].members.isEmpty }
      guard worthy.count > Parameters.columnsOfUnit else { return worthy }
      return Array(
        worthy.sorted { (found[$1].value, $0) < (found[$0].value, $1) }.prefix(Parameters.columnsOfUnit))
    }.sorted()
  }

  private func stopped(_ bound: Double, _ center: Duals?) -> Result {
    return Result(ending: .stopped, bound: bound, duals: center ?? .none(leaders))
  }

  /// Keeps the master small.
  private func trim(_ master: Master, duals: Duals, table: CutTable) throws(SolverFailure) {
    let kept = Trimming(most: SearchParameters.mostColumns(unitCount: unitCount)).kept(shares: master.shares) {
      master.columns.map { reducedValue($0, duals, table) }
    }
    if let kept { try master.keep { kept[$0] } }
  }

  private func reducedValue(_ column: Master.Column, _ duals: Duals, _ table: CutTable) -> Double {
    var value = column.value - duals.ofLeader[column.leader]
    for draw in column.draws { value -= duals.rates[draw.resource] * Double(draw.amount) }
    for member in column.members { value -= duals.units[Int(member)] }
    guard value > 0, !table.isEmpty else { return value }
    var seen: [Int32: Int] = [:]
    for member in column.members {
      for place in table.starts[Int(member)]..<table.starts[Int(member) + 1] {
        let cut = table.cuts[place]
        seen[cut, default: 0] += 1
        if seen[cut] == 2 { value -= table.prices[Int(cut)] }
      }
    }
    return value
  }
}
