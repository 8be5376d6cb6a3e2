import Foundation
import Geography
import Testing
import Wording

@testable import Register

@Suite struct FinessPlusReaderTests {
  typealias Documents = FinessPlusDocuments

  @Test func `an OG, its establishments and their places`() throws {
    let register = try Documents.read([
      Documents.og([
        Documents.establishment("350000010", longName: "EHPAD \"LES LILAS\" DE L’ÉTÉ", siret: "12345678900012"),
        Documents.establishment("350000011", category: "\"355\""),
        Documents.establishment(
          "350000012", addresses: [Documents.address(commune: "35999", postalCode: "", town: "", coordinates: "null")]),
      ])
    ])
    let essms = try #require(register.essms.first)
    #expect(register.essms.count == 1)
    #expect(essms.number.text == "350000010")
    #expect(essms.og.text == "350000001")
    #expect(essms.name == "EHPAD \"LES LILAS\" DE L’ÉTÉ")
    #expect(essms.category == "500")
    #expect(essms.region == RegionCode("53"))
    #expect(essms.commune == "35238")
    #expect(essms.town == "RENNES")
    #expect(essms.siret == "12345678900012")
    #expect(essms.coordinate == Coordinate(lat: 48.111, lon: -1.679))
    #expect(register.ogNames.values.sorted() == ["ASS DES LILAS"])
    #expect(register.notEssms == [RegionCode("53"): 1])
    #expect(register.excluded.map(\.reason) == [.noCoordinates])
    #expect(register.problems.isEmpty)
    #expect(register.sources.map(\.date) == ["2026-08-13"])
  }

  @Test(arguments: [Documents.degreesFirst, Documents.metresFirst])
  func `degrees in either pair`(coordinates: String) throws {
    let register = try Documents.read([
      Documents.og([
        Documents.establishment("350000010", addresses: [Documents.address(coordinates: coordinates)])
      ])
    ])
    #expect(register.essms.map(\.coordinate) == [Coordinate(lat: 48.111, lon: -1.679)])
  }

