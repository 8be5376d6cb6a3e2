import Foundation
import Geography
import Testing
import Wording

@testable import Register

/// FINESS+ as production has it: what the schema does not tell of.
@Suite struct FinessPlusProductionTests {
  typealias Documents = FinessPlusDocuments

  static func read(_ establishment: String, strict: Bool = true) throws -> Register {
    try Documents.read([Documents.og([establishment])], options: .init(strict: strict, listsOddities: true))
  }

  @Test(arguments: [
    ("\"A\"", true), ("[\"A\"]", true), ("{\"code\": \"A\", \"system\": \"x\"}", true), ("[{\"code\": \"A\"}]", true),
    ("null", true), ("[]", true), ("\"I\"", false), ("[\"I\"]", false), ("[{\"code\": \"I\"}]", false),
  ])
  func `a state, in an array or not`(state: String, isOpen: Bool) throws {
    let register = try Self.read(Documents.establishment("350000010", state: state))
    #expect(register.essms.count == (isOpen ? 1 : 0))
    #expect(register.excluded.map(\.reason) == (isOpen ? [] : [.closed]))
    #expect(register.problems.isEmpty)
  }

  @Test(arguments: ["EHPAD\\u0000 LES LILAS", "EHPAD LES\\u0085LILAS", "\\u001fEHPAD\\tLES\\u007F LILAS\\u0002"])
  func `control characters are cleaned and told`(name: String) throws {
    let text = Documents.text([Documents.og([Documents.establishment("350000010", name: "NAME")])])
    let bytes = Array(text.replacing("NAME", with: name).utf8)
    let register = try RegisterReader(options: .init(strict: true)).read([InputFile(path: "a.json", bytes: bytes)])
    #expect(register.essms.map(\.name) == ["EHPAD LES LILAS"])
    #expect(register.problems.map(\.kind) == [.controlCharacter])
    #expect(register.problems.map(\.value) == ["EHPAD LES LILAS"])
  }

  @Test(arguments: ["ÉTÉ", "Âge d’or", "Â", "«\u{A0}LES LILAS\u{A0}»"])
  func `letters that begin alike are no control characters`(name: String) throws {
    let register = try Self.read(Documents.establishment("350000010", name: name))
    #expect(register.problems.isEmpty)
  }

  @Test(arguments: [
    ("null", RegisterProblem.Kind.missingCategory), ("\"\"", .missingCategory), ("\"abc\"", .missingCategory),
    ("\"183.0\"", .missingCategory), ("\"999\"", .unlistedCategory), ("[\"999\"]", .unlistedCategory),
  ])
  func `a category that tells nothing is told`(category: String, kind: RegisterProblem.Kind) throws {
    let register = try Self.read(Documents.establishment("350000010", category: category))
    #expect(register.essms.isEmpty)
    #expect(register.notEssms == [RegionCode("53"): 1])
    #expect(register.problems.map(\.kind) == [kind])
    #expect(register.problems.map(\.finess?.text) == ["350000010"])
    let closed = try Self.read(Documents.establishment("350000010", category: category, closing: "2019-03-03"))
    #expect(closed.problems.isEmpty)
  }

  @Test func `categories of real documents are in the nomenclature`() throws {
    let nomenclature = try CategoryNomenclature.bundled()
    for category in try Categories.bundled().all { #expect(nomenclature.contains(category.code)) }
    for other in ["355", "620", "106"] { #expect(nomenclature.contains(other)) }
    #expect(!nomenclature.contains("999"))
  }

  @Test func `the address of the place need not be the first`() throws {
    let mail = Documents.address(usage: "06", commune: "29019", coordinates: Documents.degreesFirst)
    let register = try Self.read(Documents.establishment("350000010", addresses: [mail, mail, Documents.address()]))
    #expect(register.essms.map(\.commune) == ["35238"])
  }

  @Test(arguments: [
    #"{"coordonneeX": "0", "coordonneeY": "0", "directionLatitude": "48.111", "directionLongitude": "-1.679"}"#,
    #"{"coordonneeX": "-1.679", "coordonneeY": "48.111", "directionLatitude": "0.0", "directionLongitude": "0"}"#,
    #"{"coordonneeX": "", "coordonneeY": null, "directionLatitude": "48.111", "directionLongitude": "-1.679"}"#,
    #"{"coordonneeX": ["-1.679"], "coordonneeY": 48.111, "directionLatitude": null, "directionLongitude": ""}"#,
  ])
  func `the pair that tells a place`(coordinates: String) throws {
    let register = try Self.read(
      Documents.establishment("350000010", addresses: [Documents.address(coordinates: coordinates)]))
    #expect(register.essms.map(\.coordinate) == [Coordinate(lat: 48.111, lon: -1.679)])
    #expect(register.problems.isEmpty)
  }

  @Test(arguments: [
    ("cleInInteropBAN", "35238", 1), ("cleInteropBAN", "35238", 1), ("cleInInteropBAN", "35238_2380_00005", 0),
    ("cleInInteropBAN", "35238_2380", 0), ("cleInInteropBAN", "", 0),
  ])
  func `the middle of a commune is told`(spelling: String, key: String, count: Int) throws {
    let coordinates =
      #"{"coordonneeX": "-1.679", "coordonneeY": "48.111", "\#(spelling)": "\#(key)", "scoreBAN": "0.97"}"#
    let register = try Self.read(
      Documents.establishment("350000010", addresses: [Documents.address(coordinates: coordinates)]))
    #expect(register.oddities.counts[.communeCentroid, default: 0] == count)
    #expect(register.essms.map(\.placement) == [.register])
  }

  static let groups = """
    [{"nomGcc": "GHT A", "typeGcc": "001", "numFinessGcc": "49824516535",
      "pmejDuGcc": [{"pmSmsseId": "21"}, {"pmSmsseId": "20"}, {"pmSmsseId": "20"}, {"pmSmsseId": "99"}]},
     {"nomGcc": "GHT B", "typeGcc": {"code": "001"}, "gccIdentifiantExterne": "49824516536",
      "pmejDuGcc": [{"pm_smsseId": "22", "typeRoleEntiteGroupe": "M"}]},
     {"nomGcc": "FINI", "typeGcc": "001", "etatObjet": ["I"], "pmejDuGcc": [{"pmSmsseId": "20"}]},
     {"nomGcc": "AUTRE", "typeGcc": "002", "pmejDuGcc": []}]
    """

  @Test(arguments: [false, true]) func `groups, before the OG or after them`(after: Bool) throws {
    let ogs = ["350000001", "350000027", "350000035"].enumerated().map { place, number in
      Documents.og([Documents.establishment("35000004\(place)")], number: number, id: "\(20 + place)")
    }
    var text = Documents.text(ogs, groups: Self.groups)
    if after {
      text = text.replacing("\"gcc\": \(Self.groups),", with: "")
      text = String(text.dropLast()) + ", \"gcc\": \(Self.groups)}"
    }
    let register = try RegisterReader().read([InputFile(path: "a.json", bytes: Array(text.utf8))])
    #expect(register.groups.map(\.name) == ["GHT A", "GHT B", "AUTRE"])
    #expect(register.groups.map(\.number) == ["49824516535", "49824516536", ""])
    #expect(register.groups.map { $0.members.map(\.text) } == [["350000001", "350000027"], ["350000035"], []])
    #expect(register.groups.map(\.unknownMembers) == [1, 0, 0])
    let figures = try RegisterSummary(register).groups
    #expect(figures == RegisterSummary.GroupFigures(ght: 2, ghtMembers: 3, others: 1))
  }
}
