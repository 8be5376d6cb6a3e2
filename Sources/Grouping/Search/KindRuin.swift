/// Ruin and recreate within one kind, over the units of a district that it allows; each group found is then one of the kind
/// that values it most.
struct KindRuin: Sendable {
  let seed: UInt64
  /// Iterations for each unit of the district.
  var iterationsPerUnit = SearchParameters.Ruin.iterationsPerUnit
  /// From the end to the start, in cents.
  let temperatures: ClosedRange<Double>
  /// Prices of the units as each kind has them, tolls of the resources included, in cents.
  private let prices: [[Double]]

  /// - Parameter prices: to form groups by.
  init(_ joint: JointInstance, prices: BoundGeneration.Prices, seed: UInt64, temperatures: ClosedRange<Double>) {
    self.seed = seed
    self.temperatures = temperatures
    self.prices = joint.kinds.map { kind in
      zip(kind.units, kind.tolls(prices.rates).units).map { prices.units[$0] + $1 }
    }
  }

  /// - Returns: groups worth more, if any were found, and the steps of work done.
  func improved(
    _ part: District.Part, of joint: JointInstance, number: Int, task: Int, shouldStop: () -> Bool
  ) -> (better: [JointGroup]?, work: Int) {
    var generator = SeededGenerator(seed: seed, round: number, task: task)
    guard let index = kind(for: part, of: joint, generator: &generator) else { return (nil, 1) }
    let kind = joint.kinds[index]
    let usable = part.groups.filter { group in
      joint.group(kind: index, porteur: group.porteur, members: group.members) != nil
    }
    let held = Set(part.groups.flatMap(\.members)).subtracting(usable.flatMap(\.members))
    let inside = part.units.filter { kind.local($0) != nil && !held.contains($0) }
    guard inside.count > 1 else { return (nil, 1) }
    var place = [Int: Int](minimumCapacity: inside.count)
    for (rank, unit) in inside.enumerated() { place[unit] = rank }
    let district = District(
      kind.instance, units: inside.compactMap { kind.local($0) }, prices: prices[index], mostGroups: usable.count)
    let start = DistrictPlan(
      groups: usable.map { group in
        WorkingGroup(
          porteur: place[group.porteur] ?? 0, members: group.members.compactMap { place[$0] }, in: district)
      }, in: district)
    let options = RuinAndRecreate.Options(
      iterations: iterationsPerUnit * district.count, temperatures: temperatures)
    var search = RuinAndRecreate(district, options: options, generator: generator)
    let after = search.improve(start, shouldStop: shouldStop).groups.compactMap { group in
      joint.mended(kind: index, porteur: inside[group.porteur], members: group.members.map { inside[$0] })
    }
    let work = options.iterations * district.count * SearchParameters.Work.ruinOfUnit
    guard joint.missing(in: after).count <= joint.missing(in: usable).count else { return (nil, work) }
    let all = part.groups.filter { !usable.contains($0) } + after
    guard joint.worth(of: all, limits: part.limits) > joint.worth(of: part.groups, limits: part.limits),
      joint.isWithin(zip(part.limits, joint.drawn(by: all)).map { $0 - $1 })
    else { return (nil, work) }
    return (all, work)
  }

  /// One of the kinds of the groups at hand, and now and then any that allows a unit.
  private func kind(
    for part: District.Part, of joint: JointInstance, generator: inout SeededGenerator
  ) -> Int? {
    guard joint.kinds.count > 1 else { return joint.kinds.indices.first }
    let allowing = joint.kinds.indices.filter { index in
      part.units.contains { joint.kinds[index].local($0) != nil }
    }
    guard !allowing.isEmpty else { return nil }
    let present = Array(Set(part.groups.map(\.kind))).sorted()
    let choices = present.isEmpty || generator.below(2) == 0 ? allowing : present
    return choices[generator.below(choices.count)]
  }
}
