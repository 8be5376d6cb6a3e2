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

  static let doubtfulStates: [(state: String, closing: String?, isOpen: Bool, isTold: Bool)] = [
    // What agrees.
    ("\"A\"", nil, true, false), ("\"ACTIF\"", nil, true, false), ("\"a\"", nil, true, false),
    ("\"I\"", "2019-03-03", false, false), ("\"Inactif\"", "2019-03-03T00:00:00", false, false),
    ("\"I\"", nil, false, false), ("null", nil, true, false),
    // A closing date beside the state of service, or beside none: closed.
    ("\"A\"", "2019-03-03", false, true), ("[\"A\"]", "2019-03-03", false, true), ("null", "2019-03-03", false, true),
    // No date, which closes nothing.
    ("\"A\"", "2019-02-30", true, true), ("\"A\"", "bientôt", true, true), ("null", "03/03/2019", true, true),
    ("\"I\"", "2019-02-30", false, true),
    // No state that is known.
    ("\"X\"", nil, false, true), ("[\"010\"]", nil, false, true), ("\"X\"", "2019-03-03", false, true),
  ]

  @Test(arguments: doubtfulStates)
  func `a state that is unknown or contradicted is told`(
    state: String, closing: String?, isOpen: Bool, isTold: Bool
  ) throws {
    let register = try Self.read(Documents.establishment("350000010", closing: closing, state: state))
    #expect(register.essms.count == (isOpen ? 1 : 0))
    #expect(register.excluded.map(\.reason) == (isOpen ? [] : [.closed]))
    #expect(register.problems.map(\.kind) == (isTold ? [.doubtfulState] : []))
    #expect(register.problems.map(\.finess?.text) == (isTold ? ["350000010"] : []))
    if let closing, isTold { #expect(register.problems.first?.value.contains(closing) == true) }
    // It is no news of what is no ESSMS.
    let other = try Self.read(
      Documents.establishment("350000010", category: "\"355\"", closing: closing, state: state))
    #expect(other.problems.isEmpty)
  }

  /// One establishment in place of the list of them.
  @Test func `a lone establishment is read`() throws {
    let sites = [Documents.establishment("350000010"), Documents.establishment("350000028", name: "FOYER")]
    let listed = try Documents.read([Documents.og(sites)])
    let text = Documents.text([
      Documents.og([sites[0]]), Documents.og([sites[1]]), Documents.og([], number: "350000035", id: "10"),
    ])
    let lone = text.replacing("\"ege\": [{", with: "\"ege\": {").replacing("\"}],", with: "\"},")
      .replacing("\"ege\": []", with: "\"ege\": null")
    #expect(lone.matches(of: /"ege": \{/).count == 2 && lone.contains("\"ege\": null"))
    let register = try RegisterReader(options: .init(strict: true)).read([
      InputFile(path: "a.json", bytes: Array(lone.utf8))
    ])
    #expect(register.essms == listed.essms)
    #expect(register.essms.count == 2 && register.problems.isEmpty)
  }

  /// What is no establishment costs one, and that is told.
  @Test(arguments: ["\"350000010\"", "350000010", "{}", "[[]]", "[null]"]) func `a list of none`(value: String) throws {
    let text = Documents.text([
      Documents.og([Documents.establishment("350000028")]), Documents.og([], number: "350000035", id: "10"),
    ]).replacing("\"ege\": []", with: "\"ege\": \(value)")
    let register = try RegisterReader().read([InputFile(path: "a.json", bytes: Array(text.utf8))])
    #expect(register.essms.map(\.number.text) == ["350000028"])
    #expect(register.problems.map(\.kind) == [.badNumber])
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
