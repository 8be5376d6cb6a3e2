import Testing

@testable import Grouping

@Suite struct PorteurChangeTests {
  @Test(arguments: Quarter.families, 0..<6) func bestPorteur(family: Family, seed: Int) throws {
    let quarter = try Quarter(family, seed: seed)
    let district = quarter.district
    var plan = quarter.plan
    for index in plan.groups.indices {
      let before = plan
      let group = plan.groups[index]
      let least =
        group.members.map { porteur in
          group.members.reduce(0) { $0 + district.cost(porteur, $1) }
        }.min() ?? .infinity
      let hasChanged = PorteurChange.apply(&plan, group: index, in: district)
      plan.expectSound(in: district)
      #expect(hasChanged == (least < group.cost))
      #expect(plan.groups[index].cost == least)
      #expect(abs(plan.value - before.value - (group.cost - least)) < 0.01)
      #expect(Set(plan.groups[index].members) == Set(group.members))
    }
  }
}
