import Geography
import Grouping
import Testing

@testable import Synthetic

@Suite struct PublicMixTests {
  /// The publics of every OG of a France without towns.
  struct Drawn {
    let plan: OGPlan
    let publics: [[Int]]

    init(seed: UInt64) throws {
      plan = try OGPlanTests.france(seed: seed)
      let mix = try Country.bundled().mix
      var generator = SeededGenerator(seed: seed)
      publics = plan.ogs.map { mix.publics(size: $0.essms, region: $0.home, &generator) }
    }

    var combinations: [[Int]: Int] { publics.map { Set($0).sorted() }.counts }
  }

  static let drawn = Result { try Drawn(seed: 1) }

  /// What is left to the model: publics of a region and combinations of the country cannot both be met exactly.
  static let share = 0.12

  static func expected(_ calibration: Calibration) -> [[Int]: Double] {
    Dictionary(uniqueKeysWithValues: calibration.combinations.map { ($0.publics, Double($0.og)) })
  }

  @Test func `combinations are as frequent as counted`() throws {
    let calibration = try Calibration.bundled()
    let comparison = Comparison(
      drawn: try Self.drawn.get().combinations, expected: Self.expected(calibration))
    #expect(comparison.outliers(share: Self.share).isEmpty, "\(comparison.outliers(share: Self.share))")
    let known = Set(calibration.combinations.map(\.publics))
    #expect(comparison.drawn.keys.allSatisfy(known.contains))
  }

  @Test func `the comparison tells a wrong table`() throws {
    let calibration = try Calibration.bundled()
    // Every combination with its neighbour's count, then with a third more of its own.
    let counts = calibration.combinations.map { Double($0.og) }
    for wrong in [Array(counts.dropFirst()) + [counts[0]], counts.map { $0 * 4 / 3 }] {
      let table = Dictionary(uniqueKeysWithValues: zip(calibration.combinations.map(\.publics), wrong))
      let comparison = Comparison(drawn: try Self.drawn.get().combinations, expected: table)
      #expect(!comparison.outliers(share: Self.share).isEmpty)
    }
  }

  @Test func `an OG serves no more publics than it has ESSMS`() throws {
    let drawn = try Self.drawn.get()
    for (og, publics) in zip(drawn.plan.ogs, drawn.publics) { #expect(publics.count == og.essms) }
  }

  @Test func `regions have as many ESSMS for each public as counted`() throws {
    let calibration = try Calibration.bundled()
    let drawn = try Self.drawn.get()
    var made: [[Int]: Int] = [:]
    for (og, publics) in zip(drawn.plan.ogs, drawn.publics) {
      var rest = publics[...]
      for presence in og.presences {
        for served in rest.prefix(presence.essms) { made[[presence.region, served], default: 0] += 1 }
        rest = rest.dropFirst(presence.essms)
      }
    }
    var expected: [[Int]: Double] = [:]
    for category in calibration.categories {
      for (place, region) in drawn.plan.regions.enumerated() {
        expected[[place, category.served], default: 0] += Double(calibration.count(category, in: region))
      }
    }
    // ESSMS come in bunches, an OG's: more of them than of OG must be left to chance.
    let outliers = Comparison(drawn: made, expected: expected).outliers(share: 0.25, least: 30)
    #expect(outliers.isEmpty, "\(outliers)")
  }
}
