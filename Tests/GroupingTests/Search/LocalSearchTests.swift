import Testing

@testable import Grouping

@Suite struct LocalSearchTests {
  /// Never worse, sound, and once nothing changes any more no operator gains anywhere.
  @Test(arguments: Quarter.families, 0..<5) func localOptimum(family: Family, seed: Int) throws {
    let quarter = try Quarter(family, seed: seed, count: 30)
    let district = quarter.district
    var plan = quarter.plan
    var before: Set<[Int]> = []
    var passes = 0
    while before != plan.arrangement {
      before = plan.arrangement
      let value = plan.value
      LocalSearch.improve(&plan, touched: Array(plan.groups.indices), in: district)
      plan.expectSound(in: district)
      #expect(plan.value > value + 0.4 || plan.arrangement == before)
      passes += 1
      try #require(passes < 50)
    }
    var last = plan
    for group in plan.groups.indices { #expect(!PorteurChange.apply(&last, group: group, in: district)) }
    for unit in 0..<district.count {
      #expect(Relocate.apply(&last, unit: unit, in: district) == nil)
      #expect(Swap.apply(&last, unit: unit, reach: 30, in: district) == nil)
    }
  }

  /// Most random plans leave something to improve; the test above would not notice a search that does nothing at all.
  @Test func findsSomething() throws {
    let gains = try (0..<5).map { seed in
      let quarter = try Quarter(.noGroupReward, seed: seed, count: 30)
      var plan = quarter.plan
      LocalSearch.improve(&plan, touched: Array(plan.groups.indices), in: quarter.district)
      return plan.value - quarter.plan.value
    }
    #expect(gains.filter { $0 > 100 }.count >= 4)
  }
}
