import Foundation
import Testing
import Wording

@testable import Reporting

@Suite struct WorkbookPartsTests {
  private func makeWorkbook() throws -> Data {
    let rows = (0..<200).map { row in [Workbook.Cell.text("name \(row)"), .integer(row)] }
    return try Workbook(
      sheets: [Workbook.Sheet(name: "one", header: ["name", "number"], rows: rows)], language: .en
    ).data()
  }

  @Test func `a workbook's parts are whole`() throws {
    #expect(WorkbookParts.areWhole(try makeWorkbook()))
  }

  @Test func `an archive that is cut or changed is not whole`() throws {
    let data = try makeWorkbook()
    for length in [0, 10, data.count / 2, data.count - 1] { #expect(!WorkbookParts.areWhole(data.prefix(length))) }
    var changed = data
    for place in 100..<400 { changed[place] = 0 }
    #expect(!WorkbookParts.areWhole(changed))
  }

  @Test(arguments: [
    ("<?xml version=\"1.0\"?>\n<sheet><row/></sheet>", true),
    ("<?xml version=\"1.0\"?>\n<sheet><row/></sheet>\n", true),
    ("<?xml version=\"1.0\"?>\n<sheet><row><c/></row>", false), ("<sheet><row>1</ro", false), ("", false),
    ("<x:sheet><x:row/></x:sheet>", true),
  ])
  func `a document ends by closing its first element`(text: String, isWhole: Bool) {
    #expect(WorkbookParts.isWhole(Array(text.utf8)) == isWhole)
  }
}
