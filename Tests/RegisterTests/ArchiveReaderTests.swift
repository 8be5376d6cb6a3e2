import Foundation
import Geography
import Testing
import Wording

@testable import Register

@Suite struct ArchiveReaderTests {
  static let columns = [
    "nofinesset", "nofinessej", "rs", "rslongue", "commune", "departement", "ligneacheminement", "categetab", "siret",
    "coordx", "coordy", "sourcegeocod", "dateouv", "region", "cog",
  ]
  static let cells = [
    "350000010", "350000001", "EHPAD LES LILAS", "", "238", "35", "35000 RENNES", "500", "12345678900012", "352000.5",
    "6789000.5", "1,ATLASANTE,96,BAN,LAMBERT_93", "1990-01-01", "53", "35238",
  ]

  /// A header and a line with some cells changed, the columns in the order given.
  static func file(
    _ changes: [String: String] = [:], order: [String] = columns, separator: String = ";"
  ) -> InputFile {
    var values = Dictionary(zip(columns, cells)) { first, _ in first }
    values.merge(changes) { _, new in new }
    let line = order.map { values[$0, default: ""] }
    return Extracts.file([order.joined(separator: separator), line.joined(separator: separator)], path: "archive.csv")
  }

  static func read(_ changes: [String: String] = [:], order: [String] = columns) throws -> Register {
    try RegisterReader().read([file(changes, order: order)])
  }

  @Test func `columns by name, in any order`() throws {
    for order in [Self.columns, Self.columns.reversed(), ["libcategetab", "x"] + Self.columns + ["y"]] {
      let register = try Self.read(order: order)
      let essms = try #require(register.essms.first)
      #expect(essms.number.text == "350000010")
      #expect(essms.og.text == "350000001")
      #expect(essms.name == "EHPAD LES LILAS")
      #expect(essms.region == RegionCode("53"))
      #expect(essms.commune == "35238")
      #expect(essms.town == "RENNES")
      #expect(essms.siret == "12345678900012")
      let expected = try #require(Projection(epsg: 2154).geographic(x: 352000.5, y: 6789000.5))
      #expect(essms.coordinate == expected)
      #expect(register.problems.isEmpty)
    }
  }

  @Test func `capitals, quotes, accents and other separators`() throws {
    var order = Self.columns.map { "\"\($0.uppercased())\"" }
    order[5] = "Département"
    for separator in [";", "\t"] {
      let line = Self.cells.map { "\"\($0)\"" }.joined(separator: separator)
      let file = Extracts.file([order.joined(separator: separator), line], lineEnd: "\r\n")
      #expect(try RegisterReader().read([file]).essms.count == 1)
    }
    let line = Self.cells.map { "\"\($0)\"" }.joined(separator: ",")
    #expect(try RegisterReader().read([Extracts.file([order.joined(separator: ","), line])]).essms.count == 1)
  }

  @Test(
    arguments: [
      (["departement": "", "commune": ""], "53", "35238"), (["cog": ""], "53", "35238"),
      (["departement": "", "cog": "", "commune": ""], "53", ""), (["cog": "", "commune": "35238"], "53", "35238"),
      (["departement": "", "cog": "", "region": "", "commune": ""], nil, ""),
    ] as [([String: String], String?, String)])
  func `region and commune, by what is there`(changes: [String: String], region: String?, commune: String) throws {
    let register = try Self.read(changes)
    #expect(register.essms.map(\.commune) == (region == nil ? [] : [commune]))
    #expect((register.essms.map(\.region.rawValue) + register.excluded.compactMap(\.region?.rawValue)).first == region)
    #expect(register.problems.map(\.kind) == (region == nil ? [.unknownDepartement] : []))
  }

  @Test(arguments: ["9A", "971"]) func `overseas, a map that no source names`(departement: String) throws {
    let register = try Self.read([
      "departement": departement, "commune": "120", "cog": "", "region": "", "coordx": "657242,9",
      "coordy": "1795384,4", "sourcegeocod": "",
    ])
    let essms = try #require(register.essms.first)
    #expect(essms.commune == "97120")
    #expect(abs(essms.coordinate.lat - 16.234) < 1e-4)
    #expect(abs(essms.coordinate.lon + 61.52874) < 1e-4)
  }

  @Test func `degrees, no coordinates, a map that is not known`() throws {
    #expect(
      try Self.read(["coordx": "-1.679", "coordy": "48.111"]).essms.map(\.coordinate) == [
        Coordinate(lat: 48.111, lon: -1.679)
      ])
    let missing = try Self.read(["coordx": "", "coordy": ""])
    #expect(missing.essms.map(\.placement) == [.commune])
    #expect(missing.problems.isEmpty)
    #expect(try Self.read(["sourcegeocod": "EPSG:27572"]).problems.map(\.kind) == [.badCoordinate])
    #expect(try Self.read(["coordx": "x"]).problems.map(\.kind) == [.badCoordinate])
  }

  @Test func `the closed, other categories and OG`() throws {
    let closed = try Self.read(["datefermeture": "2015-01-01"], order: Self.columns + ["datefermeture"])
    #expect(closed.excluded.map(\.reason) == [.closed])
    #expect(try Self.read(["categetab": "355"]).notEssms == [RegionCode("53"): 1])
    let ogs = Extracts.file(["siren;rs;nofinessej;rslongue", ";LILAS;350000001;ASS DES LILAS", ";X;2;"])
    let register = try RegisterReader().read([ogs, Self.file()])
    #expect(register.ogNames.values.sorted() == ["ASS DES LILAS"])
    #expect(register.problems.map(\.kind) == [.badNumber])
  }

  @Test(arguments: [
    ("350000011;350000001;X", RegisterProblem.Kind.malformedLine), ("\"350000011;350000001;X", .malformedLine),
    (cells.dropFirst().reduce("") { $0 + ";" + $1 }, .badNumber),
    ((["350000010", "350000002"] + cells.dropFirst(2)).joined(separator: ";"), .duplicate),
  ])
  func `a line that is no good costs one row`(line: String, kind: RegisterProblem.Kind) throws {
    let lines = [
      Self.columns.joined(separator: ";"), Self.cells.joined(separator: ";"), line,
      (["350000012"] + Self.cells.dropFirst()).joined(separator: ";"),
    ]
    let register = try Extracts.read(lines)
    #expect(register.essms.map(\.number.text) == ["350000010", "350000012"])
    #expect(register.problems.map(\.kind) == [kind])
    #expect(register.problems.map(\.line) == [3])
    let failure = Extracts.failure([Extracts.file(lines)], options: .init(strict: true))
    #expect(failure?.wording.en.hasPrefix("extract.csv, line 3: ") == true)
  }

  @Test(arguments: [("nofinessej", "nofinessej"), ("categetab", "categetab")])
  func `a header that lacks a column`(left: String, named: String) {
    let failure = Extracts.failure([Self.file(order: Self.columns.filter { $0 != left })])
    #expect(failure?.kind == .data)
    #expect(failure?.wording.en.hasPrefix("archive.csv, line 1: no column \(named)") == true)
  }
}
