import Foundation
import Geography
import Plans
import Register
import Testing
import TinyRegisters

@testable import Planning

@Suite struct OverLandTests {
  private let graph: CommuneGraph

  init() throws { graph = try CommuneGraph.bundled() }

  /// By the definition, with the ways of `Ways`, which have an oracle of their own.
  private func definition(_ a: ESSMS, _ b: ESSMS, _ ways: Ways) -> (km: Double, isReached: Bool) {
    let direct = a.coordinate.distanceKm(to: b.coordinate)
    let (x, y) = (commune(a), commune(b))
    if a.coordinate == b.coordinate { return (0, true) }
    if x == y { return (direct, true) }
    guard let way = ways.way(Int32(x), Int32(y))?.way else { return (direct + 30, false) }
    let halls = graph.halls[x].distanceKm(to: graph.halls[y])
    let land = Double(way.metres) / 1000 - 30 * Double(way.boats)
    let stretched = direct * max(1, land / halls) + 30 * Double(way.boats)
    let byHalls =
      a.coordinate.distanceKm(to: graph.halls[x]) + Double(way.metres) / 1000
      + graph.halls[y].distanceKm(to: b.coordinate)
    return (max(direct, min(stretched, byHalls)), true)
  }

  private func commune(_ essms: ESSMS) -> Int { graph.commune(essms.commune) ?? graph.nearest(to: essms.coordinate) }

  /// Around the bays of Finistère, on islands and in the sea, and in Guadeloupe.
  static let areas = [
    TinyRegister.Area(region: RegionCode("53"), centre: Coordinate(lat: 48.3, lon: -4.5)),
    TinyRegister.Area(region: RegionCode("01"), centre: Coordinate(lat: 16.1, lon: -61.5)),
    TinyRegister.Area(region: RegionCode("75"), centre: Coordinate(lat: 45.2, lon: -0.7)),
  ]

  @Test(arguments: areas, [(60.0, 1.0), (25, 1.3), (0, 1), (25_000, 0.5)])
  func `reach and costs are those of the definition`(
    area: TinyRegister.Area, limits: (radiusKm: Double, detour: Double)
  ) throws {
    let units = TinyRegister.random(seed: 7, areas: [area], ogs: 60, halfWidthKm: 50).register
      .units(in: area.region).compactMap { Unit($0) }
    let scenario = try scenario {
      $0.distance = .terre
      $0.radiusKm = limits.radiusKm
      $0.detour = limits.detour
      $0.threads = 2
    }
    let ways = Ways(graph)
    let pairs = Pairs(units, scenario: scenario)
    let measure = scenario.measure
    for porteur in units.indices {
      let seat = units[porteur].seat
      let expected = units.indices.filter {
        let way = definition(units[$0].seat, seat, ways)
        return $0 != porteur && way.isReached && way.km <= limits.radiusKm / limits.detour
      }
      let row = pairs.offsets[porteur]..<pairs.offsets[porteur + 1]
      try #require(pairs.candidates[row].map(Int.init) == expected)
      for (unit, cost) in zip(expected, pairs.costs[row]) {
        let km = units[unit].og.essms.reduce(0) { $0 + definition($1, seat, ways).km }
        #expect(abs(cost - 100 * 100 * km * limits.detour) <= 5.1)
        #expect(Int(cost) == scenario.distancePrice.cents(metres: units[unit].metres(to: seat, by: measure)))
        #expect(measure.isWithinRadius(units[unit].seat, seat) && measure.isWithinRadius(seat, units[unit].seat))
      }
    }
    let one = try Pairs(units, scenario: changed(scenario) { $0.threads = 1 })
    #expect(one.candidates == pairs.candidates && one.costs == pairs.costs && one.ownCosts == pairs.ownCosts)
  }

  private func changed(_ scenario: Scenario, _ change: (inout Scenario) -> Void) throws -> Scenario {
    var scenario = scenario
    change(&scenario)
    return scenario
  }

