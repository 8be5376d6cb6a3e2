import Testing

@testable import Grouping

@Suite struct DistrictRoundTests {
  static func round(_ family: Family, seed: Int, size: Int, threads: Int = 2) throws -> (DistrictRound, Solution) {
    let instance = try TinyProblem(family, seed: seed + 2_400, count: 40).instance()
    var generator = SeededGenerator(seed: UInt64(seed))
    var round = DistrictRound(instance: instance, prices: instance.rewards.map(Double.init), threads: threads)
    round.size = size
    return (round, instance.randomSolution(generator: &generator))
  }

  /// Every unit in one district, every group in one as a whole.
  @Test(arguments: Quarter.families, [1, 7, 12, 200]) func districts(family: Family, size: Int) throws {
    let (round, solution) = try Self.round(family, seed: 1, size: size)
    var generator = SeededGenerator(seed: 9)
    let districts = round.districts(of: solution, generator: &generator)
    #expect(districts.joined().sorted() == Array(0..<40))
    #expect(districts.allSatisfy { $0 == $0.sorted() })
    for group in solution.groups {
      #expect(districts.contains { $0.contains(group.porteur) && Set(group.members).isSubset(of: $0) })
    }
    // Larger than asked for only where one group is.
    let largest = solution.groups.map(\.members.count).max() ?? 1
    #expect(districts.allSatisfy { $0.count <= max(size, largest) })
  }

  @Test(arguments: Quarter.families, 0..<3) func neverWorse(family: Family, seed: Int) throws {
    let (round, solution) = try Self.round(family, seed: seed, size: 14)
    var generator = SeededGenerator(seed: UInt64(seed))
    let districts = round.districts(of: solution, generator: &generator)
    let improved = round.run(solution, districts: districts) { district, plan, task in
      plan.expectSound(in: district)
      var search = RuinAndRecreate(
        district, options: .init(iterations: 20), generator: SeededGenerator(seed: 1, round: 0, task: task))
      return search.improve(plan, shouldStop: { false })
    }
    #expect(round.instance.isConsistent(improved) && improved.value >= solution.value)
    let (alone, _) = try Self.round(family, seed: seed, size: 14, threads: 1)
    let again = alone.run(solution, districts: districts) { district, plan, task in
      var search = RuinAndRecreate(
        district, options: .init(iterations: 20), generator: SeededGenerator(seed: 1, round: 0, task: task))
      return search.improve(plan, shouldStop: { false })
    }
    #expect(again == improved)
  }

  /// What makes a district worse, or leaves it as it was, is not taken over.
  @Test(arguments: [Family.plain, .levels]) func worseIsRefused(family: Family) throws {
    let (round, solution) = try Self.round(family, seed: 4, size: 14)
    var generator = SeededGenerator(seed: 2)
    let districts = round.districts(of: solution, generator: &generator)
    let good = Solution(groups: solution.groups.filter { $0.value > 0 })
    try #require(good.groups.count > 1)
    let kept = round.run(good, districts: districts) { district, _, _ in DistrictPlan(groups: [], in: district) }
    #expect(Set(kept.groups) == Set(good.groups))
    let same = round.run(good, districts: districts) { _, plan, _ in plan }
    #expect(Set(same.groups) == Set(good.groups))
  }
}
