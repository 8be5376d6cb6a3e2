import Testing

@testable import Grouping

@Suite struct PairRowTests {
  /// The same place as going through the row, also where a neighbouring row holds the unit.
  @Test(arguments: 0..<20) func likeGoingThroughTheRow(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    var candidates: [Int32] = []
    var rows: [Range<Int>] = []
    for _ in 0..<6 {
      let first = candidates.count
      candidates += (0..<Int32(12)).filter { _ in generator.below(3) > 0 }
      rows.append(first..<candidates.count)
    }
    for row in rows {
      for unit in -1...12 {
        #expect(PairRow.place(of: unit, in: candidates, row) == row.first { candidates[$0] == unit })
      }
    }
  }
}
