import Testing

@testable import Grouping

@Suite struct InsertionTests {
  @Test(arguments: Quarter.families, 0..<6) func bestGroup(family: Family, seed: Int) throws {
    let quarter = try Quarter(family, seed: seed)
    var plan = quarter.plan
    for unit in 0..<quarter.district.count where plan.groupOf[unit] < 0 {
      let before = plan
      let best =
        plan.groups.indices.compactMap { index in
          before.value(changing: [(index, before.groups[index].members + [unit])], in: quarter.district)
        }.max() ?? -.infinity
      let joined = Insertion.apply(&plan, unit: unit, in: quarter.district)
      plan.expectSound(in: quarter.district)
      if best > before.value + 0.51 {
        #expect(joined != nil && abs(plan.value - best) < 0.01)
        #expect(joined == plan.groupOf[unit])
      } else if best < before.value + 0.49 {
        #expect(joined == nil && plan.arrangement == before.arrangement)
      }
    }
  }
}
