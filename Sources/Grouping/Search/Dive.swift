/// A plan made by diving: the bound's relaxation chooses shares of groups; those that it all but wants are taken, the rest is
/// solved anew by column generation, and so on until no unit is left that a group could be formed from.
///
/// Prices and groups of one step are those that the next begins with, so that each takes a fraction of the bound's time
/// (diving as in R. Sadykov, F. Vanderbeck, A. Pessoa, I. Tahiri and E. Uchoa, "Primal heuristics for branch and price",
/// INFORMS Journal on Computing 31, 2019).
struct Dive {
  let joint: JointInstance
  let threads: Int
  /// Asked from any thread.
  let shouldStop: @Sendable () -> Bool
  let secondsLeft: @Sendable () -> Double
  /// Told the steps of work done; returns whether to go on.
  let spend: @Sendable (Int) -> Bool

  private typealias Parameters = SearchParameters.Dive

  /// - Parameters:
  ///   - columns: groups to begin with, those of the bound's last master.
  ///   - chosen: the shares that it chose.
  /// - Returns: the groups taken; nil when stopped.
  func plan(
    _ chosen: [(group: JointGroup, share: Double)], prices: BoundGeneration.Prices, columns: [JointGroup]
  ) -> [JointGroup]? {
    var taken: [JointGroup] = []
    var (chosen, prices, columns) = (chosen, prices, columns)
    while true {
      if shouldStop() || !spend(1) { return nil }
      let next = wanted(chosen, besides: taken)
      guard !next.isEmpty else { return taken }
      taken += next
      let held = Set(taken.flatMap(\.members))
      let units = (0..<joint.unitCount).filter { !held.contains($0) }
      let local = joint.restricted(
        to: units, limits: joint.left(by: taken), mostGroups: joint.groupLimit - taken.count)
      guard local.groupLimit > 0 else { return taken }
      var number = [Int](repeating: -1, count: joint.unitCount)
      for (place, unit) in units.enumerated() { number[unit] = place }
      columns = columns.filter { group in !group.members.contains { held.contains($0) } }
      var task = BoundGeneration(
        joint: local, threads: threads, shouldStop: shouldStop, secondsLeft: secondsLeft, spend: spend)
      task.isGuide = true
      task.closeness = Parameters.closeness
      let outcome = try? task.run(
        prices: .init(units: units.map { prices.units[$0] }, rates: prices.rates),
        columns: columns.map { $0.renumbered { number[$0] } }, goal: -.infinity)
      guard let outcome else { return taken }
      for (place, unit) in units.enumerated() { prices.units[unit] = outcome.prices.units[place] }
      prices.rates = outcome.prices.rates
      columns = outcome.groups.map { $0.renumbered { units[$0] } }
      chosen = outcome.chosen.map { ($0.group.renumbered { units[$0] }, $0.share) }
    }
  }

  /// The groups that are all but chosen, else the one chosen most: disjoint from each other and from those taken, and within
  /// the resources.
  private func wanted(
    _ chosen: [(group: JointGroup, share: Double)], besides taken: [JointGroup]
  ) -> [JointGroup] {
    var left = joint.left(by: taken)
    var held = Set<Int>()
    var wanted: [JointGroup] = []
    let fewest = max(Parameters.fewestTaken, Int(Parameters.leastTaken * Double(joint.groupLimit)))
    let order = chosen.indices.sorted { (chosen[$1].share, $0) < (chosen[$0].share, $1) }
    for place in order {
      let (group, share) = chosen[place]
      guard share >= Parameters.sureShare || wanted.count < fewest,
        let gain = joint.gain(group, left: left), gain > 0 || joint.isNeeded(group),
        taken.count + wanted.count < joint.groupLimit,
        !group.members.contains(where: held.contains)
      else { continue }
      joint.take(group, from: &left)
      held.formUnion(group.members)
      wanted.append(group)
    }
    return wanted
  }
}