  private func essms(_ code: String, _ number: Int, north: Double = 0) throws -> ESSMS {
    let hall = graph.halls[try #require(graph.commune(code))]
    return ESSMS(
      number: try #require(FinessNumber("29000\(1000 + number)")), og: TinyRegister.number(og: number), name: "",
      category: "500",
      sector: .elderly, region: RegionCode("53"), commune: code, town: "", siret: "",
      coordinate: Coordinate(lat: hall.lat + north / 111.2, lon: hall.lon))
  }

  private func measure(_ kind: Plan.DistanceKind = .terre, radius: Double = 60) throws -> DistanceMeasure {
    try scenario {
      $0.distance = kind
      $0.radiusKm = radius
    }.measure
  }

  /// Saint-Renan and Camaret, Pont-Croix and Crozon: a bay between them.
  @Test(arguments: [("29260", "29022"), ("29218", "29042"), ("33009", "33243")])
  func `a bay is gone round`(a: String, b: String) throws {
    let (from, to) = (try essms(a, 1), try essms(b, 2))
    let land = try measure().km(from: from, to: to)
    let crow = try measure(.grandCercle).km(from: from, to: to)
    #expect(land > 1.25 * crow)
    #expect(try !measure(radius: (land + crow) / 2).isWithinRadius(from, to))
    #expect(try measure(.grandCercle, radius: (land + crow) / 2).isWithinRadius(from, to))
  }

  @Test func `within a commune, and to a neighbour, as the crow flies`() throws {
    let own = try essms("35238", 1)
    for other in [try essms("35238", 2, north: 3), try essms("35281", 3), try essms("35281", 4, north: 2)] {
      #expect(try measure().km(from: own, to: other) == measure(.grandCercle).km(from: own, to: other))
    }
  }

  /// Town halls that face each other over a strait stretch every distance between their communes, but not beyond the way
  /// that leads by them.
  @Test func `never longer than by the town halls, never shorter than the crow`() throws {
    for (a, b) in [("56116", "56005"), ("29260", "29022"), ("35093", "35288"), ("33236", "33009")] {
      for (x, y) in [(-9.0, 9.0), (9, -9), (0, 0), (40, 40)] {
        let (from, to) = (try essms(a, 1, north: x), try essms(b, 2, north: y))
        let way = try #require(Ways(graph).way(Int32(commune(from)), Int32(commune(to)))).way
        let km = try measure().km(from: from, to: to)
        #expect(km <= abs(x) + abs(y) + Double(way.metres) / 1000 + 0.1)
        #expect(try km >= measure(.grandCercle).km(from: from, to: to))
        #expect(try km == measure().km(from: to, to: from))
      }
    }
  }

  @Test func `an island is told, and reached by boat at a price`() throws {
    let (groix, lorient) = (try essms("56069", 1), try essms("56121", 2))
    let measure = try measure()
    #expect(measure.km(from: groix, to: lorient) > 30)
    #expect(measure.boats(from: groix, to: lorient) == 1)
    let ground = try #require(measure.ground(of: [groix, lorient]))
    #expect(ground.islands.map(\.name) == ["Groix"] && ground.islands[0].essms == [groix.number])
    #expect(ground.islands[0].hasBoat && ground.communeByPosition.isEmpty)
    // Marie-Galante and Pointe-à-Pitre, farther than the usual radius with the boat.
    let (galante, pointe) = (try essms("97112", 3), try essms("97120", 4))
    #expect(!measure.isWithinRadius(galante, pointe))
    // No boat goes to Saint-Barthélemy all year.
    let barth = try essms("97701", 5)
    #expect(try !self.measure(radius: 1000).isWithinRadius(barth, pointe))
    #expect(try #require(measure.ground(of: [barth])).islands[0].hasBoat == false)
  }

  @Test func `plans say how they measure`() throws {
    let tiny = TinyRegister.random(seed: 3, areas: [Self.areas[0]], ogs: 40, halfWidthKm: 40)
    let plan = try plan(tiny) { $0.distance = .terre }
    #expect(plan.parameters.distance == .terre)
    #expect(plan.ground?.communeByPosition.count == tiny.register.essms.count)
    let crow = try #require(plan.grappes.first?.members.last)
    #expect(try #require(crow.distanceKm) >= crow.seat.distanceKm(to: plan.grappes[0].seat) - 0.001)
    #expect(try JSONDecoder().decode(Plan.self, from: PlanFile.data(plan)) == plan)
  }
}
