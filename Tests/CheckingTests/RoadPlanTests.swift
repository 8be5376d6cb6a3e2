import Foundation
import Geography
import Planning
import Plans
import Programme
import Register
import Testing
import TinyRegisters

@testable import Checking

/// Plans by road, from files made at random.
@Suite struct RoadPlanTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var radiusMinutes: Double?
    var minutePrice: Double?
    /// One pair in so many is not in the file.
    var gapEvery = 40
    var objective = Plan.Mode.weighted

    var testDescription: String {
      "\(radiusMinutes ?? 0) min, price \(minutePrice ?? 0), 1 in \(gapEvery), \(objective)"
    }
  }

  static let cases = [
    Case(), Case(radiusMinutes: 40), Case(minutePrice: 70), Case(radiusMinutes: 40, minutePrice: 70.5, gapEvery: 7),
    Case(radiusMinutes: 0), Case(radiusMinutes: 30, gapEvery: 2), Case(minutePrice: 70, objective: .fundingFirst),
  ]

  /// A file of ways between the ESSMS of a register and the seats among them, longer than the great circle by chance.
  private func roads(_ register: Register, gapEvery: Int, seed: UInt64) throws -> RoadDistances {
    var generator = SplitMix(state: seed)
    var lines = ["de;a;minutes;km"]
    for a in register.essms {
      for b in register.essms where a.coordinate.distanceKm(to: b.coordinate) < 90 {
        let km = a.coordinate.distanceKm(to: b.coordinate) * .random(in: 1.05...1.9, using: &generator)
        let minutes = km * .random(in: 0.8...1.6, using: &generator)
        switch Int.random(in: 0..<gapEvery, using: &generator) {
        case 0 where a.number != b.number: continue
        case 1 where a.number != b.number: lines.append("\(a.number);\(b.number);;")
        default: lines.append("\(a.number);\(b.number);\(String(format: "%.3f;%.3f", minutes, km))")
        }
      }
    }
    let path = NSTemporaryDirectory() + "roads-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return try RoadDistances.read(path: path)
  }

  @Test(arguments: cases) func `a plan by road holds`(test: Case) throws {
    let register = TinyRegister.random(seed: 21, areas: [.bretagne], ogs: 45, halfWidthKm: 35).register
    let roads = try roads(register, gapEvery: test.gapEvery, seed: 4)
    let rules = try RuleBook.bundled()
    let (campaign, bareme) = try rules.campaign("2024")
    var scenario = Scenario(campaign: campaign, bareme: bareme)
    scenario.distance = .route
    scenario.roads = roads
    scenario.radiusMinutes = test.radiusMinutes
    scenario.minutePrice = test.minutePrice
    scenario.objective = test.objective
    scenario.timeLimit = 3
    let plan = try Planner(scenario: scenario, version: "test").plan(register)
    let report = Checker(register: register, rules: rules, roads: roads).check(plan)
    #expect(report.violations.map(\.wording.en) == [])
    #expect(report.certifiedBound == plan.search.certifiedBound)
    #expect(test.radiusMinutes == 0 || test.gapEvery == 2 || !plan.grappes.isEmpty)
    #expect(plan.provenance.distances?.sha256 == roads.source.sha256)
    // By the file itself.
    for grappe in plan.grappes {
      let seat = try #require(grappe.seatEssms)
      for member in grappe.members {
        let ways = member.essms.map { roads.way(from: $0, to: seat) }
        for (km, way) in zip(try #require(member.essmsKm), ways) where way != nil { #expect(km == way?.km) }
        guard member.og != grappe.porteur, member.essms.count == 1 else { continue }
        let way = try #require(ways[0])
        #expect(
          way.minutes <= test.radiusMinutes ?? .infinity && way.km <= (test.radiusMinutes == nil ? 60 : .infinity))
      }
    }
    // Another file, no file, another radius.
    let other = try self.roads(register, gapEvery: test.gapEvery, seed: 5)
    #expect(!Checker(register: register, rules: rules, roads: other).check(plan).violations.isEmpty)
    #expect(!Checker(register: register, rules: rules).check(plan).violations.isEmpty)
    guard !plan.grappes.isEmpty else { return }
    var edited = plan
    edited.grappes[0].members[0].minutes = 1_000
    #expect(!Checker(register: register, rules: rules, roads: roads).check(edited).violations.isEmpty)
    edited = plan
    edited.ground?.withoutRoad?.append(register.essms[0].number)
    #expect(!Checker(register: register, rules: rules, roads: roads).check(edited).violations.isEmpty)
  }

  @Test func `minutes and files ask for distances by road`() throws {
    let (campaign, bareme) = try RuleBook.bundled().campaign("2024")
    for change: (inout Scenario) -> Void in [
      { $0.distance = .route }, { $0.radiusMinutes = 30 }, { $0.minutePrice = 30 },
    ] {
      var scenario = Scenario(campaign: campaign, bareme: bareme)
      change(&scenario)
      #expect(throws: (any Error).self) { try scenario.validate() }
    }
  }
}
