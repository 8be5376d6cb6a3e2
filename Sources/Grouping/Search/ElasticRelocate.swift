/// Annealing operator: a unit leaves its group for another one, or for none.
enum ElasticRelocate {
  /// - Parameters:
  ///   - target: a group other than the unit's own, or `outside`.
  ///   - least: the change of value in cents that is still accepted.
  /// - Complexity: O(1); O(m) when the unit is porteur of m members, or when the move is made.
  @inline(__always)
  static func apply(_ plan: ElasticPlan, unit: Int, to target: Int, least: Double) {
    let source = Int(plan.groupOf.start[unit])
    let weight = plan.weights.start[unit]
    let reward = plan.rewards.start[unit]
    var gain = 0.0
    if target != plan.outside {
      // An empty group's first unit leads it.
      let leader = plan.size.start[target] == 0 ? unit : plan.porteur.start[target]
      let cost = plan.cost(of: unit, under: leader)
      guard cost < ElasticPlan.barred else { return }
      gain +=
        plan.value(
          weight: plan.weight.start[target] + weight, reward: plan.reward.start[target] + reward,
          cost: plan.cost.start[target] + cost) - plan.value.start[target]
    }
    if source != plan.outside {
      gain -= plan.value.start[source]
      if plan.size.start[source] > 1 {
        gain += plan.value(
          weight: plan.weight.start[source] - weight, reward: plan.reward.start[source] - reward,
          cost: plan.cost(of: source, without: unit, with: -1))
      }
    }
    if gain > least { plan.move(unit, to: target) }
  }
}
