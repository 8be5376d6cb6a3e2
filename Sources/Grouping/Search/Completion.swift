extension Greedy {
  /// Makes room for each compulsory unit that stands outside: the best group that holds it is formed, and the groups it
  /// takes units from fall apart.
  func completed(_ groups: [JointGroup]) -> [JointGroup] {
    var groups = groups
    let oracle = Oracle(joint, threads: threads)
    for unit in joint.missing(in: groups) {
      if shouldStop() { break }
      var prices = [Double](repeating: 0, count: joint.unitCount)
      for group in groups {
        let isFixed = group.members.contains { joint.isCompulsory[$0] }
        for member in group.members { prices[member] = isFixed ? .infinity : Double(max(0, group.value)) / 4 }
      }
      prices[unit] = -1e11
      // What compulsory groups leave: a group must fit it, and at a higher price of money groups are smaller.
      let left = joint.left(by: groups.filter { group in group.members.contains { joint.isCompulsory[$0] } })
      guard let found = best(holding: unit, prices: prices, left: left, oracle) else { continue }
      groups.removeAll { other in other.members.contains { found.members.contains($0) } }
      groups.append(found)
      // A resource may have room for it only without others.
      if let fitting = joint.fitting(groups) { groups = fitting } else { groups.removeAll { $0 == found } }
    }
    return inserting(groups)
  }

  private func best(holding unit: Int, prices: [Double], left: [Int], _ oracle: Oracle) -> JointGroup? {
    var best: (group: JointGroup, value: Double)?
    for rate in joint.resources.isEmpty ? [0.0] : [0, 1, 3] {
      let priced = oracle.price(
        prices, rates: joint.scales.map { $0.rate(rate) }, floor: -.greatestFiniteMagnitude, exact: true)
      for kind in joint.kinds.indices {
        for porteur in joint.kinds[kind].units {
          let members = priced.column(of: porteur, kind: kind)
          guard members.contains(unit), let group = joint.mended(kind: kind, porteur: porteur, members: members),
            group.members.contains(unit)
          else { continue }
          guard joint.gain(group, left: left) != nil else { continue }
          let value = group.members.reduce(Double(group.value)) { $0 - (prices[$1].isFinite ? prices[$1] : 1e12) }
          if value > best?.value ?? -.infinity { best = (group, value) }
        }
      }
    }
    return best?.group
  }
}
