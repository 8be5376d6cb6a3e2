import Foundation
import Plans
import Testing
import Wording

@testable import Reporting

@Suite struct ComparisonReportTests {
  private func report(_ language: Language = .fr, names: [String] = ["ALPHA", "BETA"]) throws -> ComparisonReport {
    let plans = [
      (SamplePlan.attack, try SamplePlan.plan(names: names)), ("=1+1", try SamplePlan.plan(names: names, grappes: 1)),
    ]
    return ComparisonReport(PlanComparison(plans), contours: try SamplePlan.contours(), language: language)
  }

  @Test(arguments: Language.allCases)
  func `no line is wider than the terminal`(language: Language) throws {
    for width in [60, 80, 120] {
      let text = try report(language).text(width: width)
      #expect(text.split(separator: "\n").allSatisfy { TextWidth.columns(String($0)) <= width })
    }
  }

  @Test func `a row for each plan and each OG, in CSV as in the workbook`() throws {
    let report = try report()
    let documents = try report.documents()
    #expect(
      documents.map(\.name) == ["comparison.csv", "comparison-og.csv", "comparison.xlsx", "comparison.html"])
    let plans = String(decoding: documents[0].contents, as: UTF8.self).split(separator: "\r\n")
    #expect(plans.count == 3 && plans[2].hasPrefix("'=1+1;"))
    let units = report.comparison.units
    let ogs = String(decoding: documents[1].contents, as: UTF8.self).split(separator: "\r\n")
    #expect(ogs.count == units.count + 1)
    let entries = try zipEntries(documents[2].contents)
    let sheet = try #require(entries["xl/worksheets/sheet2.xml"])
    #expect(sheet.components(separatedBy: "<row ").count == units.count + 2)
    #expect(!sheet.contains("<f>"))
  }

  @Test(arguments: Language.allCases)
  func `the page has a map for each plan, loads nothing, and escapes names`(language: Language) throws {
    let page = String(
      decoding: try report(language, names: [SamplePlan.attack]).documents()[3].contents, as: UTF8.self)
    #expect(page.components(separatedBy: "<svg class=\"carte\"").count == 3)
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("<img") && !page.contains("<script"))
  }
}
