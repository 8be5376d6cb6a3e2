import Foundation
import Geography
import Programme
import Testing
import Wording

/// The barèmes beside that of the second call of 2021, and what they make of a campaign's limits.
@Suite struct BaremesOfCampaignsTests {
  private func bareme(_ name: String) throws -> Bareme { try #require(try RuleBook.bundled().baremes[name]) }

  /// As the GRADeS Occitanie gives them: flat sums for each ESMS, within 30 a project.
  @Test func `amounts of the first call of 2021`() throws {
    let (campaign, bareme) = try RuleBook.bundled().campaign("2021-T1")
    #expect(bareme.name == "2021-T1")
    #expect(campaign.baremeVerified)
    #expect(bareme.items.map(\.name) == ["acquisition", "compliance"])
    #expect(bareme.items.map(\.euros) == [25_000, 10_000])
    #expect(bareme.items.map(\.mostEssms) == [30, 30])
    #expect(bareme.items.allSatisfy { $0.per == .essms && $0.certainty == .published && $0.perCertainty == .published })
    #expect(bareme.mostEssms == 30)
    // A priority is no right: told, not counted.
    #expect(bareme.uncounted.map(\.name) == ["equipment"])
    #expect(bareme.uncounted.map(\.euros) == [20_000])
    #expect(bareme.uncounted[0].note?.fr.contains("priorité aux plus petits projets") == true)
    // 3 ESSMS × 25,000 €, however small the OG; nothing for the grappe itself.
    #expect(bareme.lines(essmsInGrappe: 3, essmsInAll: 3).map(\.euros) == [75_000])
    #expect(bareme.grappeLines.isEmpty)
  }

  /// 3 ESSMS × 25,000 € and 3 × 20,000 €.
  @Test func `equipment counted for each ESSMS`() throws {
    let first = try bareme("2021-T1-avec-equipement")
    #expect(first.lines(essmsInGrappe: 3, essmsInAll: 40).map(\.euros) == [75_000, 60_000])
    let second = try bareme("2021-T2-equipement-par-essms")
    #expect(second.lines(essmsInGrappe: 3, essmsInAll: 14).map(\.euros) == [75_000, 60_000])
    #expect(second.lines(essmsInGrappe: 3, essmsInAll: 15).map(\.euros) == [75_000])
    #expect(second.grappeLines.map(\.euros) == [15_000, 100_000])
    #expect(second.item("equipment")?.perCertainty == .inferred)
  }

  @Test func `every barème cites its sources`() throws {
    let book = try RuleBook.bundled()
    #expect(
      book.baremes.keys.sorted()
        == ["2021-T1", "2021-T1-avec-equipement", "2021-T2", "2021-T2-equipement-par-essms"])
    for bareme in book.baremes.values { #expect(!bareme.sources.isEmpty) }
  }

  @Test func `no grappe is larger than what is paid`() throws {
    let (campaign, bareme) = try RuleBook.bundled().campaign("2021-T1")
    let corse = RegionCode("94")
    #expect(campaign.limits(.regional, region: corse)?.maximum == nil)
    let within = campaign.within(bareme)
    let limits = try #require(within.limits(.regional, region: corse))
    #expect(limits.minimum == 8)
    #expect(limits.maximum == 30)
    #expect(limits.maximumCertainty == .inferred)
    #expect(limits.basis.note?.en.contains("30 ESSMS at most") == true)
    #expect(within.limits(.regional) == campaign.limits(.regional))
    #expect(within.beyond(bareme, route: .regional) == nil)
    // A national call asks for more than the first call's barème pays; the second call's has no such limit.
    let late = try RuleBook.bundled().campaign("2024").campaign
    #expect(late.within(bareme).limits(.national)?.minimum == 50)
    #expect(late.within(bareme).limits(.multiregional)?.maximum == 30)
    #expect(late.beyond(bareme, route: .national)?.minimum == 50)
    #expect(try late.within(self.bareme("2021-T2")) == late)
  }

  @Test func `a barème chosen for a campaign is not verified for it`() throws {
    let book = try RuleBook.bundled()
    let other = try book.paying("2021-T2", by: "2021-T2-equipement-par-essms")
    let (campaign, bareme) = try other.campaign("2021-T2")
    #expect(bareme.name == "2021-T2-equipement-par-essms")
    #expect(!campaign.baremeVerified)
    #expect(try book.paying("2021-T2", by: "2021-T2").campaign("2021-T2").campaign.baremeVerified)
    let failure = #expect(throws: Failure.self) { try book.paying("2024", by: "2030") }
    #expect(failure?.kind == .usage)
    #expect(failure?.wording.en.contains("2021-T2-equipement-par-essms") == true)
  }

  @Test(arguments: [
    ("per: grappe", "name: acquisition", "items[1].per"), ("mostEssms: 1", "", "items[2].mostEssms"),
    ("counted: perhaps", "", "items[2].counted"),
  ])
  func `what a barème's file may not say`(line: String, of item: String, words: String) throws {
    let text =
      item.isEmpty
      ? RuleFiles.bareme + "\n    \(line)\n"
      : RuleFiles.bareme.replacing("euros: 20_000\n    per: essms", with: "euros: 20_000\n    \(line)")
    let failure = #expect(throws: Failure.self) { try RuleFiles().book(text) }
    #expect(failure?.wording.en.contains(words) == true, "\(failure?.wording.en ?? "")")
  }

  /// Nothing of the last campaign was verified.
  @Test func `campaign 2026 is reported`() throws {
    let book = try RuleBook.bundled()
    let (campaign, base) = (try book.campaign("2026").campaign, try book.campaign("2025").campaign)
    #expect(campaign.standing == .reported)
    #expect(campaign.standing.mark == Wording(fr: "rapportée, à vérifier", en: "reported, to be verified"))
    #expect(book.campaigns.values.filter(\.isReported).map(\.name) == ["2026"])
    #expect(!campaign.baremeVerified)
    #expect(campaign.bareme == base.bareme)
    for route in Route.allCases {
      let (own, other) = (campaign.limits(route), base.limits(route))
      #expect(own?.minimum == other?.minimum)
      #expect(own?.maximum == other?.maximum)
      #expect(own?.basis.certainty == .inferred)
      #expect(campaign.windows(route, region: RegionCode("53")).allSatisfy { $0.opens == nil && $0.closes == nil })
    }
    #expect(campaign.limits(.regional, region: RegionCode("94"))?.minimumCertainty == .inferred)
    #expect(campaign.envelopes.total == nil)
    #expect(
      campaign.notes.contains { $0.text.fr.contains("protection de l'enfance") && $0.basis.certainty == .inferred })
    #expect(campaign.sources.allSatisfy { $0.certainty == .inferred })
  }