  @Test(arguments: [
    ("35238", "352000.5", "6789000.5", "53", 2154), ("97120", "657242.9", "1795384.4", "01", 5490),
    ("97302", "353672.8", "544349.1", "03", 2972), ("97411", "323086.6", "7679599.8", "04", 2975),
  ])
  func `metres alone are the region's`(commune: String, x: String, y: String, region: String, epsg: Int) throws {
    let coordinates = #"{"coordonneeX": \#(x), "coordonneeY": \#(y)}"#
    let register = try Documents.read([
      Documents.og([
        Documents.establishment(
          "350000010", addresses: [Documents.address(commune: commune, coordinates: coordinates)])
      ])
    ])
    let place = try (x: #require(Double(x)), y: #require(Double(y)))
    let expected = try #require(Projection(epsg: epsg).geographic(x: place.x, y: place.y))
    #expect(register.essms.map(\.coordinate) == [expected])
    #expect(register.essms.map(\.region.rawValue) == [region])
  }

  @Test(arguments: [
    (Documents.degreesFirst, "97105"), (#"{"coordonneeX": "x", "coordonneeY": "48"}"#, "35238"),
    (#"{"coordonneeX": "0", "coordonneeY": "0"}"#, "35238"),
    (#"{"coordonneeX": "nan", "coordonneeY": "inf"}"#, "35238"),
    (#"{"coordonneeX": "-1.679"}"#, "35238"), (#"{"coordonneeX": "1e300", "coordonneeY": "1e300"}"#, "35238"),
  ])
  func `a coordinate that cannot be right`(coordinates: String, commune: String) throws {
    let address = Documents.address(commune: commune, coordinates: coordinates)
    let register = try Documents.read([
      Documents.og([Documents.establishment("350000010", addresses: [address])])
    ])
    #expect(register.essms.map(\.placement) == [.commune])
    #expect(register.problems.map(\.kind) == [.badCoordinate])
  }

  @Test(arguments: [
    ("2A004", "94"), ("01053", "84"), ("97209", "02"), ("97611", "06"), ("97701", "01"), ("97801", "01"),
    ("97502", "975"),
  ])
  func `the region of a commune`(commune: String, region: String) throws {
    let register = try Documents.read([
      Documents.og([
        Documents.establishment("350000010", addresses: [Documents.address(commune: commune, coordinates: "null")])
      ])
    ])
    // The islands that are no commune of the table stay without a place.
    #expect(register.essms.map(\.region) + register.excluded.compactMap(\.region) == [RegionCode(region)])
    #expect(register.problems.isEmpty)
  }

  @Test func `the closed are left out and counted`() throws {
    let register = try Documents.read([
      Documents.og([
        Documents.establishment("350000010"), Documents.establishment("350000011", closing: "2019-03-03"),
        Documents.establishment("350000012", category: "\"355\"", closing: "2019-03-03"),
      ])
    ])
    #expect(register.essms.map(\.number.text) == ["350000010"])
    #expect(
      register.excluded == [
        ExcludedESSMS(
          number: try #require(FinessNumber("350000011")), region: RegionCode("53"), reason: .closed,
          og: FinessNumber("350000001"))
      ])
    #expect(register.notEssms == [RegionCode("53"): 1])
  }

  @Test func `the address of the place, among others`() throws {
    let addresses = [
      Documents.address(usage: "06", commune: "75056", town: "PARIS"), Documents.address(),
      Documents.address(usage: "04", commune: "75056", town: "PARIS"),
    ]
    let register = try Documents.read([
      Documents.og([Documents.establishment("350000010", addresses: addresses)]),
      Documents.og([Documents.establishment("350000011", addresses: [addresses[0]])], number: "350000002"),
    ])
    #expect(register.essms.map(\.town) == ["RENNES"])
    #expect(register.excluded.map(\.region) == [nil])
    #expect(register.problems.map(\.kind) == [.unknownDepartement])
  }

  @Test func `codes with their nomenclature, keys in other capitals, a bare list`() throws {
    let coded = #"{"code": "500", "system": "https://mos.esante.gouv.fr/NOS/tre_r397"}"#
    let record = Documents.og([Documents.establishment("350000010", category: coded)])
      .replacing("categorieentite", with: "categorieEntite").replacing("GeneralesPMEJ", with: "GeneralesPmej")
    let register = try RegisterReader().read([InputFile(path: "a.json", bytes: Array("\u{FEFF} [\(record)]".utf8))])
    #expect(register.essms.map(\.category) == ["500"])
    #expect(register.ogNames.count == 1)
  }

  @Test func `escapes`() throws {
    let record = Documents.og([Documents.establishment("350000010", name: "NAME")])
    let text = Documents.text([record]).replacing("NAME", with: #"L\u2019\u00c9T\u00C9 \/ \"A\\B\" \ud83d\ude00\ud83d"#)
    let register = try RegisterReader().read([InputFile(path: "a.json", bytes: Array(text.utf8))])
    #expect(register.essms.map(\.name) == ["L’ÉTÉ / \"A\\B\" 😀\u{FFFD}"])
  }

  @Test(arguments: [
    (Documents.og([], number: "35000000X"), RegisterProblem.Kind.badNumber, 4),
    (Documents.og([Documents.establishment("350000011")], number: ""), .badNumber, 6),
    (Documents.og([Documents.establishment("3500")]), .badNumber, 6),
    (Documents.og(["null"]), .badNumber, 6),
    (Documents.og([Documents.establishment("350000010", name: "AUTRE")]), .duplicate, 6),
    (Documents.og([], name: "AUTRE"), .duplicate, 4),
  ])
  func `a record that is no good is left out and told`(record: String, kind: RegisterProblem.Kind, line: Int) throws {
    let good = Documents.file([Documents.og([Documents.establishment("350000010")])], path: "good.json")
    let files = [good, Documents.file([record])]
    let register = try RegisterReader().read(files)
    #expect(register.essms.map(\.name) == ["EHPAD LES LILAS"])
    #expect(register.problems.map(\.kind) == [kind])
    #expect(register.problems.map(\.line) == [line])
    let failure = Extracts.failure(files, options: .init(strict: true))
    #expect(failure?.wording.en.hasPrefix("structures.json, line \(line): ") == true)
  }
}
