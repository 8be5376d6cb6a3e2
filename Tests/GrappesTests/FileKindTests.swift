import Foundation
import Testing

/// Files of another kind than they were taken for: each reader says what they are in the same words. And where a file may
/// come from: standard input, and names that are no text.
@Suite struct FileKindTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let remedy: String
    var testDescription: String { name }
  }

  static let zipped: [UInt8] = [0x50, 0x4B, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0]
  static let kinds = [
    Kind(
      name: "classeur Excel (.xlsx)", bytes: zipped + Array("....[Content_Types].xml".utf8),
      remedy: "l'enregistrer en CSV UTF-8"),
    Kind(
      name: "classeur OpenDocument (.ods)",
      bytes: zipped + Array("mimetypeapplication/vnd.oasis.opendocument.spreadsheet".utf8),
      remedy: "l'enregistrer en CSV UTF-8"),
    Kind(
      name: "classeur Excel ancien (.xls)", bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1],
      remedy: "l'enregistrer en CSV UTF-8"),
    Kind(name: "archive zip", bytes: zipped + Array("finess.csv".utf8), remedy: "en extraire le fichier"),
    Kind(name: "fichier Parquet", bytes: Array("PAR1".utf8) + [0x15, 0, 0x15], remedy: "l'exporter en CSV"),
    Kind(
      name: "texte en UTF-16", bytes: [0xFF, 0xFE] + "finess;a\n".utf8.flatMap { [$0, 0] },
      remedy: "l'enregistrer en UTF-8"),
    Kind(name: "texte en UTF-16", bytes: "finess;a\n".utf8.flatMap { [0, $0] }, remedy: "l'enregistrer en UTF-8"),
    Kind(name: "fichier xz", bytes: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], remedy: "en extraire le fichier"),
  ]

  /// Every place of the command line that takes a file to read; `F` is the file.
  static let readers = [
    "register F", "propose F", "propose r.csv --situation F", "propose r.csv --constraints F",
    "propose r.csv --scenario F", "propose r.csv --campaign-file F", "propose r.csv --from F", "evaluate F r.csv",
    "check F r.csv", "report F", "letters F --template F",
  ]

  @Test(arguments: readers) func `every reader says what the file is`(line: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("r.csv", Extract.located(ogs: 4))
    for kind in Self.kinds {
      try sandbox.write("F", Data(kind.bytes))
      let outcome = try Program.run(line.split(separator: " ").map { String($0) }, in: sandbox)
      outcome.expectFailure(65)
      #expect(outcome.diagnostics.hasPrefix("grappes: F : \(kind.name), \(kind.remedy) ; attendu : "))
    }
  }

  @Test func `standard input`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("r.csv", Extract.located(ogs: 4))
    try sandbox.write("s.csv", "finess_et;volontaire\n350000101;non\n")
    let plain = try Program.run(["register", "r.csv", "--json"], in: sandbox)
    for line in ["$GRAPPES register - --json < r.csv", "gzip -c r.csv | $GRAPPES register - --json"] {
      let outcome = try Program.shell(line, in: sandbox)
      #expect(outcome.code == 0, "\(outcome.diagnostics)")
      let figures = { (data: Data) in
        (try JSONSerialization.jsonObject(with: data) as? [String: Any])?["totals"] as? NSDictionary
      }
      #expect(try figures(outcome.output) == figures(plain.output))
    }
    let plan = try Program.shell(
      "$GRAPPES propose r.csv --situation - --time-limit 1 --quiet --out plan < s.csv", in: sandbox)
    #expect(plan.code == 0, "\(plan.diagnostics)")
    let excluded = String(decoding: try sandbox.read("plan/plan.json"), as: UTF8.self)
    #expect(excluded.contains("optedOut"))
    try Program.shell("$GRAPPES register - < /dev/null", in: sandbox).expectFailure(66)
    try Program.shell("printf '' | $GRAPPES register -", in: sandbox).expectFailure(65)
  }

  /// The file that is read first is a good one of its kind.
  @Test(arguments: [
    "register - -", "register r.csv - -", "register diff - -", "register diff --old - --new r.csv --new -",
    "propose - --situation -", "propose r.csv --situation - --constraints -",
    "propose r.csv --scenario - --situation -",
    "evaluate - -", "check - -",
  ])
  func `standard input is named once`(line: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("r.csv", Extract.located(ogs: 4))
    #expect(try Program.run(["propose", "r.csv", "--time-limit", "1", "--quiet"], in: sandbox).code == 0)
    let inputs = [
      "propose r.csv --scenario": "radiusKm: 40\n", "propose - --situation": "finess_et;volontaire\n",
      "propose r.csv --situation": "finess_et;volontaire\n",
      "evaluate": "grappe;og\nA;350900000\nA;350900001\n",
      "check": String(decoding: try sandbox.read("out/plan.json"), as: UTF8.self),
    ]
    let input = inputs.first { line.hasPrefix($0.key) }?.value ?? Extract.located(ogs: 4)
    try sandbox.write("input", input)
    for language in ["fr", "en"] {
      let outcome = try Program.shell("$GRAPPES \(line) --lang \(language) < input", in: sandbox)
      outcome.expectFailure(64)
      let words = language == "fr" ? "l'entrée standard ne se lit qu'une fois" : "standard input can be read once only"
      #expect(outcome.diagnostics.contains(words), "\(outcome.diagnostics)")
    }
  }

  /// A document that tells its day after its records is not looked into twice.
  @Test func `a document from standard input`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("r.csv", Extract.located(ogs: 4))
    let site = """
      {"informationsGeneralesEGE": {"numFinessEge": "350000999", "nomEgeCourt": "FOYER"}, "etatObjet": "A",
      "categorieentiteGeographiqueExercice": "500", "adresse": [{"usageAdresse": "03", "cogCommune": "35238"}]}
      """
    let og = #"{"informationsGeneralesPMEJ": {"numFinessPm": "350900000", "denominationPm": "X"}, "ege": [\#(site)]}"#
    let padding = String(repeating: "x", count: 600_000)
    try sandbox.write("d.json", #"{"a": "\#(padding)", "pmej": [\#(og)], "generatedAt": "2026-05-30T02:00:00Z"}"#)
    func essms(_ line: String) throws -> Int? {
      let outcome = try Program.shell("$GRAPPES \(line) --json", in: sandbox)
      #expect(outcome.code == 0, "\(outcome.diagnostics)")
      let figures = try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any]
      return (figures?["totals"] as? [String: Any])?["essms"] as? Int
    }
    let alone = try #require(try essms("register r.csv"))
    #expect(try essms("register r.csv d.json") == alone + 1)
    #expect(try essms("register r.csv - < d.json") == alone + 1)
  }

  /// 0xE9 is é in Latin-1, and no UTF-8.
  @Test func `names that are no text`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("r.csv", Extract.located(ogs: 4))
    let name = "\"$(printf 'caf\\351.csv')\""
    let outcome = try Program.shell("cp r.csv \(name) && $GRAPPES register \(name)", in: sandbox)
    #expect(outcome.code == 0, "\(outcome.diagnostics)")
    #expect(outcome.text.contains("caf\\xE9.csv"))
    let missing = try Program.shell("$GRAPPES register \"$(printf 'th\\351.csv')\"", in: sandbox)
    missing.expectFailure(66)
    #expect(missing.diagnostics.contains("th\\xE9.csv : fichier introuvable"))
    let scenario = try Program.shell("$GRAPPES propose r.csv --scenario=\"$(printf 'th\\351.yaml')\"", in: sandbox)
    scenario.expectFailure(66)
    #expect(scenario.diagnostics.contains("th\\xE9.yaml : fichier introuvable"))
  }
}
