import Geography
import Programme
import Testing

@Suite struct CalendarTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let campaign: String
    let route: Route
    let opens: String?
    let closes: String?

    init(_ campaign: String, _ route: Route, _ opens: String?, _ closes: String?) {
      self.campaign = campaign
      self.route = route
      self.opens = opens
      self.closes = closes
    }

    var testDescription: String { "\(campaign) \(route.rawValue)" }
  }

  static let rows = [
    Row("2021-T1", .regional, "2021-02-01", "2021-03-31"), Row("2021-T1", .multiregional, "2021-02-01", "2021-03-31"),
    Row("2021-T1", .national, nil, nil), Row("2021-T2", .regional, nil, "2021-10-15"),
    Row("2021-T2", .national, nil, nil), Row("2022", .regional, "2022-03-14", "2022-09-30"),
    Row("2022", .multiregional, "2022-03-14", "2022-09-30"), Row("2022", .national, "2022-05-18", "2022-07-18"),
    Row("2023", .regional, nil, "2023-09-15"), Row("2023", .multiregional, nil, "2023-06-15"),
    Row("2023", .national, nil, "2023-06-15"), Row("2024", .regional, "2024-01-15", "2024-09-15"),
    // "Before 1 June 2024, midnight".
    Row("2024", .multiregional, "2024-01-15", "2024-05-31"),
    // "In June", the day was not found.
    Row("2024", .national, "2024-02-15", nil), Row("2025", .regional, nil, nil), Row("2025", .multiregional, nil, nil),
    Row("2025", .national, nil, nil),
  ]

  @Test(arguments: rows) func days(row: Row) throws {
    let campaign = try RuleBook.bundled().campaign(row.campaign).campaign
    #expect(campaign.opening(row.route, region: RegionCode("53")) == row.opens)
    #expect(campaign.deadline(row.route, region: RegionCode("53")) == row.closes)
  }

  @Test func `La Réunion has two windows in 2024`() throws {
    let campaign = try RuleBook.bundled().campaign("2024").campaign
    let windows = campaign.windows(.regional, region: RegionCode("04"))
    #expect(windows.map(\.opens) == ["2024-01-15", "2024-06-02"])
    #expect(windows.map(\.closes) == ["2024-06-01", "2024-09-15"])
    #expect(windows.last?.note?.en.contains("before 1 September advised") == true)
    #expect(campaign.windows(.regional, region: RegionCode("06")).count == 1)
    #expect(campaign.deadline(.regional, region: RegionCode("04")) == "2024-09-15")
  }

  @Test func `unknown days are said in words`() throws {
    let book = try RuleBook.bundled()
    let national = try book.campaign("2024").campaign.windows(.national, region: RegionCode("53"))
    #expect(national.first?.note?.fr == "Clôture en juin 2024, jour non trouvé.")
    #expect(national.first?.wording.en == "from 15 February 2024, the closing day was not found")
    #expect(try book.campaign("2025").campaign.windows(.national, region: RegionCode("53")).isEmpty)
  }

  @Test(arguments: [
    ("2024-02-29", true), ("2023-02-29", false), ("1900-02-29", false), ("2000-02-29", true), ("2024-06-31", false),
    ("2024-13-01", false), ("2024-00-10", false), ("2024-01-00", false), ("2024-1-15", false), ("15/09/2024", false),
    ("2024-09-15T00:00", false), ("", false), ("２０２４-09-15", false), ("0000-01-01", false),
  ])
  func `ISO days`(text: String, isDay: Bool) {
    #expect((CalendarDay(iso: text) != nil) == isDay)
  }

  @Test func `days in words`() throws {
    let day = try #require(CalendarDay(iso: "2024-06-01"))
    #expect(day.wording.fr == "1er juin 2024")
    #expect(day.wording.en == "1 June 2024")
    #expect(try #require(CalendarDay(iso: "2024-05-31")) < day)
  }
}
