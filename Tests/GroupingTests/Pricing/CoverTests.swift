import Testing

@testable import Grouping

@Suite struct CoverTests {
  /// Every weight up to what is missing, against all subsets of the units offered.
  @Test(arguments: 0..<80) func againstEnumeration(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed) &+ 500)
    let heaviest = 1 + generator.below(4)
    let reach = 1 + generator.below(9)
    let lists = LossLists(heaviest: heaviest, reach: reach)
    var cover = Cover(capacity: lists.capacity, reach: reach, heaviest: heaviest)
    for _ in 0..<2 {
      let units = (0..<generator.below(9)).map { _ in
        (
          loss: generator.below(10) == 0 ? Double.infinity : Double(generator.below(60)),
          weight: 1 + generator.below(heaviest)
        )
      }
      let missing = generator.below(reach + 1)
      lists.clear(reach: missing)
      for (unit, (loss, weight)) in units.enumerated() { lists.offer(loss: loss, unit: Int32(unit), weight: weight) }
      cover.solve(lists, missing: missing)
      for weight in -1...missing {
        let least =
          (0..<(1 << units.count)).map { BruteForce.units(of: $0) }
          .filter { set in set.reduce(0) { $0 + units[$1].weight } >= weight }
          .map { set in set.reduce(0) { $0 + units[$1].loss } }.min() ?? .infinity
        let found = cover.loss(missing: weight)
        #expect(found == least)
        guard found < .infinity else { continue }
        var members: [Int32] = []
        cover.appendSolution(missing: weight, to: &members)
        let covered = cover.weight(missing: weight)
        #expect(Set(members).count == members.count)
        #expect(members.reduce(0) { $0 + units[Int($1)].loss } == least)
        #expect(members.reduce(0) { $0 + units[Int($1)].weight } == covered)
        #expect(covered >= weight)
      }
    }
  }
}
