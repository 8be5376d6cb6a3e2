import Foundation

/// Simulated annealing over a whole area, groups too light or too heavy being allowed at a price that rises as it cools.
///
/// Where groups sit at the minimum, one more group can only come from weight that others have to spare, a little in each
/// and far apart. No neighbourhood of a few groups sees that; millions of relocations, swaps and trades, each of which may
/// leave a group light for a while, carry it across the area. The annealing is that of Kirkpatrick, Gelatt and Vecchi
/// (1983), the price on what is not admissible that of strategic oscillation (Glover and Hao 2011).
struct Annealing: Sendable {
  private typealias Parameters = SearchParameters.Annealing

  /// What differs from one annealing to the next.
  struct Options: Sendable {
    /// Moves tried for each unit.
    var movesPerUnit = SearchParameters.Annealing.moves
    /// Groups that are tried beyond those of the plan; where they cannot be filled they fall apart on the way.
    var moreGroups = 1
    /// Temperature at the start, a share of the mean cost of a unit.
    var hot = SearchParameters.Annealing.hot
    /// When groups that cannot be filled fall apart, a share of the way.
    var cut = SearchParameters.Annealing.cuts[0]
  }

  var options = Options()

  /// - Parameters:
  ///   - rates: prices of the resources.
  ///   - shouldStop: asked at each step; the groups are then those of a plan that is still warm.
  /// - Returns: another plan, perhaps worth less.
  /// - Complexity: O(n² + moves) for n units; see `ElasticCosts` for kinds that differ in their pairs.
  func improve(
    _ groups: [JointGroup], of joint: JointInstance, rates: [Double] = [], generator: inout SeededGenerator,
    shouldStop: () -> Bool
  ) -> [JointGroup] {
    guard joint.unitCount > 1, joint.groupLimit > 0 else { return groups }
    let groupCount = max(groups.count, min(joint.groupLimit, groups.count + options.moreGroups))
    return joint.isPlain
      ? anneal(
        ElasticPlan<OneKind>(joint, groupCount: groupCount), groups, generator: &generator,
        shouldStop: shouldStop)
      : anneal(
        ElasticPlan<SeveralKinds>(joint, groupCount: groupCount, rates: rates), groups, generator: &generator,
        shouldStop: shouldStop)
  }

  private func anneal<Kinds>(
    _ plan: ElasticPlan<Kinds>, _ groups: [JointGroup], generator: inout SeededGenerator,
    shouldStop: () -> Bool
  ) -> [JointGroup] {
    plan.load(groups)
    let earned = plan.joint.rewardOfWeight(groupCount: groups.count)
    let spent = plan.spent / Double(plan.unitCount)
    // Where distance costs nothing the temperature still has to let groups change.
    let scale = max(1, spent, 0.01 * earned)
    plan.seedGroups(from: groups.count, generator: &generator)
    let moves = options.movesPerUnit * plan.unitCount / Parameters.steps
    for step in 0..<Parameters.steps {
      if shouldStop() { break }
      let progress = Double(step) / Double(Parameters.steps)
      plan.resources.set(
        stiffness: Parameters.yielding * pow(Parameters.stiff / Parameters.yielding, progress * progress),
        wall: Parameters.wall * pow(Parameters.yielding / Parameters.stiff, 1 - progress))
      plan.setPrice(earned * Parameters.lenient * pow(Parameters.strict / Parameters.lenient, progress))
      // At first only what is surely too much: the last few units of weight may still be found.
      if step == Int(Double(Parameters.steps) * Parameters.firstCut * options.cut) {
        plan.dissolveLightest(spared: 0.5)
      } else if step == Int(Double(Parameters.steps) * options.cut) {
        plan.dissolveLightest(spared: 0)
      }
      let temperature = scale * options.hot * pow(Parameters.cold / options.hot, progress)
      if Kinds.areSeveral { Self.renew(plan, temperature: temperature, generator: &generator) }
      Self.sweep(plan, moves: moves, temperature: temperature, generator: &generator)
    }
    return plan.groups()
  }

  /// Each group becomes one of the kind that values it most; some fall apart and others are formed.
  private static func renew<Kinds>(
    _ plan: ElasticPlan<Kinds>, temperature: Double, generator: inout SeededGenerator
  ) {
    plan.rekind()
    for _ in 0...(plan.unitCount / Parameters.unitsPerRenewal) {
      let least = temperature * log(generator.unit() + 0x1p-54)
      let unit = generator.below(plan.unitCount)
      let group = Int(plan.groupOf[unit])
      if group != plan.outside {
        ElasticRenewal.dissolve(plan, group, least: least)
      } else if let empty = (0..<plan.outside).first(where: { plan.size[$0] == 0 }) {
        ElasticRenewal.form(plan, empty, around: unit, least: least, generator: &generator)
      }
    }
  }

  /// Tries moves between a random unit and one near it.
  private static func sweep<Kinds>(
    _ plan: ElasticPlan<Kinds>, moves: Int, temperature: Double, generator: inout SeededGenerator
  ) {
    let count = UInt64(plan.unitCount)
    let nearestCount = Double(plan.nearestCount)
    let convertsAll = plan.joint.kinds.count <= Parameters.fewKinds
    let relocates = convertsAll ? 0 : Parameters.convertingRelocate
    let swaps = convertsAll ? 0 : Parameters.convertingSwap
    for _ in 0..<moves {
      // One draw for all: 32 bits for the unit, 14 for the rank, 14 for the threshold, 4 for the kind of move.
      let bits = generator.next()
      let unit = Int(((bits >> 32) &* count) >> 32)
      // The square: near ranks are likelier.
      let uniform = Double(bits & 0x3FFF) * 0x1p-14
      let other = Int(plan.nearest.start[unit * plan.nearestCount + Int(uniform * uniform * nearestCount)])
      guard other >= 0 else { continue }
      let draw = (bits >> 28) & 15
      let target = Int(plan.groupOf.start[other])
      let least = temperature * log((Double((bits >> 14) & 0x3FFF) + 0.5) * 0x1p-14)
      if target == Int(plan.groupOf.start[unit]) {
        if draw == 0, target != plan.outside { ElasticRelocate.apply(plan, unit: unit, to: plan.outside, least: least) }
      } else if draw < 4, plan.weights.start[unit] != plan.weights.start[other] {
        ElasticTrade.apply(plan, unit: unit, with: other, least: least)
      } else if draw < 8 {
        ElasticRelocate.apply(plan, unit: unit, to: target, least: least, converts: draw >= relocates)
      } else {
        ElasticSwap.apply(plan, unit: unit, with: other, least: least, converts: draw >= swaps)
      }
    }
  }
}
