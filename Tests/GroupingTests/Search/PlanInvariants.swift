import Testing

@testable import Grouping

extension DistrictPlan {
  /// Records an issue for each thing that does not hold: every group admissible and its sums right, every unit in the
  /// group it is said to be in and in no other, the plan's value that of its groups computed anew.
  func expectSound(in district: District, sourceLocation: SourceLocation = #_sourceLocation) {
    var groupOf = [Int](repeating: -1, count: district.count)
    for (index, group) in groups.enumerated() {
      let fresh = WorkingGroup(porteur: group.porteur, members: group.members, in: district)
      #expect(group.weight == fresh.weight, sourceLocation: sourceLocation)
      #expect(group.reward == fresh.reward, sourceLocation: sourceLocation)
      #expect(group.cost == fresh.cost, sourceLocation: sourceLocation)
      // Also whether the porteur is a member, each member a candidate and the weight allowed.
      let column = district.instance.group(porteur: group.porteur, members: group.members)
      #expect(column != nil, sourceLocation: sourceLocation)
      for member in group.members {
        #expect(groupOf[member] == -1, sourceLocation: sourceLocation)
        groupOf[member] = index
      }
    }
    #expect(self.groupOf == groupOf, sourceLocation: sourceLocation)
    #expect(abs(value - valueComputedAnew(in: district)) < 0.01, sourceLocation: sourceLocation)
  }

  func valueComputedAnew(in district: District) -> Double {
    groups.reduce(0) { $0 + WorkingGroup(porteur: $1.porteur, members: $1.members, in: district).value(in: district) }
  }

  /// Who is with whom, and who leads, whatever the order.
  var arrangement: Set<[Int]> { Set(groups.map { [$0.porteur] + $0.members.sorted() }) }

  /// The value after the groups were changed, computed anew; nil when a group is not admissible then.
  func value(
    changing changes: [(group: Int, members: [Int])], in district: District
  ) -> Double? {
    var value = valueComputedAnew(in: district)
    for (index, members) in changes {
      let before = WorkingGroup(porteur: groups[index].porteur, members: groups[index].members, in: district)
      let after = WorkingGroup(porteur: groups[index].porteur, members: members, in: district)
      guard members.contains(groups[index].porteur), after.value(in: district) > -.infinity else { return nil }
      value += after.value(in: district) - before.value(in: district)
    }
    return value
  }
}

/// A district and a random plan for it, a poor one that leaves something to improve.
struct Quarter {
  static let families: [Family] = [
    .plain, .bounded, .levels, .boundedLevels, .proportional, .noGroupReward, .onePoint, .costly,
  ]

  let district: District
  let plan: DistrictPlan

  init(_ family: Family, seed: Int, count: Int = 24) throws {
    let instance = try TinyProblem(family, seed: seed + 2_000, count: count).instance()
    var generator = SeededGenerator(seed: UInt64(seed))
    let prices = instance.rewards.map { Double($0) * generator.unit() }
    let district = District(instance, units: Array(0..<count), prices: prices, mostGroups: .max)
    self.district = district
    plan = DistrictPlan(
      groups: instance.randomSolution(generator: &generator).groups.map {
        WorkingGroup(porteur: $0.porteur, members: $0.members, in: district)
      }, in: district)
  }
}
