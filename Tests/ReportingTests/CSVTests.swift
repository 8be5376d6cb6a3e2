import Foundation
import Testing

@testable import Reporting

@Suite struct CSVTests {
  private func cell(_ text: String, _ kind: CSVKind = .fr) -> String? {
    var table = CSVTable(header: ["a"], kind: kind)
    table.add([.text(text)])
    return table.lines.last
  }

  @Test(
    arguments: [
      ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""), ("+33 1", "'+33 1"), ("-1+2", "'-1+2"), ("@SUM", "'@SUM"),
      ("\t=1", "'=1"), ("\r\n=1", "'=1"), ("  =1", "'=1"), ("\u{A0}\u{FEFF}=1", "\u{A0}\u{FEFF}'=1"),
      ("=\u{301}1", "'=\u{301}1"), ("＝1+1", "'＝1+1"), ("\u{200B}＠x", "\u{200B}'＠x"), ("﹣1", "'﹣1"),
      ("A=B", "A=B"), ("L'OSTAU", "L'OSTAU"), ("SAINT-JEAN - 35", "SAINT-JEAN - 35"), ("\tA", "A"),
    ], CSVKind.allCases)
  func `formulas are text`(text: (String, String), kind: CSVKind) {
    #expect(cell(text.0, kind) == text.1)
  }

  @Test(
    arguments: [
      ("\"; --", "\"\"\"; '--\""), ("a;b", "\"a;b\""), ("a,b", "\"a,b\""), ("a\r\nb", "a b"),
      ("\"\u{301}x", "\"\"\"\u{301}x\""), ("a,=1", "\"a,'=1\""), ("a; \"@b", "\"a; \"\"'@b\""),
    ], CSVKind.allCases)
  func `separators are quoted, and what stands behind them makes no formula`(text: (String, String), kind: CSVKind) {
    #expect(cell(text.0, kind) == text.1)
  }

  @Test(arguments: [
    (CSVKind.fr, "-3;-0,50;1234,5;-12345,05;0,0"), (.international, "-3,-0.50,1234.5,-12345.05,0.0"),
  ])
  func `numbers are numbers`(kind: CSVKind, line: String) {
    var table = CSVTable(header: ["a"], kind: kind)
    table.add([
      .integer(-3), .decimal(-0.5, 2), .decimal(1234.5, 1), .money(.init(cents: -1_234_505)), .decimal(-0.001, 1),
    ])
    #expect(table.lines.last == line)
  }

  @Test(arguments: CSVKind.allCases) func `files as spreadsheets and programs want them`(kind: CSVKind) throws {
    let names = ["=HYPERLINK(\"x\")", "FOYER; \"LE CÈDRE\", 35"]
    let dossier = Dossier(
      plan: try SamplePlan.plan(names: names), contours: try SamplePlan.contours(), csv: kind)
    for (text, columns, rows) in [
      (GrappesCSV.render(dossier), GrappesCSV.header.count, 2),
      (MembresCSV.render(dossier), MembresCSV.header.count, 32),
    ] {
      #expect(text.utf8.starts(with: [0xEF, 0xBB, 0xBF]) == (kind == .fr))
      let lines = text.components(separatedBy: "\r\n")
      #expect(lines.count == rows + 2)
      #expect(lines.last == "")
      for line in lines.dropLast() { #expect(csvCells(line, kind).count == columns) }
      #expect(text.contains("'=HYPERLINK"))
    }
    let amounts = ";555000,00;0,7500;416250,50;400000,00;10,03;33,33;40,00;"
    let member = "53-001;350000000;350000001;\"FOYER; \"\"LE CÈDRE\"\", 35\";350100010;53;membre;registre;;;;;\r\n"
    switch kind {
    case .fr:
      #expect(GrappesCSV.render(dossier).contains(amounts))
      #expect(MembresCSV.render(dossier).contains(member))
    case .international:
      #expect(
        GrappesCSV.render(dossier).contains(amounts.replacing(",", with: ".").replacing(";", with: ",")))
      #expect(
        MembresCSV.render(dossier).contains(
          member.replacing(";", with: ",").replacing("FOYER,", with: "FOYER;")))
    }
  }
}

/// Cells of a line of CSV by RFC 4180, with the kind's separator; quotes are taken off.
func csvCells(_ line: String, _ kind: CSVKind) -> [String] {
  let separator: Unicode.Scalar = kind == .fr ? ";" : ","
  var cells = [String.UnicodeScalarView()]
  var (isQuoted, wasQuote) = (false, false)
  for scalar in line.unicodeScalars {
    if scalar == "\"" {
      // A second quote within quotes stands for one.
      if !isQuoted, wasQuote { cells[cells.count - 1].append(scalar) }
      isQuoted.toggle()
      wasQuote = !isQuoted
    } else {
      wasQuote = false
      if scalar == separator, !isQuoted {
        cells.append(String.UnicodeScalarView())
      } else {
        cells[cells.count - 1].append(scalar)
      }
    }
  }
  return cells.map { String($0) }
}
