/// Annealing operator: two units of different groups change places; one of them may have no group.
enum ElasticSwap {
  /// - Parameters:
  ///   - least: the change of value in cents that is still accepted.
  ///   - converts: whether a group that does not admit its newcomer may become one of another kind.
  /// - Complexity: O(1); O(m) when one of them is porteur of m members, or when the move is made.
  @inline(__always)
  static func apply<Kinds>(_ plan: ElasticPlan<Kinds>, unit: Int, with other: Int, least: Double, converts: Bool = true)
  {
    let first = Int(plan.groupOf.start[unit])
    let second = Int(plan.groupOf.start[other])
    guard admits(plan, first, other), admits(plan, second, unit) else {
      if converts { ElasticConversion.swap(plan, unit: unit, with: other, least: least) }
      return
    }
    let gain = gain(plan, first, leaving: unit, joining: other)
    // Where the one cannot join, the other need not be asked.
    guard gain > -elasticBarred / 2,
      gain + self.gain(plan, second, leaving: other, joining: unit)
        - plan.charge(
          .init(group: first, leaving: unit, joining: other), .init(group: second, leaving: other, joining: unit))
        > least,
      !plan.isTorn(first, by: other, without: unit), !plan.isTorn(second, by: unit, without: other)
    else { return }
    plan.move(unit, to: second)
    plan.move(other, to: first)
  }

  @inline(__always)
  private static func gain<Kinds>(_ plan: ElasticPlan<Kinds>, _ group: Int, leaving: Int, joining: Int) -> Double {
    guard group != plan.outside else { return 0 }
    let kind = plan.kind(of: group)
    return plan.value(
      kind: kind, weight: plan.weight.start[group] + plan.weights.start[joining] - plan.weights.start[leaving],
      reward: plan.reward.start[group] + plan.reward(of: joining, kind: kind) - plan.reward(of: leaving, kind: kind),
      cost: plan.cost(of: group, without: leaving, with: joining)) - plan.value.start[group]
  }

  @inline(__always)
  private static func admits<Kinds>(_ plan: ElasticPlan<Kinds>, _ group: Int, _ unit: Int) -> Bool {
    group == plan.outside || plan.costs.admits(unit, kind: plan.kind(of: group))
  }
}
