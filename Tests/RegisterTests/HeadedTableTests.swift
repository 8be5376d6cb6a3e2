import Foundation
import Geography
import Testing

@testable import Register

/// Tables with a header as portals and geocoders serve them. The expected values come from the text by other means.
@Suite struct HeadedTableTests {
  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: StructuralDamageTests.root.appendingPathComponent("Tests/Cases/\(name).csv")))
  }

  static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  static func read(_ name: String) throws -> Register {
    try RegisterReader().read([InputFile(path: name + ".csv", bytes: bytes(name))])
  }

  @Test func `addresses of several lines, and a column of pairs`() throws {
    let text = try Self.text("headed-csv-multiline-and-coord")
    let categories = try Categories.bundled()
    var expected: [String: Coordinate] = [:]
    // The number at the start of a line, the category before its label, the pair at the end.
    for match in text.matches(
      of: #/(?m)^(\d{9});\d{9};[^\n]*\n[^\n]*;(\d{3});[^;\n]*;\d*;[\d-]*;([\d.-]+), ([\d.-]+)\r?$/#)
    {
      guard categories.eligible(String(match.2)) != nil, let lat = Double(match.3), let lon = Double(match.4) else {
        continue
      }
      expected[String(match.1)] = Coordinate(lat: lat, lon: lon)
    }
    let register = try Self.read("headed-csv-multiline-and-coord")
    #expect(expected.count > 20)
    #expect(Dictionary(uniqueKeysWithValues: register.essms.map { ($0.number.text, $0.coordinate) }) == expected)
    #expect(register.essms.allSatisfy { $0.placement == .register && !$0.town.isEmpty && $0.commune.hasPrefix("22") })
    #expect(register.problems == [])
    #expect(register.excluded.isEmpty)
  }

  @Test func `a geocoder's columns`() throws {
    let categories = try Categories.bundled()
    let rows = try Self.text("geocoded-csv").split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    }
    let expected = rows.filter { categories.eligible($0[3]) != nil }.map {
      [$0[0], $0[8], $0[9], $0[6], $0[13]]
    }
    let register = try Self.read("geocoded-csv")
    let found = register.essms.map {
      [
        $0.number.text, String(format: "%.6f", $0.coordinate.lat), String(format: "%.6f", $0.coordinate.lon), $0.town,
        $0.commune,
      ]
    }
    #expect(found == expected.sorted { $0[0] < $1[0] })
    #expect(found.count > 20 && register.essms.allSatisfy { $0.placement == .register })
    #expect(register.problems == [])
  }

  @Test func `a low score is told, and the position is used`() throws {
    var rows = try Self.text("geocoded-csv").split(whereSeparator: \.isNewline).map { String($0) }
    rows[2] = rows[2].replacing(",0.91,", with: ",0.31,")
    let register = try RegisterReader().read([Extracts.file(rows)])
    #expect(register.problems.map(\.kind) == [.lowScore])
    #expect(register.problems.map(\.line) == [3])
    #expect(register.problems.map(\.value) == ["0.31"])
    #expect(register.essms.allSatisfy { $0.placement == .register })
  }

  @Test func `line breaks in quoted cells lose no row`() throws {
    let text = try Self.text("line-break-in-a-cell")
    // A row stands twice.
    let lines: [Substring] = text.split(whereSeparator: \.isNewline)
    let numbers = lines.compactMap { line in line.firstIndex(of: ";").map { line[..<$0] } }.filter { $0.count == 9 }
    let rows = Set(numbers).count
    let register = try Self.read("line-break-in-a-cell")
    let count = register.essms.count + register.excluded.count + register.notEssms.values.reduce(0, +)
    #expect(count == rows && rows > 20)
    #expect(register.problems == [])
    #expect(register.essms.allSatisfy { $0.placement == .register })
  }

  /// The open row counts, whatever the order of rows and of files.
  @Test func `closed rows before open ones`() throws {
    let lines = try Self.text("closed-row-before-open-row").split(whereSeparator: \.isNewline).map { String($0) }
    let (header, rows) = (lines[0], Array(lines.dropFirst()))
    let open = rows.filter { $0.hasSuffix(";") }
    let closed = rows.filter { !$0.hasSuffix(";") }
    #expect(closed.count == 8)
    let expected = try RegisterReader().read([Extracts.file([header] + open)])
    for rows in [rows, rows.reversed(), open + closed, closed + open] {
      let register = try RegisterReader().read([Extracts.file([header] + rows)])
      #expect(register.essms == expected.essms)
      #expect(register.excluded == [])
      #expect(register.notEssms == expected.notEssms)
      #expect(register.problems == [])
    }
    for parts in [[open, closed], [closed, open]] {
      let register = try RegisterReader().read(parts.map { Extracts.file([header] + $0) })
      #expect(register.essms == expected.essms && register.excluded == [])
    }
  }

  /// One unclosed quote costs its own row, whatever quotes follow.
  @Test func `an unclosed quote among rows of several lines`() throws {
    var text = try Self.text("line-break-in-a-cell")
    let whole = try Self.read("line-break-in-a-cell")
    let first = try #require(whole.essms.first)
    let place = try #require(text.firstRange(of: first.number.text + ";"))
    let name = try #require(text[place.upperBound...].firstIndex(of: ";"))
    text.insert("\"", at: text.index(after: name))
    let register = try RegisterReader().read([InputFile(path: "x.csv", bytes: Array(text.utf8))])
    #expect(register.essms == Array(whole.essms.dropFirst()))
    #expect(register.problems.map(\.kind) == [.malformedLine])
  }

  @Test(arguments: [
    ("48.4682283, -2.5200392", 48.4682283, -2.5200392), ("48.4682283,-2.5200392", 48.4682283, -2.5200392),
    ("48.5;-2.5", 48.5, -2.5), ("48,5;-2,5", 48.5, -2.5), ("48.5 -2.5", 48.5, -2.5),
    ("POINT (-2.5 48.5)", 48.5, -2.5), ("POINT(-2.5 48.5)", 48.5, -2.5),
  ])
  func `a pair`(text: String, lat: Double, lon: Double) throws {
    let pair = try #require(ArchivePlace.pair(text))
    #expect(pair.lat == lat && pair.lon == lon)
  }

  @Test(arguments: ["", "48.5", "x, y", "48.5, -2.5, 3", "352000.5, 6789000.5", "48,5", "POINT ()", ",", "nan, nan"])
  func `no pair`(text: String) { #expect(ArchivePlace.pair(text) == nil) }

  /// Columns whose places nobody reads are told once a file.
  @Test(arguments: [
    ("wgs84", "48.46822", true), ("x_l93", "352000.5", true), ("geo", "\"48.46822, -2.52003\"", true),
    ("geo", "\"{\"\"type\"\": \"\"Point\"\"}\"", true), ("effectif", "12.5", false),
    ("telephone2", "0299000000", false),
    ("siren", "123456789", false), ("part", "0.25", false), ("tarif", "61.32", false),
  ])
  func `columns that look like coordinates`(name: String, cell: String, isTold: Bool) throws {
    let file = ArchiveReaderTests.file([name: cell], order: ArchiveReaderTests.columns + [name])
    let register = try RegisterReader().read([file])
    #expect(register.problems.map(\.kind) == (isTold ? [.unknownColumn] : []))
    #expect(register.essms.count == 1)
    if isTold { #expect(register.problems.first?.value.hasPrefix(name) == true) }
  }

  @Test func `a separator line, blank lines and Windows-1252 before the header`() throws {
    let text =
      "sep=;\r\n\r\nnofinesset;nofinessej;rs;Département;commune;categetab\r\n"
      + "350000010;350000001;FOYER DE L'ÉTÉ;35;238;500\r\n"
    let old = try #require(text.data(using: .windowsCP1252))
    let register = try RegisterReader().read([InputFile(path: "x.csv", bytes: Array(old))])
    #expect(register.essms.map(\.name) == ["FOYER DE L'ÉTÉ"])
    #expect(register.problems == [])
  }
}
