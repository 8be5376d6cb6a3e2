import Foundation
import Geography
import Testing

@testable import Register

/// Files of several days that tell of the same establishments: the newest counts in whatever order they are given.
@Suite struct PrecedenceTests {
  typealias Documents = FinessPlusDocuments

  static func extract(_ lines: [String], date: String, path: String = "507.csv") -> InputFile {
    Extracts.file(["finess;etalab;111;\(date)"] + lines, path: path)
  }

  static func archive(_ cells: [String: String]) -> InputFile { ArchiveReaderTests.file(cells) }

  static func permutations<Element>(_ list: [Element]) -> [[Element]] {
    guard let last = list.last else { return [[]] }
    return permutations(Array(list.dropLast())).flatMap { shorter in
      (0...shorter.count).map { place in shorter[..<place] + [last] + shorter[place...] }
    }
  }

  static let elsewhere = #"{"coordonneeX": "-1.65", "coordonneeY": "48.12"}"#

  static func files() -> [InputFile] {
    [
      extract(
        [Extracts.establishment("350000010", rs: "ANCIEN"), Extracts.location("350000010")], date: "2021-01-08",
        path: "old.csv"),
      extract(
        [
          Extracts.og("350000001", rs: "NOM ANCIEN"), Extracts.establishment("350000010", rs: "RECENT"),
          Extracts.location("350000010", x: "352500.5"),
        ], date: "2026-05-12", path: "recent.csv"),
      Documents.file(
        [
          Documents.og([
            Documents.establishment(
              "350000010", name: "NOUVEAU", addresses: [Documents.address(coordinates: elsewhere)])
          ])
        ], path: "new.json", date: "2026-09-15"),
    ]
  }

  @Test(arguments: permutations([0, 1, 2])) func `the newest counts in any order`(order: [Int]) throws {
    let files = Self.files()
    let register = try RegisterReader(options: .init(strict: true)).read(order.map { files[$0] })
    #expect(register.essms.map(\.name) == ["NOUVEAU"])
    #expect(register.essms.map(\.coordinate) == [Coordinate(lat: 48.12, lon: -1.65)])
    #expect(register.ogNames.values.sorted() == ["ASS DES LILAS"])
    #expect(register.problems.isEmpty)
    #expect(register.oddities.counts[.supersededRow] == 2)
    #expect(register.sources.map(\.file) == order.map { ["old.csv", "recent.csv", "new.json"][$0] })
    #expect(register.readingOrder.map { register.sources[$0].file } == ["new.json", "recent.csv", "old.csv"])
    let pair = try RegisterReader(options: .init(strict: true)).read(order.filter { $0 < 2 }.map { files[$0] })
    #expect(pair.essms.map(\.name) == ["RECENT"])
  }

  @Test(arguments: [false, true]) func `closed in the newest is closed, open in the newest is open`(reversed: Bool)
    throws
  {
    let open = Self.extract(
      [Extracts.establishment("350000010"), Extracts.location("350000010")], date: "2026-05-12")
    let closed = Documents.file(
      [Documents.og([Documents.establishment("350000010", closing: "2026-06-30")])], date: "2026-09-15")
    let files = reversed ? [closed, open] : [open, closed]
    let register = try RegisterReader(options: .init(strict: true)).read(files)
    #expect(register.essms.isEmpty)
    #expect(register.excluded.map(\.reason) == [.closed])
    #expect(register.problems.isEmpty && register.oddities.counts[.supersededRow] == nil)

    let earlier = Documents.file(
      [Documents.og([Documents.establishment("350000010", closing: "2019-06-30")])], date: "2019-09-15")
    let reopened = try RegisterReader(options: .init(strict: true)).read(reversed ? [earlier, open] : [open, earlier])
    #expect(reopened.essms.count == 1 && reopened.excluded.isEmpty)
  }

  /// A day that the calendar lacks would be the newest of all: it is none, and such a file keeps its place.
  @Test(arguments: ["2026-02-30", "9999-99-99", "30/02/2027", "31/11/2026"], [false, true])
  func `an impossible day makes no file the newest`(day: String, isDocument: Bool) throws {
    let doubtful =
      isDocument
      ? Documents.file([Documents.og([Documents.establishment("350000010", name: "DOUTEUX")])], date: day)
      : Self.extract([Extracts.establishment("350000010", rs: "DOUTEUX")], date: day, path: "doubtful.csv")
    let files = ["2026-01-02", "2026-05-12"].map {
      Self.extract([Extracts.establishment("350000010", rs: "DU \($0)")], date: $0, path: "\($0).csv")
    }
    let register = try RegisterReader().read([files[0], files[1], doubtful])
    #expect(register.essms.map(\.name) == ["DU 2026-05-12"])
    #expect(register.sources.map(\.date) == ["2026-01-02", "2026-05-12", nil])
    #expect(register.readingOrder == [1, 0, 2])
  }

  static func nameless(_ document: String) -> InputFile {
    let text = document.replacing("\"denominationPm\": \"LILAS\"", with: "\"denominationPm\": null")
    return InputFile(path: "nameless.json", bytes: Array(text.utf8))
  }

