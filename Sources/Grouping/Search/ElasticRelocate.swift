/// Annealing operator: a unit leaves its group for another one, or for none.
enum ElasticRelocate {
  /// - Parameters:
  ///   - target: a group other than the unit's own, or `outside`.
  ///   - least: the change of value in cents that is still accepted.
  ///   - converts: whether a group that does not admit the unit may become one of another kind.
  /// - Complexity: O(1); O(m) when the unit is porteur of m members, or when the move is made.
  @inline(__always)
  static func apply<Kinds>(_ plan: ElasticPlan<Kinds>, unit: Int, to target: Int, least: Double, converts: Bool = true)
  {
    let source = Int(plan.groupOf.start[unit])
    let weight = plan.weights.start[unit]
    var gain = 0.0
    if target != plan.outside {
      let kind = plan.kind(of: target)
      guard plan.costs.admits(unit, kind: kind) else {
        if converts { ElasticConversion.relocate(plan, unit: unit, to: target, least: least) }
        return
      }
      // An empty group's first unit leads it.
      let leader = plan.size.start[target] == 0 ? unit : plan.porteur.start[target]
      let cost = plan.costs.cost(of: unit, under: leader, kind: kind)
      guard cost < elasticBarred / 2, !plan.isTorn(target, by: unit) else { return }
      gain +=
        plan.value(
          kind: kind, weight: plan.weight.start[target] + weight,
          reward: plan.reward.start[target] + plan.reward(of: unit, kind: kind),
          cost: plan.cost.start[target] + cost) - plan.value.start[target]
    }
    if source != plan.outside {
      gain -= plan.value.start[source]
      if plan.size.start[source] > 1 {
        let kind = plan.kind(of: source)
        gain += plan.value(
          kind: kind, weight: plan.weight.start[source] - weight,
          reward: plan.reward.start[source] - plan.reward(of: unit, kind: kind),
          cost: plan.cost(of: source, without: unit, with: -1))
      }
    }
    gain -= plan.charge(.init(group: source, leaving: unit), .init(group: target, joining: unit))
    if gain > least { plan.move(unit, to: target) }
  }
}
