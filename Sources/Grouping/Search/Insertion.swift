/// Local search operator: an ungrouped unit joins the group where it brings most.
enum Insertion {
  /// - Returns: the group it joined; nil when it brings nothing anywhere.
  /// - Complexity: O(groups).
  static func apply(_ plan: inout DistrictPlan, unit: Int, in district: District) -> Int? {
    var best = -1
    var bestGain = 0.5
    for index in plan.groups.indices {
      let group = plan.groups[index]
      let gain = group.value(joined: unit, left: nil, in: district) - group.value(in: district)
      if gain > bestGain {
        bestGain = gain
        best = index
      }
    }
    guard best >= 0 else { return nil }
    plan.update(best, in: district) { $0.add(unit, in: district) }
    return best
  }
}
