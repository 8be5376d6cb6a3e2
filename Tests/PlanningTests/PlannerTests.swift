import Foundation
import Geography
import Plans
import Register
import Testing
import TinyRegisters
import Wording

@testable import Planning

@Suite struct PlannerTests {
  struct Wrong: Sendable, CustomTestStringConvertible {
    let option: String
    let change: @Sendable (inout Scenario) -> Void
    var testDescription: String { option }
  }

  static let wrong = [
    Wrong(option: "--spread-price") { $0.spreadPrice = -1 },
    Wrong(option: "--spread-price") { $0.spreadPrice = 1_000_001 },
    Wrong(option: "--spread-price") { $0.spreadPrice = .nan },
    Wrong(option: "--radius") { $0.radiusKm = -0.001 },
    Wrong(option: "--radius") { $0.radiusKm = .infinity },
    Wrong(option: "--detour") { $0.detour = 0 },
    Wrong(option: "--detour") { $0.detour = -1 },
    Wrong(option: "--detour") { $0.detour = 101 },
    Wrong(option: "--withdrawal") { $0.withdrawal = 1 },
    Wrong(option: "--withdrawal") { $0.withdrawal = -0.1 },
    Wrong(option: "--time-limit") { $0.timeLimit = 0 },
    Wrong(option: "--time-limit") { $0.timeLimit = -.infinity },
    Wrong(option: "--time-limit") { $0.timeLimit = 1e300 },
    Wrong(option: "--gap") { $0.gap = 2 },
    Wrong(option: "--gap") { $0.gap = .nan },
    Wrong(option: "--threads") { $0.threads = 0 },
    Wrong(option: "--threads") { $0.threads = .max },
    Wrong(option: "--seed") { $0.seed = -1 },
    Wrong(option: "--seed") { $0.seed = .max },
    Wrong(option: "--seed") { $0.seed = .min },
  ]

  @Test(arguments: wrong) func `a parameter out of range`(wrong: Wrong) throws {
    let scenario = try scenario(wrong.change)
    let failure = #expect(throws: Failure.self) { try Planner(scenario: scenario, version: "test") }
    #expect(failure?.kind == .usage)
    #expect(failure?.wording.en.hasPrefix(wrong.option + " ") == true)
  }

  @Test(arguments: [("99", Failure.Kind.usage), ("", .usage), ("28", .data)])
  func `a region that cannot be planned`(region: String, kind: Failure.Kind) throws {
    var tiny = TinyRegister()
    tiny.add(og: 1, in: .bretagne, count: 1)
    let failure = #expect(throws: Failure.self) { try plan(tiny, regions: [RegionCode("53"), RegionCode(region)]) }
    #expect(failure?.kind == kind)
    #expect(failure?.wording.en.contains("--region \(region)") == true)
  }

  @Test func `a price that takes distances beyond counting`() throws {
    var tiny = TinyRegister()
    tiny.add(og: 1, in: .bretagne, count: 8)
    tiny.add(og: 2, in: .bretagne, count: 8, north: 200)
    let failure = #expect(throws: Failure.self) {
      try plan(tiny) {
        $0.spreadPrice = 1_000_000
        $0.detour = 100
        $0.radiusKm = 25_000
      }
    }
    #expect(failure?.kind == .usage)
    #expect(failure?.wording.en.hasPrefix("--spread-price 1000000.0: ") == true)
  }

  @Test func `a register without coordinates`() throws {
    var tiny = TinyRegister()
    tiny.exclude(900_000_001, in: .bretagne)
    #expect(throws: Failure.self) { try plan(tiny) }
  }

  struct Repeat: Sendable {
    let ogs: Int
    let withdrawal: Double
    let threads: Int
  }

  /// Each search ends before its time limit, so that the clock has no say: once by proof, once for want of gain.
  @Test(arguments: [
    Repeat(ogs: 10, withdrawal: 0, threads: 1), Repeat(ogs: 10, withdrawal: 0, threads: 2),
    Repeat(ogs: 20, withdrawal: 0.02, threads: 1), Repeat(ogs: 20, withdrawal: 0.02, threads: 2),
  ])
  func `the same plan again, whatever the number of threads`(test: Repeat) throws {
    let tiny = TinyRegister.random(seed: 7, areas: [.bretagne, .guadeloupe], ogs: test.ogs, halfWidthKm: 40)
    let plans = try [1, test.threads].map { threads in
      try plan(tiny) {
        $0.threads = threads
        $0.timeLimit = 60
        $0.withdrawal = test.withdrawal
        $0.gap = 0.05
      }
    }
    #expect(!plans[0].grappes.isEmpty)
    #expect(![.timeLimit, .interrupted].contains(plans[0].search.stop))
    let bytes = try plans.map { plan in
      var plan = plan
      plan.provenance.seconds = 0
      plan.search.spent = nil
      return try PlanFile.data(plan)
    }
    #expect(bytes[0] == bytes[1])
  }

  @Test func `interrupted before it begins`() throws {
    let tiny = TinyRegister.random(seed: 3, areas: [.bretagne, .guadeloupe], ogs: 25, halfWidthKm: 40)
    let plan = try Planner(scenario: scenario(), version: "test").plan(tiny.register, isInterrupted: { true })
    #expect(plan.status == .interrupted)
    #expect(plan.search.stop == .interrupted)
    #expect(plan.bound >= plan.totals.value)
  }
}
