import Foundation

/// Simulated annealing over a whole area, groups too light or too heavy being allowed at a price that rises as it cools.
///
/// Where groups sit at the minimum, one more group can only come from weight that others have to spare, a little in each
/// and far apart. No neighbourhood of a few groups sees that; millions of relocations, swaps and trades, each of which may
/// leave a group light for a while, carry it across the area. The annealing is that of Kirkpatrick, Gelatt and Vecchi
/// (1983), the price on what is not admissible that of strategic oscillation (Glover and Hao 2011).
struct Annealing: Sendable {
  /// The shares measured on Bretagne, Nouvelle-Aquitaine and synthetic regions of 2,000 units.
  struct Options: Sendable {
    /// Moves tried for each unit.
    var movesPerUnit = 20_000
    /// Groups that are tried beyond those of the plan; where they cannot be filled they fall apart on the way.
    var moreGroups = 1
    /// Temperature at the start and at the end, as shares of the mean cost of a unit.
    var hot = 0.5
    var cold = 0.02
    /// Price of a missing unit of weight at the start and at the end, as shares of what a unit of weight earns on average.
    var lenient = 0.06
    var strict = 0.4
    /// When groups that cannot be filled fall apart, a share of the way. Early leaves time to mend, late time to fill: which
    /// is better depends on the region (synthetic Auvergne-Rhône-Alpes: 0.4; Nouvelle-Aquitaine: 0.6).
    var cut = 0.4
    /// Steps of the temperature.
    var steps = 400
  }

  var options = Options()

  /// - Parameter shouldStop: asked at each step; the groups are then those of a plan that is still warm.
  /// - Returns: another plan, perhaps worth less.
  /// - Complexity: O(n² + moves) for n units.
  func improve(
    _ groups: [Group], of instance: Instance, generator: inout SeededGenerator, shouldStop: () -> Bool
  ) -> [Group] {
    guard instance.unitCount > 1, instance.groupLimit > 0 else { return groups }
    let plan = ElasticPlan(
      instance, groupCount: max(groups.count, min(instance.groupLimit, groups.count + options.moreGroups)))
    plan.load(groups)
    let earned =
      (instance.rewards.reduce(0) { $0 + Double($1) } + Double(instance.groupReward) * Double(max(1, groups.count)))
      / Double(instance.totalWeight)
    let spent = (0..<plan.outside).reduce(0) { $0 + plan.cost[$1] } / Double(instance.unitCount)
    // Where distance costs nothing the temperature still has to let groups change.
    let scale = max(1, spent, 0.01 * earned)
    plan.seedGroups(from: groups.count, generator: &generator)
    let moves = options.movesPerUnit * instance.unitCount / options.steps
    for step in 0..<options.steps {
      if shouldStop() { break }
      let progress = Double(step) / Double(options.steps)
      plan.setPrice(earned * options.lenient * pow(options.strict / options.lenient, progress))
      // At first only what is surely too much: the last few units of weight may still be found.
      if step == Int(Double(options.steps) * 0.6 * options.cut) {
        plan.dissolveLightest(spared: instance.minimum / 2)
      } else if step == Int(Double(options.steps) * options.cut) {
        plan.dissolveLightest(spared: 0)
      }
      let temperature = scale * options.hot * pow(options.cold / options.hot, progress)
      Self.sweep(plan, moves: moves, temperature: temperature, generator: &generator)
    }
    return plan.groups()
  }

  /// Tries moves between a random unit and one near it.
  private static func sweep(
    _ plan: ElasticPlan, moves: Int, temperature: Double, generator: inout SeededGenerator
  ) {
    let count = UInt64(plan.unitCount)
    let nearestCount = Double(plan.nearestCount)
    for _ in 0..<moves {
      // One draw for all: 32 bits for the unit, 14 for the rank, 14 for the threshold, 4 for the kind of move.
      let bits = generator.next()
      let unit = Int(((bits >> 32) &* count) >> 32)
      // The square: near ranks are likelier.
      let uniform = Double(bits & 0x3FFF) * 0x1p-14
      let other = Int(plan.nearest.start[unit * plan.nearestCount + Int(uniform * uniform * nearestCount)])
      guard other >= 0 else { continue }
      let kind = (bits >> 28) & 15
      let target = Int(plan.groupOf.start[other])
      let least = temperature * log((Double((bits >> 14) & 0x3FFF) + 0.5) * 0x1p-14)
      if target == Int(plan.groupOf.start[unit]) {
        if kind == 0, target != plan.outside { ElasticRelocate.apply(plan, unit: unit, to: plan.outside, least: least) }
      } else if kind < 4, plan.weights.start[unit] != plan.weights.start[other] {
        ElasticTrade.apply(plan, unit: unit, with: other, least: least)
      } else if kind < 8 {
        ElasticRelocate.apply(plan, unit: unit, to: target, least: least)
      } else {
        ElasticSwap.apply(plan, unit: unit, with: other, least: least)
      }
    }
  }
}
