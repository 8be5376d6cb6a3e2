import Geography
import Testing

@testable import Synthetic

@Suite struct OGPlanTests {
  /// Of the whole of France, without towns: the middles of regions' boxes are enough to tell neighbours.
  static func france(scale: Double = 1, seed: UInt64 = 1) throws -> OGPlan {
    if scale == 1, seed == 1 { return try whole.get() }
    return try make(scale: scale, seed: seed)
  }

  private static let whole = Result { try make(scale: 1, seed: 1) }

  private static func make(scale: Double, seed: UInt64) throws -> OGPlan {
    let regions = try Regions.bundled().all.filter { $0.code.rawValue != "975" }
    let middles = regions.map {
      Coordinate(lat: ($0.bounds.south + $0.bounds.north) / 2, lon: ($0.bounds.west + $0.bounds.east) / 2)
    }
    return OGPlan(
      regions: regions.map(\.code), places: middles, scale: scale, calibration: try .bundled(), seed: seed)
  }

  @Test func `regions have the sizes counted`() throws {
    let calibration = try Calibration.bundled()
    let plan = try Self.france()
    for (place, region) in plan.regions.enumerated() {
      let sizes = plan.ogs.flatMap(\.presences).filter { $0.region == place }.map(\.essms).counts
      let expected = Dictionary(uniqueKeysWithValues: calibration.sizes(in: region).bars.map { ($0.essms, $0.og) })
      #expect(sizes == expected, "\(region)")
    }
  }

  @Test(arguments: [1, 2]) func `France has the sizes counted, nearly`(seed: UInt64) throws {
    let calibration = try Calibration.bundled()
    let plan = try Self.france(seed: seed)
    // Mayotte comes on top.
    let mayotte = calibration.sizes(in: RegionCode("06"))
    #expect(abs(plan.ogs.count - calibration.france.og - mayotte.og) <= 20)
    let bounds = [1] + calibration.nationalDispersion.map(\.from)
    func bin(_ size: Int) -> Int { bounds.last { $0 <= size } ?? 1 }
    var expected: [Int: Double] = [:]
    for bar in calibration.france.bars + mayotte.bars { expected[bin(bar.essms), default: 0] += Double(bar.og) }
    let drawn = plan.ogs.map { bin($0.essms) }.counts
    // A multiple of what the quantiles leave open: no draw is in it but which OG work in several regions.
    #expect(Comparison(drawn: drawn, expected: expected).outliers(share: 0).isEmpty, "\(drawn) for \(expected)")
    #expect(try #require(plan.ogs.map(\.essms).max()) > 400)
  }

  @Test func `as many OG as counted work in several regions`() throws {
    let calibration = try Calibration.bundled()
    let plan = try Self.france()
    for (place, region) in plan.regions.enumerated() {
      let here = plan.ogs.filter { $0.presences.contains { $0.region == place } }
      let several = here.count { $0.presences.count > 1 }
      let expected = calibration.shareInSeveralRegions(region) * Double(here.count)
      #expect(abs(Double(several) - expected) <= 2, "\(region): \(several) for \(expected)")
    }
    for og in plan.ogs {
      #expect(Set(og.presences.map(\.region)).count == og.presences.count)
      #expect(og.home == og.presences[0].region)
      #expect(og.presences.allSatisfy { $0.essms <= og.presences[0].essms })
    }
  }

  @Test func `ranks are those of the home, each once`() throws {
    let plan = try Self.france(scale: 0.3)
    let byHome = Dictionary(grouping: plan.ogs, by: \.home)
    for ogs in byHome.values { #expect(ogs.map(\.rank).sorted() == Array(0..<ogs.count)) }
  }

  @Test(arguments: [0.01, 0.1, 0.7]) func `the scale multiplies OG`(scale: Double) throws {
    let plan = try Self.france(scale: scale)
    let expected = scale * 16_469
    #expect(abs(Double(plan.ogs.count) - expected) <= max(20, 0.01 * expected))
  }

  @Test func `OG of one region`() throws {
    let whole = try Self.france()
    let plan = OGPlan(regions: whole.regions, region: 3, count: 45, calibration: try .bundled(), seed: 2)
    #expect(plan.ogs.count == 45)
    #expect(plan.ogs.allSatisfy { $0.home == 3 && $0.presences.count == 1 })
  }
}
