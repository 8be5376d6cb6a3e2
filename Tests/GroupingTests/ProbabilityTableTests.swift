import Testing

@testable import Grouping

@Suite struct ProbabilityTableTests {
  struct Region: Sendable {
    let weights: [Int]
    let withdrawal: Double
    let minimum: Int
  }

  static let regions = [
    Region(weights: [1], withdrawal: 0.1, minimum: 3),
    Region(weights: [1, 2], withdrawal: 0.05, minimum: 4),
    Region(weights: [1, 1, 2, 3], withdrawal: 0.02, minimum: 4),
    Region(weights: [1, 1, 4, 2], withdrawal: 0.5, minimum: 4),
    Region(weights: [2, 4], withdrawal: 0.1, minimum: 5),
    Region(weights: [3, 3, 3, 2], withdrawal: 0.9, minimum: 4),
    Region(weights: [1, 5], withdrawal: 1, minimum: 2),
  ]

  /// Every sequence of units that adds up to the weight, and every way for some of them to withdraw.
  @Test(arguments: regions) func againstEnumeration(region: Region) {
    let table = ProbabilityTable(
      withdrawal: region.withdrawal, weights: region.weights, minimum: region.minimum
    ).tenThousandths
    var least = 0.0
    for weight in region.minimum..<min(region.minimum + 4, region.minimum + table.count) {
      let measure = Self.measure(of: weight, remaining: 0, region)
      if measure.all > 0 { least = max(least, measure.kept / measure.all) }
      #expect(abs(Double(table[weight - region.minimum]) - 10_000 * least) <= 0.500_001, "weight \(weight)")
    }
  }

  /// Measure of all sequences of units with this weight that follow what already remains, and of those among them
  /// that keep the minimum.
  private static func measure(of weight: Int, remaining: Int, _ region: Region) -> (all: Double, kept: Double) {
    if weight == 0 { return (1, remaining >= region.minimum ? 1 : 0) }
    var sum = (all: 0.0, kept: 0.0)
    for unit in region.weights where unit <= weight {
      for (odds, stays) in [(1 - region.withdrawal, unit), (region.withdrawal, 0)] {
        let rest = measure(of: weight - unit, remaining: remaining + stays, region)
        sum.all += odds * rest.all / Double(region.weights.count)
        sum.kept += odds * rest.kept / Double(region.weights.count)
      }
    }
    return sum
  }

  @Test(arguments: [0.01, 0.05, 0.2, 0.7], [2, 5, 15]) func neverDecreases(withdrawal: Double, minimum: Int) {
    let table = ProbabilityTable(withdrawal: withdrawal, weights: [1, 1, 1, 2, 2, 7, 14], minimum: minimum)
    let entries = table.tenThousandths
    #expect(ProbabilityTable(entries) == table)
    #expect(entries.count == 7 * minimum + 1 || entries[entries.count - 1] >= 9_999)
    #expect(entries.dropLast().allSatisfy { $0 < 10_000 })
  }

  @Test func withoutWithdrawalCertain() {
    #expect(ProbabilityTable(withdrawal: 0, weights: [1, 2, 3], minimum: 4) == .certain)
    #expect(ProbabilityTable(withdrawal: 0.5, weights: [], minimum: 4) == .certain)
    #expect(ProbabilityTable.certain.probability(weight: 4, minimum: 4) == 10_000)
    #expect(ProbabilityTable.certain.probability(weight: 3, minimum: 4) == 0)
  }

  @Test func ofEntries() throws {
    let table = try #require(ProbabilityTable([0, 2_500, 2_500, 9_000]))
    #expect((3...10).map { table.probability(weight: $0, minimum: 5) } == [0, 0, 0, 2_500, 2_500, 9_000, 9_000, 9_000])
  }

  @Test(arguments: [[], [-1], [10_001], [5_000, 4_999], [0, 10_000, 9_999]]) func refuses(entries: [Int]) {
    #expect(ProbabilityTable(entries) == nil)
  }
}
