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
        let charge = envelopes.charge(
          envelopes.ofKind[kind], other.draw, envelopes.ofKind[own], -draw(of: group))
        guard other.value - charge > bestValue + 0.5 else { return }
        bestValue = other.value - charge
        best = kind
      }
      if best != own { setKind(best, of: group) }
    }
  }

  /// What a group is worth, and draws, when `leaving` has left it and `joining` has come, in the best kind that is paid for
  /// by the same envelope; nil when none admits that. Nothing where it is `outside`.
  func conversion(of group: Int, leaving: Int, joining: Int) -> (kind: Int, value: Double, draw: Double)? {
    guard group != outside else { return (0, 0, 0) }
    var best: (kind: Int, value: Double, draw: Double)?
    let envelope = envelopes.ofKind[kind(of: group)]
    forEachKind(admitting: group, leaving: leaving, joining: joining) { kind in
      guard envelopes.ofKind[kind] == envelope,
        let (value, draw) = worth(of: group, leaving: leaving, joining: joining, as: kind),
        value > best?.value ?? -.infinity
      else { return }
      best = (kind, value, draw)
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

  /// What a group is worth in a kind that admits all, and what it draws; nil when none of them leads the others.
  private func worth(
    of group: Int, leaving: Int = -1, joining: Int = -1, as kind: Int
  ) -> (value: Double, draw: Double)? {
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
    return (value(kind: kind, weight: weight, reward: reward, cost: least), reward + groupRewards[kind])
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

  /// What it costs, in cents, that a unit's reward is drawn by another group; see `charge`.
  @inline(__always)
  func charge(of unit: Int, from source: Int, to target: Int) -> Double {
    guard Kinds.areSeveral, envelopes.count > 0 else { return 0 }
    var more = 0.0
    var less = 0.0
    if target != outside {
      let kind = kind(of: target)
      more = reward(of: unit, kind: kind) + (size.start[target] == 0 ? groupRewards.start[kind] : 0)
    }
    if source != outside {
      let kind = kind(of: source)
      less = reward(of: unit, kind: kind) + (size.start[source] == 1 ? groupRewards.start[kind] : 0)
    }
    return charge(target, more, source, -less)
  }
}
