import Geography
import Register
import Testing

@testable import Synthetic

@Suite struct CalibrationTests {
  let calibration: Calibration

  init() throws { calibration = try .bundled() }

  static let counted: [RegionCode] = [
    "01", "02", "03", "04", "11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94",
  ].map { RegionCode($0) }

  @Test func `all tables count the same France`() {
    #expect(calibration.france.og == 16_441)
    #expect(calibration.france.essms == 41_912)
    #expect(Self.counted.reduce(0) { $0 + calibration.sizes(in: $1).essms } == 41_912)
    #expect(calibration.combinations.reduce(0) { $0 + $1.og } == 16_441)
    #expect(calibration.quality.essms == 41_912)
    #expect(calibration.categories.reduce(0) { $0 + $1.counts.values.reduce(0, +) } == 41_912)
  }

  @Test(arguments: counted) func `a region's categories sum up to its sizes`(region: RegionCode) {
    let essms = calibration.categories.reduce(0) { $0 + calibration.count($1, in: region) }
    #expect(essms == calibration.sizes(in: region).essms)
  }

  @Test func `publics agree with the program's sectors`() throws {
    let known = try Categories.bundled()
    var sectors: [Int: Set<Sector>] = [:]
    for category in calibration.categories {
      sectors[category.served, default: []].insert(try #require(known.eligible(category.code)).sector)
    }
    #expect(sectors.count == calibration.publics.count)
    #expect(sectors.values.allSatisfy { $0.count == 1 })
    #expect(Set(sectors.values.joined()) == Set(Sector.allCases))
  }

  @Test func `others are no ESSMS`() throws {
    let known = try Categories.bundled()
    #expect(calibration.others.allSatisfy { known.eligible($0.code) == nil })
  }

  @Test func `Mayotte takes Guyane's counts`() {
    #expect(calibration.sizes(in: RegionCode("06")) == calibration.sizes(in: RegionCode("03")))
  }

  @Test func `as many OG as counted have the sizes counted`() {
    let histogram = calibration.sizes(in: RegionCode("53"))
    let sizes = histogram.quantiles(histogram.og)
    for bar in histogram.bars { #expect(sizes.count { $0 == bar.essms } == bar.og) }
    #expect(histogram.quantiles(0).isEmpty)
    #expect(histogram.quantiles(3).count == 3)
  }
}
