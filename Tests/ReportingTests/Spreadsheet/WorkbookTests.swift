import Foundation
import Plans
import Testing

@testable import Reporting

@Suite struct WorkbookTests {
  @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"x\")", "<b>&", "É\u{301}\u{1}\u{0}x", "12"])
  func `text stays text`(text: String) throws {
    let book = Workbook(sheets: [.init(name: "a", header: [text], rows: [[.text(text)], [.integer(3)]])])
    let entries = try zipEntries(book.data())
    let sheet = try #require(entries["xl/worksheets/sheet1.xml"])
    #expect(!sheet.contains("<f>"))
    // Both texts are strings of the shared table, the number is none.
    #expect(sheet.components(separatedBy: "t=\"s\"").count == 3)
    #expect(sheet.contains("<v>3</v>"))
    let strings = try #require(entries["xl/sharedStrings.xml"])
    #expect(
      strings.contains(
        ">\(ShownText.cleaned(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\0", with: ""))<"
      ))
  }

  @Test func `the same sheets, the same bytes`() throws {
    let book = Workbook(sheets: [
      .init(name: "a", header: ["x", "y"], rows: [[.money(Euros(cents: 12_345)), .share(0.5)]]),
      .init(name: "b", header: ["z"], rows: []),
    ])
    let data = try book.data()
    #expect(try book.data() == data)
    let sheet = try #require(try zipEntries(data)["xl/worksheets/sheet1.xml"])
    #expect(sheet.contains("<v>123.45</v>") && sheet.contains("<v>0.5</v>"))
  }

  @Test func `a text longer than a cell holds is cut`() throws {
    let long = String(repeating: "𝕏", count: 20_000)
    let entries = try zipEntries(Workbook(sheets: [.init(name: "a", header: ["x"], rows: [[.text(long)]])]).data())
    let strings = try #require(entries["xl/sharedStrings.xml"])
    #expect(strings.count { $0 == "𝕏" } == 16_383)
  }
}
