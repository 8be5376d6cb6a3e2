/// From groups to an elastic plan and back.
extension ElasticPlan {
  /// Puts the members of each group together; whoever leads them best is porteur.
  func load(_ groups: [Group]) {
    for (index, group) in groups.enumerated() {
      for member in group.members { move(member, to: index) }
    }
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
      move(unit, to: group)
    }
  }

  /// Where weight is still missing there are too many groups: the lightest fall apart, as many as what is missing would
  /// fill, and each of their units goes to the group of the nearest unit.
  ///
  /// - Parameter spared: so much may be missing.
  func dissolveLightest(spared: Int) {
    var missing = missing
    while missing > spared {
      var lightest = -1
      for group in 0..<outside
      where size[group] > 0 && (lightest < 0 || weight[group] < weight[lightest]) { lightest = group }
      guard lightest >= 0, weight[lightest] < instance.minimum else { return }
      missing -= instance.minimum
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
      if group != avoided, group != outside, cost(of: unit, under: porteur[group]) < Self.barred { return group }
    }
    return outside
  }

  /// The groups that are admissible and worth something; each unit of the others joins the one where it brings most, if
  /// anything.
  ///
  /// - Complexity: O(n + units left · groups · m log n) for m members.
  func groups() -> [Group] {
    var groups: [Group] = []
    var left: [Int] = []
    for group in 0...outside {
      var members: [Int] = []
      var member = Int(first[group])
      while member >= 0 {
        members.append(member)
        member = Int(next[member])
      }
      guard !members.isEmpty else { continue }
      if group != outside, let column = instance.group(porteur: porteur[group], members: members), column.value > 0 {
        groups.append(column)
      } else {
        left.append(contentsOf: members)
      }
    }
    for unit in left.sorted() {
      var best: (index: Int, group: Group)?
      var bestGain = 0
      for (index, group) in groups.enumerated() where cost(of: unit, under: group.porteur) < Self.barred {
        guard let joined = instance.group(porteur: group.porteur, members: group.members + [unit]) else { continue }
        if joined.value - group.value > bestGain {
          bestGain = joined.value - group.value
          best = (index, joined)
        }
      }
      if let best { groups[best.index] = best.group }
    }
    return groups
  }
}
