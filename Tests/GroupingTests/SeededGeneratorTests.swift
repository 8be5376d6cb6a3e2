import Testing

@testable import Grouping

@Suite struct SeededGeneratorTests {
  /// The first outputs of Vigna's splitmix64.c.
  @Test(
    arguments: [
      (0, [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F]),
      (1_234_567, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]),
    ] as [(UInt64, [UInt64])]) func publishedSequence(seed: UInt64, outputs: [UInt64])
  {
    var generator = SeededGenerator(seed: seed)
    #expect(outputs.map { _ in generator.next() } == outputs)
  }

  @Test func tasksHaveSequencesOfTheirOwn() {
    var firsts: Set<UInt64> = []
    for seed in 0..<4 {
      for round in 0..<8 {
        for task in 0..<16 {
          var generator = SeededGenerator(seed: UInt64(seed), round: round, task: task)
          var again = SeededGenerator(seed: UInt64(seed), round: round, task: task)
          let first = generator.next()
          #expect(again.next() == first)
          firsts.insert(first)
        }
      }
    }
    #expect(firsts.count == 4 * 8 * 16)
  }

  @Test(arguments: [1, 2, 3, 7, 10]) func belowIsUniform(bound: Int) {
    var generator = SeededGenerator(seed: 5)
    var counts = [Int](repeating: 0, count: bound)
    let draws = 2_000 * bound
    for _ in 0..<draws { counts[generator.below(bound)] += 1 }
    // Five standard deviations.
    #expect(counts.allSatisfy { abs($0 - 2_000) < 230 })
  }

  @Test func unitIsUniform() {
    var generator = SeededGenerator(seed: 6)
    let draws = (0..<10_000).map { _ in generator.unit() }
    #expect(draws.allSatisfy { (0..<1).contains($0) })
    #expect(abs(draws.reduce(0, +) / 10_000 - 0.5) < 0.015)
  }
}
