extension PoolWorker {
  /// What to branch on: of the choices that the shares leave most undecided, the one whose two branches lower the relaxation
  /// most, both tried over the master's columns with a few steps of the dual simplex. Nil when there is none, or stopped.
  func branching(_ node: PoolNode) throws(SolverFailure) -> PoolNode.Branching? {
    let groups = master.shares.reduce(0, +)
    if abs(groups - groups.rounded()) > 1e-5, isOpen(0, Int(groups.rounded(.down))) {
      return .count(area: master.counts[0].counts, Int(groups.rounded(.down)))
    }
    let trials = max(Parameters.leastTrials, Parameters.trials - node.depth / 2)
    let pairs = undecidedPairs(node, most: trials)
    let areas = undecidedAreas(most: trials) + undecidedKinds
    guard !pairs.isEmpty || !areas.isEmpty else { return undecidedLeader }
    let value = master.objective
    let allowed = master.allowed
    var best: PoolNode.Branching?
    var bestScore = -1.0
    func score(_ losses: [Double]) -> Double { max(losses[0], 1) * max(losses[1], 1) }
    for (a, b) in pairs {
      if shouldStop() { return nil }
      var losses: [Double] = []
      for together in [true, false] {
        try master.allow { index in
          guard allowed[index] else { return false }
          let column = Int(columnOfMaster[index])
          let (hasA, hasB) = (store.holds(column, a), store.holds(column, b))
          return together ? hasA == hasB : !(hasA && hasB)
        }
        losses.append(max(0, value - (try master.trial(iterations: Parameters.stepsOfTrial))))
      }
      if score(losses) > bestScore {
        bestScore = score(losses)
        best = .pair(a, b)
      }
    }
    try master.allow { allowed[$0] }
    for area in areas {
      if shouldStop() { return nil }
      var row = master.counts.firstIndex { $0.counts == area.leaders }
      if row == nil, master.counts.count < Parameters.mostCounts {
        try master.add(CountRow(counts: area.leaders, lower: 0, upper: leaders.count))
        row = master.counts.count - 1
      }
      guard let row, isOpen(row, Int(area.groups.rounded(.down))) else { continue }
      let limit = (lower: master.counts[row].lower, upper: master.counts[row].upper)
      let floor = Int(area.groups.rounded(.down))
      try master.setCount(row, lower: floor + 1, upper: limit.upper)
      var losses = [max(0, value - (try master.trial(iterations: Parameters.stepsOfTrial)))]
      try master.setCount(row, lower: limit.lower, upper: floor)
      losses.append(max(0, value - (try master.trial(iterations: Parameters.stepsOfTrial))))
      try master.setCount(row, lower: limit.lower, upper: limit.upper)
      if score(losses) > bestScore {
        bestScore = score(losses)
        best = .count(area: area.leaders, floor)
      }
    }
    return best ?? undecidedLeader
  }

  /// The leader that is most undecided: where no pair is, columns of single units or of the same members are.
  private var undecidedLeader: PoolNode.Branching? {
    let ofLeader = groupsOfLeaders
    func undecided(_ leader: Int) -> Double { 0.5 - abs(ofLeader[leader] - 0.5) }
    let order = ofLeader.indices.filter { undecided($0) > 1e-7 }
      .sorted { (undecided($1), $0) < (undecided($0), $1) }
    for leader in order {
      var area = [Bool](repeating: false, count: leaders.count)
      area[leader] = true
      if let row = master.counts.firstIndex(where: { $0.counts == area }), !isOpen(row, 0) { continue }
      return .count(area: area, 0)
    }
    return nil
  }

  /// Whether a count row leaves open if there are more groups than this: a branch that the node is in already leads nowhere,
  /// even where the shares do not keep to it for want of a group.
  private func isOpen(_ row: Int, _ groups: Int) -> Bool {
    master.counts[row].lower <= groups && master.counts[row].upper > groups
  }

  private var groupsOfLeaders: [Double] {
    var ofLeader = [Double](repeating: 0, count: leaders.count)
    for (column, share) in zip(master.columns, master.shares) { ofLeader[column.leader] += share }
    return ofLeader
  }

  private func undecidedPairs(_ node: PoolNode, most: Int) -> [(Int, Int)] {
    let n = unitCount
    var together: [Int: Double] = [:]
    for column in master.fractional where column.share < 1 - 1e-7 {
      for (rank, a) in column.members.enumerated() {
        for b in column.members[(rank + 1)...] { together[Int(a) * n + Int(b), default: 0] += column.share }
      }
    }
    // A pair that no column parts is undecided only because neither is in a group for sure: together changes nothing then.
    func isParted(_ key: Int) -> Bool {
      node.active.contains { store.holds(Int($0), key / n) != store.holds(Int($0), key % n) }
    }
    return together.filter { $0.value > 1e-6 && $0.value < 1 - 1e-6 }
      .map { key, share -> (key: Int, score: Double) in
        let weight = Double(leaders.joint.weights[key / n] + leaders.joint.weights[key % n])
        return (key, (0.5 - abs(share - 0.5)) * (1 + Parameters.worthOfWeight * weight))
      }
      .sorted { ($1.score, $0.key) < ($0.score, $1.key) }
      .lazy.filter { isParted($0.key) }.prefix(most).map { ($0.key / n, $0.key % n) }
  }

  /// Units around a place whose number of groups, by their porteurs, is not whole.
  private func undecidedAreas(most: Int) -> [(leaders: [Bool], groups: Double)] {
    var ofPorteur = [Double](repeating: 0, count: unitCount)
    for (column, share) in zip(master.columns, master.shares) { ofPorteur[leaders.unit(column.leader)] += share }
    var found: [(center: Int, size: Int, groups: Double, score: Double)] = []
    for center in near.indices where ofPorteur[center] > 1e-6 {
      var groups = 0.0
      for (rank, unit) in near[center].enumerated() {
        let before = groups
        groups += ofPorteur[Int(unit)]
        guard groups > before + 1e-6 else { continue }
        let score = 0.5 - abs(groups - groups.rounded(.down) - 0.5)
        if score > Parameters.undecided { found.append((center, rank + 1, groups, score)) }
      }
    }
    found.sort { ($1.score, $0.center, $0.size) < ($0.score, $1.center, $1.size) }
    var chosen: [(leaders: [Bool], groups: Double)] = []
    for area in found where chosen.count < most {
      guard !chosen.contains(where: { abs($0.groups - area.groups) < 1e-6 }) else { continue }
      var members = [Bool](repeating: false, count: leaders.count)
      for unit in near[area.center].prefix(area.size) {
        for leader in leaders.ofUnit[Int(unit)] { members[Int(leader)] = true }
      }
      chosen.append((members, area.groups))
    }
    return chosen
  }

  /// Kinds whose number of groups is not whole.
  private var undecidedKinds: [(leaders: [Bool], groups: Double)] {
    guard leaders.joint.kinds.count > 1 else { return [] }
    var ofKind = [Double](repeating: 0, count: leaders.joint.kinds.count)
    for (column, share) in zip(master.columns, master.shares) { ofKind[leaders.kind(column.leader)] += share }
    func score(_ kind: Int) -> Double { 0.5 - abs(ofKind[kind] - ofKind[kind].rounded(.down) - 0.5) }
    return ofKind.indices.filter { score($0) > Parameters.undecided }.sorted { (score($1), $0) < (score($0), $1) }
      .prefix(Parameters.trialsOfKinds).map { kind in
        var members = [Bool](repeating: false, count: leaders.count)
        for leader in leaders.leaders(ofKind: kind) { members[leader] = true }
        return (members, ofKind[kind])
      }
  }
}
