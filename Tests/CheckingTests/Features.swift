import Geography
import Planning
import Plans
import Programme
import Register
import TinyRegisters

@testable import Checking

/// Registers, situations and constraints for plans that use every rule.
enum Features {
  /// Adjacent regions: places of the one are within the radius of the other's.
  static let west = TinyRegister.Area.bretagne
  static let east = TinyRegister.Area(region: RegionCode("28"), centre: Coordinate(lat: 48.2, lon: -2.1))

  /// OG of a few ESSMS in one of three sectors, a tenth of them in both regions, one that stands alone.
  static func register(seed: UInt64, ogs: Int, areas: [TinyRegister.Area] = [west, east]) -> TinyRegister {
    var generator = SplitMix(state: seed)
    var tiny = TinyRegister()
    let sectors: [Sector] = [.elderly, .disabledAdults, .homeServices]
    for (rank, area) in areas.enumerated() {
      for og in 0..<ogs {
        let number = og.isMultiple(of: 10) ? og : 1000 * (rank + 1) + og
        let home = (
          Double.random(in: -35...35, using: &generator), Double.random(in: -35...35, using: &generator)
        )
        let sector = sectors[Int.random(in: 0..<3, using: &generator)]
        let places = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
          (
            north: home.0 + Double.random(in: -8...8, using: &generator),
            east: home.1 + Double.random(in: -8...8, using: &generator)
          )
        }
        tiny.add(og: number, in: area, sector: sector, at: places)
      }
      tiny.add(og: 9_000 + rank, in: area, count: 16, north: 10)
    }
    return tiny
  }

  static let editors = ["Alpha", "Bêta", "Gamma"]

  /// All ESSMS of a region are funded already.
  static func funded(_ register: Register, in region: RegionCode) -> Situation {
    var entries: [FinessNumber: Situation.Entry] = [:]
    for essms in register.essms where essms.region == region {
      var entry = Situation.Entry()
      entry.isFunded = true
      entries[essms.number] = entry
    }
    return Situation(
      entries: entries, source: SourceFile(file: "s.csv", sha256: String(repeating: "a", count: 64), date: nil))
  }

  /// Of each ESSMS: an editor, none or nothing known; some home services with a share, a few that are out.
  static func situation(_ register: Register, seed: UInt64) -> Situation {
    var generator = SplitMix(state: seed)
    var entries: [FinessNumber: Situation.Entry] = [:]
    var editorOf: [FinessNumber: Int] = [:]
    for essms in register.essms {
      var entry = Situation.Entry()
      // Most OG have one editor for all, some several.
      let usual = editorOf[essms.og] ?? Int.random(in: 0..<5, using: &generator)
      editorOf[essms.og] = usual
      let own = Int.random(in: 0..<8, using: &generator) == 0 ? Int.random(in: 0..<5, using: &generator) : usual
      entry.dui = own < 3 ? .editor(editors[own]) : own == 3 ? .none : .unknown
      if own < 3 { entry.isConforming = [true, false, nil].randomElement(using: &generator) ?? nil }
      if Int.random(in: 0..<5, using: &generator) == 0 {
        entry.eligibleShare = [3_333, 5_000, 7_501, 10_000].randomElement(using: &generator)
      }
      switch Int.random(in: 0..<30, using: &generator) {
      case 0: entry.isFunded = true
      case 1: entry.isWilling = false
      case 2: entry.sonsOrder = "Delta"
      default: entry.isFunded = false
      }
      entries[essms.number] = entry
    }
    return Situation(
      entries: entries,
      source: SourceFile(file: "situation.csv", sha256: String(repeating: "a", count: 64), date: nil))
  }

  static func constraints(_ lines: [(Constraints.Kind, Int, Int?, String?)]) -> Constraints {
    Constraints(
      lines: lines.enumerated().map { number, line in
        Constraints.Line(
          number: number + 2, kind: line.0, a: TinyRegister.number(og: line.1),
          b: line.2.map { TinyRegister.number(og: $0) }, grappe: line.3)
      },
      source: SourceFile(file: "constraints.csv", sha256: String(repeating: "b", count: 64), date: nil),
      path: "constraints.csv")
  }

  static func scenario(_ campaign: String = "2024", _ change: (inout Scenario) -> Void = { _ in }) throws -> Scenario {
    let (campaign, bareme) = try RuleBook.bundled().campaign(campaign)
    var scenario = Scenario(campaign: campaign, bareme: bareme)
    scenario.withdrawal = 0
    scenario.timeLimit = 1
    change(&scenario)
    return scenario
  }

  static let homogeneity = [
    Plan.SuccessBand(from: nil, to: 19, homogeneous: true, probability: 0.8),
    Plan.SuccessBand(from: nil, to: 19, homogeneous: nil, probability: 0.55),
    Plan.SuccessBand(from: 20, to: nil, homogeneous: true, probability: 0.9333),
    Plan.SuccessBand(from: 20, to: nil, homogeneous: false, probability: 0.7),
  ]

  /// The OG of the east alone whose first ESSMS is nearest to another's.
  private static func nearest(to og: Int, of register: Register) -> Int {
    func place(_ og: Int) -> Coordinate? { register.essms.first { $0.og == TinyRegister.number(og: og) }?.coordinate }
    guard let own = place(og) else { return og }
    let others = (2_001..<2_026).filter { $0 != og && place($0) != nil }
    return others.min { (place($0)?.distanceKm(to: own) ?? 0) < (place($1)?.distanceKm(to: own) ?? 0) } ?? og
  }

  /// Routes, preferences, a situation, constraints of every kind, envelopes, probabilities.
  static func mixed(_ register: Register) throws -> Scenario {
    let neighbour = nearest(to: 2_001, of: register)
    return try scenario {
      $0.timeLimit = 4
      $0.routes = [.regional, .multiregional]
      $0.dui = .prefer
      $0.sectors = .prefer
      $0.situation = situation(register, seed: 5)
      $0.constraints = constraints([
        (.ensemble, 1_001, 1_002, nil), (.separes, 1_003, 1_004, nil), (.porteur, 1_006, nil, nil),
        (.exclu, 1_005, nil, nil), (.existante, 2_001, nil, "E 1"), (.existante, neighbour, nil, "E 1"),
        (.verrou, neighbour == 2_003 ? 2_004 : 2_003, nil, "28-004"),
      ])
      // Too little for all, so that some are left out beside grappes that they could join.
      $0.envelopes.typed = ["53": 1_500_000, "28": 1_500_000]
      $0.success = homogeneity
      $0.withdrawal = 0.05
    }
  }

  /// The plan and what the check needs.
  static func planned(_ tiny: TinyRegister, _ scenario: Scenario) throws -> Sample.Case {
    let register = tiny.register
    return Sample.Case(
      register: register, plan: try Planner(scenario: scenario, version: "test").plan(register),
      rules: try RuleBook.bundled(), situation: scenario.situation, constraints: scenario.constraints)
  }
}
