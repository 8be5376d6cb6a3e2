/// Local search operator: two units of different groups change places.
enum Swap {
  /// Applies the best swap of `unit`, which is not porteur, with one of its nearest units.
  ///
  /// - Parameter reach: how many of the nearest units are tried.
  /// - Returns: the two groups; nil when no swap gains.
  /// - Complexity: O(reach).
  static func apply(_ plan: inout DistrictPlan, unit: Int, reach: Int, in district: District) -> (Int, Int)? {
    let first = plan.groupOf[unit]
    guard first >= 0, plan.groups[first].porteur != unit else { return nil }
    let before = plan.groups[first].value(in: district)
    var best = -1
    var bestGain = 0.5
    for near in district.nearest[unit].prefix(reach) {
      let other = Int(near)
      let second = plan.groupOf[other]
      guard second != first else { continue }
      if second < 0 {
        let gain = plan.groups[first].value(joined: other, left: unit, in: district) - before
        if gain > bestGain {
          bestGain = gain
          best = other
        }
        continue
      }
      let group = plan.groups[second]
      guard group.porteur != other else { continue }
      let mine = plan.groups[first].value(joined: other, left: unit, in: district)
      guard mine > -.infinity else { continue }
      let gain = mine - before + group.value(joined: unit, left: other, in: district) - group.value(in: district)
      if gain > bestGain {
        bestGain = gain
        best = other
      }
    }
    guard best >= 0 else { return nil }
    let second = plan.groupOf[best]
    plan.exchange(unit, with: best, in: district)
    return (first, second)
  }
}
