/// One round of annealing: a region as a whole, several times, of which the best counts, or, where it has too many units
/// for a table of all pairs, cut at random into areas that share no unit.
struct AnnealingRound {
  let joint: JointInstance
  /// Prices of the resources.
  var rates: [Double] = []
  let threads: Int
  let annealing: Annealing
  /// Units in an area at most, about: 4 bytes for each pair of them.
  var areaSize = SearchParameters.Annealing.areaSize
  /// Runs over a region that is one area: so many whatever the number of threads, or the plan would depend on it.
  var runs = SearchParameters.Annealing.runs

  /// - Parameters:
  ///   - seed: of the whole search.
  ///   - number: of this round, for random numbers of its own.
  ///   - met: called with the groups that the runs end with, those of plans that are not taken included.
  ///   - budget: what is done is counted there, run by run; when it is used up those left are not done.
  /// - Returns: the plan put together; it never lacks more compulsory units than `groups`, nor, where it lacks as many, is
  ///   worth less.
  func run(
    _ groups: [JointGroup], seed: UInt64, number: Int, budget: Budget, met: (JointGroup) -> Void = { _ in }
  ) -> [JointGroup] {
    var generator = SeededGenerator(seed: seed, round: number, task: -1)
    var centers = Array(0..<joint.unitCount)
    centers.shuffle(using: &generator)
    let stopper = budget.stopper()
    let areas = joint.districts(of: groups, size: areaSize, centers: centers, shouldStop: stopper)
    guard !areas.isEmpty else { return groups }
    var groupOf = [Int](repeating: -1, count: joint.unitCount)
    for (index, group) in groups.enumerated() { for member in group.members { groupOf[member] = index } }
    var best = areas.map { area in Set(area.map { groupOf[$0] }).subtracting([-1]).sorted().map { groups[$0] } }
    let before = best
    let runs = areas.count == 1 ? runs : 1
    // What the areas may have beyond what they hold is shared out.
    let spare = max(0, joint.groupLimit - groups.count)
    let left = joint.left(by: groups)
    let limits = before.indices.map { area in
      zip(joint.drawn(by: before[area]), left).map { $0 + Parallel.share(of: $1, part: area, count: areas.count) }
    }
    Parallel.inOrder(
      areas.count * runs, threads: threads, isStopped: stopper,
      run: { task -> [JointGroup] in
        let area = task / runs
        var generator = SeededGenerator(seed: seed, round: number, task: task)
        var annealing = annealing
        let cuts = SearchParameters.Annealing.cuts
        annealing.options.cut = cuts[(number + task) % cuts.count]
        return self.improved(
          before[area], in: areas[area],
          mostGroups: before[area].count + Parallel.share(of: spare, part: area, count: areas.count),
          limits: limits[area], annealing: annealing, generator: &generator, shouldStop: stopper)
      },
      commit: { task, found in
        for group in found { met(group) }
        // The first among equals.
        if isBetter(found, than: best[task / runs], limits: limits[task / runs]) { best[task / runs] = found }
        budget.spend(annealing.options.movesPerUnit * areas[task / runs].count)
        return !budget.isSpent()
      })
    return Array(best.joined())
  }

  private func isBetter(_ groups: [JointGroup], than others: [JointGroup], limits: [Int]) -> Bool {
    let lacking = joint.missing(in: others).count - joint.missing(in: groups).count
    return lacking > 0
      || lacking == 0 && joint.worth(of: groups, limits: limits) > joint.worth(of: others, limits: limits)
  }

  private func improved(
    _ before: [JointGroup], in units: [Int], mostGroups: Int, limits: [Int], annealing: Annealing,
    generator: inout SeededGenerator, shouldStop: () -> Bool
  ) -> [JointGroup] {
    guard units.count < joint.unitCount else {
      return annealing.improve(before, of: joint, rates: rates, generator: &generator, shouldStop: shouldStop)
    }
    let area = joint.restricted(to: units, limits: limits, mostGroups: mostGroups)
    var local = [Int](repeating: -1, count: joint.unitCount)
    for (place, unit) in units.enumerated() { local[unit] = place }
    let groups = before.map { $0.renumbered { local[$0] } }
    return annealing.improve(groups, of: area, rates: rates, generator: &generator, shouldStop: shouldStop)
      .map { $0.renumbered { units[$0] } }
  }
}
