extension BranchAndPriceTree {
  enum Branching {
    /// More groups than this, or not.
    case groups(Int)
    /// One of these leaders, all of one unit, has a group, or none has.
    case porteur([Int32])
    /// A unit stands in the leader's group, or not.
    case pair(leader: Int, unit: Int)
  }

  /// What to branch on: of the choices that the shares leave most undecided, the one whose two branches lower the relaxation
  /// most, both tried over the master's columns with a few steps of the dual simplex.
  func branching(_ node: Node) throws(SolverFailure) -> Ending {
    let groups = master.shares.reduce(0, +)
    let fewer = Int(groups.rounded(.down))
    // A branch that the node is in already leads nowhere, even where the shares do not keep to it for want of a group.
    let limits = node.restriction.counts[0]
    if abs(groups - groups.rounded()) > 1e-5, limits.lower <= fewer, limits.upper > fewer {
      return .branch(.groups(fewer))
    }
    let choices = undecided(node.restriction)
    guard var best = choices.first else { return whole(node) }
    guard choices.count > 1 else { return .branch(best) }
    let value = master.objective
    let allowed = master.allowed
    var bestScore = -1.0
    for choice in choices {
      if task.shouldStop() { return .stopped }
      var losses: [Double] = []
      for first in [true, false] {
        try master.allow { allowed[$0] && fits(master.columns[$0], choice, first: first) }
        losses.append(max(0, value - (try master.trial(iterations: Parameters.stepsOfTrial))))
      }
      let score = max(losses[0], 1) * max(losses[1], 1)
      if score > bestScore { (best, bestScore) = (choice, score) }
    }
    try master.allow { allowed[$0] }
    return .branch(best)
  }

  /// Porteurs of any kind, leaders where a unit is more than one, and pairs that the master's shares leave undecided.
  private func undecided(_ restriction: Restriction) -> [Branching] {
    let leaders = leaders
    let n = leaders.joint.unitCount
    var ofPorteur = [Double](repeating: 0, count: n)
    var ofLeader = [Double](repeating: 0, count: leaders.count)
    var ofPair: [Int: Double] = [:]
    for (column, share) in zip(master.columns, master.shares) where share > 1e-7 {
      let porteur = leaders.unit(column.leader)
      ofPorteur[porteur] += share
      ofLeader[column.leader] += share
      for member in column.members where Int(member) != porteur {
        ofPair[column.leader * n + Int(member), default: 0] += share
      }
    }
    func doubt(_ share: Double) -> Double { 0.5 - abs(share - 0.5) }
    func most(_ shares: [Double]) -> [Int] {
      shares.indices.filter { doubt(shares[$0]) > 1e-5 }
        .sorted { (doubt(shares[$1]), $0) < (doubt(shares[$0]), $1) }
    }
    let porteurs = most(ofPorteur).lazy.map { leaders.ofUnit[$0] }.filter { !restriction.requires($0) }
      .prefix(Parameters.trials).map { Branching.porteur($0) }
    let single = most(ofLeader).lazy
      .filter { leaders.ofUnit[leaders.unit($0)].count > 1 && !restriction.requires([Int32($0)]) }
      .prefix(Parameters.trials).map { Branching.porteur([Int32($0)]) }
    let pairs = ofPair.filter {
      doubt($0.value) > 1e-5 && !restriction.forced[$0.key / n].contains(Int32($0.key % n))
    }
    .sorted { (doubt($1.value), $0.key) < (doubt($0.value), $1.key) }.prefix(Parameters.trials)
    .map { Branching.pair(leader: $0.key / n, unit: $0.key % n) }
    return Array(porteurs) + Array(single) + pairs
  }

  /// What becomes of a node whose relaxation chooses whole groups that are not taken for its best plan: they draw a little
  /// more than an envelope holds, or a walk was too long for the bound to be met. Any choice that is left open will do; each
  /// is made once, so that this comes to an end.
  private func whole(_ node: Node) -> Ending {
    let restriction = node.restriction
    let chosen = master.columns.indices.filter { master.shares[$0] > 0.5 }.map { master.columns[$0].leader }
    for leader in chosen + restriction.isOpen.indices.filter({ restriction.isOpen[$0] }) {
      guard restriction.requires([Int32(leader)]) else { return .branch(.porteur([Int32(leader)])) }
      for place in restriction.starts[leader]..<restriction.starts[leader + 1] {
        let unit = restriction.candidates[place]
        if !restriction.forced[leader].contains(unit) { return .branch(.pair(leader: leader, unit: Int(unit))) }
      }
    }
    return .done
  }

  /// Whether a column may take part in a branch; that a porteur must have a group shows in the bound only.
  private func fits(_ column: Master.Column, _ choice: Branching, first: Bool) -> Bool {
    switch choice {
    case .groups: return true
    case .porteur(let own):
      if own.contains(Int32(column.leader)) { return first }
      return !first || !column.members.contains(leaders.units[Int(own[0])])
    case .pair(let leader, let unit):
      return first
        ? column.members.contains(Int32(unit)) == (column.leader == leader)
        : column.leader != leader || !column.members.contains(Int32(unit))
    }
  }

  /// - Returns: nil when the branch is empty.
  func child(of node: Node, _ branching: Branching, first: Bool) -> Node? {
    var child = node
    child.depth += 1
    switch branching {
    case .groups(let count):
      if first { child.restriction.counts[0].lower = count + 1 } else { child.restriction.counts[0].upper = count }
      if child.restriction.counts[0].lower > child.restriction.counts[0].upper { return nil }
    case .porteur(let own):
      guard first else {
        for leader in own { child.restriction.isOpen[Int(leader)] = false }
        child.restriction.filter { _, _, _ in true }
        return child
      }
      lead(own, in: &child.restriction)
      let porteur = leaders.unit(Int(own[0]))
      child.restriction.filter { _, _, unit in unit != porteur }
    case .pair(let leader, let unit):
      guard first else {
        child.restriction.filter { h, _, i in h != leader || i != unit }
        return child.restriction.forced[leader].contains(Int32(unit)) ? nil : child
      }
      lead([Int32(leader)], in: &child.restriction)
      for other in leaders.ofUnit[unit] { child.restriction.isOpen[Int(other)] = false }
      let porteur = leaders.unit(leader)
      let enemies = leaders.joint.conflicts[unit]
      child.restriction.filter { h, _, i in
        i != porteur && (h == leader ? !enemies.contains(i) : i != unit)
      }
      child.restriction.forced[leader].append(Int32(unit))
    }
    return child
  }

  /// One of these leaders of a unit must have a group, so that no other of the unit has.
  private func lead(_ own: [Int32], in restriction: inout Restriction) {
    restriction.require(own)
    for other in leaders.ofUnit[leaders.unit(Int(own[0]))] where !own.contains(other) {
      restriction.isOpen[Int(other)] = false
    }
  }
}
