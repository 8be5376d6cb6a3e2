import GLPK

extension PoolWorker {
  /// What to branch on: of the choices that the shares leave most undecided, the one whose two branches lower the relaxation
  /// most, both tried over the master's columns with a few steps of the dual simplex. Nil when there is none, or stopped.
  func branching(_ node: PoolNode) throws(GLPKError) -> PoolNode.Branching? {
    let groups = master.shares.reduce(0, +)
    if abs(groups - groups.rounded()) > 1e-5 {
      return .count(area: master.counts[0].counts, Int(groups.rounded(.down)))
    }
    let pairs = undecidedPairs(most: max(3, 8 - node.depth / 2))
    let areas = undecidedAreas(most: max(3, 8 - node.depth / 2))
    guard !pairs.isEmpty || !areas.isEmpty else { return undecidedPorteur }
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
        losses.append(max(0, value - (try master.trial(iterations: 60))))
      }
      if score(losses) > bestScore {
        bestScore = score(losses)
        best = .pair(a, b)
      }
    }
    try master.allow { allowed[$0] }
    for area in areas {
      if shouldStop() { return nil }
      var row = master.counts.firstIndex { $0.counts == area.units }
      if row == nil, master.counts.count < 20 {
        try master.add(CountRow(counts: area.units, lower: 0, upper: instance.unitCount))
        row = master.counts.count - 1
      }
      guard let row else { continue }
      let limit = (lower: master.counts[row].lower, upper: master.counts[row].upper)
      let floor = Int(area.groups.rounded(.down))
      try master.setCount(row, lower: floor + 1, upper: limit.upper)
      var losses = [max(0, value - (try master.trial(iterations: 60)))]
      try master.setCount(row, lower: limit.lower, upper: floor)
      losses.append(max(0, value - (try master.trial(iterations: 60))))
      try master.setCount(row, lower: limit.lower, upper: limit.upper)
      if score(losses) > bestScore {
        bestScore = score(losses)
        best = .count(area: area.units, floor)
      }
    }
    return best ?? undecidedPorteur
  }

  /// The porteur that is most undecided: where no pair is, columns of single units or of the same members are.
  private var undecidedPorteur: PoolNode.Branching? {
    var ofPorteur = [Double](repeating: 0, count: instance.unitCount)
    for (column, share) in zip(master.columns, master.shares) { ofPorteur[column.porteur] += share }
    func undecided(_ porteur: Int) -> Double { 0.5 - abs(ofPorteur[porteur] - 0.5) }
    guard let porteur = ofPorteur.indices.max(by: { (undecided($0), $1) < (undecided($1), $0) }),
      undecided(porteur) > 1e-7
    else { return nil }
    var area = [Bool](repeating: false, count: instance.unitCount)
    area[porteur] = true
    return .count(area: area, 0)
  }

  private func undecidedPairs(most: Int) -> [(Int, Int)] {
    let n = instance.unitCount
    var together: [Int: Double] = [:]
    for column in master.fractional where column.share < 1 - 1e-7 {
      for (rank, a) in column.members.enumerated() {
        for b in column.members[(rank + 1)...] { together[Int(a) * n + Int(b), default: 0] += column.share }
      }
    }
    return together.filter { $0.value > 1e-6 && $0.value < 1 - 1e-6 }
      .map { key, share -> (key: Int, score: Double) in
        let weight = Double(instance.weights[key / n] + instance.weights[key % n])
        return (key, (0.5 - abs(share - 0.5)) * (1 + 0.05 * weight))
      }
      .sorted { ($1.score, $0.key) < ($0.score, $1.key) }
      .prefix(most).map { ($0.key / n, $0.key % n) }
  }

  /// Units around a place whose number of groups, by their porteurs, is not whole.
  private func undecidedAreas(most: Int) -> [(units: [Bool], groups: Double)] {
    var ofPorteur = [Double](repeating: 0, count: instance.unitCount)
    for (column, share) in zip(master.columns, master.shares) { ofPorteur[column.porteur] += share }
    var found: [(center: Int, size: Int, groups: Double, score: Double)] = []
    for center in near.indices where ofPorteur[center] > 1e-6 {
      var groups = 0.0
      for (rank, unit) in near[center].enumerated() {
        let before = groups
        groups += ofPorteur[Int(unit)]
        guard groups > before + 1e-6 else { continue }
        let score = 0.5 - abs(groups - groups.rounded(.down) - 0.5)
        if score > 0.05 { found.append((center, rank + 1, groups, score)) }
      }
    }
    found.sort { ($1.score, $0.center, $0.size) < ($0.score, $1.center, $1.size) }
    var chosen: [(units: [Bool], groups: Double)] = []
    for area in found where chosen.count < most {
      guard !chosen.contains(where: { abs($0.groups - area.groups) < 1e-6 }) else { continue }
      var units = [Bool](repeating: false, count: instance.unitCount)
      for unit in near[area.center].prefix(area.size) { units[Int(unit)] = true }
      chosen.append((units, area.groups))
    }
    return chosen
  }
}
