import Testing

@testable import Grouping

@Suite struct AnnealingRoundTests {
  /// Sound, never worse, and the same whatever the number of threads; as one area and cut into several.
  @Test(arguments: [Family.plain, .boundedLevels, .costly], [12, 200]) func sameOnAllThreads(
    family: Family, areaSize: Int
  ) throws {
    let instance = try TinyProblem(family, seed: 3_300, count: 40).instance()
    var generator = SeededGenerator(seed: 3)
    let start = instance.randomSolution(generator: &generator)
    let results = [1, 2, 3].map { threads in
      AnnealingRound(
        instance: instance, threads: threads, annealing: Annealing(options: .init(movesPerUnit: 800)),
        areaSize: areaSize
      ).run(start, seed: 7, number: 2, shouldStop: { false })
    }
    #expect(instance.isConsistent(results[0]) && results[0].value >= start.value)
    #expect(results.allSatisfy { $0 == results[0] })
  }

  /// Where the number of groups is limited, areas together keep to it: as many medians as nodes would cost nothing.
  @Test(arguments: 0..<4) func areasKeepTheNumberOfGroups(seed: Int) throws {
    let example = MedianProblemTests.Example(seed: seed, count: 60, medians: 12)
    let instance = try example.problem.instance(penalty: 200)
    var generator = SeededGenerator(seed: UInt64(seed))
    let start = instance.randomSolution(generator: &generator)
    let limited = Solution(groups: Array(start.groups.prefix(instance.groupLimit)))
    let plan = AnnealingRound(
      instance: instance, threads: 2, annealing: Annealing(options: .init(movesPerUnit: 800, moreGroups: 3)),
      areaSize: 15
    ).run(limited, seed: 7, number: 2, shouldStop: { false })
    #expect(instance.isConsistent(plan) && plan.value >= limited.value)
    #expect(plan.groups.count <= 12)
  }

  @Test func stopsBetweenDistricts() throws {
    let instance = try TinyProblem(.plain, seed: 3_301, count: 40).instance()
    var generator = SeededGenerator(seed: 3)
    let start = instance.randomSolution(generator: &generator)
    let round = AnnealingRound(instance: instance, threads: 1, annealing: Annealing(), areaSize: 12)
    #expect(round.run(start, seed: 7, number: 2, shouldStop: { true }) == start)
  }

  @Test func movesThatFit() {
    let one = AnnealingRound.movesPerUnit(seconds: 10, unitCount: 1_000, threads: 1)
    #expect(one > 1_000 && AnnealingRound.movesPerUnit(seconds: 10, unitCount: 1_000, threads: 2) >= 2 * one)
    #expect(AnnealingRound.movesPerUnit(seconds: -1, unitCount: 1_000, threads: 1) == 0)
    #expect(AnnealingRound.movesPerUnit(seconds: .infinity, unitCount: 0, threads: 1) > 0)
  }
}
