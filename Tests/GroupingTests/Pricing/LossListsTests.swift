import Testing

@testable import Grouping

@Suite struct LossListsTests {
  /// Each class holds its least losses, ascending, and no more than can matter.
  @Test(arguments: 0..<50) func leastLossesOfEachClass(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let heaviest = 1 + generator.below(5)
    let reach = 2 + generator.below(9)
    let lists = LossLists(heaviest: heaviest, reach: reach)
    for _ in 0..<3 {
      let now = generator.below(reach + 1)
      lists.clear(reach: now)
      let units = (0..<Int32(generator.below(40))).map { unit in
        (unit: unit, loss: Double(generator.below(1_000)) + Double(unit) / 64, weight: 1 + generator.below(heaviest))
      }
      for (unit, loss, weight) in units { lists.offer(loss: loss, unit: unit, weight: weight) }
      for weight in 1...heaviest {
        let needed = stride(from: 0, to: now, by: weight).underestimatedCount
        let expected = units.filter { $0.weight == weight }.sorted { $0.loss < $1.loss }.prefix(needed)
        let kept = (0..<lists.count(weight: weight)).map { lists.loss(weight: weight, rank: $0) }
        let keptUnits = (0..<lists.count(weight: weight)).map { lists.unit(weight: weight, rank: $0) }
        #expect(kept == expected.map(\.loss))
        #expect(keptUnits == expected.map(\.unit))
      }
    }
  }
}
