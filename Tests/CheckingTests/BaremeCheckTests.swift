import Geography
import Planning
import Plans
import Programme
import Register
import Testing
import TinyRegisters

@testable import Checking

/// The check computes every barème's amounts by itself.
@Suite struct BaremeCheckTests {
  private func planned(_ campaign: String, _ bareme: String) throws -> Sample.Case {
    let tiny = Features.register(seed: 3, ogs: 24, areas: [Features.west])
    let rules = try RuleBook.bundled().paying(campaign, by: bareme)
    let (own, sheet) = try rules.campaign(campaign)
    var scenario = Scenario(campaign: own, bareme: sheet)
    scenario.withdrawal = 0.05
    scenario.timeLimit = 1
    scenario.situation = Features.situation(tiny.register, seed: 3)
    let plan = try Planner(scenario: scenario, version: "test").plan(tiny.register)
    #expect(!plan.grappes.isEmpty)
    return Sample.Case(register: tiny.register, plan: plan, rules: rules, situation: scenario.situation)
  }

  @Test(arguments: [
    ("2021-T1", "2021-T1"), ("2021-T1", "2021-T1-avec-equipement"), ("2024", "2021-T2-equipement-par-essms"),
    ("2024", "2021-T1-avec-equipement"), ("2026", "2021-T2"),
  ])
  func `a plan of each barème holds, and under no other`(campaign: String, bareme: String) throws {
    let sample = try planned(campaign, bareme)
    let found = try sample.violations()
    #expect(found.isEmpty, "\(found)")
    let kinds = Set(
      sample.violations { plan in
        guard let place = plan.grappes[0].funding.lines.firstIndex(where: { $0.item == "equipment" })
        else {
          plan.grappes[0].funding.lines[0].count += 1
          return
        }
        plan.grappes[0].funding.lines[place].count += 1
      }.map(\.kind))
    #expect(kinds == [.amount])
    let others = try RuleBook.bundled().baremes.keys.filter { $0 != bareme }
    for other in others {
      // Whoever changes the barème's name alone is told of the campaign's own.
      #expect(Set(sample.violations { $0.bareme = other }.map(\.kind)) == [.rules])
      let rules = try RuleBook.bundled().paying(campaign, by: other)
      let isVerified = try rules.campaign(campaign).campaign.baremeVerified
      let checker = Checker(register: sample.register, rules: rules, situation: sample.situation)
      var plan = sample.plan
      plan.bareme = other
      plan.baremeVerified = isVerified
      #expect(!checker.check(plan).violations.isEmpty, "\(other)")
    }
  }

  @Test func `the campaign's standing`() throws {
    let reported = try planned("2026", "2021-T2")
    #expect(reported.plan.campaignStanding == .reported)
    #expect(reported.violations { $0.campaignStanding = nil }.map(\.kind) == [.rules])
    let known = try planned("2024", "2021-T2")
    #expect(known.violations { $0.campaignStanding = .reported }.map(\.kind) == [.rules])
  }

  /// A project larger than what is paid, which no campaign of the first call's barème admits.
  @Test func `a route beyond what is paid`() throws {
    let rules = try RuleBook.bundled().paying("2024", by: "2021-T1")
    let sample = try planned("2024", "2021-T1")
    let checker = Checker(register: sample.register, rules: rules, situation: sample.situation)
    #expect(checker.check(sample.plan).violations.isEmpty)
    var plan = sample.plan
    plan.parameters.routes.append(.national)
    plan.parameters.routeLimits["national"] = .init(minimum: 50, maximum: nil, minimumOg: 2)
    #expect(checker.check(plan).violations.map(\.kind) == [.rules])
    // Guadeloupe has no maximum in the call itself: 30 is what is paid.
    #expect(sample.plan.parameters.maximum == ["53": 30])
    #expect(Set(sample.violations { $0.parameters.maximum = nil }.map(\.kind)) == [.rules])
  }
}
