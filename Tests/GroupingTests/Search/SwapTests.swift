import Testing

@testable import Grouping

@Suite struct SwapTests {
  /// Every other unit, in a group or in none.
  @Test(arguments: Quarter.families, 0..<6) func bestSwap(family: Family, seed: Int) throws {
    let quarter = try Quarter(family, seed: seed)
    let district = quarter.district
    var plan = quarter.plan
    for unit in 0..<district.count {
      let before = plan
      let swap = Swap.apply(&plan, unit: unit, reach: district.count, in: district)
      plan.expectSound(in: district)
      let first = before.groupOf[unit]
      guard first >= 0, before.groups[first].porteur != unit else {
        #expect(swap == nil && plan.arrangement == before.arrangement)
        continue
      }
      let best =
        (0..<district.count).compactMap { other -> Double? in
          let second = before.groupOf[other]
          guard second != first else { return nil }
          let mine = (group: first, members: before.groups[first].members.filter { $0 != unit } + [other])
          guard second >= 0 else { return before.value(changing: [mine], in: district) }
          guard before.groups[second].porteur != other else { return nil }
          let theirs = (group: second, members: before.groups[second].members.filter { $0 != other } + [unit])
          return before.value(changing: [mine, theirs], in: district)
        }.max() ?? -.infinity
      if best > before.value + 0.51 {
        #expect(swap?.0 == first && swap?.1 == plan.groupOf[unit])
        #expect(abs(plan.value - best) < 0.01)
      } else if best < before.value + 0.49 {
        #expect(swap == nil && plan.arrangement == before.arrangement)
      }
    }
  }
}
