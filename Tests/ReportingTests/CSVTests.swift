import Foundation
import Testing

@testable import Reporting

@Suite struct CSVTests {
  private func cell(_ text: String) -> String? {
    var table = CSVTable(header: ["a"])
    table.add([.text(text)])
    return table.lines.last
  }

  @Test(arguments: [
    ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""), ("+33 1", "'+33 1"), ("-1+2", "'-1+2"), ("@SUM", "'@SUM"),
    ("\t=1", "'=1"), ("=\u{301}1", "'=\u{301}1"), ("＝1+1", "'＝1+1"), ("A=B", "A=B"), ("L'OSTAU", "L'OSTAU"),
  ])
  func formulasAreText(text: String, expected: String) {
    #expect(cell(text) == expected)
  }

  @Test(arguments: [
    ("\"; --", "\"\"\"; --\""), ("a;b", "\"a;b\""), ("a\r\nb", "a b"), ("\"\u{301}x", "\"\"\"\u{301}x\""),
  ])
  func separatorsAreQuoted(text: String, expected: String) {
    #expect(cell(text) == expected)
  }

  @Test func numbersAreNumbers() {
    var table = CSVTable(header: ["a"])
    table.add([
      .integer(-3), .decimal(-0.5, 2), .decimal(1234.5, 1), .money(.init(cents: -1_234_505)), .decimal(-0.001, 1),
    ])
    #expect(table.lines.last == "-3;-0,50;1234,5;-12345,05;0,0")
  }

  @Test func filesAsSpreadsheetsWantThem() throws {
    let dossier = try SamplePlan.dossier(names: ["=HYPERLINK(\"x\")", "FOYER; \"LE CÈDRE\""])
    for (text, columns, rows) in [
      (GrappesCSV.render(dossier), GrappesCSV.header.count, 2),
      (MembresCSV.render(dossier), MembresCSV.header.count, 32),
    ] {
      #expect(Array(text.utf8.prefix(3)) == [0xEF, 0xBB, 0xBF])
      let lines = text.components(separatedBy: "\r\n")
      #expect(lines.count == rows + 2)
      #expect(lines.last == "")
      for line in lines.dropLast() { #expect(cells(line).count == columns) }
      #expect(text.contains("'=HYPERLINK"))
    }
    #expect(GrappesCSV.render(dossier).contains(";555000,00;0,7500;416250,50;400000,00;10,03;33,33;40,00;"))
    #expect(
      MembresCSV.render(dossier).contains(
        "53-001;350000000;350000001;\"FOYER; \"\"LE CÈDRE\"\"\";350100010;53;membre;registre\r\n"))
  }

  /// Cells of a line by RFC 4180 with `;`.
  private func cells(_ line: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line.unicodeScalars {
      if character == "\"" { isQuoted.toggle() }
      if character == ";", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].unicodeScalars.append(character)
      }
    }
    return cells
  }
}
