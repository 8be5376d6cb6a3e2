/// Annealing operator: two units of different groups change places; one of them may have no group.
enum ElasticSwap {
  /// - Parameter least: the change of value in cents that is still accepted.
  /// - Complexity: O(1); O(m) when one of them is porteur of m members, or when the move is made.
  @inline(__always)
  static func apply(_ plan: ElasticPlan, unit: Int, with other: Int, least: Double) {
    let first = Int(plan.groupOf.start[unit])
    let second = Int(plan.groupOf.start[other])
    let gain = gain(plan, first, leaving: unit, joining: other)
    // Where the one cannot join, the other need not be asked.
    guard gain > -ElasticPlan.barred / 2, gain + self.gain(plan, second, leaving: other, joining: unit) > least else {
      return
    }
    plan.move(unit, to: second)
    plan.move(other, to: first)
  }

  @inline(__always)
  private static func gain(_ plan: ElasticPlan, _ group: Int, leaving: Int, joining: Int) -> Double {
    guard group != plan.outside else { return 0 }
    return plan.value(
      weight: plan.weight.start[group] + plan.weights.start[joining] - plan.weights.start[leaving],
      reward: plan.reward.start[group] + plan.rewards.start[joining] - plan.rewards.start[leaving],
      cost: plan.cost(of: group, without: leaving, with: joining)) - plan.value.start[group]
  }
}
