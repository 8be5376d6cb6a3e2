import Dispatch
import Synchronization

/// Prices all porteurs that a node leaves open, on all threads. Which thread takes which porteur changes nothing.
final class ColumnPricing {
  private let instance: Instance
  private let workers: [PorteurKnapsack]
  /// Steps of one walk at the most; beyond, the porteur is bounded by its table.
  private let budget = 200_000

  init(_ instance: Instance, threads: Int, mostCuts: Int) {
    self.instance = instance
    workers = (0..<max(1, threads)).map { _ in PorteurKnapsack(instance, mostCuts: mostCuts) }
  }

  struct Found {
    /// An upper bound on the positive part of the porteur's best reduced value, in cents; exact unless a walk was cut.
    var bound = 0.0
    /// The best group found, the porteur first; empty when none is worth anything.
    var members: [Int32] = []
    /// Its reduced value.
    var value = 0.0
  }

  /// - Parameter shouldStop: asked at each porteur, from any thread.
  /// - Returns: one for each unit as porteur; nil when stopped.
  func price(
    _ restriction: Restriction, duals: Duals, cuts: CutTable, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) -> [Found]? {
    each(restriction, empty: Found(), shouldStop: shouldStop) { worker, porteur in
      self.best(worker, porteur, restriction, duals, cuts)
    }
  }

  private func best(
    _ worker: PorteurKnapsack, _ porteur: Int, _ restriction: Restriction, _ duals: Duals, _ cuts: CutTable
  ) -> Found {
    var found = Found()
    for level in instance.levels.indices {
      let bound = worker.load(
        porteur: porteur, level: level, restriction: restriction, duals: duals, purpose: .best)
      guard bound > max(found.value, 0) else { continue }
      if cuts.isEmpty {
        found.value = bound
        found.bound = bound
        found.members.removeAll(keepingCapacity: true)
        worker.appendBest(to: &found.members)
        continue
      }
      var walk = PorteurKnapsack.Walk(floor: found.value, budget: budget, heaviest: .max)
      let isComplete = worker.walk(&walk, cuts: cuts) { members, _, value, walk in
        walk.floor = value
        found.value = value
        found.members = Array(members)
      }
      found.bound = max(found.bound, isComplete ? found.value : bound)
    }
    return found
  }

  /// The greatest reduced value of a group that holds the pair, for each pair of the restriction in its order, cuts left
  /// out; and of each porteur.
  ///
  /// - Parameter shouldStop: asked at each porteur, from any thread.
  /// - Returns: nil when stopped.
  func pairBounds(
    _ restriction: Restriction, duals: Duals, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) -> (pairs: [Double], porteurs: [Double])? {
    let rows = each(restriction, empty: Row(), shouldStop: shouldStop) { worker, porteur in
      self.pairs(worker, porteur, restriction, duals)
    }
    guard let rows else { return nil }
    var pairs = [Double](repeating: -.infinity, count: restriction.candidates.count)
    for (porteur, row) in rows.enumerated() {
      for (offset, value) in row.values.enumerated() { pairs[restriction.starts[porteur] + offset] = value }
    }
    return (pairs, rows.map(\.best))
  }

  private struct Row {
    var values: [Double] = []
    var best = -Double.infinity
  }

  private func pairs(
    _ worker: PorteurKnapsack, _ porteur: Int, _ restriction: Restriction, _ duals: Duals
  ) -> Row {
    let range = restriction.starts[porteur]..<restriction.starts[porteur + 1]
    var row = Row(values: .init(repeating: -.infinity, count: range.count))
    let forced = restriction.forced[porteur]
    for level in instance.levels.indices {
      let bound = worker.load(porteur: porteur, level: level, restriction: restriction, duals: duals, purpose: .pairs)
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

  /// Steps of a walk that enumerates: some tenths of a second.
  private static let enumerationSteps = 20_000_000

  /// All groups whose reduced value, cuts included, exceeds the floor.
  ///
  /// - Parameters:
  ///   - most: groups at the most.
  ///   - shouldStop: asked at each porteur, from any thread.
  /// - Returns: nil when there are more, when a walk takes too long, or when stopped.
  func enumerate(
    _ restriction: Restriction, duals: Duals, cuts: CutTable, floor: Double, most: Int,
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) -> ColumnStore? {
    let total = Atomic<Int>(0)
    let nothing = ColumnStore(unitCount: instance.unitCount)
    let parts = each(restriction, empty: nothing, shouldStop: shouldStop) { worker, porteur -> ColumnStore in
      var store = ColumnStore(unitCount: self.instance.unitCount)
      for level in self.instance.levels.indices {
        guard total.load(ordering: .relaxed) <= most else { break }
        let bound = worker.load(
          porteur: porteur, level: level, restriction: restriction, duals: duals, purpose: .all)
        guard bound > floor else { continue }
        let next = level + 1 < self.instance.levels.count ? self.instance.levels[level + 1].threshold - 1 : .max
        var walk = PorteurKnapsack.Walk(floor: floor, budget: Self.enumerationSteps, heaviest: next)
        var counted = 0
        let isComplete = worker.walk(&walk, cuts: cuts) { members, weight, _, walk in
          store.append(members: members, porteur: porteur, value: self.value(members, level: level))
          counted += 1
          if counted & 255 == 0, total.add(256, ordering: .relaxed).newValue > most { walk.budget = 0 }
        }
        if !isComplete { total.add(most + 1, ordering: .relaxed) }
      }
      return store
    }
    guard let parts, total.load(ordering: .relaxed) <= most else { return nil }
    var all = ColumnStore(unitCount: instance.unitCount)
    for part in parts { all.append(contentsOf: part) }
    return all.count > most ? nil : all
  }

  /// In cents, of a group at the level that its weight has reached.
  private func value(_ members: UnsafeBufferPointer<Int32>, level: Int) -> Double {
    let porteur = Int(members[0])
    var value = instance.levels[level].groupReward
    for member in members {
      value +=
        instance.levels[level].rewards[Int(member)] - (instance.cost(porteur: porteur, unit: Int(member)) ?? .infinity)
    }
    return value
  }

  /// - Returns: nil when stopped.
  private func each<Part>(
    _ restriction: Restriction, empty: Part, shouldStop: @escaping @Sendable () -> Bool,
    _ work: @escaping (PorteurKnapsack, Int) -> Part
  ) -> [Part]? {
    let count = instance.unitCount
    let isStopped = Atomic<Bool>(false)
    var parts = [Part](repeating: empty, count: count)
    parts.withUnsafeMutableBufferPointer { parts in
      // Each porteur is taken by one thread, which alone writes its place and alone uses its own worker.
      nonisolated(unsafe) let parts = parts
      nonisolated(unsafe) let workers = workers
      nonisolated(unsafe) let work = work
      let next = Atomic<Int>(0)
      DispatchQueue.concurrentPerform(iterations: workers.count) { thread in
        while true {
          let porteur = next.add(1, ordering: .relaxed).oldValue
          guard porteur < count, !isStopped.load(ordering: .relaxed) else { return }
          if shouldStop() { isStopped.store(true, ordering: .relaxed) }
          if restriction.isOpen[porteur] { parts[porteur] = work(workers[thread], porteur) }
        }
      }
    }
    return isStopped.load(ordering: .relaxed) ? nil : parts
  }
}
