/// From groups to an elastic plan and back.
extension ElasticPlan {
  /// Puts the members of each group together; whoever leads them best is porteur.
  func load(_ groups: [JointGroup]) {
    for (index, group) in groups.enumerated() {
      if Kinds.areSeveral { setKind(group.kind, of: index) }
      for member in group.members { move(member, to: index) }
    }
  }

  /// What the groups' units cost, in cents, tolls left aside.
  var spent: Double {
    var sum = 0.0
    for group in 0..<outside { sum += cost[group] }
    let held = joint.isCompulsory.indices.count { joint.isCompulsory[$0] && Int(groupOf[$0]) != outside }
    var tolls = 0.0
    if Kinds.areSeveral, resources.count > 0 {
      for unit in 0..<unitCount where Int(groupOf[unit]) != outside {
        tolls += resources.toll(of: unit, kind: kind(of: Int(groupOf[unit])))
      }
    }
    return sum + Double(held) * Self.compulsoryWorth - tolls
  }

  /// Each of the groups from `start` on that is still empty begins with a random unit that has no group, or is not its
  /// porteur.
  func seedGroups(from start: Int, generator: inout SeededGenerator) {
    for group in start..<max(start, outside) {
      var unit = generator.below(unitCount)
      var attempts = 0
      while attempts < 100, Int(groupOf[unit]) != outside, porteur[Int(groupOf[unit])] == unit {
        unit = generator.below(unitCount)
        attempts += 1
      }
      _ = seed(group, with: unit, generator: &generator)
    }
  }

  /// Weight that is missing in all groups together.
  var missing: Int { (0..<outside).reduce(0) { $0 + max(0, lack(of: $1)) } }

  private func lack(of group: Int) -> Int { size[group] == 0 ? 0 : minima[kind(of: group)] - weight[group] }

  /// Where weight is still missing there are too many groups: those that lack most fall apart, as many as what is missing
  /// would fill, and each of their units goes to the group of the nearest unit.
  ///
  /// - Parameter spared: a share of the least weight of a group; so much may be missing.
  func dissolveLightest(spared: Double) {
    let least = joint.kinds.indices.reduce(Int.max) { min($0, minima[$1]) }
    var missing = missing
    while missing > Int(spared * Double(least)) {
      var lightest = -1
      var most = 0
      for group in 0..<outside where lack(of: group) > most {
        most = lack(of: group)
        lightest = group
      }
      guard lightest >= 0 else { return }
      missing -= minima[kind(of: lightest)]
      while first[lightest] >= 0 {
        let unit = Int(first[lightest])
        move(unit, to: nearestGroup(of: unit, but: lightest))
      }
    }
  }

  private func nearestGroup(of unit: Int, but avoided: Int) -> Int {
    for rank in 0..<nearestCount {
      let near = Int(nearest[unit * nearestCount + rank])
      guard near >= 0 else { break }
      let group = Int(groupOf[near])
      if group != avoided, group != outside, !isTorn(group, by: unit),
        costs.cost(of: unit, under: porteur[group], kind: kind(of: group)) < elasticBarred / 2
      {
        return group
      }
    }
    return outside
  }

  /// The groups that are admissible and worth something, or hold a compulsory unit; each unit of the others joins the one
  /// where it brings most, if anything. What is drawn beyond a resource's limit is left out.
  ///
  /// - Complexity: O(n + units left · groups · m log n) for m members.
  func groups() -> [JointGroup] {
    rekind()
    var groups: [JointGroup] = []
    for group in 0..<outside where size[group] > 0 {
      var members: [Int] = []
      var member = Int(first[group])
      while member >= 0 {
        members.append(member)
        member = Int(next[member])
      }
      members.sort()
      // What the sums cannot tell may need another porteur or kind: fewest members and zones, the zone where it is filed.
      guard
        let column = joint.group(kind: kind(of: group), porteur: porteur[group], members: members)
          ?? (Kinds.areSeveral ? joint.bestGroup(members: members) : nil),
        column.value > 0 || column.members.contains(where: { joint.isCompulsory[$0] })
      else { continue }
      groups.append(column)
    }
    guard let fitting = joint.fitting(groups) else { return [] }
    return Greedy(joint, threads: 1).inserting(fitting)
  }
}
