import Geography
import Planning
import Plans
import Programme
import Register
import Testing
import TinyRegisters

@testable import Checking

/// Plans that hold, to be tampered with.
enum Sample {
  struct Case: Sendable, CustomTestStringConvertible {
    let register: Register
    let plan: Plan
    let rules: RuleBook
    var situation: Situation?
    var constraints: Constraints?

    func violations(_ tamper: (inout Plan) throws -> Void = { _ in }) rethrows -> [Violation] {
      var plan = plan
      try tamper(&plan)
      return checker.check(plan).violations
    }

    var testDescription: String { "\(plan.regions) \(plan.grappes.count) grappes" }

    var checker: Checker {
      Checker(register: register, rules: rules, situation: situation, constraints: constraints)
    }
  }

  /// Two regions. Bretagne is too large for the exhaustive search, so that its bound is above its value; in it one OG
  /// stands alone, one has no neighbour, two have too few.
  static let certain = Result { try make(withdrawal: 0) }

  /// The same with a withdrawal, so that probabilities are below 1.
  static let risky = Result { try make(withdrawal: 0.05) }

  /// One region, so small that an exhaustive search proves what its prices do not.
  static let exhausted = Result { try makeSmall() }

  /// Two regions planned together: nearly every rule has a part in it.
  static let mixed = Result {
    let tiny = Features.register(seed: 5, ogs: 26)
    return try Features.planned(tiny, try Features.mixed(tiny.register))
  }

  /// One DUI and one sector for each grappe.
  static let required = Result {
    let tiny = Features.register(seed: 8, ogs: 60, areas: [Features.west])
    return try Features.planned(
      tiny,
      Features.scenario {
        $0.situation = Features.situation(tiny.register, seed: 8)
        $0.dui = .require
        $0.sectors = .require
      })
  }

  /// A region planned anew, close to a plan that other prices had made.
  static let stable = Result {
    let tiny = TinyRegister.random(seed: 11, areas: [.bretagne], ogs: 60, halfWidthKm: 45)
    let earlier = try plan(tiny) {
      $0.timeLimit = 10
      $0.gap = 0.05
      $0.withdrawal = 0.2
    }
    return try plan(tiny) {
      $0.timeLimit = 10
      $0.gap = 0.05
      $0.withdrawal = 0.05
      $0.earlier = earlier.plan
      $0.stability = 200
    }
  }

  /// Over land, in Finistère's bays and Guadeloupe's islands.
  static let overLand = Result {
    let finistere = TinyRegister.Area(region: RegionCode("53"), centre: Coordinate(lat: 48.3, lon: -4.4))
    var tiny = TinyRegister.random(seed: 12, areas: [finistere], ogs: 40, halfWidthKm: 40)
    let ouessant = TinyRegister.Area(region: RegionCode("53"), centre: Coordinate(lat: 48.457, lon: -5.096))
    tiny.add(og: 9_000, in: ouessant, count: 2)
    return try plan(tiny) {
      $0.timeLimit = 10
      $0.gap = 0.05
      $0.distance = .terre
    }
  }

  private static func make(withdrawal: Double) throws -> Case {
    var tiny = TinyRegister.random(seed: 11, areas: [.bretagne], ogs: 60, halfWidthKm: 45)
    for og in 0..<7 { tiny.add(og: 7_000 + og, in: .guadeloupe, count: 1 + og % 3, north: Double(3 * og)) }
    tiny.add(og: 8_000, in: .bretagne, count: 15, north: 20)
    tiny.add(og: 8_001, in: .bretagne, count: 2, north: -170)
    tiny.add(og: 8_002, in: .bretagne, count: 2, north: 170)
    tiny.add(og: 8_003, in: .bretagne, count: 3, north: 175)
    tiny.exclude(990_000_001, in: .bretagne)
    tiny.exclude(990_000_002, in: .guadeloupe)
    tiny.addOthers(4, in: .bretagne)
    return try plan(tiny) {
      $0.timeLimit = 10
      $0.gap = 0.03
      $0.withdrawal = withdrawal
    }
  }

  /// Five OG of which two make a grappe: a half remains, which prices alone do not rule out.
  private static func makeSmall() throws -> Case {
    var tiny = TinyRegister()
    for og in 0..<5 { tiny.add(og: og, in: .guadeloupe, count: 5, north: Double(3 * og)) }
    return try plan(tiny) { $0.timeLimit = 60 }
  }

  private static func plan(_ tiny: TinyRegister, _ change: (inout Scenario) -> Void) throws -> Case {
    let rules = try RuleBook.bundled()
    let (campaign, bareme) = try rules.campaign("2024")
    var scenario = Scenario(campaign: campaign, bareme: bareme)
    scenario.withdrawal = 0
    change(&scenario)
    let plan = try Planner(scenario: scenario, version: "test").plan(tiny.register)
    return Case(register: tiny.register, plan: plan, rules: rules)
  }
}

extension Plan {
  /// Sets the totals, the gap with them, to what the grappes say.
  mutating func sumUp() {
    totals.value = grappes.reduce(.zero) { $0 + $1.value }
    totals.funding = grappes.reduce(.zero) { $0 + $1.funding.total }
    totals.expectedFunding = grappes.reduce(.zero) { $0 + $1.expectedFunding }
    totals.spreadKm = grappes.reduce(0) { $0 + $1.spread.sumKm }
    totals.essms = grappes.reduce(0) { $0 + $1.essmsCount }
    totals.og = Set(grappes.flatMap { $0.members.map(\.og) }).count
    totals.grappes = grappes.count
    totals.meanKm = totals.spreadKm / Double(max(1, totals.essms))
    closeGap()
  }

  mutating func closeGap() {
    gap = Double(bound.cents - totals.value.cents) / max(abs(Double(bound.cents)), 100)
  }
}
