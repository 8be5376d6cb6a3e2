import Foundation
import Plans
import Programme
import Testing
import Wording

@testable import Reporting

/// Documents say which barème was used, and that a campaign is only reported.
@Suite struct ReportedCampaignTests {
  private func dossier(campaign: String, bareme: String, isReported: Bool, language: Language = .fr) throws -> Dossier {
    var plan = try SamplePlan.plan(names: ["ALPHA", "BETA"])
    plan.campaign = campaign
    plan.bareme = bareme
    plan.campaignStanding = isReported ? .reported : nil
    return Dossier(plan: plan, contours: try SamplePlan.contours(), language: language)
  }

  @Test(arguments: [Language.fr, .en]) func `the report, the tables and the grappes' lines`(language: Language) throws {
    let mark = language == .fr ? "2026 (rapportée, à vérifier)" : "2026 (reported, to be verified)"
    let reported = try dossier(campaign: "2026", bareme: "2021-T2", isReported: true, language: language)
    let texts = [
      try HTMLReport.render(reported), GrappesCSV.render(reported),
      TerminalTables(reported, width: 200, useColour: false).text,
      PlanICS.render(reported),
    ]
    // The terminal folds its lines.
    for text in texts.dropLast() {
      let flat = text.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
      #expect(flat.contains(mark))
    }
    let known = try dossier(campaign: "2024", bareme: "2021-T2", isReported: false, language: language)
    for text in [try HTMLReport.render(known), GrappesCSV.render(known)] { #expect(!text.contains(mark.dropFirst(5))) }
  }

  /// What the campaign's file adds stands in the report: the priority sectors, the equipment of 2024.
  @Test(arguments: [("2026", true, "protection de l'enfance"), ("2024", false, "jusqu'à 10")])
  func `what is told`(campaign: String, isReported: Bool, words: String) throws {
    let dossier = try dossier(campaign: campaign, bareme: "2021-T2", isReported: isReported)
    let notes = Assumptions(dossier: dossier).campaignNotes
    #expect(notes.contains { $0.contains(words) })
    let report = try HTMLReport.render(dossier)
    #expect(report.contains(words.replacing("'", with: "&#39;")) || report.contains(words))
  }

  @Test func `what is not counted is said`() throws {
    let first = try dossier(campaign: "2021-T1", bareme: "2021-T1", isReported: false)
    let told = Assumptions(dossier: first).sentences.filter { $0.contains("non compté") }
    #expect(told.count == 1 && told[0].contains("Équipement et infrastructure"))
    let second = try dossier(campaign: "2024", bareme: "2021-T2", isReported: false)
    #expect(!Assumptions(dossier: second).sentences.contains { $0.contains("non compté") })
  }

  @Test(arguments: ["2021-T2-equipement-par-essms", "2021-T1-avec-equipement"])
  func `equipment by ESSMS`(bareme: String) throws {
    var dossier = try dossier(campaign: "2024", bareme: bareme, isReported: false)
    var plan = dossier.plan
    let lines = [
      Plan.FundingLine(item: "acquisition", count: 16, unit: Euros(25_000), amount: Euros(400_000)),
      Plan.FundingLine(item: "equipment", count: 16, unit: Euros(20_000), amount: Euros(320_000)),
    ]
    for place in plan.grappes.indices { plan.grappes[place].funding.lines = lines }
    dossier = Dossier(plan: plan, contours: dossier.contours)
    #expect(ItemWords(dossier: dossier).short("equipment") == "Équipement, par ESSMS")
    #expect(GrappesCSV.render(dossier).contains("barème \(bareme)"))
    // Eight of the sixteen ESSMS: 8 × 25,000 € and 8 × 20,000 €.
    let sheet = try #require(dossier.bareme)
    let funding = MemberFunding(of: plan.grappes[0].members[0], in: plan.grappes[0], bareme: sheet)
    #expect(funding.shares.map(\.item) == ["acquisition", "equipment"])
    #expect(funding.shares.map(\.least) == [Euros(200_000), Euros(160_000)])
    #expect(funding.shares.allSatisfy { $0.isExact })
    #expect(funding.common.isEmpty)
  }

  /// Half of the ESSMS are paid: those of the member, or not.
  @Test func `equipment by ESSMS of small OG`() throws {
    var plan = try SamplePlan.plan(names: ["ALPHA"])
    plan.grappes[0].funding.lines = [.init(item: "equipment", count: 8, unit: Euros(20_000), amount: Euros(160_000))]
    let bareme = try #require(try RuleBook.bundled().baremes["2021-T2-equipement-par-essms"])
    let member = plan.grappes[0].members[0]
    let open = MemberFunding(of: member, in: plan.grappes[0], bareme: bareme)
    #expect(open.shares.map(\.least) == [.zero] && open.shares.map(\.most) == [Euros(160_000)])
    let small = MemberFunding(of: member, in: plan.grappes[0], bareme: bareme, essmsCounts: [member.og: 8])
    #expect(small.shares.map(\.least) == [Euros(160_000)])
    let large = MemberFunding(of: member, in: plan.grappes[0], bareme: bareme, essmsCounts: [member.og: 20])
    #expect(large.shares.isEmpty)
  }
}
