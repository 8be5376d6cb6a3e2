import Geography
import Programme
import Testing
import Wording

@Suite struct RuleBookTests {
  @Test func bundledFilesDecodeAndCiteSources() throws {
    let book = try RuleBook.bundled()
    #expect(book.campaigns["2024"] != nil)
    for campaign in book.campaigns.values {
      #expect(book.baremes[campaign.bareme] != nil)
      #expect(!campaign.sources.isEmpty)
    }
    for bareme in book.baremes.values { #expect(!bareme.sources.isEmpty) }
  }

  @Test(arguments: [("53", 15), ("11", 15), ("94", 8), ("01", 8), ("02", 8), ("03", 8), ("04", 8), ("06", 8)])
  func regionalMinimum2024(region: String, minimum: Int) throws {
    let (campaign, _) = try RuleBook.bundled().campaign("2024")
    let limits = campaign.routes.regional.limits(in: RegionCode(region))
    #expect(limits.minimum == minimum)
    #expect(limits.maximum == nil)
  }

  @Test func deadlines2024() throws {
    let (campaign, _) = try RuleBook.bundled().campaign("2024")
    #expect(campaign.routes.regional.deadline(in: RegionCode("53")) == "2024-09-15")
    // La Réunion's second window.
    #expect(campaign.routes.regional.deadline(in: RegionCode("04")) == "2024-09-15")
    #expect(campaign.routes.regional.windows.first?.closes.count == 2)
  }

  @Test func unknownCampaignNamesThoseThatExist() throws {
    let book = try RuleBook.bundled()
    let failure = #expect(throws: Failure.self) { try book.campaign("2099") }
    #expect(failure?.kind == .usage)
    #expect(failure?.wording.en.contains("2024") == true)
  }
}
