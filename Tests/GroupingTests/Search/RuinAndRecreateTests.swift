import Testing

@testable import Grouping

@Suite struct RuinAndRecreateTests {
  static func improve(_ quarter: Quarter, seed: UInt64, iterations: Int = 60) -> DistrictPlan {
    var search = RuinAndRecreate(
      quarter.district, options: .init(iterations: iterations, temperatures: 10...300),
      generator: SeededGenerator(seed: seed))
    return search.improve(quarter.plan, shouldStop: { false })
  }

  @Test(arguments: Quarter.families, 0..<4) func soundAndNeverWorse(family: Family, seed: Int) throws {
    let quarter = try Quarter(family, seed: seed)
    let plan = Self.improve(quarter, seed: UInt64(seed))
    plan.expectSound(in: quarter.district)
    #expect(plan.value >= quarter.plan.value)
    #expect(Self.improve(quarter, seed: UInt64(seed)).arrangement == plan.arrangement)
  }

  /// On problems small enough for the oracle it ends at the optimum more often than not, from whatever plan.
  @Test(arguments: [Family.plain, .levels, .noGroupReward, .boundedLevels]) func nearTheOptimum(family: Family) throws {
    var found = 0
    for seed in 0..<12 {
      let problem = TinyProblem(family, seed: seed + 2_000, count: 8)
      let quarter = try Quarter(family, seed: seed, count: 8)
      let value = Self.improve(quarter, seed: 1, iterations: 200).value
      let optimum = Double(BruteForce(problem).optimum)
      #expect(value <= optimum + 10)
      if value >= optimum - 10 { found += 1 }
    }
    #expect(found >= 8)
  }

  @Test func stops() throws {
    let quarter = try Quarter(.plain, seed: 1)
    var search = RuinAndRecreate(
      quarter.district, options: .init(iterations: 60, temperatures: 10...300), generator: SeededGenerator(seed: 1))
    var asked = 0
    let plan = search.improve(quarter.plan) {
      asked += 1
      return asked == 2
    }
    #expect(asked == 2)
    plan.expectSound(in: quarter.district)
    #expect(plan.value >= quarter.plan.value)
  }
}
