import Testing

@testable import Grouping

@Suite struct SetPackingTests {
  @Test(arguments: Quarter.families, 0..<2) func soundAndNeverWorse(family: Family, seed: Int) throws {
    let quarter = try Quarter(family, seed: seed, count: 16)
    let plan = SetPacking().improve(quarter.plan, in: quarter.district, shouldStop: { false })
    plan.expectSound(in: quarter.district)
    #expect(plan.value > quarter.plan.value || plan.arrangement == quarter.plan.arrangement)
  }

  /// The columns that pricing meets nearly always hold the optimum, from no plan at all.
  @Test(arguments: [Family.plain, .bounded, .levels, .noGroupReward]) func nearTheOptimum(family: Family) throws {
    var found = 0
    for seed in 0..<12 {
      let problem = TinyProblem(family, seed: seed + 2_000, count: 8)
      let district = try Quarter(family, seed: seed, count: 8).district
      let plan = SetPacking().improve(DistrictPlan(groups: [], in: district), in: district, shouldStop: { false })
      let solution = Solution(
        groups: plan.groups.compactMap { district.instance.group(porteur: $0.porteur, members: $0.members) })
      let optimum = BruteForce(problem).optimum
      #expect(solution.groups.count == plan.groups.count && solution.value <= optimum)
      if solution.value == optimum { found += 1 }
    }
    #expect(found >= 10)
  }

  @Test func stops() throws {
    let quarter = try Quarter(.plain, seed: 3, count: 16)
    let plan = SetPacking().improve(quarter.plan, in: quarter.district, shouldStop: { true })
    #expect(plan.arrangement == quarter.plan.arrangement)
  }
}
