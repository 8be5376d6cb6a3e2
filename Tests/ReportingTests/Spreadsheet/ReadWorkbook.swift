import Foundation
import Testing

/// An XLSX file as a spreadsheet reads it, by an XML parser and ECMA-376 alone.
struct ReadWorkbook {
  struct Cell {
    var text: String?
    var number: Double?
    var formula: String?
    /// The number format's pattern; empty when it is one of the format's own.
    var pattern: String
  }

  struct Sheet {
    let name: String
    /// By reference, such as `B3`.
    let cells: [String: Cell]
    let xml: ReadXML

    /// The texts of a row from column A on, numbers written out; blanks where there is nothing.
    func row(_ number: Int) -> [String] {
      let own = cells.filter { $0.key.drop { $0.isLetter } == String(number) }
      let columns = own.keys.map { ReadWorkbook.column(String($0.prefix { $0.isLetter })) }
      return (0..<((columns.max() ?? -1) + 1)).map { place in
        let cell = own.first { ReadWorkbook.column(String($0.key.prefix { $0.isLetter })) == place }?.value
        return cell?.text ?? cell?.number.map { String($0) } ?? ""
      }
    }

    /// Numbers of the rows that hold something.
    var rows: [Int] {
      Set(
        cells.filter { $0.value.text != nil || $0.value.number != nil }.keys.compactMap { Int($0.drop { $0.isLetter }) }
      )
      .sorted()
    }
  }

  let sheets: [Sheet]
  let workbook: ReadXML
  let strings: [String]

  init(_ data: Data) throws {
    let entries = try zipEntries(data)
    let parts = try entries.filter { $0.key.hasSuffix(".xml") || $0.key.hasSuffix(".rels") }.mapValues {
      try ReadXML.parse($0)
    }
    let strings = parts["xl/sharedStrings.xml"]?.all("si").map { Self.decoded($0.all("t").map(\.text).joined()) } ?? []
    let styles = try #require(parts["xl/styles.xml"])
    let patterns = Dictionary(
      styles.all("numFmt").map { ($0.attributes["numFmtId"] ?? "", $0.attributes["formatCode"] ?? "") },
      uniquingKeysWith: { first, _ in first })
    let formats = styles.all("cellXfs").first?.children.map { patterns[$0.attributes["numFmtId"] ?? ""] ?? "" } ?? []
    workbook = try #require(parts["xl/workbook.xml"])
    self.strings = strings
    sheets = try workbook.all("sheet").enumerated().map { place, sheet in
      let xml = try #require(parts["xl/worksheets/sheet\(place + 1).xml"])
      var cells: [String: Cell] = [:]
      for cell in xml.all("c") {
        let value = cell.all("v").first?.text
        var read = Cell(pattern: formats[Int(cell.attributes["s"] ?? "0") ?? 0])
        read.formula = cell.all("f").first?.text
        switch cell.attributes["t"] {
        case "s": read.text = strings[try #require(value.flatMap { Int($0) })]
        case "inlineStr": read.text = Self.decoded(cell.all("t").map(\.text).joined())
        case "str": read.text = value
        default: read.number = value.flatMap { Double($0) }
        }
        cells[try #require(cell.attributes["r"])] = read
      }
      return Sheet(name: sheet.attributes["name"] ?? "", cells: cells, xml: xml)
    }
  }

  func sheet(_ name: String) throws -> Sheet { try #require(sheets.first { $0.name == name }, "\(name)") }

  static func column(_ letters: String) -> Int {
    letters.unicodeScalars.reduce(0) { $0 * 26 + Int($1.value) - 64 } - 1
  }

  /// `_x0041_` stands for `A` (22.9.2.19, ST_Xstring).
  static func decoded(_ text: String) -> String {
    text.replacing(#/_x([0-9A-Fa-f]{4})_/#) { match in
      UInt32(match.1, radix: 16).flatMap { UnicodeScalar($0) }.map { String($0) } ?? ""
    }
  }
}
