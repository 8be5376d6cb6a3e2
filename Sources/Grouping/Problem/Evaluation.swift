/// The only place that knows what a group is worth.
extension Instance {
  /// The group of these members under this porteur; nil when it is not admissible.
  ///
  /// - Parameters:
  ///   - members: each once, in any order.
  ///   - keepsSides: whether it must keep the sides, which a bound may leave aside.
  /// - Complexity: O(m log n) for m members.
  public func group(porteur: Int, members: some Sequence<Int>, keepsSides: Bool = true) -> Group? {
    let members = members.sorted()
    let weight = members.reduce(0) { $0 + weights[$1] }
    guard mayLead(porteur), members.contains(porteur), weight >= minimum, weight <= maximum ?? .max,
      !keepsSides || isWithinSides(members, weight: weight)
    else { return nil }
    let p = probabilities.probability(weight: weight, minimum: minimum)
    var value = Self.share(p, of: groupReward) + term(weight)
    for member in members {
      guard let cost = cost(porteur: porteur, unit: member) else { return nil }
      value += Self.share(p, of: rewards[member]) + bonus(member) - Int(cost)
    }
    return Group(porteur: porteur, members: members, value: value)
  }

  /// The best group of these members, over all porteurs; nil when none is admissible.
  ///
  /// - Complexity: O(m² log n) for m members.
  public func bestGroup(members: [Int]) -> Group? {
    var best: Group?
    for porteur in members {
      if let group = group(porteur: porteur, members: members), group.value > best?.value ?? .min { best = group }
    }
    return best
  }

  /// Whether each unit stands once at most, and each group is admissible and worth what it says.
  ///
  /// - Complexity: O(n + m log n) for m members in all.
  public func isConsistent(_ solution: Solution) -> Bool {
    var seen = [Bool](repeating: false, count: unitCount)
    for group in solution.groups {
      for member in group.members {
        guard weights.indices.contains(member), !seen[member] else { return false }
        seen[member] = true
      }
      guard self.group(porteur: group.porteur, members: group.members) == group else { return false }
    }
    return true
  }
}
