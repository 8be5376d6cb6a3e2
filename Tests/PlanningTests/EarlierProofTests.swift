import Geography
import Plans
import Programme
import Register
import Testing
import TinyRegisters

@testable import Planning

/// What the certificate of the plan that a search starts from is good for.
@Suite struct EarlierProofTests {
  static let tiny = TinyRegister.random(seed: 5, areas: [.bretagne], ogs: 24, halfWidthKm: 30)

  private static func line(_ kind: Constraints.Kind, _ a: FinessNumber, _ b: FinessNumber?) -> Constraints {
    Constraints(
      lines: [Constraints.Line(number: 2, kind: kind, a: a, b: b)],
      source: SourceFile(file: "c.csv", sha256: String(repeating: "c", count: 64), date: nil), path: "c.csv")
  }

  @Test func `a bound stands for the same problem and for one with fewer plans`() throws {
    let first = try plan(Self.tiny) { $0.timeLimit = 20 }
    #expect(first.status == .optimal)
    let again = try plan(Self.tiny) {
      $0.timeLimit = 20
      $0.earlier = first
    }
    #expect(again.totals == first.totals && again.bound == first.bound && again.status == .optimal)
    let members = try #require(first.grappes.first).members
    let apart = try plan(Self.tiny) {
      $0.timeLimit = 20
      $0.earlier = first
      $0.constraints = Self.line(.separes, members[0].og, members[1].og)
    }
    #expect(apart.bound <= first.bound && apart.totals.value <= apart.bound)
    let fresh = try plan(Self.tiny) {
      $0.timeLimit = 20
      $0.constraints = Self.line(.separes, members[0].og, members[1].og)
    }
    #expect(fresh.status == .optimal)
    #expect(apart.bound >= fresh.totals.value && apart.totals.value <= fresh.bound)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let isKept: Bool
    let change: @Sendable (inout Scenario) -> Void
  }

  static let cases = [
    Case(testDescription: "nothing", isKept: true) { _ in },
    Case(testDescription: "more time", isKept: true) {
      $0.timeLimit = 50
      $0.gap = 0.1
    },
    Case(testDescription: "a line more", isKept: true) {
      $0.constraints = Self.line(.exclu, TinyRegister.number(og: 1_001), nil)
    },
    Case(testDescription: "an envelope", isKept: true) { $0.envelopes.typed["53"] = 1_000_000 },
    Case(testDescription: "another radius", isKept: false) { $0.radiusKm = 61 },
    Case(testDescription: "another price", isKept: false) { $0.spreadPrice = 99 },
    Case(testDescription: "withdrawal", isKept: false) { $0.withdrawal = 0.05 },
    Case(testDescription: "another route", isKept: false) { $0.routes = [.regional, .national] },
    Case(testDescription: "stability", isKept: false) { $0.stability = 10 },
  ]

  @Test(arguments: cases) func `kept where the new problem only has fewer plans`(test: Case) throws {
    let first = try plan(Self.tiny) { $0.timeLimit = 0.5 }
    let scenario = try scenario {
      $0.earlier = first
      test.change(&$0)
    }
    #expect(try proof(scenario, Self.tiny.register)?.isKept == test.isKept)
  }

  @Test func `not kept for another register, nor for lines that are not those of before`() throws {
    let first = try plan(Self.tiny) {
      $0.timeLimit = 0.5
      $0.constraints = Self.line(.exclu, TinyRegister.number(og: 1_001), nil)
    }
    #expect(try proof(scenario { $0.earlier = first }, Self.tiny.register)?.isKept == false)
    let other = Self.tiny.register
    let renamed = Register(
      essms: other.essms, ogNames: other.ogNames, excluded: other.excluded, notEssms: other.notEssms,
      sources: [SourceFile(file: "tiny.csv", sha256: String(repeating: "1", count: 64), date: nil)], problems: [])
    let plain = try plan(Self.tiny) { $0.timeLimit = 0.5 }
    #expect(try proof(scenario { $0.earlier = plain }, renamed)?.isKept == false)
    let none = try proof(scenario(), other)
    #expect(none.map(\.isKept) == nil)
  }

  private func proof(_ scenario: Scenario, _ register: Register) throws -> EarlierProof? {
    let planner = try Planner(scenario: scenario, version: "test")
    let search = try Planner.Search(planner, register, regions: nil, began: .now)
    return EarlierProof(
      planner, register: register, builder: search.builder, parts: search.parts, regions: search.regions)
  }
}
