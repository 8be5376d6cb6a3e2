import Dispatch
import Synchronization

/// Annealing kind by kind: the groups of each kind, and the ungrouped units that it allows, as a problem of their own.
struct JointAnnealing {
  let joint: JointInstance
  let threads: Int
  let seed: UInt64
  let movesPerUnit: Int
  let shouldStop: @Sendable () -> Bool

  /// - Parameter number: of the round, for random numbers of its own.
  /// - Returns: a plan worth no less. Envelopes are not looked at.
  func round(_ groups: [JointGroup], number: Int) -> [JointGroup] {
    let present = Set(groups.map(\.kind)).sorted()
    guard !present.isEmpty else { return groups }
    var isGrouped = [Bool](repeating: false, count: joint.unitCount)
    for group in groups { for member in group.members { isGrouped[member] = true } }
    // Each ungrouped unit goes to one kind, so that no two take it.
    var generator = SeededGenerator(seed: seed, round: number, task: -2)
    var loose = [Int: [Int]]()
    for unit in isGrouped.indices where !isGrouped[unit] {
      let allowing = present.filter { joint.kinds[$0].local(unit) != nil }
      if !allowing.isEmpty { loose[allowing[generator.below(allowing.count)], default: []].append(unit) }
    }
    let own = present.map { kind in groups.filter { $0.kind == kind } }
    let extra = present.map { loose[$0] ?? [] }
    var results = [[JointGroup]](repeating: [], count: present.count)
    results.withUnsafeMutableBufferPointer { results in
      // Each task alone writes its own place.
      nonisolated(unsafe) let results = results
      let next = Atomic<Int>(0)
      let width = max(1, min(threads, present.count))
      DispatchQueue.concurrentPerform(iterations: width) { _ in
        while true {
          let task = next.add(1, ordering: .relaxed).oldValue
          guard task < present.count else { return }
          results[task] = self.improved(
            own[task], and: extra[task], kind: present[task], number: number, task: task,
            threads: max(1, threads / width))
        }
      }
    }
    return Array(results.joined())
  }

  private func improved(
    _ before: [JointGroup], and loose: [Int], kind index: Int, number: Int, task: Int, threads: Int
  ) -> [JointGroup] {
    let kind = joint.kinds[index]
    let units = (before.flatMap(\.members) + loose).compactMap { kind.local($0) }.sorted()
    guard units.count > 2 else { return before }
    let instance = kind.instance.restricted(to: units, mostGroups: .max)
    var local = [Int](repeating: -1, count: kind.units.count)
    for (place, unit) in units.enumerated() { local[unit] = place }
    let start = Solution(
      groups: before.map { group in
        Group(
          porteur: local[kind.local(group.porteur) ?? 0],
          members: group.members.compactMap { kind.local($0).map { local[$0] } },
          value: group.value)
      })
    var annealing = Annealing()
    annealing.options.movesPerUnit = movesPerUnit
    annealing.options.moreGroups = 1 + before.count / 50
    let round = AnnealingRound(instance: instance, threads: threads, annealing: annealing)
    let found = round.run(start, seed: seed &+ UInt64(task), number: number, shouldStop: shouldStop)
    guard found.value > before.value else { return before }
    let after = found.groups.compactMap { group in
      joint.mended(
        kind: index, porteur: kind.units[units[group.porteur]], members: group.members.map { kind.units[units[$0]] })
    }
    let isBetter = after.value > before.value && joint.missing(in: after).count <= joint.missing(in: before).count
    return isBetter ? after : before
  }
}
