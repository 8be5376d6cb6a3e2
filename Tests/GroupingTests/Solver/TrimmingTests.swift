import Testing

@testable import Grouping

@Suite struct TrimmingTests {
  /// What the solution uses stays, and of the rest nothing is left out for something worth less.
  @Test(arguments: 0..<40) func keepsTheBest(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let count = 12 + generator.below(30)
    let most = 2 + generator.below(10)
    let shares = (0..<count).map { _ in generator.below(6) == 0 ? generator.unit() : 0 }
    // Few values, so that some are equal.
    let reduced = (0..<count).map { _ in generator.below(5) == 0 ? -.infinity : Double(generator.below(8)) }
    let kept = try #require(Trimming(most: most).kept(shares: shares) { reduced })
    #expect(kept.count == count)
    let others = (0..<count).filter { shares[$0] == 0 && kept[$0] }
    #expect(shares.indices.allSatisfy { shares[$0] == 0 || kept[$0] })
    #expect(others.allSatisfy { reduced[$0] > -.infinity })
    let left = (0..<count).filter { !kept[$0] && reduced[$0] > -.infinity }
    for kept in others { for left in left { #expect((reduced[kept], left) > (reduced[left], kept)) } }
    // The best of all, used or not, are half as many as there may be.
    let best = (0..<count).filter { kept[$0] && reduced[$0] > -.infinity }
    #expect(best.count >= min(most / 2, reduced.count { $0 > -.infinity }) && others.count <= most / 2)
  }

  /// As many as there may be all stay, and nobody asks what they are worth.
  @Test(arguments: 0..<5) func fewStay(count: Int) {
    var asked = false
    let kept = Trimming(most: count).kept(shares: [Double](repeating: 0, count: count)) {
      asked = true
      return [Double](repeating: 0, count: count)
    }
    #expect(kept == nil && !asked)
  }
}
