/// Local search operator: another member becomes porteur.
enum PorteurChange {
  /// Gives the group its best porteur.
  ///
  /// - Returns: whether anything changed.
  /// - Complexity: O(m²) for m members.
  static func apply(_ plan: inout DistrictPlan, group index: Int, in district: District) -> Bool {
    let group = plan.groups[index]
    var best = group.porteur
    var bestCost = group.cost
    for porteur in group.members where porteur != group.porteur {
      var cost = 0.0
      for member in group.members {
        cost += district.cost(porteur, member)
        if cost >= bestCost { break }
      }
      if cost < bestCost - 0.5 {
        bestCost = cost
        best = porteur
      }
    }
    guard best != group.porteur else { return false }
    plan.update(index, in: district) { $0 = WorkingGroup(porteur: best, members: $0.members, in: district) }
    return true
  }
}
