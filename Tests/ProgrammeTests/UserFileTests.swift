import Geography
import Programme
import Testing
import Wording

/// Campaign and barème files of a user that are as they should be.
@Suite struct UserFileTests {
  @Test func `nothing to add`() throws {
    let book = try RuleBook.bundled()
    #expect(try book.adding(paths: []).names == book.names)
  }

  @Test func `a whole campaign, as short as can be`() throws {
    let campaign = try RuleFiles().book(RuleFiles.campaign).campaign("mine").campaign
    let limits = try #require(campaign.limits(.regional, region: RegionCode("94")))
    #expect(limits.minimum == 12)
    #expect(limits.maximum == nil)
    #expect(limits.minimumOg == 2)
    #expect(limits.minimumCertainty == .inferred)
    #expect(campaign.limits(.multiregional) == nil)
    #expect(campaign.limits(.national) == nil)
    #expect(!campaign.baremeVerified)
    // What holds for every campaign.
    #expect(campaign.payments.map(\.share) == [50, 50])
    #expect(campaign.exclusivity.count == 4)
  }

  @Test func `only the keys that differ`() throws {
    let book = try RuleFiles().book(
      """
      extends: "2024"
      name: 2024 Bretagne
      routes:
        regional:
          limits: {minimum: 10, maximum: 40}
          filing: {closes: 2024-10-01, certainty: published}
        national: null
      envelopes:
        byRegion:
          - {region: 53, euros: 3_500_000, certainty: published}
      """)
    let base = try book.campaign("2024").campaign
    let campaign = try book.campaign("2024 Bretagne").campaign
    #expect(base == (try RuleBook.bundled().campaign("2024").campaign))
    #expect(campaign.limits(.regional, region: RegionCode("53"))?.minimum == 10)
    #expect(campaign.limits(.regional, region: RegionCode("53"))?.maximum == 40)
    // Not touched: Corse, the several regions, La Réunion's windows, the envelopes.
    #expect(campaign.limits(.regional, region: RegionCode("94"))?.minimum == 8)
    #expect(campaign.limits(.multiregional) == base.limits(.multiregional))
    #expect(campaign.windows(.regional, region: RegionCode("04")).count == 2)
    #expect(campaign.regionalEnvelope == base.regionalEnvelope)
    #expect(campaign.limits(.national) == nil)
    #expect(campaign.deadline(.regional, region: RegionCode("53")) == "2024-10-01")
    #expect(campaign.opening(.regional, region: RegionCode("53")) == "2024-01-15")
    #expect(campaign.envelopes.envelope(of: RegionCode("53"))?.euros == 3_500_000)
    #expect(campaign.sources.last?.text.en == "mine.yaml, after campaign 2024")
  }

  /// What the 2024 call says does not vouch for what a user typed.
  @Test func `certainty is not inherited`() throws {
    let book = try RuleFiles().book(
      """
      extends: "2024"
      name: mine
      routes: {regional: {limits: {minimum: 10}, filing: {closes: 2024-10-01}}}
      dui: {preference: require}
      """)
    let campaign = try book.campaign("mine").campaign
    let limits = try #require(campaign.limits(.regional))
    #expect(limits.minimumCertainty == .inferred)
    #expect(limits.basis.source == nil)
    #expect(campaign.routes.regional.filing.basis == Basis(.inferred))
    #expect(campaign.duiRule == .require)
    #expect(campaign.dui.basis.certainty == .inferred)
    #expect(campaign.routes.regional.certainty == .published)
  }

  @Test func `without a name it takes the place of what it extends`() throws {
    let files = try RuleFiles()
    let book = try files.book("extends: 2024\nopens: 2024-01-20\n")
    #expect(book.names == (try RuleBook.bundled().names))
    #expect(try book.campaign("2024").campaign.opening(.regional, region: RegionCode("53")) == "2024-01-20")
  }

  @Test func `one file extends another, and the barème comes last`() throws {
    let files = try RuleFiles()
    let book = try RuleBook.bundled().adding(paths: [
      files.write("a.yaml", "extends: 2023\nname: a\nbareme: ours\nbaremeVerified: true\n"),
      files.write("b.yaml", "extends: a\nname: b\nopens: 2023-02-01\n"),
      files.write("c.yaml", RuleFiles.bareme),
    ])
    let (campaign, bareme) = try book.campaign("b")
    #expect(campaign.baremeVerified)
    #expect(campaign.allowsGrowth)
    #expect(bareme.item(Bareme.acquisition)?.euros == 20_000)
    #expect(bareme.smallOgBelow == 10)
    #expect(bareme.alreadyConforming == "compliance")
    // 9 ESSMS × 20,000 € = 180,000 €; no equipment in this one.
    #expect(bareme.lines(essmsInGrappe: 9, essmsInAll: 9).map(\.euros) == [180_000])
  }

  @Test func `another barème is not verified by itself`() throws {
    let files = try RuleFiles()
    let book = try RuleBook.bundled().adding(paths: [
      files.write("b.yaml", RuleFiles.bareme), files.write("a.yaml", "extends: 2021-T2\nbareme: ours\n"),
    ])
    #expect(try !book.campaign("2021-T2").campaign.baremeVerified)
  }

  @Test func `a barème takes the place of one of its name`() throws {
    let text = RuleFiles.bareme.replacing("name: ours", with: "name: 2021-T2")
    #expect(try RuleFiles().book(text).campaign("2024").bareme.item(Bareme.acquisition)?.euros == 20_000)
  }

  @Test func `JSON, a byte order mark and Windows line ends are YAML too`() throws {
    let json = #"{"extends": "2024", "name": "json", "opens": "2024-02-01"}"#
    #expect(try RuleFiles().book(json).campaign("json").campaign.opens == "2024-02-01")
    let windows = "\u{FEFF}" + RuleFiles.campaign.replacing("\n", with: "\r\n")
    #expect(try RuleFiles().book(windows).campaign("mine").campaign.limits(.regional)?.minimum == 12)
  }
}
