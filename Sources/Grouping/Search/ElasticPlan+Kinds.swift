/// Which kind a group is of.
extension ElasticPlan {
  /// Each group becomes one of the kind that values it most, if that is more than its own does.
  ///
  /// - Complexity: O(kinds · m²) for m members of each group, less where kinds do not admit them.
  func rekind() {
    guard Kinds.areSeveral else { return }
    for group in 0..<outside where size[group] > 0 {
      let own = kind(of: group)
      var best = own
      var bestValue = value[group]
      forEachKind(admitting: group, leaving: -1, joining: -1) { kind in
        guard kind != own, let other = worth(of: group, as: kind) else { return }
        let net = other - charge(Change(group: group, kind: kind), Change(group: outside))
        guard net > bestValue + 0.5 else { return }
        bestValue = net
        best = kind
      }
      if best != own { setKind(best, of: group) }
    }
  }

  /// What a group is worth when `leaving` has left it and `joining` has come, in the best kind that draws on the same
  /// resources; nil when none admits that. Nothing where it is `outside`.
  func conversion(of group: Int, leaving: Int, joining: Int) -> (kind: Int, value: Double)? {
    guard group != outside else { return (-1, 0) }
    var best: (kind: Int, value: Double)?
    let alike = drawsLike[kind(of: group)]
    forEachKind(admitting: group, leaving: leaving, joining: joining) { kind in
      guard drawsLike[kind] == alike,
        let value = worth(of: group, leaving: leaving, joining: joining, as: kind),
        value > best?.value ?? -.infinity
      else { return }
      best = (kind, value)
    }
    return best
  }

  /// The kinds that admit all of a group's members when `leaving` has left it and `joining` has come, ascending.
  @inline(__always)
  private func forEachKind(admitting group: Int, leaving: Int, joining: Int, _ body: (Int) -> Void) {
    let words = costs.words
    for word in 0..<words {
      var kinds = joining >= 0 ? costs.admitting.start[joining * words + word] : .max
      var member = Int(first.start[group])
      while member >= 0, kinds != 0 {
        if member != leaving { kinds &= costs.admitting.start[member * words + word] }
        member = Int(next.start[member])
      }
      while kinds != 0 {
        body(64 * word + kinds.trailingZeroBitCount)
        kinds &= kinds - 1
      }
    }
  }

  /// What a group is worth in a kind that admits all; nil when none of them leads the others.
  private func worth(of group: Int, leaving: Int = -1, joining: Int = -1, as kind: Int) -> Double? {
    var weight = 0
    var reward = 0.0
    var member = joining >= 0 ? joining : Int(first[group])
    // The newcomer before the first of the list.
    func next(_ member: Int) -> Int { member == joining ? Int(first[group]) : Int(self.next[member]) }
    while member >= 0 {
      if member != leaving {
        weight += weights[member]
        reward += self.reward(of: member, kind: kind)
      }
      member = next(member)
    }
    var least = Double.infinity
    var leader = joining >= 0 ? joining : Int(first[group])
    while leader >= 0 {
      if leader != leaving, costs.leads(leader, kind: kind) {
        var cost = 0.0
        member = joining >= 0 ? joining : Int(first[group])
        while member >= 0 {
          if member != leaving { cost += costs.cost(of: member, under: leader, kind: kind) }
          member = next(member)
        }
        least = min(least, cost)
      }
      leader = next(leader)
    }
    guard least < elasticBarred / 2 else { return nil }
    return value(kind: kind, weight: weight, reward: reward, cost: least)
  }

  /// An empty group becomes one of a random kind that the unit leads, and the unit its first member.
  ///
  /// - Returns: false when it leads none.
  func seed(_ group: Int, with unit: Int, generator: inout SeededGenerator) -> Bool {
    if Kinds.areSeveral {
      let led = joint.kinds.indices.filter { costs.leads(unit, kind: $0) }
      guard !led.isEmpty else { return false }
      setKind(led[generator.below(led.count)], of: group)
    }
    move(unit, to: group)
    return true
  }
}
