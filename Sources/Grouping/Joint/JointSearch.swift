import Dispatch
import Synchronization

/// Improves a joint plan district by district: some neighbouring groups and the ungrouped units among them, formed anew by
/// set packing over groups of all kinds, or by ruin and recreate within one kind that allows most of the units.
struct JointSearch {
  let joint: JointInstance
  let prices: [Double]
  let rates: [Double]
  let threads: Int
  let seed: UInt64
  let clock: SearchClock
  /// Groups that the bound has met and that a better plan may hold.
  let known: [JointGroup]
  private var shouldStop: @Sendable () -> Bool { clock.stopper() }

  enum Move { case packing, ruin }

  /// One round over all districts. With envelopes one district at a time, since all draw on the same money.
  ///
  /// - Parameters:
  ///   - size: units in a district, about.
  ///   - centers: units to begin districts from, in this order; each district takes in what lies around.
  /// - Returns: a plan worth no less.
  func round(
    _ groups: [JointGroup], move: Move, size: Int, number: Int, centers: [Int]
  ) -> [JointGroup] {
    let shouldStop = shouldStop
    let districts = joint.districts(of: groups, size: size, centers: centers, shouldStop: shouldStop)
    var groupOf = [Int](repeating: -1, count: joint.unitCount)
    for (index, group) in groups.enumerated() { for member in group.members { groupOf[member] = index } }
    let inside = districts.map { district in Set(district.map { groupOf[$0] }).subtracting([-1]).sorted() }
    var results = [[JointGroup]?](repeating: nil, count: districts.count)
    if joint.envelopes.isEmpty {
      results.withUnsafeMutableBufferPointer { results in
        // Each task alone writes its own place.
        nonisolated(unsafe) let results = results
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: max(1, threads)) { _ in
          while true {
            let task = next.add(1, ordering: .relaxed).oldValue
            guard task < districts.count, !shouldStop() else { return }
            results[task] = self.improved(
              inside[task].map { groups[$0] }, units: districts[task], envelopes: [], move: move, number: number,
              task: task)
          }
        }
      }
    } else {
      var left = joint.left(by: groups)
      for task in districts.indices where !shouldStop() {
        let before = inside[task].map { groups[$0] }
        let drawn = joint.drawn(by: before)
        let better = improved(
          before, units: districts[task], envelopes: zip(left, drawn).map { $0 + $1 }, move: move, number: number,
          task: task)
        guard let better else { continue }
        results[task] = better
        let now = joint.drawn(by: better)
        for envelope in left.indices { left[envelope] += drawn[envelope] - now[envelope] }
      }
    }
    var kept = [Bool](repeating: true, count: groups.count)
    var new: [JointGroup] = []
    for task in districts.indices {
      guard let better = results[task] else { continue }
      for index in inside[task] { kept[index] = false }
      new.append(contentsOf: better)
    }
    return groups.indices.filter { kept[$0] }.map { groups[$0] } + new
  }

  private func improved(
    _ before: [JointGroup], units: [Int], envelopes: [Int], move: Move, number: Int, task: Int
  ) -> [JointGroup]? {
    switch move {
    case .packing: packed(before, units: units, envelopes: envelopes)
    case .ruin: ruined(before, units: units, envelopes: envelopes, number: number, task: task)
    }
  }

  /// Rounds of pricing in a district, and columns handed to the integer optimiser at the most.
  private static let rounds = 200
  private static let columns = 800

  private func packed(_ before: [JointGroup], units: [Int], envelopes: [Int]) -> [JointGroup]? {
    let local = joint.restricted(to: units, envelopes: envelopes)
    guard local.groupLimit >= 1 else { return nil }
    var number = [Int: Int](minimumCapacity: units.count)
    for (place, unit) in units.enumerated() { number[unit] = place }
    var pool = JointPool()
    for group in before {
      let members = group.members.compactMap { number[$0] }
      guard let porteur = number[group.porteur],
        let column = local.group(kind: group.kind, porteur: porteur, members: members)
      else { return nil }
      pool.insert(column, of: local)
    }
    for group in known {
      guard let porteur = number[group.porteur] else { continue }
      let members = group.members.compactMap { number[$0] }
      guard members.count == group.members.count,
        let column = local.group(kind: group.kind, porteur: porteur, members: members)
      else { continue }
      pool.insert(column, of: local)
    }
    let value = before.value
    let shouldStop = shouldStop
    // What an envelope has left differs from district to district, and the prices with it.
    let start = envelopes.isEmpty ? units.map { prices[$0] } : nil
    let bound = Bound(local, threads: 1, prices: start, options: Bound.Options(patience: 30))
    var round = 0
    while round < Self.rounds, !bound.isExhausted, !shouldStop() {
      let priced = bound.iterate(target: Double(value), exact: bound.hasSettled || round > Self.rounds / 2)
      pool.insert(priced, of: local)
      round += 1
    }
    let slack = bound.bestBound - Double(value)
    guard slack > 0.5, !shouldStop() else { return nil }
    let candidates = pool.promising(
      local, prices: bound.bestPrices, rates: bound.bestRates, slack: slack, most: Self.columns)
    let outcome = JointPacking(nodes: 200, timeLimit: 2).solve(
      candidates, joint: local, above: value, shouldStop: shouldStop, ranOut: { clock.decide() })
    return outcome.groups?.map { $0.renumbered { units[$0] } }
  }

  /// Ruin and recreate within a kind, over the units that it allows; each group found is then one of the kind that values
  /// it most.
  private func ruined(
    _ before: [JointGroup], units: [Int], envelopes: [Int], number: Int, task: Int
  ) -> [JointGroup]? {
    var generator = SeededGenerator(seed: seed, round: number, task: task)
    let allowing = joint.kinds.indices.filter { index in units.contains { joint.kinds[index].local($0) != nil } }
    guard !allowing.isEmpty else { return nil }
    // The kinds of the groups at hand, and now and then any.
    let present = Array(Set(before.map(\.kind))).sorted()
    let choices = present.isEmpty || generator.below(2) == 0 ? allowing : present
    let index = choices[generator.below(choices.count)]
    let kind = joint.kinds[index]
    let usable = before.filter { group in
      joint.group(kind: index, porteur: group.porteur, members: group.members) != nil
    }
    let held = Set(before.flatMap(\.members)).subtracting(usable.flatMap(\.members))
    let inside = units.filter { kind.local($0) != nil && !held.contains($0) }
    guard inside.count > 1 else { return nil }
    var place = [Int: Int](minimumCapacity: inside.count)
    for (rank, unit) in inside.enumerated() { place[unit] = rank }
    let rate = kind.envelope.map { rates[$0] } ?? 0
    let district = District(
      kind.instance, units: inside.compactMap { kind.local($0) },
      prices: kind.units.enumerated().map { prices[$1] + rate * Double(kind.instance.rewards[$0]) }, mostGroups: .max)
    let start = DistrictPlan(
      groups: usable.map { group in
        WorkingGroup(
          porteur: place[group.porteur] ?? 0, members: group.members.compactMap { place[$0] }, in: district)
      }, in: district)
    var search = RuinAndRecreate(
      district, options: .init(iterations: 10 * district.count), generator: generator)
    let after = search.improve(start, shouldStop: shouldStop).groups.compactMap { group in
      joint.mended(kind: index, porteur: inside[group.porteur], members: group.members.map { inside[$0] })
    }
    guard after.value > usable.value, joint.missing(in: after).count <= joint.missing(in: usable).count else {
      return nil
    }
    let all = before.filter { !usable.contains($0) } + after
    if !envelopes.isEmpty {
      guard zip(joint.drawn(by: all), envelopes).allSatisfy({ $0 <= $1 }) else { return nil }
    }
    return all
  }
}
