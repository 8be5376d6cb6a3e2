/// The first joint plan: the groups of the greatest reduced value that share no unit are taken, what is left is priced anew,
/// again and again; then every unit left joins where it brings something.
struct JointGreedy {
  let joint: JointInstance
  let threads: Int
  let shouldStop: @Sendable () -> Bool

  /// - Parameters:
  ///   - groups: to go on from.
  ///   - pool: receives every group met.
  func plan(_ groups: [JointGroup] = [], prices: [Double], rates: [Double], pool: inout JointPool) -> [JointGroup] {
    var groups = groups
    let pricing = Oracle(joint, threads: threads, shouldStop: shouldStop)
    var open = prices
    for group in groups { for member in group.members { open[member] = .infinity } }
    var left = joint.left(by: groups)
    while !shouldStop() {
      let priced = pricing.price(open, rates: rates, floor: -.greatestFiniteMagnitude, exact: false)
      let order = priced.values.indices.filter { priced.values[$0] > -.infinity }
        .sorted { (priced.values[$0], $1) > (priced.values[$1], $0) }
      var taken = 0
      for porteur in order where open[porteur] < .infinity {
        let members = priced.column(of: porteur)
        guard !members.isEmpty, members.allSatisfy({ open[$0] < .infinity }),
          let group = joint.mended(kind: Int(priced.kinds[porteur]), porteur: porteur, members: members)
        else { continue }
        pool.insert(group, of: joint)
        guard group.value > 0 || group.members.contains(where: { joint.isCompulsory[$0] }),
          groups.count < joint.groupLimit
        else { continue }
        if let envelope = joint.kinds[group.kind].envelope {
          guard left[envelope] >= group.reward else { continue }
          left[envelope] -= group.reward
        }
        for member in group.members { open[member] = .infinity }
        groups.append(group)
        taken += 1
      }
      if taken == 0 { break }
    }
    return inserting(groups)
  }

  /// Every unit that is left joins the group where it brings most, if anything.
  func inserting(_ groups: [JointGroup]) -> [JointGroup] {
    var groups = groups
    var isTaken = [Bool](repeating: false, count: joint.unitCount)
    for group in groups { for member in group.members { isTaken[member] = true } }
    var left = joint.left(by: groups)
    for unit in isTaken.indices where !isTaken[unit] {
      if shouldStop() { break }
      var best: (index: Int, group: JointGroup)?
      var bestGain = 0
      for (index, group) in groups.enumerated() {
        let kind = joint.kinds[group.kind]
        guard let porteur = kind.local(group.porteur), let local = kind.local(unit),
          kind.instance.cost(porteur: porteur, unit: local) != nil
        else { continue }
        guard let joined = joint.bestGroup(porteur: group.porteur, members: (group.members + [unit]).sorted()),
          joined.value - group.value > bestGain, fits(joined, instead: group, left: left)
        else { continue }
        bestGain = joined.value - group.value
        best = (index, joined)
      }
      guard let best else { continue }
      let before = groups[best.index]
      if let envelope = joint.kinds[before.kind].envelope { left[envelope] += before.reward }
      if let envelope = joint.kinds[best.group.kind].envelope { left[envelope] -= best.group.reward }
      groups[best.index] = best.group
    }
    return groups
  }

  private func fits(_ group: JointGroup, instead before: JointGroup, left: [Int]) -> Bool {
    guard let envelope = joint.kinds[group.kind].envelope else { return true }
    let own = joint.kinds[before.kind].envelope == envelope ? before.reward : 0
    return group.reward <= left[envelope] + own
  }

  /// Makes room for each compulsory unit that stands outside: the best group that holds it is formed, and the groups it
  /// takes units from fall apart.
  func completed(_ groups: [JointGroup], pool: inout JointPool) -> [JointGroup] {
    var groups = groups
    let pricing = Oracle(joint, threads: threads)
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
      var best: (group: JointGroup, value: Double)?
      for rate in joint.envelopes.isEmpty ? [0.0] : [0, 1, 3] {
        let priced = pricing.price(
          prices, rates: [Double](repeating: rate, count: joint.envelopes.count),
          floor: -.greatestFiniteMagnitude, exact: true)
        for kind in joint.kinds.indices {
          for porteur in joint.kinds[kind].units {
            let members = priced.column(of: porteur, kind: kind)
            guard members.contains(unit), let group = joint.mended(kind: kind, porteur: porteur, members: members),
              group.members.contains(unit)
            else { continue }
            pool.insert(group, of: joint)
            if let envelope = joint.kinds[group.kind].envelope, group.reward > left[envelope] { continue }
            let value = group.members.reduce(Double(group.value)) { $0 - (prices[$1].isFinite ? prices[$1] : 1e12) }
            if value > best?.value ?? -.infinity { best = (group, value) }
          }
        }
      }
      guard let found = best?.group else { continue }
      groups.removeAll { other in other.members.contains { found.members.contains($0) } }
      groups.append(found)
      // An envelope may have room for it only without others.
      if let fitting = joint.fitting(groups) { groups = fitting } else { groups.removeAll { $0 == found } }
    }
    return inserting(groups)
  }
}