  @Test(arguments: permutations([0, 1, 2])) func `older files fill what is empty`(order: [Int]) throws {
    let bare = Documents.establishment(
      "350000010", name: "NOUVEAU", category: "null", addresses: [Documents.address(coordinates: "null")])
    let homeless = Documents.establishment(
      "350000028", name: "SANS ADRESSE",
      addresses: [Documents.address(commune: "", postalCode: "", town: "", coordinates: "null")])
    let files = [
      Self.nameless(Documents.text([Documents.og([bare, homeless], name: "")], date: "2026-09-15")),
      Self.extract(
        [
          Extracts.og("350000001", rs: "NOM DU 501"), Extracts.establishment("350000010", siret: "12345678900012"),
          Extracts.location("350000010"), Extracts.establishment("350000028"), Extracts.location("350000028"),
        ], date: "2026-05-12"),
      Self.extract([MixedRegisterTests.equipment("350000010", "42")], date: "2021-01-08", path: "505.csv"),
    ]
    let register = try RegisterReader(options: .init(strict: true)).read(order.map { files[$0] })
    let essms = try #require(register.essms.first)
    #expect(register.essms.map(\.name) == ["NOUVEAU", "SANS ADRESSE"])
    #expect(essms.category == "500" && essms.siret == "12345678900012" && essms.placement == .register)
    #expect(register.essms.map(\.commune) == ["35238", "35238"])
    #expect(register.ogNames.values.map { $0 } == ["NOM DU 501"])
    #expect(register.capacities.values.map { $0 } == [42])
    #expect(register.problems.isEmpty)
    #expect(register.oddities.counts[.missingSiret] == 1)
  }

  /// Newest positions that are none, as FINESS+ writes them: outside France, no number.
  static let unusable = [
    #"{"coordonneeX": "12.5", "coordonneeY": "41.9"}"#, #"{"coordonneeX": "abc", "coordonneeY": "48.111"}"#,
    #"{"coordonneeX": "0", "coordonneeY": "0"}"#, #"{"coordonneeX": "6.8E+06", "coordonneeY": "3.5E+05"}"#,
    #"{"coordonneeX": "352000.5", "coordonneeY": "9999999.5"}"#,
  ]

  @Test(arguments: unusable, permutations([0, 1, 2]))
  func `an older position takes the place of an unusable one, which is told`(coordinates: String, order: [Int]) throws {
    let files = [
      Documents.file(
        [
          Documents.og([
            Documents.establishment("350000010", addresses: [Documents.address(coordinates: coordinates)])
          ])
        ], path: "new.json", date: "2026-09-15"),
      // Neither is this one any good, and it is no news.
      Self.extract(
        [Extracts.establishment("350000010"), Extracts.location("350000010", x: "0.0", y: "0.0")], date: "2026-05-12",
        path: "recent.csv"),
      Self.extract(
        [Extracts.establishment("350000010"), Extracts.location("350000010")], date: "2021-01-08", path: "old.csv"),
    ]
    let register = try RegisterReader(options: .init(strict: true)).read(order.map { files[$0] })
    let place = try #require(Projection(epsg: 2154).geographic(x: 352000.5, y: 6789000.5))
    #expect(register.essms.map(\.placement) == [.register])
    #expect(register.essms.map(\.coordinate) == [place])
    #expect(register.problems.map(\.kind) == [.badCoordinate])
    #expect(register.problems.map(\.file) == ["new.json"])
    #expect(register.oddities.counts[.placedAtCommune] == nil)
    let alone = try RegisterReader().read(order.filter { $0 < 2 }.map { files[$0] })
    #expect(alone.essms.map(\.placement) == [.commune])
    #expect(alone.problems.map(\.kind) == [.badCoordinate])
  }

  /// Of files that tell no day the first given is believed, and the others lend it a place all the same.
  @Test(arguments: [("abc", "abc"), ("999999.5", "100.5")]) func `also of files without a day`(x: String, y: String)
    throws
  {
    let bad = Self.archive(["coordx": x, "coordy": y])
    let good = Self.archive([:])
    for files in [[bad, good], [good, bad]] {
      let register = try RegisterReader().read(files)
      #expect(register.essms.map(\.placement) == [.register])
      #expect(register.problemCounts[.badCoordinate, default: 0] == (files[0].bytes == bad.bytes ? 1 : 0))
    }
  }

  /// A position that tells where, however wrong the older one: the newest counts, and one in the middle of a commune is
  /// told of where it is used only.
  @Test(arguments: [("abc", 1), ("-1.65", 0)]) func `only what is used is told`(x: String, count: Int) throws {
    let keyed = #"{"coordonneeX": "\#(x)", "coordonneeY": "48.12"}"#
    let centre = #"{"coordonneeX": "-1.679", "coordonneeY": "48.111", "cleInteropBAN": "35238"}"#
    let files = zip([keyed, centre], ["2026-09-15", "2026-08-15"]).map { coordinates, date in
      Documents.file(
        [
          Documents.og([
            Documents.establishment("350000010", addresses: [Documents.address(coordinates: coordinates)])
          ])
        ], path: "\(date).json", date: date)
    }
    for files in [files, files.reversed()] {
      let register = try RegisterReader(options: .init(strict: true)).read(files)
      #expect(register.oddities.counts[.communeCentroid, default: 0] == count)
      #expect(register.problems.map(\.kind) == (count == 1 ? [.badCoordinate] : []))
    }
  }

