import Geography
import Programme
import Testing

/// The table of routes: each campaign and route at its bounds and one beside them, in a region of the mainland (Bretagne),
/// in Corse and overseas (La Réunion).
@Suite struct RouteTableTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let campaign: String
    let route: Route
    let region: String
    let minimum: Int
    let maximum: Int?
    var minimumOg = 2

    var testDescription: String { "\(campaign) \(route.rawValue) \(region)" }
  }

  static let regional =
    [
      Row(campaign: "2021-T1", route: .regional, region: "53", minimum: 15, maximum: 30, minimumOg: 3),
      Row(campaign: "2021-T2", route: .regional, region: "53", minimum: 15, maximum: 49),
      Row(campaign: "2022", route: .regional, region: "53", minimum: 15, maximum: 49),
      Row(campaign: "2023", route: .regional, region: "53", minimum: 15, maximum: nil),
      Row(campaign: "2024", route: .regional, region: "53", minimum: 15, maximum: nil),
      Row(campaign: "2025", route: .regional, region: "53", minimum: 15, maximum: nil),
      Row(campaign: "2026", route: .regional, region: "53", minimum: 15, maximum: nil),
    ]
    + ["94", "04"].flatMap { region in
      [
        Row(campaign: "2021-T1", route: .regional, region: region, minimum: 8, maximum: nil),
        Row(campaign: "2021-T2", route: .regional, region: region, minimum: 8, maximum: 49),
        Row(campaign: "2022", route: .regional, region: region, minimum: 8, maximum: 49),
        Row(campaign: "2023", route: .regional, region: region, minimum: 8, maximum: nil),
        Row(campaign: "2024", route: .regional, region: region, minimum: 8, maximum: nil),
        Row(campaign: "2025", route: .regional, region: region, minimum: 8, maximum: nil),
        Row(campaign: "2026", route: .regional, region: region, minimum: 8, maximum: nil),
      ]
    }

  /// The same wherever the ARS is: no lower bound for Corse and overseas.
  static let wide = ["53", "94", "04"].flatMap { region in
    [
      Row(campaign: "2021-T1", route: .multiregional, region: region, minimum: 15, maximum: 30, minimumOg: 3),
      Row(campaign: "2021-T2", route: .multiregional, region: region, minimum: 15, maximum: 49),
      Row(campaign: "2022", route: .multiregional, region: region, minimum: 15, maximum: 49),
      Row(campaign: "2023", route: .multiregional, region: region, minimum: 15, maximum: 49),
      Row(campaign: "2024", route: .multiregional, region: region, minimum: 15, maximum: 49),
      Row(campaign: "2025", route: .multiregional, region: region, minimum: 15, maximum: 49),
      Row(campaign: "2026", route: .multiregional, region: region, minimum: 15, maximum: 49),
      Row(campaign: "2021-T2", route: .national, region: region, minimum: 51, maximum: nil),
      Row(campaign: "2022", route: .national, region: region, minimum: 50, maximum: nil),
      Row(campaign: "2023", route: .national, region: region, minimum: 50, maximum: nil),
      Row(campaign: "2024", route: .national, region: region, minimum: 50, maximum: nil),
      Row(campaign: "2025", route: .national, region: region, minimum: 50, maximum: nil),
      Row(campaign: "2026", route: .national, region: region, minimum: 50, maximum: nil),
    ]
  }

  @Test(arguments: regional + wide) func `at the bounds and beside them`(row: Row) throws {
    let (campaign, _) = try RuleBook.bundled().campaign(row.campaign)
    let limits = try #require(campaign.limits(row.route, region: RegionCode(row.region)))
    #expect(limits.admits(essms: row.minimum, og: row.minimumOg))
    #expect(!limits.admits(essms: row.minimum - 1, og: row.minimumOg))
    #expect(limits.admits(essms: row.minimum + 1, og: row.minimumOg))
    #expect(!limits.admits(essms: row.minimum, og: row.minimumOg - 1))
    if let maximum = row.maximum {
      #expect(limits.admits(essms: maximum - 1, og: row.minimumOg))
      #expect(limits.admits(essms: maximum, og: row.minimumOg))
      #expect(!limits.admits(essms: maximum + 1, og: row.minimumOg))
    } else {
      #expect(limits.maximum == nil)
      #expect(limits.admits(essms: 5_508, og: row.minimumOg))
    }
  }

  @Test func `every campaign has the rows of the table and no others`() throws {
    let book = try RuleBook.bundled()
    #expect(book.names == ["2021-T1", "2021-T2", "2022", "2023", "2024", "2025", "2026"])
    for name in book.names {
      let campaign = try book.campaign(name).campaign
      for route in Route.allCases where !(name == "2021-T1" && route == .national) {
        #expect(campaign.limits(route) != nil)
      }
    }
    let first = try book.campaign("2021-T1").campaign
    #expect(first.limits(.national) == nil)
    #expect(first.windows(.national, region: RegionCode("53")).isEmpty)
    #expect(first.deadline(.national, region: RegionCode("53")) == nil)
  }

  /// 94, 01, 02, 03, 04, 06 and Saint-Pierre-et-Miquelon; every other region is mainland.
  @Test(arguments: ["2021-T1", "2021-T2", "2022", "2023", "2024", "2025", "2026"])
  func `Corse and overseas`(name: String) throws {
    let campaign = try RuleBook.bundled().campaign(name).campaign
    let low = try Regions.bundled().all.filter { campaign.limits(.regional, region: $0.code)?.minimum == 8 }
    #expect(low.map(\.code.rawValue) == ["01", "02", "03", "04", "06", "94", "975"])
    #expect(campaign.limits(.regional) == campaign.limits(.regional, region: RegionCode("53")))
  }

  @Test(arguments: [("2021-T2", false), ("2022", false), ("2023", true), ("2024", true), ("2025", true)])
  func `regions of the national call`(name: String, several: Bool) throws {
    let campaign = try RuleBook.bundled().campaign(name).campaign
    #expect(campaign.requiresSeveralRegions(.national) == several)
    #expect(campaign.requiresSeveralRegions(.multiregional))
    #expect(!campaign.requiresSeveralRegions(.regional))
  }

  /// What the texts do not say is not passed off as published.
  @Test func certainty() throws {
    let book = try RuleBook.bundled()
    func limits(_ name: String, _ route: Route, _ region: String = "53") throws -> Campaign.Limits {
      try #require(try book.campaign(name).campaign.limits(route, region: RegionCode(region)))
    }
    let multi = try limits("2024", .multiregional)
    #expect(multi.minimumCertainty == .inferred)
    #expect(multi.maximumCertainty == .published)
    #expect(try limits("2024", .regional).basis.certainty == .published)
    #expect(try limits("2024", .regional, "94").basis.certainty == .published)
    #expect(try limits("2021-T1", .multiregional).minimumOgCertainty == .inferred)
    #expect(try limits("2021-T2", .regional, "94").minimumCertainty == .inferred)
    #expect(try limits("2022", .regional, "94").minimumCertainty == .published)
    #expect(try limits("2022", .regional, "94").maximumCertainty == .inferred)
    #expect(try limits("2025", .regional).minimumCertainty == .inferred)
    #expect(try limits("2025", .national).basis.certainty == .inferred)
  }

  /// A grappe that mixes mainland and overseas: 15, and the file says that no rule was found.
  @Test(arguments: ["2021-T1", "2021-T2", "2022", "2023", "2024", "2025", "2026"])
  func `mixed grappes`(name: String) throws {
    let limits = try #require(try RuleBook.bundled().campaign(name).campaign.limits(.multiregional))
    #expect(limits.minimum == 15)
    #expect(limits.basis.note?.en.contains("mixes mainland and overseas") == true)
  }
}
