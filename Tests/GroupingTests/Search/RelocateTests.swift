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
}
