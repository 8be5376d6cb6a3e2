import Dispatch
import GLPK

/// Branch and cut over groups that are all known: what is left of a node once every group that a better plan could hold
/// has been enumerated. Pricing is a look at each, so any cut is welcome.
///
/// Branches on pairs of units, together or apart (Ryan and Foster 1981); best bound first.
final class PoolSearch {
  private let instance: Instance
  let store: ColumnStore
  private let master: Master
  /// Columns of the store that the master has.
  private var placeInMaster: [Int32]
  private var columnOfMaster: [Int32] = []
  private let threads: Int
  private let shouldStop: () -> Bool
  private let secondsLeft: () -> Double
  private var known: Set<SubsetRowCut> = []
  private let counts: [CountRow]

  /// Value of the best plan known, in cents.
  private(set) var floor: Double
  private(set) var best: [Int]?
  private(set) var nodes = 0
  /// Called after each node with the bound in cents.
  var report: ((Double) -> Void)?

  private enum Branching {
    /// More groups than this in a count row, or not.
    case count(row: Int, Int)
    /// Two units in one group, or not.
    case pair(Int, Int)
  }

  private struct Node {
    var active: [Int32]
    var bound: Double
    var depth: Int
    var number: Int
    /// How many groups each count row allows; rows that came later allow any number.
    var limits: [(lower: Int, upper: Int)]
  }

  init(
    _ environment: borrowing Environment, instance: Instance, store: ColumnStore, counts: [CountRow],
    cuts: [SubsetRowCut], floor: Double, threads: Int, shouldStop: @escaping () -> Bool,
    secondsLeft: @escaping () -> Double
  ) throws(GLPKError) {
    self.instance = instance
    self.store = store
    self.floor = floor
    self.counts = counts
    self.threads = max(1, threads)
    self.shouldStop = shouldStop
    self.secondsLeft = secondsLeft
    placeInMaster = .init(repeating: -1, count: store.count)
    master = try Master(
      environment, unitCount: instance.unitCount, counts: counts, missingPrice: Self.missingPrice(instance))
    try master.add(cuts)
    known = Set(cuts)
  }

  /// - Parameter bound: of the node that the columns come from, in cents.
  /// - Returns: whether the search came to its end, so that nothing beats `floor`; and else the bound of what is left.
  func run(bound: Double, duals: Duals) throws(GLPKError) -> (isExhausted: Bool, bound: Double) {
    var open = [
      Node(
        active: Array(0..<Int32(store.count)), bound: bound, depth: 0, number: 0,
        limits: counts.map { ($0.lower, $0.upper) })
    ]
    var created = 1
    try seed(open[0].active, duals: duals)
    while !open.isEmpty {
      // Best bound first, the deeper and then the younger among equals.
      let index = open.indices.max { a, b in
        (open[a].bound, open[a].depth, open[a].number) < (open[b].bound, open[b].depth, open[b].number)
      }
      guard let index else { break }
      if open[index].bound < floor + 1 - Self.tolerance { return (true, floor) }
      if shouldStop() { return (false, open[index].bound) }
      var node = open.remove(at: index)
      nodes += 1
      guard let branching = try process(&node) else {
        if isCut { return (false, max(node.bound, open.map(\.bound).max() ?? floor)) }
        continue
      }
      report?(max(node.bound, open.map(\.bound).max() ?? node.bound))
      for first in [true, false] {
        var child = node
        child.depth += 1
        child.number = created
        created += 1
        switch branching {
        case .count(let row, let count):
          while child.limits.count <= row { child.limits.append((0, instance.unitCount)) }
          if first { child.limits[row].lower = count + 1 } else { child.limits[row].upper = count }
        case .pair(let a, let b):
          child.active = node.active.filter { column in
            let (hasA, hasB) = (store.holds(Int(column), a), store.holds(Int(column), b))
            return first ? hasA == hasB : !(hasA && hasB)
          }
        }
        open.append(child)
      }
    }
    return (true, floor)
  }

  /// What a group that is missing to a count costs, in cents: more than a group can be worth, no more than the simplex can
  /// bear.
  static func missingPrice(_ instance: Instance) -> Double {
    let rewards = instance.levels.last.map { level in level.rewards.reduce(0, +) + level.groupReward } ?? 0
    return rewards
  }

  /// Room for floating point, in cents: values are whole.
  static let tolerance = 0.2
  private var isCut = false

