/// Annealing operator: a unit goes against two of another group that weigh as much together, so that both groups keep
/// their weight. Where groups sit at the minimum nothing else mixes weights: on Bretagne 50,000 moves a unit end 0.11 %
/// below the bound with it, 0.13 % without.
enum ElasticTrade {
  /// The heavier of the two units goes against the lighter one and a third that weighs the difference. Nobody who takes
  /// part is porteur.
  ///
  /// - Parameter least: the change of value in cents that is still accepted.
  /// - Complexity: O(m) for m members.
  static func apply(_ plan: ElasticPlan, unit: Int, with other: Int, least: Double) {
    let difference = plan.weights.start[unit] - plan.weights.start[other]
    guard difference >= 0 else { return apply(plan, unit: other, with: unit, least: least) }
    let first = Int(plan.groupOf.start[unit])
    let second = Int(plan.groupOf.start[other])
    guard difference > 0, first != plan.outside, second != plan.outside else { return }
    let leader = plan.porteur.start[first]
    let secondLeader = plan.porteur.start[second]
    guard unit != leader, other != secondLeader else { return }
    var third = -1
    var extra = Double.infinity
    var member = Int(plan.first.start[second])
    while member >= 0 {
      if plan.weights.start[member] == difference, member != other, member != secondLeader {
        let change = plan.cost(of: member, under: leader) - plan.cost(of: member, under: secondLeader)
        if change < extra {
          extra = change
          third = member
        }
      }
      member = Int(plan.next.start[member])
    }
    guard third >= 0 else { return }
    extra +=
      plan.cost(of: other, under: leader) - plan.cost(of: other, under: secondLeader)
      + plan.cost(of: unit, under: secondLeader) - plan.cost(of: unit, under: leader)
    let reward = plan.rewards.start[other] + plan.rewards.start[third] - plan.rewards.start[unit]
    let gain =
      plan.value(
        weight: plan.weight.start[first], reward: plan.reward.start[first] + reward,
        cost: plan.cost.start[first] + extra)
      - plan.value.start[first]
      + plan.value(
        weight: plan.weight.start[second], reward: plan.reward.start[second] - reward, cost: plan.cost.start[second])
      - plan.value.start[second]
    guard gain > least else { return }
    plan.move(unit, to: second)
    plan.move(other, to: first)
    plan.move(third, to: first)
  }
}