  @Test func `the equipment of 2024 is told and not counted`() throws {
    let (campaign, bareme) = try RuleBook.bundled().campaign("2024")
    let note = try #require(campaign.notes.first { $0.text.fr.contains("10 000") })
    #expect(note.basis.source?.fr == "ASH, 2024")
    #expect(!bareme.items.contains { $0.euros == 10_000 && $0.name == "equipment" })
  }

  /// Limits that a user's file gives and the exceptions of the campaign that it extends go before.
  @Test(arguments: [
    ("routes: {regional: {limits: {minimum: 500}}}", [RestatedLimit.minimum]),
    ("routes: {regional: {limits: {maximum: 60, minimumOg: 3}}}", [.maximum, .minimumOg]),
    ("routes: {regional: {limits: {minimum: 12}, exceptions: []}}", []), ("opens: 2024-01-20", []),
  ])
  func `limits that exceptions go before`(line: String, limits: [RestatedLimit]) throws {
    let files = try RuleFiles()
    let book = try RuleBook.bundled().adding(paths: [
      files.write("a.yaml", "extends: \"2024\"\nname: a\n\(line)\n"),
      files.write("b.yaml", "extends: a\nname: b\nopens: 2024-01-21\n"),
    ])
    #expect(book.restated["a"] == Set(limits))
    #expect(book.restated["b"] == Set(limits))
    #expect(book.restated["2024", default: []].isEmpty)
  }
}
