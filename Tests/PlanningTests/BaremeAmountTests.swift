import Geography
import Plans
import Programme
import Register
import Testing
import TinyRegisters
import Wording

@testable import Planning

/// Amounts of the barèmes beside 2021-T2, written out by hand.
@Suite struct BaremeAmountTests {
  /// 15 ESSMS of 9 OG, all within a few km: the one grappe that there is.
  private var nine: TinyRegister {
    var tiny = TinyRegister()
    for (og, count) in [3, 3, 2, 2, 1, 1, 1, 1, 1].enumerated() {
      tiny.add(og: og, in: .bretagne, count: count, north: Double(og))
    }
    return tiny
  }

  private func plan(
    _ tiny: TinyRegister, campaign: String = "2021-T1", bareme: String, _ change: (inout Scenario) -> Void = { _ in }
  ) throws -> Plan {
    let (campaign, own) = try RuleBook.bundled().paying(campaign, by: bareme).campaign(campaign)
    var scenario = Scenario(campaign: campaign, bareme: own)
    scenario.timeLimit = 2
    scenario.withdrawal = 0
    change(&scenario)
    return try Planner(scenario: scenario, version: "test").plan(tiny.register)
  }

  private func line(_ item: String, _ count: Int, _ unit: Int) -> Plan.FundingLine {
    .init(item: item, count: count, unit: Euros(unit), amount: Euros(count * unit))
  }

  /// 15 × 25,000 € = 375,000 €; with equipment 15 × 20,000 € = 300,000 € more. Of the second call: 375,000 € + 300,000 € +
  /// 15,000 € + 100,000 € = 790,000 €, and per OG 375,000 € + 9 × 20,000 € + 115,000 € = 670,000 €.
  @Test(arguments: [
    ("2021-T1", 375_000), ("2021-T1-avec-equipement", 675_000), ("2021-T2-equipement-par-essms", 790_000),
    ("2021-T2", 670_000),
  ])
  func `15 ESSMS of 9 OG`(bareme: String, total: Int) throws {
    let plan = try plan(nine, bareme: bareme)
    #expect(plan.bareme == bareme)
    #expect(plan.baremeVerified == (bareme == "2021-T1"))
    #expect(plan.grappes.map(\.funding.total) == [Euros(total)])
    // The distance costs the same 31 ESSMS·km × 100 € under each.
    #expect(plan.totals.value == Euros(total - 3_100))
    #expect(plan.grappes[0].members.reduce(.zero) { $0 + ($1.amount ?? .zero) } <= Euros(total))
  }

  /// Six ESSMS keep their DUI: 6 × 10,000 € + 9 × 25,000 € = 285,000 €; one of those at half its activity: − 5,000 € and,
  /// with equipment, − 10,000 €.
  @Test func `compliance, shares and equipment`() throws {
    let register = nine.register
    var entries: [FinessNumber: Situation.Entry] = [:]
    for (place, essms) in register.essms.enumerated() {
      entries[essms.number] = .init(
        dui: place < 6 ? .editor("Alpha") : .unknown, eligibleShare: place == 0 ? 5_000 : nil)
    }
    let situation = Situation(
      entries: entries, source: SourceFile(file: "s.csv", sha256: String(repeating: "a", count: 64), date: nil))
    let first = try plan(nine, bareme: "2021-T1") { $0.situation = situation }
    #expect(first.grappes.map(\.funding.total) == [Euros(280_000)])
    let whole = try plan(nine, bareme: "2021-T1-avec-equipement") { $0.situation = situation }
    #expect(whole.grappes.map(\.funding.total) == [Euros(280_000 + 290_000)])
    #expect(
      whole.grappes[0].funding.lines == [
        line("acquisition", 9, 25_000), line("compliance", 5, 10_000),
        .init(item: "compliance", count: 1, unit: Euros(5_000), amount: Euros(5_000), share: 0.5),
        line("equipment", 14, 20_000),
        .init(item: "equipment", count: 1, unit: Euros(10_000), amount: Euros(10_000), share: 0.5),
      ])
  }

  /// Of an OG with 15 ESSMS or more over all regions none is paid equipment by ESSMS of small OG.
  @Test(arguments: [(14, 15), (15, 7)])
  func `ESSMS of small OG`(all: Int, paid: Int) throws {
    var tiny = TinyRegister()
    tiny.add(og: 0, in: .bretagne, count: 8)
    tiny.add(og: 1, in: .bretagne, count: 7)
    tiny.add(og: 0, in: .normandie, count: all - 8)
    let plan = try plan(tiny, campaign: "2024", bareme: "2021-T2-equipement-par-essms")
    let equipment = plan.grappes.flatMap(\.funding.lines).filter { $0.item == "equipment" }
    #expect(equipment == [line("equipment", paid, 20_000)])
  }

  /// 36 ESSMS of 12 OG in one place of Guadeloupe, where the first call gives no maximum: none is larger than the 30 that
  /// are paid, all are grouped, and the money is 36 × 25,000 €.
  @Test func `no project is larger than what is paid`() throws {
    var tiny = TinyRegister()
    for og in 0..<12 { tiny.add(og: og, in: .guadeloupe, count: 3, north: Double(og) / 100) }
    let plan = try plan(tiny, bareme: "2021-T1")
    #expect(plan.grappes.allSatisfy { $0.essmsCount <= 30 })
    #expect(plan.parameters.maximum == ["01": 30])
    #expect(plan.totals.funding == Euros(900_000))
  }

  /// A route that asks for more than is paid cannot be planned.
  @Test func `a national project of 50 under a barème of 30`() {
    let failure = #expect(throws: Failure.self) {
      try plan(nine, campaign: "2024", bareme: "2021-T1") { $0.routes = [.national] }
    }
    #expect(failure?.kind == .usage)
    #expect(failure?.wording.en.contains("asks for 50 ESSMS there, barème 2021-T1 pays 30") == true)
  }

  @Test func `the reported campaign is labelled in the plan`() throws {
    let reported = try plan(nine, campaign: "2026", bareme: "2021-T2")
    #expect(reported.campaignStanding == .reported)
    #expect(reported.grappes.map(\.funding.total) == [Euros(670_000)])
    #expect(try plan(nine, bareme: "2021-T1").campaignStanding == nil)
  }
}
