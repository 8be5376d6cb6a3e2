/// Takes the prices of the subgradient to the optimum of the bound, by column generation in a box.
///
/// The subgradient comes near the optimum in little time and then crawls: on 500 units it ends 0.2 % above, where this
/// takes a second to the optimum. The simplex solves a master problem over the groups met so far, each price within a
/// radius of the best ones (the boxstep method of Marsten, Hogan and Blankenship 1975; du Merle, Villeneuve, Desrosiers
/// and Hansen 1999); all porteurs are priced at its duals, which gives a bound and new groups. The box grows when the
/// master has foretold the gain, and shrinks when it was far off. It holds the duals together while the master knows few
/// groups, and spares the simplex most of its steps.
struct BoundGeneration: Sendable {
  /// Prices in cents of the units, and of a unit of each resource.
  struct Prices: Sendable, Equatable {
    var units: [Double]
    var rates: [Double] = []
  }

  struct Outcome: Sendable {
    /// The best prices.
    var prices: Prices
    /// The bound that they give, in cents, as evaluated in floating point.
    var bound: Double
    /// Whether no prices give a better one, up to rounding.
    var isSolved: Bool
    /// Groups of the last master, the most promising first; conflicts, counts of members and of zones are kept.
    var groups: [JointGroup]
    /// Those that the last master chose a share of, and how much.
    var chosen: [(group: JointGroup, share: Double)] = []
  }

  let joint: JointInstance
  let threads: Int
  /// Asked from time to time, from another thread.
  let shouldStop: @Sendable () -> Bool
  /// Until `shouldStop` would say so by the clock.
  var secondsLeft: @Sendable () -> Double = { .infinity }
  /// How near the optimum is near enough, a share of the bound.
  var closeness = 1e-9
  /// Whether kinds that were far behind may be left out: the bound is then only a guide.
  var isGuide = false
  /// Told the steps of work that each round took; returns whether to go on.
  var spend: @Sendable (Int) -> Bool = { _ in true }

  private typealias Box = SearchParameters.Box