  /// Gives the master its first columns.
  private func seed(_ active: [Int32], duals: Duals) throws(GLPKError) {
    let table = CutTable(master.cuts, prices: duals.cuts, unitCount: instance.unitCount)
    let reduced = self.reduced(active, duals: duals, table: table)
    let order = active.indices.sorted { (reduced[$1], active[$0]) < (reduced[$0], active[$1]) }
    try bring(order.prefix(6 * instance.unitCount).map { active[$0] })
  }

  private func bring(_ columns: [Int32]) throws(GLPKError) {
    let new = columns.filter { placeInMaster[Int($0)] < 0 }
    try master.add(
      new.map { column in
        Master.Column(
          members: store.members(of: Int(column)), porteur: Int(store.porteurs[Int(column)]),
          value: store.values[Int(column)])
      })
    for column in new {
      placeInMaster[Int(column)] = Int32(columnOfMaster.count)
      columnOfMaster.append(column)
    }
  }

  /// Solves the node's relaxation, cuts, and takes away what cannot be in a better plan.
  ///
  /// - Returns: what to branch on; nil when the node is done with.
  private func process(_ node: inout Node) throws(GLPKError) -> Branching? {
    var isActive = [Bool](repeating: false, count: store.count)
    for column in node.active { isActive[Int(column)] = true }
    try master.allow { isActive[Int(columnOfMaster[$0])] }
    try setLimits(node.limits)
    var rounds = 0
    var last = Double.infinity
    while true {
      guard let (bound, reduced) = try relax(node.active) else {
        isCut = true
        return nil
      }
      node.bound = min(node.bound, bound)
      if bound < floor + 1 - Self.tolerance { return nil }
      if master.isWhole {
        take()
        return nil
      }
      let slack = bound - (floor + 1 - Self.tolerance)
      try tidy(node.active, reduced)
      node.active = node.active.indices.filter { reduced[$0] >= -slack }.map { node.active[$0] }
      rounds += 1
      let mostRounds = node.depth == 0 ? 40 : 6
      let hasGained = last - bound > 0.003 * slack
      guard rounds < mostRounds, hasGained || rounds < 3, master.cuts.count < 400 else { break }
      last = bound
      let cuts = CutSeparation().cuts(master.fractional, unitCount: instance.unitCount, known: known)
      guard !cuts.isEmpty else { break }
      if node.depth == 0 || rounds == 1 { try dropLooseCuts() }
      known.formUnion(cuts)
      try master.add(cuts)
      if shouldStop() {
        isCut = true
        return nil
      }
    }
    return try branching(node)
  }

  private func setLimits(_ limits: [(lower: Int, upper: Int)]) throws(GLPKError) {
    for row in master.counts.indices {
      let limit = row < limits.count ? limits[row] : (0, instance.unitCount)
      try master.setCount(row, lower: limit.0, upper: limit.1)
    }
  }

  private func dropLooseCuts() throws(GLPKError) {
    try master.dropLooseCuts()
    known = Set(master.cuts)
  }

  /// Keeps the master small: the simplex pays for each column at each step. What is taken away comes back by its price.
  private func tidy(_ active: [Int32], _ reduced: [Double]) throws(GLPKError) {
    let most = 10 * instance.unitCount + 200
    guard columnOfMaster.count > most else { return }
    let shares = master.shares
    var keeps = [Bool](repeating: false, count: columnOfMaster.count)
    for place in shares.indices where shares[place] > 0 { keeps[place] = true }
    let present = active.indices.filter { placeInMaster[Int(active[$0])] >= 0 }
      .sorted { (reduced[$1], active[$0]) < (reduced[$0], active[$1]) }
    for index in present.prefix(most / 2) { keeps[Int(placeInMaster[Int(active[index])])] = true }
    try master.keep { keeps[$0] }
    for column in columnOfMaster { placeInMaster[Int(column)] = -1 }
    columnOfMaster = columnOfMaster.indices.filter { keeps[$0] }.map { columnOfMaster[$0] }
    for (place, column) in columnOfMaster.enumerated() { placeInMaster[Int(column)] = Int32(place) }
  }

  /// The relaxation over the active columns, solved to its optimum. Between two looks at all columns only the most
  /// promising of the last look are priced.
  ///
  /// - Returns: its value and the reduced value of each active column; nil when stopped.
  private func relax(_ active: [Int32]) throws(GLPKError) -> (Double, [Double])? {
    var promising: [Int32] = []
    while true {
      guard try master.solve(timeLimit: secondsLeft()) == .optimal, !shouldStop() else { return nil }
      let duals = try master.duals()
      let table = CutTable(master.cuts, prices: duals.cuts, unitCount: instance.unitCount)
      if !promising.isEmpty, try price(promising, duals: duals, table: table) { continue }
      let reduced = self.reduced(active, duals: duals, table: table)
      promising = Self.promising(active, reduced)
      if try bring(best: active, reduced: reduced) { continue }
      // For any duals the sum of the positive reduced values, one for each porteur, makes the bound safe.
      var positive: [Int32: Double] = [:]
      for index in active.indices where reduced[index] > 0 {
        let porteur = store.porteurs[Int(active[index])]
        positive[porteur] = max(positive[porteur] ?? 0, reduced[index])
      }
      return (duals.base + positive.values.reduce(0, +), reduced)
    }
  }

