import Foundation
import Plans
import Testing

@testable import Reporting

@Suite struct WorkbookTests {
  @Test(arguments: [
    "=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"x\")", "<b>&", "É\u{301}\u{1}\u{0}x", "12", "_x0041_",
    "_x0041_x0042_",
    "_x005F_x0041_", "a\u{FFFE}b", "&amp;",
  ])
  func `text stays text`(text: String) throws {
    let book = Workbook(
      sheets: [.init(name: "a", header: [text], rows: [[.text(text)], [.integer(3)]])], language: .fr)
    let read = try ReadWorkbook(book.data())
    let cells = read.sheets[0].cells
    #expect(cells.values.allSatisfy { $0.formula == nil })
    let expected = ShownText.cleaned(text).replacing("\u{FFFE}", with: "")
    #expect(cells["A1"]?.text == expected && cells["A2"]?.text == expected)
    #expect(cells["A3"]?.number == 3)
  }

  @Test func `the same sheets, the same bytes`() throws {
    let book = Workbook(
      sheets: [
        .init(name: "a", header: ["x", "y"], rows: [[.money(Euros(cents: 12_345)), .share(0.5)]]),
        .init(name: "b", header: ["z"], rows: []),
      ], language: .fr)
    let data = try book.data()
    #expect(try book.data() == data)
    let sheet = try #require(try zipEntries(data)["xl/worksheets/sheet1.xml"])
    #expect(sheet.contains("<v>123.45</v>") && sheet.contains("<v>0.5</v>"))
  }

  @Test func `a text longer than a cell holds is cut`() throws {
    let long = String(repeating: "𝕏", count: 20_000)
    let entries = try zipEntries(
      Workbook(sheets: [.init(name: "a", header: ["x"], rows: [[.text(long)]])], language: .fr).data())
    let strings = try #require(entries["xl/sharedStrings.xml"])
    #expect(strings.count { $0 == "𝕏" } == 16_383)
  }
}
