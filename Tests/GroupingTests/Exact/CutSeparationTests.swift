import Testing

@testable import Grouping

@Suite struct CutSeparationTests {
  /// Columns of a few units each, with shares that need not come from any relaxation.
  static func columns(seed: Int, unitCount: Int) -> [FractionalColumn] {
    var generator = SeededGenerator(seed: UInt64(seed) &+ 31)
    return (0..<30).map { _ in
      let members = (0..<unitCount).filter { _ in generator.below(4) == 0 }.map(Int32.init)
      return FractionalColumn(members: members, share: 0.05 + 0.3 * generator.unit())
    }
  }

  static func violation(_ units: [Int], _ columns: [FractionalColumn]) -> Double {
    columns.reduce(-1) { sum, column in
      sum + (units.count(where: { column.members.contains(Int32($0)) }) >= 2 ? column.share : 0)
    }
  }

  /// The most violated triple of all is found, and what is found is violated.
  @Test(arguments: 0..<12) func likeAllTriples(seed: Int) throws {
    let count = 9
    let columns = Self.columns(seed: seed, unitCount: count)
    var best = -Double.infinity
    for i in 0..<count {
      for j in (i + 1)..<count {
        for k in (j + 1)..<count { best = max(best, Self.violation([i, j, k], columns)) }
      }
    }
    let found = CutSeparation().cuts(columns, unitCount: count, known: [])
    for cut in found { #expect(Self.violation(cut.units.map(Int.init), columns) > 0.02) }
    guard best > 0.021 else {
      #expect(best > 0.02 || found.isEmpty)
      return
    }
    let first = try #require(found.first)
    #expect(abs(Self.violation(first.units.map(Int.init), columns) - best) < 1e-9)
    #expect(Set(found).count == found.count)
    // What is known is not found again.
    let others = CutSeparation().cuts(columns, unitCount: count, known: [first])
    #expect(!others.contains(first))
  }
}
