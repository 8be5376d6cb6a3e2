import Synchronization

/// A district formed anew by diving (see `Dive`), from the relaxation of the district alone.
struct DistrictDive: Sendable {
  /// To start from.
  let prices: BoundGeneration.Prices
  /// Groups met on the way, tried where they fit the district.
  let known: [JointGroup]

  /// - Returns: groups worth more, if any were found, and the steps of work done.
  func improved(
    _ part: District.Part, of joint: JointInstance, budget: Budget
  ) -> (better: [JointGroup]?, work: Int) {
    let shouldStop = budget.stopper()
    let local = joint.restricted(
      to: part.units, envelopes: part.envelopes, mostGroups: joint.mostGroups == nil ? nil : part.groups.count)
    guard local.groupLimit >= 1 else { return (nil, 1) }
    var number = [Int: Int](minimumCapacity: part.units.count)
    for (place, unit) in part.units.enumerated() { number[unit] = place }
    func here(_ group: JointGroup) -> JointGroup? {
      guard group.members.allSatisfy({ number[$0] != nil }) else { return nil }
      return group.renumbered { number[$0] ?? 0 }
    }
    let work = Atomic<Int>(1)
    let start = part.groups.compactMap(here)
    let value = part.groups.value
    let outcome = withoutActuallyEscaping({ (steps: Int) -> Bool in
      work.add(steps, ordering: .relaxed)
      return true
    }) { spend -> [JointGroup]? in
      nonisolated(unsafe) let spend = spend
      let count: @Sendable (Int) -> Bool = { spend($0) }
      var task = BoundGeneration(
        joint: local, threads: 1, shouldStop: shouldStop, secondsLeft: { budget.secondsLeft }, spend: count)
      task.isGuide = true
      task.closeness = SearchParameters.Dive.closeness
      let from = BoundGeneration.Prices(units: part.units.map { prices.units[$0] }, rates: prices.rates)
      guard
        let relaxed = try? task.run(
          prices: from, columns: start + known.compactMap(here), goal: Double(value) + 0.5),
        relaxed.bound > Double(value) + 0.5
      else { return nil }
      let dive = Dive(
        joint: local, threads: 1, shouldStop: shouldStop, secondsLeft: { budget.secondsLeft }, spend: count)
      return dive.plan(relaxed.chosen, prices: relaxed.prices, columns: relaxed.groups, floor: value)
    }
    let steps = work.load(ordering: .relaxed)
    guard let outcome else { return (nil, steps) }
    let groups = Greedy(local, threads: 1).inserting(outcome)
    guard groups.value > value, local.isConsistent(groups), local.left(by: groups).allSatisfy({ $0 >= 0 }),
      local.missing(in: groups).count <= local.missing(in: start).count
    else { return (nil, steps) }
    return (groups.map { $0.renumbered { part.units[$0] } }, steps)
  }
}
