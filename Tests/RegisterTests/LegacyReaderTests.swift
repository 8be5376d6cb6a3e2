import Foundation
import Geography
import Testing
import Wording

@testable import Register

@Suite struct LegacyReaderTests {
  @Test func `an establishment, its place and the name of its OG`() throws {
    let register = try Extracts.read([
      Extracts.manifest,
      Extracts.og("350000001", rs: "ASS DES LILAS", rslongue: "ASSOCIATION DES LILAS"),
      Extracts.og("350000002", rs: "CCAS"),
      Extracts.establishment(
        "350000010", rslongue: "EHPAD LES LILAS BLANCS", town: "35042 RENNES CEDEX 7", siret: "12345678900012"),
      Extracts.establishment("350000011", category: "355"),
      Extracts.location("350000010"),
    ])
    let essms = try #require(register.essms.first)
    #expect(register.essms.count == 1)
    #expect(essms.number.text == "350000010")
    #expect(essms.og.text == "350000001")
    #expect(essms.name == "EHPAD LES LILAS BLANCS")
    #expect(essms.category == "500")
    #expect(essms.sector == .elderly)
    #expect(essms.region == RegionCode("53"))
    #expect(essms.commune == "35238")
    #expect(essms.town == "RENNES")
    #expect(essms.siret == "12345678900012")
    let expected = try #require(Projection(epsg: 2154).geographic(x: 352000.5, y: 6789000.5))
    #expect(essms.coordinate == expected)
    #expect(register.ogNames.values.sorted() == ["ASSOCIATION DES LILAS", "CCAS"])
    #expect(register.notEssms == [RegionCode("53"): 1])
    #expect(register.excluded.isEmpty)
    #expect(register.problems.isEmpty)
    #expect(register.sources.map(\.date) == ["2026-05-12"])
    #expect(register.sources.map(\.file) == ["extract.csv"])
  }

  @Test(arguments: ["\n", "\r\n", "\r"]) func `line ends`(lineEnd: String) throws {
    let lines = [Extracts.manifest, Extracts.establishment("350000010"), "", Extracts.location("350000010")]
    #expect(try Extracts.read(lines, lineEnd: lineEnd).essms.count == 1)
  }

  @Test func `a byte order mark`() throws {
    let file = Extracts.file(["\u{FEFF}" + Extracts.manifest, Extracts.establishment("350000010")])
    #expect(try RegisterReader().read([file]).sources.map(\.date) == ["2026-05-12"])
  }

  @Test func `Windows-1252 and UTF-8 say the same`() throws {
    let lines = [Extracts.establishment("350000010", rs: "FOYER L’ÉTÉ – Œuvre"), Extracts.location("350000010")]
    let text = lines.joined(separator: "\n")
    let modern = try RegisterReader().read([InputFile(path: "a", bytes: Array(text.utf8))])
    let old = try #require(text.data(using: .windowsCP1252))
    let legacy = try RegisterReader().read([InputFile(path: "b", bytes: Array(old))])
    #expect(modern.essms == legacy.essms)
    #expect(modern.essms.map(\.name) == ["FOYER L’ÉTÉ – Œuvre"])
  }

  @Test(arguments: [
    (#""EHPAD ""LES; LILAS"" X""#, #"EHPAD "LES; LILAS" X"#),
    ("\"EHPAD LES\nLILAS\"", "EHPAD LES LILAS"),
    (#"EHPAD "LES LILAS" X"#, #"EHPAD "LES LILAS" X"#),
    (#"" EHPAD  LES LILAS ""#, "EHPAD LES LILAS"),
  ])
  func quoting(cell: String, name: String) throws {
    let register = try Extracts.read([
      Extracts.establishment("350000010", rs: cell), Extracts.establishment("350000011"),
      Extracts.location("350000010"), Extracts.location("350000011"),
    ])
    #expect(register.essms.map(\.name) == [name, "EHPAD LES LILAS"])
    #expect(register.problems.isEmpty)
  }

  @Test func `31 cells, and lines that a spreadsheet filled up`() throws {
    let short = String(Extracts.establishment("350000010").dropLast())
    let padded = Extracts.establishment("350000011") + ";;;"
    let register = try Extracts.read([
      Extracts.manifest + String(repeating: ";", count: 28), short, padded, Extracts.location("350000010"),
      Extracts.location("350000011") + String(repeating: ";", count: 26), String(repeating: ";", count: 31),
    ])
    #expect(register.essms.count == 2)
    #expect(register.problems.isEmpty)
    #expect(register.sources.map(\.date) == ["2026-05-12"])
  }

  @Test func `leading zeros that a spreadsheet lost`() throws {
    let register = try Extracts.read([
      Extracts.establishment(
        "10000024", og: "10780054", commune: "53", departement: "1", siret: "2,62E+13"),
      Extracts.location("10000024", x: "870262,2", y: "6571540,8"),
    ])
    let essms = try #require(register.essms.first)
    #expect(essms.number.text == "010000024")
    #expect(essms.og.text == "010780054")
    #expect(essms.commune == "01053")
    #expect(essms.siret.isEmpty)
    #expect(abs(essms.coordinate.lat - 46.22229) < 1e-5)
    #expect(register.problemCounts == [.lostZero: 5, .scientificSiret: 1, .spreadsheetCoordinate: 1])
  }

  @Test(arguments: [
    ("9A", "123", "97123", "01"), ("9F", "606", "97606", "06"), ("2A", "004", "2A004", "94"), ("35", "", "", "53"),
    ("35", "2X8", "", "53"),
  ])
  func `commune and region`(departement: String, commune: String, code: String, region: String) throws {
    let places = [
      "9A": ("657242.9", "1795384.4", "UTM_N20"), "9F": ("524819.9", "8587194.7", "UTM_S38"),
      "2A": ("1180000", "6100000", "L93_METROPOLE"), "35": ("352000", "6789000", "LAMBERT_93"),
    ]
    let (x, y, projection) = try #require(places[departement])
    let register = try Extracts.read([
      Extracts.establishment("350000010", commune: commune, departement: departement),
      Extracts.location("350000010", x: x, y: y, source: "1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,\(projection)"),
    ])
    #expect(register.essms.map(\.commune) == [code])
    #expect(register.essms.map(\.region) == [RegionCode(region)])
  }

  @Test func `doubtful categories are off unless asked for`() throws {
    let lines = [Extracts.establishment("350000010", category: "462"), Extracts.location("350000010")]
    #expect(try Extracts.read(lines).notEssms == [RegionCode("53"): 1])
    #expect(try Extracts.read(lines, options: .init(includeEdgeCategories: true)).essms.count == 1)
  }

  @Test func `502 and 507 of the same day, in any order`() throws {
    let establishments = [Extracts.manifest, Extracts.establishment("350000011"), Extracts.establishment("350000010")]
    let plain = Extracts.file(establishments, path: "folder/502.csv")
    let located = Extracts.file(
      establishments + [Extracts.location("350000010"), Extracts.location("350000011")], path: "507.csv")
    for files in [[plain, located], [located, plain]] {
      let register = try RegisterReader().read(files)
      #expect(register.essms.map(\.number.text) == ["350000010", "350000011"])
      #expect(register.problems.isEmpty)
      #expect(Set(register.sources.map(\.file)) == ["502.csv", "507.csv"])
    }
  }

  @Test func `505 is no error`() throws {
    let equipment = (["equipementsocial", "350000010"] + Array(repeating: "", count: 20)).joined(separator: ";")
    let register = try Extracts.read([Extracts.establishment("350000010"), equipment])
    #expect(register.problems.isEmpty)
  }
}
