import Synchronization

/// Prices all leaders that a node leaves open, on all threads. Which thread takes which leader changes nothing.
///
/// The knapsack's table knows nothing of cuts, of conflicts, and of rules on members and zones. Where its best group does not
/// keep them, a walk looks for the best that does, so that columns are admissible and bounds count on no others.
final class ColumnPricing {
  private let leaders: Leaders
  private let workers: [PorteurKnapsack]

  init(_ leaders: Leaders, threads: Int, mostCuts: Int) {
    self.leaders = leaders
    workers = (0..<max(1, threads)).map { _ in PorteurKnapsack(leaders, mostCuts: mostCuts) }
  }

  struct Found {
    /// An upper bound on the positive part of the leader's best reduced value, in cents; exact unless a walk was cut.
    var bound = 0.0
    /// The best group found, the porteur first; empty when none is worth anything.
    var members: [Int32] = []
    /// Its reduced value.
    var value = 0.0
  }

  /// - Parameter shouldStop: asked at each leader, from any thread.
  /// - Returns: one for each leader; nil when stopped.
  func price(
    _ restriction: Restriction, duals: Duals, cuts: CutTable, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) -> [Found]? {
    each(restriction, empty: Found(), shouldStop: shouldStop) { worker, leader in
      self.best(worker, leader, restriction, duals, cuts)
    }
  }

  /// What groups can be worth besides the duals' base, in cents: the best of each unit's leaders, since it leads one group at
  /// the most.
  func bound(_ found: [Found]) -> Double {
    leaders.ofUnit.reduce(0) { sum, own in sum + own.reduce(0) { max($0, found[Int($1)].bound) } }
  }

  private func best(
    _ worker: PorteurKnapsack, _ leader: Int, _ restriction: Restriction, _ duals: Duals, _ cuts: CutTable
  ) -> Found {
    var found = Found()
    let isRuled = leaders.isRuled[leaders.kind(leader)]
    for level in leaders.joint.kinds[leaders.kind(leader)].instance.levels.indices {
      let bound = worker.load(
        leader: leader, level: level, restriction: restriction, duals: duals, purpose: .best)
      guard bound > max(found.value, 0) else { continue }
      if cuts.isEmpty {
        var members: [Int32] = []
        worker.appendBest(to: &members)
        if isAdmissible(members, leader, isRuled: isRuled) {
          found = Found(bound: max(found.bound, bound), members: members, value: bound)
          continue
        }
      }
      var walk = PorteurKnapsack.Walk(floor: found.value, budget: SearchParameters.Exact.walkSteps, heaviest: .max)
      let isComplete = worker.walk(&walk, cuts: cuts) { members, _, value, walk in
        guard !isRuled || self.isRegular(members, leader) else { return }
        walk.floor = value
        found.value = value
        found.members = Array(members)
      }
      found.bound = max(found.bound, isComplete ? found.value : bound)
    }
    return found
  }

  private func isAdmissible(_ members: [Int32], _ leader: Int, isRuled: Bool) -> Bool {
    guard isRuled || leaders.joint.hasConflicts else { return true }
    let members = members.map(Int.init)
    return !leaders.joint.isTorn(members)
      && leaders.joint.isRegular(
        members, porteur: leaders.unit(leader), leaders.joint.kinds[leaders.kind(leader)])
  }

  private func isRegular(_ members: UnsafeBufferPointer<Int32>, _ leader: Int) -> Bool {
    leaders.joint.isRegular(
      members.map(Int.init), porteur: leaders.unit(leader), leaders.joint.kinds[leaders.kind(leader)])
  }

  /// The greatest reduced value of a group that holds the pair, for each pair of the restriction in its order, cuts and rules
  /// left out; and of each leader.
  ///
  /// - Parameter shouldStop: asked at each leader, from any thread.
  /// - Returns: nil when stopped.
  func pairBounds(
    _ restriction: Restriction, duals: Duals, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) -> (pairs: [Double], leaders: [Double])? {
    let rows = each(restriction, empty: Row(), shouldStop: shouldStop) { worker, leader in
      self.pairs(worker, leader, restriction, duals)
    }
    guard let rows else { return nil }
    var pairs = [Double](repeating: -.infinity, count: restriction.candidates.count)
    for (leader, row) in rows.enumerated() {
      for (offset, value) in row.values.enumerated() { pairs[restriction.starts[leader] + offset] = value }
    }
    return (pairs, rows.map(\.best))
  }

  private struct Row {
    var values: [Double] = []
    var best = -Double.infinity
  }

