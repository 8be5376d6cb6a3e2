import Testing

@testable import Grouping

@Suite struct RelocateTests {
  /// Every place that the unit could go to, and none.
  @Test(arguments: Quarter.families, 0..<6) func bestMove(family: Family, seed: Int) throws {
    let quarter = try Quarter(family, seed: seed)
    var plan = quarter.plan
    for unit in 0..<quarter.district.count {
      let before = plan
      let move = Relocate.apply(&plan, unit: unit, in: quarter.district)
      plan.expectSound(in: quarter.district)
      let from = before.groupOf[unit]
      guard from >= 0, before.groups[from].porteur != unit else {
        #expect(move == nil && plan.arrangement == before.arrangement)
        continue
      }
      let without = (group: from, members: before.groups[from].members.filter { $0 != unit })
      let values =
        [before.value(changing: [without], in: quarter.district)]
        + before.groups.indices.filter { $0 != from }.map { index in
          before.value(
            changing: [without, (index, before.groups[index].members + [unit])], in: quarter.district)
        }
      let best = values.compactMap(\.self).max() ?? -.infinity
      if best > before.value + 0.51 {
        #expect(move?.from == from && abs(plan.value - best) < 1)
        #expect(move?.to == (plan.groupOf[unit] < 0 ? nil : plan.groupOf[unit]))
      } else if best < before.value + 0.49 {
        #expect(move == nil && plan.arrangement == before.arrangement)
      }
    }
  }

  /// A unit that its group is better off without still goes where it brings a little, rather than nowhere.
  @Test(arguments: [(90, 1), (110, nil)] as [(Int, Int?)]) func fromLossToGain(cost: Int, target: Int?) throws {
    let instance = try Instance(
      weights: [2, 2, 2, 2, 1], rewards: [100, 100, 100, 100, 100], groupReward: 0, minimum: 4, maximum: nil,
      cost: { porteur, unit in unit != 4 ? 0 : porteur == 0 ? 300 : cost })
    let district = District(instance, units: Array(0..<5), prices: [0, 0, 0, 0, 0], mostGroups: .max)
    var plan = DistrictPlan(
      groups: [
        WorkingGroup(porteur: 0, members: [0, 1, 4], in: district),
        WorkingGroup(porteur: 2, members: [2, 3], in: district),
      ], in: district)
    let move = Relocate.apply(&plan, unit: 4, in: district)
    plan.expectSound(in: district)
    #expect(move?.from == 0 && move?.to == target)
    #expect(plan.value == (target == nil ? 400 : 410))
  }
}
