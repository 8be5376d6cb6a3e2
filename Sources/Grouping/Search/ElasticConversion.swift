/// Annealing operators for a unit that the group's kind does not admit: the group becomes one of another kind with the same
/// move. Where one kind asks for one DUI and another for another, a group whose other members have none changes its DUI so.
enum ElasticConversion {
  /// - Parameter least: the change of value in cents that is still accepted.
  /// - Complexity: O(kinds · m²) for m members, less where kinds do not admit them.
  static func relocate<Kinds>(_ plan: ElasticPlan<Kinds>, unit: Int, to target: Int, least: Double) {
    let source = Int(plan.groupOf[unit])
    guard !plan.isTorn(target, by: unit), let after = plan.conversion(of: target, leaving: -1, joining: unit) else {
      return
    }
    var gain = after.value - plan.value[target]
    if source != plan.outside {
      let kind = plan.kind(of: source)
      let reward = plan.reward(of: unit, kind: kind)
      gain -= plan.value[source]
      if plan.size[source] > 1 {
        gain += plan.value(
          kind: kind, weight: plan.weight[source] - plan.weights[unit], reward: plan.reward[source] - reward,
          cost: plan.cost(of: source, without: unit, with: -1))
      }
    }
    let charge = plan.charge(
      .init(group: target, joining: unit, kind: after.kind), .init(group: source, leaving: unit))
    guard gain - charge > least else { return }
    plan.move(unit, to: plan.outside)
    plan.setKind(after.kind, of: target)
    plan.move(unit, to: target)
  }

  /// - Parameter least: the change of value in cents that is still accepted.
  /// - Complexity: as of `relocate`.
  static func swap<Kinds>(_ plan: ElasticPlan<Kinds>, unit: Int, with other: Int, least: Double) {
    let first = Int(plan.groupOf[unit])
    let second = Int(plan.groupOf[other])
    guard !plan.isTorn(first, by: other, without: unit), !plan.isTorn(second, by: unit, without: other),
      let one = plan.conversion(of: first, leaving: unit, joining: other),
      let two = plan.conversion(of: second, leaving: other, joining: unit)
    else { return }
    let gain = one.value - plan.value[first] + two.value - plan.value[second]
    let charge = plan.charge(
      .init(group: first, leaving: unit, joining: other, kind: one.kind),
      .init(group: second, leaving: other, joining: unit, kind: two.kind))
    guard gain - charge > least else { return }
    plan.move(unit, to: plan.outside)
    plan.move(other, to: plan.outside)
    if first != plan.outside { plan.setKind(one.kind, of: first) }
    if second != plan.outside { plan.setKind(two.kind, of: second) }
    plan.move(unit, to: second)
    plan.move(other, to: first)
  }
}
