import Foundation
import Geography
import Plans
import Programme
import Register
import Testing
import TinyRegisters
import Wording

@testable import Planning

/// Numbers that users give size tables: what goes beyond is refused with the limit, and never takes gigabytes.
@Suite struct TableLimitsTests {
  private func campaign(_ line: String) throws -> Campaign {
    let path = NSTemporaryDirectory() + "campaign-\(UUID().uuidString).yaml"
    try "extends: \"2024\"\nname: mine\n\(line)\n".write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try RuleBook.bundled().adding(paths: [path]).campaign("mine").campaign
  }

  private func planned(_ line: String, _ change: (inout Scenario) -> Void = { _ in }) throws -> Plan {
    var tiny = TinyRegister()
    for og in 0..<8 { tiny.add(og: og, in: .bretagne, count: 3, north: Double(og)) }
    let campaign = try campaign(line)
    return try plan(tiny) {
      $0.campaign = campaign
      $0.withdrawal = 0.05
      change(&$0)
    }
  }

  @Test(arguments: [
    "routes: {regional: {limits: {minimum: 60000}}}", "routes: {regional: {limits: {minimum: 1000000}}}",
    "routes: {regional: {limits: {minimum: 501}}}",
    "routes: {regional: {exceptions: [{regions: [\"94\"], minimum: 60000}]}}",
  ])
  func `a minimum beyond the tables`(line: String) throws {
    for withdrawal in [0, 0.05, 0.99] {
      let failure = #expect(throws: Failure.self) { try planned(line) { $0.withdrawal = withdrawal } }
      #expect(failure?.kind == .data)
      #expect(failure?.wording.en.contains("expected 500 at most") == true, "\(failure?.wording.en ?? "")")
    }
  }

  /// Whatever the withdrawal, the largest that is taken costs no more than moments.
  @Test(arguments: [0.05, 0.5, 0.99]) func `the largest minimum`(withdrawal: Double) throws {
    let plan = try planned("routes: {regional: {limits: {minimum: 500}}}") { $0.withdrawal = withdrawal }
    #expect(plan.status == .empty)
  }

  /// A maximum that no grappe can pass is none; 24 ESSMS are all there are.
  @Test func `a maximum beyond all`() throws {
    let open = try planned("opens: 2024-01-20")
    let plan = try planned("routes: {regional: {limits: {maximum: 1000000}}}")
    #expect(plan.totals == open.totals)
    #expect(plan.parameters.maximum == ["53": 1_000_000])
  }

  @Test func `a maximum that binds and is beyond the tables`() throws {
    let campaign = try campaign("routes: {regional: {limits: {maximum: 5000}}}")
    let limits = TableLimits(scenario: try scenario { $0.campaign = campaign }, regions: [RegionCode("53")])
    try limits.check(weight: 5_000)
    let failure = #expect(throws: Failure.self) { try limits.check(weight: 5_001) }
    #expect(failure?.wording.en.contains("a maximum of 5000 ESSMS; expected 1000 at most, or null") == true)
    #expect(TableLimits.binding(1_000) == 1_000)
    #expect(TableLimits.binding(5_000) == nil)
    #expect(TableLimits.binding(nil) == nil)
  }

  @Test func `bands of probabilities`() throws {
    let bands = (0..<51).map { Plan.SuccessBand(from: $0 + 15, to: $0 + 15, homogeneous: nil, probability: 0.5) }
    let failure = #expect(throws: Failure.self) { try scenario { $0.success = bands }.validate() }
    #expect(failure?.wording.en == "probabilities: 51 bands; expected 50 at most")
    let wide = TableLimits(
      scenario: try scenario { $0.success = [.init(from: 2_000, to: nil, homogeneous: nil, probability: 0.5)] },
      regions: [RegionCode("53")])
    try wide.check(weight: 2_000)
    #expect(throws: Failure.self) { try wide.check(weight: 3_000) }
  }

  /// Every OG within reach of every other: 16,000² pairs would take 3 GB and the engine's tables besides.
  @Test(arguments: [
    (TableLimits.mostPairs, 1, true), (TableLimits.mostPairs + 1, 1, false), (TableLimits.mostPairs / 2, 3, false),
    (Int.max / 2, 4, false),
  ])
  func `pairs within the radius`(pairs: Int, targets: Int, isTaken: Bool) throws {
    let limits = TableLimits(scenario: try scenario { $0.radiusKm = 25_000 }, regions: [RegionCode("53")])
    if isTaken {
      try limits.check(pairs: pairs, targets: targets)
    } else {
      let failure = #expect(throws: Failure.self) { try limits.check(pairs: pairs, targets: targets) }
      #expect(failure?.kind == .usage)
      #expect(failure?.wording.en.contains("--radius 25000") == true)
    }
  }
}