  private func pairs(
    _ worker: PorteurKnapsack, _ leader: Int, _ restriction: Restriction, _ duals: Duals
  ) -> Row {
    let range = restriction.starts[leader]..<restriction.starts[leader + 1]
    var row = Row(values: .init(repeating: -.infinity, count: range.count))
    let forced = restriction.forced[leader]
    for level in leaders.joint.kinds[leaders.kind(leader)].instance.levels.indices {
      let bound = worker.load(leader: leader, level: level, restriction: restriction, duals: duals, purpose: .pairs)
      guard bound > -.infinity else { continue }
      row.best = max(row.best, bound)
      var place = range.lowerBound
      worker.eachPair { unit, value in
        while restriction.candidates[place] != unit { place += 1 }
        row.values[place - range.lowerBound] = max(row.values[place - range.lowerBound], value)
        place += 1
      }
    }
    for place in range where !forced.isEmpty && forced.contains(restriction.candidates[place]) {
      row.values[place - range.lowerBound] = row.best
    }
    return row
  }

  /// All admissible groups whose reduced value, cuts included, exceeds the floor.
  ///
  /// - Parameters:
  ///   - most: groups at the most.
  ///   - shouldStop: asked at each leader, from any thread.
  /// - Returns: nil when there are more, when a walk takes too long, or when stopped.
  func enumerate(
    _ restriction: Restriction, duals: Duals, cuts: CutTable, floor: Double, most: Int,
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) -> ColumnStore? {
    let total = Atomic<Int>(0)
    let nothing = ColumnStore(unitCount: leaders.joint.unitCount)
    let parts = each(restriction, empty: nothing, shouldStop: shouldStop) { worker, leader -> ColumnStore in
      var store = nothing
      let kind = self.leaders.joint.kinds[self.leaders.kind(leader)]
      let isRuled = self.leaders.isRuled[self.leaders.kind(leader)]
      let levels = kind.instance.levels
      for level in levels.indices {
        guard total.load(ordering: .relaxed) <= most else { break }
        let bound = worker.load(
          leader: leader, level: level, restriction: restriction, duals: duals, purpose: .all)
        guard bound > floor else { continue }
        let next = level + 1 < levels.count ? levels[level + 1].threshold - 1 : .max
        var walk = PorteurKnapsack.Walk(floor: floor, budget: SearchParameters.Exact.enumerationSteps, heaviest: next)
        var counted = 0
        let isComplete = worker.walk(&walk, cuts: cuts) { members, weight, _, walk in
          guard !isRuled || self.isRegular(members, leader) else { return }
          store.append(members: members, leader: leader, value: self.value(members, kind, level: level))
          counted += 1
          if counted & 255 == 0, total.add(256, ordering: .relaxed).newValue > most { walk.budget = 0 }
        }
        if !isComplete { total.add(most + 1, ordering: .relaxed) }
      }
      return store
    }
    guard let parts, total.load(ordering: .relaxed) <= most else { return nil }
    var all = nothing
    for part in parts { all.append(contentsOf: part) }
    return all.count > most ? nil : all
  }

  /// In cents, of a group at the level that its weight has reached.
  private func value(_ members: UnsafeBufferPointer<Int32>, _ kind: JointInstance.Kind, level index: Int) -> Double {
    let level = kind.instance.levels[index]
    let porteur = Int(kind.localOf[Int(members[0])])
    var value = level.groupReward
    var weight = 0
    for member in members {
      let local = Int(kind.localOf[Int(member)])
      weight += kind.instance.weights[local]
      value += level.rewards[local] - (kind.instance.cost(porteur: porteur, unit: local) ?? .infinity)
    }
    return value + Double(kind.instance.term(weight))
  }

  /// - Returns: nil when stopped.
  private func each<Part>(
    _ restriction: Restriction, empty: Part, shouldStop: @escaping @Sendable () -> Bool,
    _ work: @escaping (PorteurKnapsack, Int) -> Part
  ) -> [Part]? {
    let count = leaders.count
    let isStopped = Atomic<Bool>(false)
    var parts = [Part](repeating: empty, count: count)
    parts.withUnsafeMutableBufferPointer { parts in
      // Each leader is taken by one thread, which alone writes its place and alone uses its own worker.
      nonisolated(unsafe) let parts = parts
      nonisolated(unsafe) let workers = workers
      nonisolated(unsafe) let work = work
      Parallel.forEach(count, threads: workers.count) { leader, thread in
        if shouldStop() {
          isStopped.store(true, ordering: .relaxed)
          return false
        }
        if restriction.isOpen[leader] { parts[leader] = work(workers[thread], leader) }
        return true
      }
    }
    return isStopped.load(ordering: .relaxed) ? nil : parts
  }
}
