import Geography
import Testing
import Wording

@testable import Register

@Suite struct DirtyRegisterTests {
  static let good = [
    Extracts.manifest, Extracts.establishment("350000010"), Extracts.location("350000010"),
  ]

  struct Row: Sendable, CustomTestStringConvertible {
    let lines: [String]
    let kind: RegisterProblem.Kind
    /// Of the first of `lines`.
    var line = 4
    var testDescription: String { "\(kind): \(lines[0].prefix(40))" }
  }

  static let rows = [
    Row(lines: [String(Extracts.establishment("350000011").prefix(60))], kind: .malformedLine),
    Row(lines: [Extracts.establishment("350000011") + ";more"], kind: .malformedLine),
    Row(
      lines: [Extracts.establishment("350000011", rs: "\"EHPAD"), Extracts.og("350000001", rs: "X")],
      kind: .malformedLine),
    Row(lines: [Extracts.establishment("350000011", rs: "\"EHPAD\" LES LILAS")], kind: .malformedLine),
    Row(lines: ["structurexx;350000011"], kind: .malformedLine),
    Row(lines: ["Extrait du 12 mai"], kind: .malformedLine),
    Row(lines: ["geolocalisation;350000010;3520"], kind: .malformedLine),
    Row(lines: [Extracts.establishment("")], kind: .badNumber),
    Row(lines: [Extracts.establishment("35000001X")], kind: .badNumber),
    Row(lines: [Extracts.establishment("350000011", og: "")], kind: .badNumber),
    Row(lines: [Extracts.establishment("3,5E+08")], kind: .scientificNumber),
    Row(lines: [Extracts.establishment("350000010", rs: "AUTRE")], kind: .duplicate),
    Row(lines: [Extracts.location("350000010", x: "352001")], kind: .duplicate),
    Row(lines: [Extracts.location("350000099")], kind: .orphanLocation),
  ]

  @Test(arguments: rows) func `a row that is no good is left out and told`(row: Row) throws {
    let register = try Extracts.read(Self.good + row.lines)
    #expect(register.essms.map(\.number.text) == ["350000010"])
    #expect(register.essms.map(\.name) == ["EHPAD LES LILAS"])
    #expect(register.problems.map(\.kind) == [row.kind])
    #expect(register.problems.map(\.line) == [row.line])
    #expect(register.problems.map(\.file) == ["extract.csv"])
  }

  @Test(arguments: rows) func `and is a failure when strict`(row: Row) throws {
    let failure = Extracts.failure([Extracts.file(Self.good + row.lines)], options: .init(strict: true))
    guard row.kind != .orphanLocation else { return #expect(failure == nil) }
    #expect(failure?.kind == .data)
    #expect(failure?.wording.en.hasPrefix("extract.csv, line 4: ") == true)
    #expect(failure?.wording.fr.hasPrefix("extract.csv, ligne 4 : ") == true)
    #expect(failure?.wording.en.contains("expected") == true)
    #expect(failure?.wording.fr.contains("attendu") == true)
  }

  @Test func `an unclosed quote costs one row`() throws {
    let register = try Extracts.read([
      Extracts.establishment("350000011", rs: "\"EHPAD"), Extracts.establishment("350000010"),
      Extracts.location("350000010"), "garbage",
    ])
    #expect(register.essms.map(\.number.text) == ["350000010"])
    #expect(register.problems.map(\.line) == [1, 4])
  }

  @Test(arguments: ["1234567890001", "123456789000123", "2,62E+13", "1234567890001X"])
  func `a SIRET that is none`(siret: String) throws {
    let register = try Extracts.read(
      [Extracts.establishment("350000010", siret: siret), Extracts.location("350000010")], options: .init(strict: true))
    #expect(register.essms.map(\.siret) == [""])
    #expect(register.problems.map(\.kind) == [siret.contains("E") ? .scientificSiret : .badSiret])
    #expect(register.problems.map(\.value) == [siret])
  }

  @Test(arguments: ["9J", "99", "", "IV", "996", "69E", "9710"]) func `a département that is none`(
    departement: String
  ) throws {
    let register = try Extracts.read([
      Extracts.establishment("350000010", departement: departement), Extracts.location("350000010"),
      Extracts.establishment("350000011", departement: departement, category: "355"),
    ])
    #expect(register.essms.isEmpty)
    #expect(register.excluded.map(\.region) == [nil])
    // The first cause: coordinates are there.
    #expect(register.excluded.map(\.reason) == [.unknownDepartement])
    #expect(register.oddities.counts[.notPlaced] == nil)
    #expect(register.notEssms == [nil: 1])
    #expect(register.problems.map(\.kind) == [.unknownDepartement])
    let failure = #expect(throws: Failure.self) { try register.requireLocated() }
    #expect(failure?.wording.en.contains("none of a known département") == true)
  }

  @Test(arguments: [
    ("35", "352000", "6789000", "LAMBERT_72"), ("35", "352000", "6789000", "EPSG:27572"),
    ("35", "352000", "6789000", ""), ("35", "", "6789000", "LAMBERT_93"), ("35", "x", "6789000", "LAMBERT_93"),
    ("35", "nan", "inf", "LAMBERT_93"), ("35", "1e300", "-1e300", "LAMBERT_93"), ("35", "0", "0", "LAMBERT_93"),
    ("35", "6789000", "0", "LAMBERT_93"), ("35", "3,52E+05", "6,79E+06", "LAMBERT_93"),
    ("35", "657242.9", "1795384.4", "UTM_N20"),
    ("9A", "657242.9", "1795384.4", "LAMBERT_93"), ("9D", "323086.6", "7679599.8", "EPSG:2154 RGF93 / Lambert-93"),
    ("9C", "657242.9", "1795384.4", "UTM_N20"), ("2A", "352000", "6789000", "LAMBERT_93"),
  ])
  func `a coordinate that cannot be right`(departement: String, x: String, y: String, projection: String) throws {
    let register = try Extracts.read([
      Extracts.establishment("350000010", commune: "", departement: departement, town: ""),
      Extracts.location("350000010", x: x, y: y, source: "1,ATLASANTE,96,BAN,\(projection)"),
    ])
    #expect(register.essms.isEmpty)
    #expect(register.oddities.counts[.notPlaced] == 1)
    #expect(register.excluded.map(\.reason) == [.noCoordinates])
    #expect(register.problems.map(\.kind) == [.badCoordinate])
    #expect(register.problems.map(\.line) == [2])
  }

  @Test func `no coordinate at all is no problem of the row`() throws {
    let nowhere = { number in Extracts.establishment(number, commune: "999", town: "") }
    let register = try Extracts.read([
      nowhere("350000010"), nowhere("350000011"),
      Extracts.location("350000011", x: "", y: "", source: ""),
    ])
    #expect(register.excluded.map(\.number.text) == ["350000010", "350000011"])
    #expect(register.problems.isEmpty)
    let failure = #expect(throws: Failure.self) { try register.requireLocated() }
    #expect(failure?.kind == .data)
    #expect(failure?.wording.en.contains("507") == true)
  }

  @Test func `one located ESSMS is enough to plan`() throws {
    try Extracts.read(Self.good + [Extracts.establishment("350000011")]).requireLocated()
    try Extracts.read([Extracts.establishment("350000011", category: "355")]).requireLocated()
  }
}
