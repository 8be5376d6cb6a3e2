/// What a move costs besides the groups' values: what is drawn more on the resources, and what groups then hold too much of
/// their sides.
extension ElasticPlan {
  /// What happens to one group in a move.
  struct Change {
    let group: Int
    var leaving = -1
    var leavingToo = -1
    var joining = -1
    var joiningToo = -1
    /// Of another kind after it; −1: of the same.
    var kind = -1
  }

  /// In cents.
  @inline(__always)
  func charge(_ first: Change, _ second: Change) -> Double {
    guard Kinds.areSeveral, hasCharges else { return 0 }
    return charged(first, second)
  }

  private func charged(_ first: Change, _ second: Change) -> Double {
    var cost = 0.0
    if resources.count > 0 {
      resources.clear()
      draw(first)
      draw(second)
      cost += resources.cost()
    }
    if sides.count > 0 { cost += sidePrice * (moreExcess(first) + moreExcess(second)) }
    return cost
  }

  /// What it costs that a group falls apart, in cents.
  func chargeOfDissolving(_ group: Int) -> Double {
    guard Kinds.areSeveral, hasCharges, size[group] > 0 else { return 0 }
    let kind = kind(of: group)
    resources.clear()
    forEachMember(of: group) { resources.add($0, kind: kind, sign: -1) }
    resources.addGroup(kind: kind, sign: -1)
    return resources.cost() - sidePrice * sides.excess(of: group, kind: kind, weight: weight[group])
  }

  private func draw(_ change: Change) {
    let group = change.group
    guard group != outside else { return }
    let kind = kind(of: group)
    let after = change.kind < 0 ? kind : change.kind
    guard resources.draws(kind) || resources.draws(after) else { return }
    let leaves = sizeAfter(change)
    if after == kind {
      if change.leaving >= 0 { resources.add(change.leaving, kind: kind, sign: -1) }
      if change.leavingToo >= 0 { resources.add(change.leavingToo, kind: kind, sign: -1) }
      if leaves == 0, size.start[group] > 0 { resources.addGroup(kind: kind, sign: -1) }
      if leaves > 0, size.start[group] == 0 { resources.addGroup(kind: kind, sign: 1) }
    } else {
      forEachMember(of: group) {
        resources.add($0, kind: kind, sign: -1)
        if $0 != change.leaving, $0 != change.leavingToo { resources.add($0, kind: after, sign: 1) }
      }
      if size.start[group] > 0 { resources.addGroup(kind: kind, sign: -1) }
      if leaves > 0 { resources.addGroup(kind: after, sign: 1) }
    }
    if change.joining >= 0 { resources.add(change.joining, kind: after, sign: 1) }
    if change.joiningToo >= 0 { resources.add(change.joiningToo, kind: after, sign: 1) }
  }

  private func moreExcess(_ change: Change) -> Double {
    let group = change.group
    guard group != outside else { return 0 }
    let kind = kind(of: group)
    let after = change.kind < 0 ? kind : change.kind
    var weight = weight.start[group]
    if after == kind {
      sides.begin(group)
    } else {
      sides.begin(nil)
      forEachMember(of: group) { sides.add($0, kind: after, sign: 1) }
    }
    func add(_ unit: Int, sign: Int) {
      guard unit >= 0 else { return }
      sides.add(unit, kind: after, sign: Double(sign))
      weight += sign * weights.start[unit]
    }
    add(change.leaving, sign: -1)
    add(change.leavingToo, sign: -1)
    add(change.joining, sign: 1)
    add(change.joiningToo, sign: 1)
    return sides.excess(kind: after, weight: weight)
      - sides.excess(of: group, kind: kind, weight: self.weight.start[group])
  }

  private func sizeAfter(_ change: Change) -> Int {
    size.start[change.group] + (change.joining >= 0 ? 1 : 0) + (change.joiningToo >= 0 ? 1 : 0)
      - (change.leaving >= 0 ? 1 : 0) - (change.leavingToo >= 0 ? 1 : 0)
  }

  @inline(__always)
  func forEachMember(of group: Int, _ body: (Int) -> Void) {
    var member = Int(first.start[group])
    while member >= 0 {
      body(member)
      member = Int(next.start[member])
    }
  }
}
