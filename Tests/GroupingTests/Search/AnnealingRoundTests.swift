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

  @Test func movesThatFit() {
    let one = AnnealingRound.movesPerUnit(seconds: 10, unitCount: 1_000, threads: 1)
    #expect(one > 1_000 && AnnealingRound.movesPerUnit(seconds: 10, unitCount: 1_000, threads: 2) >= 2 * one)
    #expect(AnnealingRound.movesPerUnit(seconds: -1, unitCount: 1_000, threads: 1) == 0)
    #expect(AnnealingRound.movesPerUnit(seconds: .infinity, unitCount: 0, threads: 1) > 0)
  }
}