  /// - Parameters:
  ///   - prices: to start from.
  ///   - columns: groups to start from, some two for each unit.
  ///   - goal: in cents; a bound that reaches it is good enough.
  ///   - isRough: whether the prices are far from the best ones; see `lifted`.
  ///   - report: called now and then with the bound in cents, from another thread.
  /// - Throws: `SolverFailure` when the simplex gives up.
  func run(
    prices: Prices, columns: [JointGroup], goal: Double, isRough: Bool = false,
    report: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws(SolverFailure) -> Outcome {
    try Solver.run { environment throws(SolverFailure) in
      let master = try BoxedMaster(environment, rows: rows, groupLimit: joint.groupLimit)
      try master.add(
        columns.compactMap { column(kind: $0.kind, porteur: $0.porteur, members: $0.members) })
      // Where no plan holds the compulsory units, prices could fall for ever.
      return try run(
        master, prices: prices, goal: max(goal, -Certificate.mostPrice), isRough: isRough, report: report)
    }
  }

  // MARK: Rows

  /// Of the units, then of the resources, which are counted in what a full group draws: prices of all rows are then of one
  /// magnitude.
  private var rows: [BoxedMaster.Row] {
    joint.isCompulsory.map { BoxedMaster.Row(limit: 1, isFree: $0) }
      + zip(joint.resources, joint.scales).map { resource, scale in
        BoxedMaster.Row(limit: Double(resource.limit) / scale.size, highest: scale.highestPrice * scale.size)
      }
  }

  private func rowPrices(_ prices: Prices) -> [Double] {
    prices.units + zip(prices.rates, joint.scales).map { $0 * $1.size }
  }

  /// As the oracle takes them: rates in whole millionths.
  private func prices(_ rows: [Double]) -> Prices {
    Prices(
      units: Array(rows.prefix(joint.unitCount)),
      rates: zip(rows.dropFirst(joint.unitCount), joint.scales).map { price, scale in
        Double(Certificate.millionths(price / scale.size, scale)) / 1_000_000
      })
  }

  /// A group as its kind values it, whatever else its members forbid.
  private func column(kind index: Int, porteur: Int, members: [Int]) -> BoxedMaster.Column? {
    let kind = joint.kinds[index]
    guard let leader = kind.local(porteur),
      let group = kind.instance.group(porteur: leader, members: members.compactMap { kind.local($0) })
    else { return nil }
    return BoxedMaster.Column(
      kind: index, porteur: porteur, members: group.members.map { Int32(kind.units[$0]) }, value: Double(group.value),
      draws: kind.draws.map { draw in
        let amount = group.members.reduce(draw.ofGroup) { $0 + draw.amounts[$1] }
        return (Int32(joint.unitCount + draw.resource), Double(amount) / joint.scales[draw.resource].size)
      })
  }

  // MARK: Rounds

  private func run(
    _ master: BoxedMaster, prices start: Prices, goal: Double, isRough: Bool, report: (Double) -> Void
  ) throws(SolverFailure) -> Outcome {
    let oracle = Oracle(joint, threads: threads, shouldStop: shouldStop)
    var center = rowPrices(prices(rowPrices(start)))
    // A resource's price weighs on all members of a group at once.
    let size = max(1, Double(joint.unitCount) / Double(max(1, joint.groupLimit)))
    var radii = center.indices.map { $0 < joint.unitCount ? Box.first : Box.first * size }
    var (bound, priced) = evaluate(center, oracle)
    for _ in 0..<(isRough ? Box.mostLifts : 0) {
      let lifted = lifted(center, priced)
      let (value, found) = evaluate(lifted, oracle)
      guard value < bound else { break }
      try master.add(columns(priced, prices: center, priceOfGroup: 0))
      (bound, priced, center) = (value, found, lifted)
    }
    try master.add(columns(priced, prices: center, priceOfGroup: 0))
    var isSolved = false
    var hasMoved = true
    var (stuck, lastObjective) = (0, Double.infinity)
    while bound > goal, !shouldStop() {
      if hasMoved { try master.setBox(center: center, radii: radii) }
      hasMoved = false
      report(bound)
      let best = bound
      let pause = {
        report(best)
        return shouldStop()
      }
      guard try master.solve(shouldStop: pause, secondsLeft: secondsLeft) else {
        // That the simplex has run out of time is told by asking.
        _ = shouldStop()
        break
      }
      let foretold = bound - master.objective
      if foretold <= tolerance(bound) {
        isSolved = !master.isHeldBack.contains(true)
        if isSolved || radii.allSatisfy({ $0 >= Box.most }) { break }
        for row in radii.indices where master.isHeldBack[row] {
          radii[row] = min(Box.most, radii[row] * Box.release)
        }
        hasMoved = true
        continue
      }
      let trial = rowPrices(self.prices(master.prices))
      var value: Double
      (value, priced) = evaluate(trial, oracle, against: bound)
      guard priced.isComplete else { break }
      var new = columns(priced, prices: trial, priceOfGroup: master.priceOfGroup)
      if new.isEmpty, oracle.hasManyKinds, value >= bound || isGuide {
        (value, priced) = evaluate(trial, oracle)
        guard priced.isComplete else { break }
        new = columns(priced, prices: trial, priceOfGroup: master.priceOfGroup)
      }
      // Where a rate lies between two millionths the same groups seem worth something for ever.
      stuck = value >= bound && abs(master.objective - lastObjective) <= tolerance(bound) ? stuck + 1 : 0
      if stuck >= Box.mostStuck { break }
      lastObjective = master.objective
      if value < bound {
        if bound - value > Box.trust * foretold { scale(&radii, by: Box.growth) }
        (bound, center, hasMoved) = (value, trial, true)
      } else if value - bound > Box.distrust * foretold {
        scale(&radii, by: Box.shrinkage)
        hasMoved = true
      }
      // Nothing that the simplex could go on with: what is left is rounding.
      if new.isEmpty, !hasMoved { break }
      guard spend(joint.work + SearchParameters.Work.simplexOfColumn * master.columns.count) else { break }
      try trim(master)
      try master.add(new)
    }
    return Outcome(
      prices: self.prices(center), bound: bound, isSolved: isSolved, groups: groups(master, prices: center),
      chosen: chosen(master))
  }

  /// The prices raised where groups are worth something, until none of those that the round has found is.
  ///
  /// Where one porteur alone can lead a good group, its members may be cheap: the group counts once in the bound, and their
  /// prices as much less. The master knows no porteurs, and takes such a group K times until the box has grown far beyond
  /// what all other prices need (Bretagne with one sector required: 15 s to the optimum without this, 2 s with it).
  private func lifted(_ center: [Double], _ priced: Oracle.Result) -> [Double] {
    var lifted = center
    let order = priced.values.indices.filter { priced.values[$0] > 0 }
      .sorted { (priced.values[$0], $1) > (priced.values[$1], $0) }
    for porteur in order {
      let members = priced.column(of: porteur)
      let left = members.reduce(priced.values[porteur]) { $0 - (lifted[$1] - center[$1]) }
      guard left > 0 else { continue }
      let weight = Double(members.reduce(0) { $0 + joint.weights[$1] })
      for member in members { lifted[member] += left * Double(joint.weights[member]) / weight }
    }
    return lifted
  }

  /// Closer than any two plans can be, or than the floating point and the rounding of tolls can tell.
  private func tolerance(_ bound: Double) -> Double {
    max(joint.resources.isEmpty ? 1 : Double(joint.unitCount), closeness * bound.magnitude)
  }

  private func scale(_ radii: inout [Double], by factor: Double) {
    for row in radii.indices { radii[row] = min(Box.most, max(Box.least, radii[row] * factor)) }
  }

  /// - Parameter best: a bound that is to be lowered: where the promising kinds alone show that these prices do not, or
  ///   where a guide suffices, the others are left out. Bretagne with one of 15 DUI preferred: half of the bound's time.
  private func evaluate(
    _ rowPrices: [Double], _ oracle: Oracle, against best: Double? = nil
  ) -> (bound: Double, priced: Oracle.Result) {
    let prices = prices(rowPrices)
    if let best, oracle.hasManyKinds {
      let priced = oracle.price(prices.units, rates: prices.rates, bestOnly: true, promisingOnly: true)
      let value = joint.bound(priced, prices.units, prices.rates)
      if !priced.isComplete || isGuide || value >= best { return (value, priced) }
    }
    let priced = oracle.price(prices.units, rates: prices.rates, bestOnly: true)
    guard priced.isComplete else { return (.infinity, priced) }
    return (joint.bound(priced, prices.units, prices.rates), priced)
  }

  /// The groups of a round that are worth something to a master of these duals.
  private func columns(
    _ priced: Oracle.Result, prices: [Double], priceOfGroup: Double
  ) -> [BoxedMaster.Column] {
    (0..<joint.unitCount).compactMap { porteur in
      let members = priced.column(of: porteur)
      guard !members.isEmpty,
        let column = column(kind: Int(priced.kinds[porteur]), porteur: porteur, members: members)
      else { return nil }
      return column.reducedValue(prices) - priceOfGroup > Box.worthwhile ? column : nil
    }
  }

  // MARK: Columns

  /// Keeps the master small.
  private func trim(_ master: BoxedMaster) throws(SolverFailure) {
    let kept = Trimming(most: SearchParameters.mostColumns(unitCount: joint.unitCount)).kept(shares: master.shares) {
      master.columns.map { $0.reducedValue(master.prices) }
    }
    if let kept { try master.keep { kept[$0] } }
  }

  private func groups(_ master: BoxedMaster, prices: [Double]) -> [JointGroup] {
    let order = Trimming.order(master.columns.map { $0.reducedValue(prices) })
    return order.prefix(Box.columnsOfUnit * joint.unitCount).compactMap { place in
      let column = master.columns[place]
      return joint.mended(kind: column.kind, porteur: column.porteur, members: column.members.map(Int.init))
    }
  }

  private func chosen(_ master: BoxedMaster) -> [(group: JointGroup, share: Double)] {
    master.columns.indices.compactMap { place in
      let (column, share) = (master.columns[place], master.shares[place])
      guard share > Box.leastShare,
        let group = joint.group(
          kind: column.kind, porteur: column.porteur, members: column.members.map(Int.init).sorted())
      else { return nil }
      return (group, share)
    }
  }
}
