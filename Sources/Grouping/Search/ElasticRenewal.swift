/// Annealing operators of whole groups, where there are several kinds or resources: one falls apart, or one is formed of
/// units that have none.
enum ElasticRenewal {
  /// Leaves a group's units outside.
  ///
  /// - Parameter least: the change of value in cents that is still accepted.
  static func dissolve<Kinds>(_ plan: ElasticPlan<Kinds>, _ group: Int, least: Double) {
    guard plan.size[group] > 0 else { return }
    let gain = -plan.value[group] - plan.chargeOfDissolving(group)
    if gain > least { plan.release(group) }
  }

  /// Forms a group around a unit that has none, of the nearest such units, until it is heavy enough for its kind.
  ///
  /// - Parameters:
  ///   - group: an empty one.
  ///   - least: the change of value in cents that is still accepted.
  static func form<Kinds>(
    _ plan: ElasticPlan<Kinds>, _ group: Int, around unit: Int, least: Double, generator: inout SeededGenerator
  ) {
    let kind = plan.kind(of: group)
    guard plan.seed(group, with: unit, generator: &generator) else { return }
    let isHeavy = { plan.weight[group] >= plan.minima[plan.kind(of: group)] }
    for rank in 0..<plan.nearestCount where !isHeavy() {
      let near = Int(plan.nearest[unit * plan.nearestCount + rank])
      guard near >= 0 else { break }
      guard Int(plan.groupOf[near]) == plan.outside, !plan.isTorn(group, by: near),
        plan.costs.cost(of: near, under: unit, kind: plan.kind(of: group)) < elasticBarred / 2
      else { continue }
      plan.move(near, to: group)
    }
    // What it draws is already counted.
    let gain = plan.value[group] + plan.chargeOfDissolving(group)
    if !isHeavy() || gain <= least {
      plan.release(group)
      plan.setKind(kind, of: group)
    }
  }
}

extension ElasticPlan {
  fileprivate func release(_ group: Int) {
    while first[group] >= 0 { move(Int(first[group]), to: outside) }
  }
}