  private static let promisingCount = 10_000

  /// About `promisingCount` columns of the greatest reduced values: those above a threshold that a sample gives.
  private static func promising(_ active: [Int32], _ reduced: [Double]) -> [Int32] {
    guard active.count > 4 * promisingCount else { return [] }
    let stride = active.count / 2_000
    let sample = Swift.stride(from: 0, to: active.count, by: stride).map { reduced[$0] }.sorted(by: >)
    let threshold = sample[sample.count * promisingCount / active.count]
    return active.indices.filter { reduced[$0] >= threshold }.map { active[$0] }
  }

  private func price(_ columns: [Int32], duals: Duals, table: CutTable) throws(GLPKError) -> Bool {
    try bring(best: columns, reduced: reduced(columns, duals: duals, table: table))
  }

  /// Gives the master the columns of greatest reduced value.
  ///
  /// - Returns: whether there were any.
  private func bring(best columns: [Int32], reduced: [Double]) throws(GLPKError) -> Bool {
    var wanted = columns.indices.filter { reduced[$0] > 0.02 && placeInMaster[Int(columns[$0])] < 0 }
    guard !wanted.isEmpty else { return false }
    if wanted.count > 100 {
      wanted.sort { (reduced[$1], columns[$0]) < (reduced[$0], columns[$1]) }
      wanted.removeSubrange(100...)
    }
    try bring(wanted.map { columns[$0] })
    return true
  }

  private func reduced(_ active: [Int32], duals: Duals, table: CutTable) -> [Double] {
    let costs = ColumnStore.Costs(duals, cuts: table, unitCount: instance.unitCount)
    return [Double](unsafeUninitializedCapacity: active.count) { reduced, count in
      count = active.count
      nonisolated(unsafe) let reduced = reduced
      let store = store
      active.withUnsafeBufferPointer { active in
        nonisolated(unsafe) let active = active
        let chunk = max(2_000, (active.count + threads - 1) / threads)
        let parts = (active.count + chunk - 1) / chunk
        let work = { @Sendable (part: Int) in
          store.reducedValues(
            active, range: (part * chunk)..<min(active.count, (part + 1) * chunk), costs: costs, into: reduced)
        }
        if parts == 1 { work(0) } else { DispatchQueue.concurrentPerform(iterations: parts, execute: work) }
      }
    }
  }

  private func take() {
    let chosen = master.shares.indices.filter { master.shares[$0] > 0.5 }.map { Int(columnOfMaster[$0]) }
    let value = chosen.reduce(0) { $0 + store.values[$1] }
    if value > floor {
      floor = value
      best = chosen
    }
  }

  /// What to branch on: of the choices that the shares leave most undecided, the one whose two branches lower the relaxation
  /// most, both tried over the master's columns with a few steps of the dual simplex.
  private func branching(_ node: Node) throws(GLPKError) -> Branching? {
    let groups = master.shares.reduce(0, +)
    if abs(groups - groups.rounded()) > 1e-5 { return .count(row: 0, Int(groups.rounded(.down))) }
    let pairs = undecidedPairs(most: max(3, 8 - node.depth / 2))
    let areas = undecidedAreas(most: max(3, 8 - node.depth / 2))
    guard !pairs.isEmpty || !areas.isEmpty else { return nil }
    let value = master.objective
    let allowed = master.allowed
    var best: Branching?
    var bestScore = -1.0
    func score(_ losses: [Double]) -> Double { max(losses[0], 1) * max(losses[1], 1) }
    for (a, b) in pairs {
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
        best = .count(row: row, floor)
      }
    }
    return best
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

  /// Each unit and those that can join it, the nearest first.
  private lazy var near: [[Int32]] = (0..<instance.unitCount).map { center in
    let places = instance.offsets[center]..<instance.offsets[center + 1]
    func reach(_ place: Int) -> Double {
      instance.costs[place] / Double(instance.weights[Int(instance.candidates[place])])
    }
    return [Int32(center)]
      + places.sorted { (reach($0), $0) < (reach($1), $1) }.map { instance.candidates[$0] }
  }
}
