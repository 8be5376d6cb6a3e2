import Geography
import Planning
import Plans
import Programme
import Register
import Testing
import TinyRegisters

@testable import Checking

/// Registers at the edge of what there is to plan: each plan is what it must be, and holds.
@Suite struct EdgeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let status: Plan.Status?
    let grappes: Int?
    let register: @Sendable () -> TinyRegister
    let change: @Sendable (inout Scenario) -> Void

    init(
      _ name: String, status: Plan.Status? = nil, grappes: Int? = nil,
      register: @escaping @Sendable () -> TinyRegister, change: @escaping @Sendable (inout Scenario) -> Void = { _ in }
    ) {
      self.name = name
      self.status = status
      self.grappes = grappes
      self.register = register
      self.change = change
    }

    var testDescription: String { name }
  }

  /// OG of so many ESSMS each in Guadeloupe, where the minimum is 8, one every so many km along the meridian.
  private static func line(_ weights: [Int], every km: Double) -> TinyRegister {
    var tiny = TinyRegister()
    for (og, weight) in weights.enumerated() {
      tiny.add(og: og, in: .guadeloupe, count: weight, north: km * Double(og))
    }
    return tiny
  }

  static let cases = [
    Case("no unit: one OG that stands alone", status: .empty, grappes: 0) { line([8], every: 1) },
    Case("one unit", status: .empty, grappes: 0) { line([7], every: 1) },
    Case("two units at one point", status: .optimal, grappes: 1) { line([4, 4], every: 0) },
    Case("all at one point", status: .optimal, grappes: 6) { line(Array(repeating: 2, count: 24), every: 0) },
    Case("all too far apart", status: .empty, grappes: 0) { line(Array(repeating: 7, count: 12), every: 61) },
    Case("one short of the minimum", status: .empty, grappes: 0) { line([3, 2, 2], every: 5) },
    Case("the minimum itself", status: .optimal, grappes: 1) { line([3, 3, 2], every: 5) },
    Case("one more than the minimum", status: .optimal, grappes: 1) { line([3, 3, 3], every: 5) },
    Case("one short of two grappes", status: .optimal, grappes: 1) { line([3, 3, 3, 3, 3], every: 5) },
    Case("one stands alone among those that need each other", status: .optimal, grappes: 1) {
      line([12, 4, 4], every: 1)
    },
    Case("radius 0, every OG for itself", status: .empty, grappes: 0) {
      line([4, 4, 4], every: 1)
    } change: {
      $0.radiusKm = 0
    },
    Case("radius 0, three at one point", status: .optimal, grappes: 1) {
      line([3, 3, 3], every: 0)
    } change: {
      $0.radiusKm = 0
    },
    Case("distance costs nothing", status: .optimal, grappes: 2) {
      line([4, 4, 4, 4], every: 15)
    } change: {
      $0.spreadPrice = 0
    },
    Case("distance costs 10,000 €") {
      line(Array(repeating: 2, count: 16), every: 2)
    } change: {
      $0.spreadPrice = 10_000
    },
    Case("no grappe is worth its distances", status: .empty, grappes: 0) {
      line([4, 4, 4, 4], every: 50)
    } change: {
      $0.spreadPrice = 10_000
    },
    Case("everyone is likely to withdraw", status: nil, grappes: nil) {
      line([4, 4, 4, 4], every: 5)
    } change: {
      $0.withdrawal = 0.99
    },
  ]

  @Test(arguments: cases) func `the plan is what it must be, and holds`(test: Case) throws {
    let rules = try RuleBook.bundled()
    let (campaign, bareme) = try rules.campaign("2024")
    var scenario = Scenario(campaign: campaign, bareme: bareme)
    scenario.timeLimit = 30
    scenario.withdrawal = 0
    test.change(&scenario)
    let register = test.register().register
    let plan = try Planner(scenario: scenario, version: "test").plan(register)
    #expect(Checker(register: register, rules: rules).check(plan).violations.map(\.wording.en) == [])
    if let status = test.status { #expect(plan.status == status) }
    if let grappes = test.grappes { #expect(plan.grappes.count == grappes) }
    #expect(plan.totals.value >= .zero)
  }

  /// A dense matrix of pairs that are all alike; the search must not drown in it.
  @Test func `hundreds of OG at one point`() throws {
    var tiny = TinyRegister()
    for og in 0..<600 { tiny.add(og: og, in: .guadeloupe, count: 1 + og % 5) }
    let rules = try RuleBook.bundled()
    let (campaign, bareme) = try rules.campaign("2024")
    var scenario = Scenario(campaign: campaign, bareme: bareme)
    scenario.timeLimit = 5
    scenario.withdrawal = 0
    let plan = try Planner(scenario: scenario, version: "test").plan(tiny.register)
    #expect(Checker(register: tiny.register, rules: rules).check(plan).violations.map(\.wording.en) == [])
    #expect(plan.totals.spreadKm == 0 && plan.gap < 0.05)
  }
}
