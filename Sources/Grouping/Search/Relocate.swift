/// Local search operator: a unit leaves its group for another one, or for none.
enum Relocate {
  /// Applies the best move of a unit that is not porteur.
  ///
  /// - Returns: the groups touched; nil when no move gains.
  /// - Complexity: O(groups).
  static func apply(_ plan: inout DistrictPlan, unit: Int, in district: District) -> (from: Int, to: Int?)? {
    let from = plan.groupOf[unit]
    guard from >= 0, plan.groups[from].porteur != unit else { return nil }
    let source = plan.groups[from]
    let loss = source.value(in: district) - source.value(joined: nil, left: unit, in: district)
    guard loss < .infinity else { return nil }
    var best: Int?
    var bestGain = max(loss + 0.5, 0.5)
    if loss < -0.5 { bestGain = 0 }
    for index in plan.groups.indices where index != from {
      let group = plan.groups[index]
      let gain = group.value(joined: unit, left: nil, in: district) - group.value(in: district)
      if gain > bestGain {
        bestGain = gain
        best = index
      }
    }
    guard best != nil || loss < -0.5 else { return nil }
    plan.update(from, in: district) { $0.remove(unit, in: district) }
    if let best { plan.update(best, in: district) { $0.add(unit, in: district) } }
    return (from, best)
  }
}
