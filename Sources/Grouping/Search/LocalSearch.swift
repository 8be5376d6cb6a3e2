/// Applies the operators to some groups, and to those that a move changes, until none of these gains.
enum LocalSearch {
  /// - Parameter touched: groups to start from; those that a move changes are looked at again.
  static func improve(_ plan: inout DistrictPlan, touched: [Int], in district: District) {
    var queue = touched
    var queued = [Bool](repeating: false, count: plan.groups.count)
    for index in touched { queued[index] = true }
    func touch(_ index: Int) {
      guard index >= 0, !queued[index] else { return }
      queued[index] = true
      queue.append(index)
    }
    while let index = queue.popLast() {
      queued[index] = false
      if PorteurChange.apply(&plan, group: index, in: district) { touch(index) }
      for unit in plan.groups[index].members {
        guard plan.groupOf[unit] == index else { continue }
        if let (from, to) = Relocate.apply(&plan, unit: unit, in: district) {
          touch(from)
          if let to { touch(to) }
        } else if let (first, second) = Swap.apply(
          &plan, unit: unit, reach: SearchParameters.Ruin.swapReach, in: district)
        {
          touch(first)
          touch(second)
        }
      }
    }
  }
}
