import GLPK

/// Takes the prices of the subgradient to the optimum of the bound, by column generation in a box.
///
/// The subgradient comes near the optimum in little time and then crawls: on 500 units it ends 0.2 % above, where this
/// takes a second to the optimum. The simplex solves a master problem over the groups met so far, each price within a
/// radius of the best ones (the boxstep method of Marsten, Hogan and Blankenship 1975; du Merle, Villeneuve, Desrosiers
/// and Hansen 1999); all porteurs are priced at its duals, which gives a bound and new groups. The box grows when the
/// master has foretold the gain, and shrinks when it was far off. It holds the duals together while the master knows few
/// groups, and spares the simplex most of its steps.
struct BoundGeneration: Sendable {
  struct Outcome: Sendable {
    /// The best prices, in cents.
    var prices: [Double]
    /// The bound that they give, in cents, as evaluated in floating point.
    var bound: Double
    /// Whether no prices give a better one, up to rounding.
    var isSolved: Bool
    /// Groups of the last master, the most promising first.
    var groups: [Group]
  }

  let instance: Instance
  let threads: Int
  /// Asked from time to time, from another thread.
  let shouldStop: @Sendable () -> Bool
  /// Until `shouldStop` would say so by the clock.
  var secondsLeft: @Sendable () -> Double = { .infinity }

  /// Measured on 500, 952 and 2,000 units, withdrawal 0 and 0.05.
  private enum Radius {
    /// In cents.
    static let first = 10_000.0
    static let growth = 2.0
    /// Share of the foretold gain that lets it grow.
    static let trust = 0.5
    static let shrinkage = 0.5
    /// How many times the foretold gain a bound may be worse before the radius shrinks.
    static let distrust = 20.0
    static let least = 500.0
    /// Where the box held prices back that were otherwise the best.
    static let release = 4.0
    static let most = 1e12
  }

  /// - Parameters:
  ///   - prices: to start from, in cents.
  ///   - columns: groups to start from, some two for each unit.
  ///   - goal: in cents; a bound that reaches it is good enough.
  ///   - report: called with each better bound in cents.
  /// - Throws: `GLPKError` when the simplex gives up.
  func run(
    prices: [Double], columns: [Group], goal: Double, report: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws -> Outcome {
    try SolverThread.run { environment in
      let master = try BoxedMaster(environment, unitCount: instance.unitCount, groupLimit: instance.groupLimit)
      try master.add(columns.map(BoxedMaster.Column.init))
      return try run(master, prices: prices, goal: goal, report: report)
    }
  }

  private func run(
    _ master: BoxedMaster, prices: [Double], goal: Double, report: (Double) -> Void
  ) throws(GLPKError) -> Outcome {
    let round = PricingRound(instance, threads: threads, shouldStop: shouldStop)
    var (center, radii) = (prices, [Double](repeating: Radius.first, count: instance.unitCount))
    var (bound, priced) = evaluate(center, round)
    try master.add(columns(priced, prices: center, priceOfGroup: 0))
    var isSolved = false
    var hasMoved = true
    while bound > goal, !shouldStop() {
      if hasMoved { try master.setBox(center: center, radii: radii) }
      hasMoved = false
      guard try master.solve(shouldStop: shouldStop, secondsLeft: secondsLeft) else {
        // That the simplex has run out of time is told by asking.
        _ = shouldStop()
        break
      }
      let foretold = bound - master.objective
      if foretold <= Self.tolerance(bound) {
        isSolved = !master.isHeldBack.contains(true)
        if isSolved || radii.allSatisfy({ $0 >= Radius.most }) { break }
        for unit in radii.indices where master.isHeldBack[unit] {
          radii[unit] = min(Radius.most, radii[unit] * Radius.release)
        }
        hasMoved = true
        continue
      }
      let value: Double
      (value, priced) = evaluate(master.prices, round)
      guard priced.isComplete else { break }
      let new = columns(priced, prices: master.prices, priceOfGroup: master.priceOfGroup)
      if value < bound {
        if bound - value > Radius.trust * foretold { scale(&radii, by: Radius.growth) }
        (bound, center, hasMoved) = (value, master.prices, true)
        report(bound)
      } else if value - bound > Radius.distrust * foretold {
        scale(&radii, by: Radius.shrinkage)
        hasMoved = true
      }
      // Nothing that the simplex could go on with: what is left is rounding.
      if new.isEmpty, !hasMoved { break }
      try trim(master)
      try master.add(new)
    }
    return Outcome(prices: center, bound: bound, isSolved: isSolved, groups: groups(master, prices: center))
  }

  /// Closer than any two plans can be, or than the floating point can tell.
  private static func tolerance(_ bound: Double) -> Double { max(1, 1e-9 * bound.magnitude) }

  private func scale(_ radii: inout [Double], by factor: Double) {
    for unit in radii.indices { radii[unit] = min(Radius.most, max(Radius.least, radii[unit] * factor)) }
  }

  private func evaluate(_ prices: [Double], _ round: PricingRound) -> (bound: Double, priced: PricingRound.Result) {
    let priced = round.price(prices)
    guard priced.isComplete else { return (.infinity, priced) }
    let best = priced.values.filter { $0 > 0 }.sorted(by: >).prefix(instance.groupLimit)
    return (prices.reduce(0, +) + best.reduce(0, +), priced)
  }

  /// The groups of a round that are worth something to a master of these duals.
  private func columns(
    _ priced: PricingRound.Result, prices: [Double], priceOfGroup: Double
  ) -> [BoxedMaster.Column] {
    (0..<instance.unitCount).compactMap { porteur in
      let members = priced.column(of: porteur)
      guard !members.isEmpty, let group = instance.group(porteur: porteur, members: members.lazy.map(Int.init)) else {
        return nil
      }
      let column = BoxedMaster.Column(group)
      return column.reducedValue(prices) - priceOfGroup > Self.worthwhile ? column : nil
    }
  }

  /// Least reduced value of a group that the master takes up, in cents.
  private static let worthwhile = 0.02

  /// Keeps the master small: the simplex pays for each column at each step. What is taken away comes back by its price.
  private func trim(_ master: BoxedMaster) throws(GLPKError) {
    guard master.columns.count > 8 * instance.unitCount + 400 else { return }
    var keeps = master.shares.map { $0 > 0 }
    for place in promising(master, prices: master.prices).prefix(4 * instance.unitCount + 200) { keeps[place] = true }
    try master.keep { keeps[$0] }
  }

  /// The master's groups by their reduced value.
  private func promising(_ master: BoxedMaster, prices: [Double]) -> [Int] {
    let reduced = master.columns.map { $0.reducedValue(prices) }
    return reduced.indices.sorted { (reduced[$1], $0) < (reduced[$0], $1) }
  }

  private func groups(_ master: BoxedMaster, prices: [Double]) -> [Group] {
    promising(master, prices: prices).prefix(6 * instance.unitCount).compactMap { place in
      let column = master.columns[place]
      return instance.group(porteur: column.porteur, members: column.members.lazy.map(Int.init))
    }
  }
}

extension BoxedMaster.Column {
  fileprivate init(_ group: Group) {
    self.init(members: group.members.map(Int32.init), porteur: group.porteur, value: Double(group.value))
  }

  fileprivate func reducedValue(_ prices: [Double]) -> Double { members.reduce(value) { $0 - prices[Int($1)] } }
}