  @Test func `an ESSMS of an older file only is told`() throws {
    let old = Self.extract(
      [
        Extracts.establishment("350000010"), Extracts.location("350000010"), Extracts.establishment("350000028"),
        Extracts.location("350000028"),
      ], date: "2026-05-12")
    let new = Documents.file([Documents.og([Documents.establishment("350000010")])], date: "2026-09-15")
    let register = try RegisterReader(options: .init(listsOddities: true)).read([old, new])
    #expect(register.essms.count == 2)
    #expect(register.oddities.listed.filter { $0.kind == .onlyInOlder }.compactMap(\.finess?.text) == ["350000028"])
  }

  @Test(arguments: [
    (["2021-01-08", "2026-09-15", "2026-05-12"], [1, 2, 0]), ([nil, "2021-01-08", "2026-09-15"], [0, 2, 1]),
    (["2021-01-08", nil, "2026-09-15"], [2, 1, 0]), ([nil, nil], [0, 1]),
    (["2026-05-12", "2026-05-12", "2026-09-15", "2026-05-12"], [2, 0, 1, 3]),
  ])
  func `the order of days`(dates: [String?], order: [Int]) {
    #expect(RegisterPrecedence(dates: dates).order == order)
  }

  /// Two archives without a day, of which the disk says that the second is the newer, then the first.
  @Test func `times on disk count for nothing`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = try ["PREMIER", "SECOND"].map { name in
      let path = folder.appendingPathComponent(name).path
      try Data(Self.archive(["rs": name]).bytes).write(to: URL(fileURLWithPath: path))
      return path
    }
    for newer in 0..<2 {
      for (place, path) in paths.enumerated() {
        let date = Date(timeIntervalSince1970: place == newer ? 1_700_000_000 : 1_600_000_000)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
      }
      #expect(try RegisterReader().read(paths: paths).essms.map(\.name) == ["PREMIER"])
      #expect(try RegisterReader().read(paths: paths.reversed()).essms.map(\.name) == ["SECOND"])
    }
  }

  /// A document's day after 300 KB of records, packed and not.
  @Test(arguments: [false, true]) func `a day at a document's end`(packed: Bool) throws {
    let padding = (0..<600).map { Documents.og([Documents.establishment(DamagedRow.number($0))], id: "\($0)") }
    var text = Documents.text([Documents.og([Documents.establishment("350000010", name: "NOUVEAU")])] + padding)
    text = text.replacing("\"generatedAt\": \"2026-08-13T02:07:30.574916747Z\",", with: "")
    text = String(text.dropLast()) + ", \"generatedAt\": \"2026-09-15T02:00:00Z\"}"
    #expect(text.utf8.count > 300_000)
    let bytes = Array(text.utf8)
    let new = InputFile(path: "new.json", bytes: packed ? GzipTests.packed(bytes) : bytes)
    let old = Self.extract([Extracts.establishment("350000010")], date: "2026-05-12")
    let register = try RegisterReader().read([old, new])
    #expect(register.essms.first { $0.number.text == "350000010" }?.name == "NOUVEAU")
    #expect(register.sources.map(\.date) == ["2026-05-12", "2026-09-15"])
  }
}

@Suite struct FileAgeTests {
  @Test(arguments: [
    ("2026-05-12", "2026-05-12", 0), ("2026-05-12", "2026-11-11", 183), ("2024-02-28", "2024-03-01", 2),
    ("2021-01-08", "2026-09-15", 2076), ("2026-09-15", "2026-09-14", -1),
  ])
  func `days between days`(date: String, today: String, days: Int) {
    #expect(FileAge.days(from: date, to: today) == days)
  }

  @Test(arguments: ["", "12/05/2026", "2026-13-40", "2026"]) func `what is no day has no age`(text: String) {
    #expect(FileAge.days(from: text, to: "2026-05-12") == nil)
  }

  @Test func `the day is told from outside`() {
    #expect(FileAge.today(["SOURCE_DATE_EPOCH": "1780272000"]) == "2026-06-01")
    #expect(FileAge.today(["SOURCE_DATE_EPOCH": "1780358399"]) == "2026-06-01")
  }

  @Test(arguments: [("2026-11-10", 182, 0), ("2026-11-11", 183, 1)])
  func `a file is old after half a year`(today: String, days: Int, problems: Int) throws {
    let register = try Extracts.read([Extracts.manifest, Extracts.establishment("350000010")])
    let told = register.tellingOldFiles(on: today)
    #expect(told.problemCounts[.oldFile, default: 0] == problems)
    #expect(register.problemCounts[.oldFile] == nil)
    let summary = try RegisterSummary(told, today: today)
    #expect(summary.sources.map(\.ageDays) == [days])
    #expect(summary.problems.map(\.kind).contains(.oldFile) == (problems == 1))
  }
}
