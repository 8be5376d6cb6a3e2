import Geography
import Register
import Testing
import TinyRegisters

@testable import Planning

@Suite struct PairsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var halfWidthKm = 80.0
    var radiusKm = 60.0
    var spreadPrice = 100.0
    var detour = 1.0
    /// OG spread over the Earth instead of a square.
    var isWorldwide = false

    var testDescription: String {
      "\(isWorldwide ? "worldwide" : "\(halfWidthKm) km"), radius \(radiusKm), price \(spreadPrice), detour \(detour)"
    }

    func units() -> [Unit] {
      var generator = SplitMix(state: 5)
      var tiny = TinyRegister.random(seed: 3, areas: [.bretagne], ogs: isWorldwide ? 10 : 150, halfWidthKm: halfWidthKm)
      if isWorldwide {
        for og in 500..<600 {
          let count = Int.random(in: 1...14, using: &generator)
          tiny.add(
            og: og, in: .bretagne,
            at: (0..<count).map { _ in
              (.random(in: -15_000...4_600, using: &generator), .random(in: -9_000...9_000, using: &generator))
            })
        }
      }
      return tiny.register.units(in: RegionCode("53")).compactMap { Unit($0) }
    }
  }

  static let cases = [
    Case(), Case(radiusKm: 0), Case(halfWidthKm: 0), Case(halfWidthKm: 300, detour: 1.3),
    Case(radiusKm: 25_000, spreadPrice: 33.33, detour: 0.5), Case(spreadPrice: 0), Case(spreadPrice: 1_000_000),
    Case(radiusKm: 25_000, detour: 1.3, isWorldwide: true), Case(radiusKm: 9_000, detour: 100, isWorldwide: true),
    Case(radiusKm: 25_000, spreadPrice: 1_000_000, detour: 0.01, isWorldwide: true),
  ]

  /// All pairs, by the haversine formula.
  @Test(arguments: cases, [1, 2, 5]) func `pairs and costs are those of all pairs`(test: Case, threads: Int) throws {
    let units = test.units()
    let scenario = try scenario {
      $0.radiusKm = test.radiusKm
      $0.spreadPrice = test.spreadPrice
      $0.detour = test.detour
      $0.threads = threads
    }
    let pairs = Pairs(units, scenario: scenario)
    #expect(pairs.offsets.count == units.count + 1)
    for porteur in units.indices {
      let seat = units[porteur].seat.coordinate
      let expected = units.indices.filter {
        $0 != porteur && seat.distanceKm(to: units[$0].seat.coordinate) <= test.radiusKm / test.detour
      }
      let row = pairs.offsets[porteur]..<pairs.offsets[porteur + 1]
      try #require(pairs.candidates[row].map(Int.init) == expected)
      let costs = expected.map {
        scenario.distancePrice.cents(metres: units[$0].greatCircleMetres(to: seat, detour: test.detour))
      }
      #expect(pairs.costs[row].map { Int($0) } == costs)
      #expect(
        pairs.ownCosts[porteur]
          == scenario.distancePrice.cents(metres: units[porteur].greatCircleMetres(to: seat, detour: test.detour)))
    }
  }

  @Test func `no unit, one unit`() throws {
    let none = Pairs([], scenario: try scenario { _ in })
    #expect(none.offsets == [0] && none.candidates.isEmpty && none.costs.isEmpty && none.ownCosts.isEmpty)
    var tiny = TinyRegister()
    tiny.add(og: 1, in: .bretagne, count: 3)
    let one = Pairs(tiny.register.units(in: RegionCode("53")).compactMap { Unit($0) }, scenario: try scenario { _ in })
    #expect(one.offsets == [0, 0] && one.candidates.isEmpty && one.ownCosts == [0])
  }
}

@Suite struct SpherePointTests {
  /// Against the haversine formula, from metres to half the way round.
  @Test(arguments: [1e-9, 1e-6, 1e-3, 0.1, 0.5, 1.1, 1.2, 10, 60, 89]) func `distances`(degrees: Double) throws {
    var generator = SplitMix(state: UInt64(degrees * 1e9))
    for _ in 0..<2_000 {
      let a = Coordinate(lat: .random(in: -90...90, using: &generator), lon: .random(in: -180...180, using: &generator))
      let b = Coordinate(
        lat: min(90, max(-90, a.lat + .random(in: -degrees...degrees, using: &generator))),
        lon: a.lon + .random(in: -degrees...degrees, using: &generator))
      let exact = a.distanceKm(to: b)
      guard let found = SpherePoint(a).distanceKm(to: SpherePoint(b)) else {
        #expect(exact > 12_000)
        continue
      }
      #expect(abs(found - exact) < SpherePoint.distanceErrorKm / 10)
    }
  }

  @Test func `the same place, and the other side of the Earth`() {
    let here = Coordinate(lat: 48.1, lon: -2.8)
    #expect(SpherePoint(here).distanceKm(to: SpherePoint(here)) == 0)
    #expect(SpherePoint(here).distanceKm(to: SpherePoint(Coordinate(lat: -48.1, lon: 177.2))) == nil)
  }
}
