/// Annealing operator: a unit goes against two of another group that weigh as much together, so that both groups keep
/// their weight. Where groups sit at the minimum nothing else mixes weights: on Bretagne 50,000 moves a unit end 0.11 %
/// below the bound with it, 0.13 % without.
enum ElasticTrade {
  /// The heavier of the two units goes against the lighter one and a third that weighs the difference. Nobody who takes
  /// part is porteur.
  ///
  /// - Parameter least: the change of value in cents that is still accepted.
  /// - Complexity: O(m) for m members.
  static func apply<Kinds>(_ plan: ElasticPlan<Kinds>, unit: Int, with other: Int, least: Double) {
    let difference = plan.weights.start[unit] - plan.weights.start[other]
    guard difference >= 0 else { return apply(plan, unit: other, with: unit, least: least) }
    let first = Int(plan.groupOf.start[unit])
    let second = Int(plan.groupOf.start[other])
    guard difference > 0, first != plan.outside, second != plan.outside else { return }
    let leader = plan.porteur.start[first]
    let secondLeader = plan.porteur.start[second]
    guard unit != leader, other != secondLeader else { return }
    let kind = plan.kind(of: first)
    let secondKind = plan.kind(of: second)
    var third = -1
    var extra = Double.infinity
    var member = Int(plan.first.start[second])
    while member >= 0 {
      if plan.weights.start[member] == difference, member != other, member != secondLeader {
        let change =
          plan.costs.cost(of: member, under: leader, kind: kind)
          - plan.costs.cost(of: member, under: secondLeader, kind: secondKind)
        if change < extra {
          extra = change
          third = member
        }
      }
      member = Int(plan.next.start[member])
    }
    guard third >= 0 else { return }
    extra +=
      plan.costs.cost(of: other, under: leader, kind: kind)
      - plan.costs.cost(of: other, under: secondLeader, kind: secondKind)
      + plan.costs.cost(of: unit, under: secondLeader, kind: secondKind)
      - plan.costs.cost(of: unit, under: leader, kind: kind)
    let more = change(plan, joining: other, third, leaving: unit, kind: kind)
    let less = change(plan, joining: other, third, leaving: unit, kind: secondKind)
    let gain =
      plan.value(
        kind: kind, weight: plan.weight.start[first],
        reward: plan.reward.start[first] + more,
        cost: plan.cost.start[first] + extra)
      - plan.value.start[first]
      + plan.value(
        kind: secondKind, weight: plan.weight.start[second],
        reward: plan.reward.start[second] - less,
        cost: plan.cost.start[second])
      - plan.value.start[second]
      - plan.charge(
        .init(group: first, leaving: unit, joining: other, joiningToo: third),
        .init(group: second, leaving: other, leavingToo: third, joining: unit))
    guard gain > least, !plan.isTorn(first, by: other, without: unit), !plan.isTorn(first, by: third, without: unit),
      !plan.isTorn(second, by: unit, without: other, and: third)
    else { return }
    plan.move(unit, to: second)
    plan.move(other, to: first)
    plan.move(third, to: first)
  }

  /// Of the rewards of the group that the two join.
  @inline(__always)
  private static func change<Kinds>(
    _ plan: ElasticPlan<Kinds>, joining other: Int, _ third: Int, leaving unit: Int, kind: Int
  ) -> Double {
    plan.reward(of: other, kind: kind) + plan.reward(of: third, kind: kind) - plan.reward(of: unit, kind: kind)
  }
}
