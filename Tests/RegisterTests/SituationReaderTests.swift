import Foundation
import Testing
import Wording

@testable import Register

@Suite struct SituationReaderTests {
  static func number(_ text: String) throws -> FinessNumber { try #require(FinessNumber(text)) }

  static func read(_ text: String) throws -> Situation {
    try SituationReader.read(InputFile(path: "folder/s.csv", bytes: Array(text.utf8)))
  }

  /// The one entry of a one-row file.
  static func entry(_ column: String, _ cell: String) throws -> Situation.Entry {
    try read("finess_et;\(column)\n350000010;\(cell)\n").entry(number("350000010"))
  }

  static let table = [
    SituationBadFileTests.full, "350000010;Société Générale du Logiciel;oui;;non;non;0,6;oui",
    "2A0000022;;;Éditeur « Œuvre »;oui;;1;non", "060000010;;;;;;;",
  ]

  static let lineEnds = ["\n", "\r\n", "\r"]

  @Test(arguments: lineEnds, ["UTF-8", "UTF-8 with BOM", "Windows-1252"])
  func `any encoding and line end`(lineEnd: String, encoding: String) throws {
    let text = Self.table.joined(separator: lineEnd) + (encoding == "UTF-8" ? "" : lineEnd)
    var bytes = Array(text.utf8)
    if encoding == "UTF-8 with BOM" { bytes = TableFile.byteOrderMark + bytes }
    if encoding == "Windows-1252" { bytes = Array(try #require(text.data(using: .windowsCP1252))) }
    let situation = try SituationReader.read(InputFile(path: "folder/s.csv", bytes: bytes))
    #expect(situation.entries.count == 3)
    #expect(
      try situation.entry(Self.number("350000010"))
        == .init(
          dui: .editor("Société Générale du Logiciel"), isConforming: true, isFunded: false,
          hasOtherEuropeanFunding: false, eligibleShare: 6_000, isWilling: true))
    #expect(
      try situation.entry(Self.number("2A0000022"))
        == .init(dui: .none, sonsOrder: "Éditeur « Œuvre »", isFunded: true, eligibleShare: 10_000, isWilling: false))
    #expect(try situation.entry(Self.number("060000010")) == .init(dui: .none))
    #expect(try situation.entry(Self.number("999999999")) == .unknown)
    #expect(situation.source.file == "s.csv")
    #expect(situation.source.sha256.count == 64)
    #expect(situation.source.date == nil)
  }

  @Test func `columns in any order, case and spelling of their spaces`() throws {
    let situation = try Self.read(
      "sep=;\n VOLONTAIRE ;Éditeur DUI;\"Finess_ET\";;\n\"non\";Alpha;2a0000022;;\n;;;;;\n\n")
    #expect(try situation.entries == [Self.number("2A0000022"): .init(dui: .editor("Alpha"), isWilling: false)])
  }

  @Test(arguments: ["finess_et\n", "finess_et;volontaire", "\n\nfiness_et;\n;;\n\n"])
  func `a header alone tells nothing`(text: String) throws {
    #expect(try Self.read(text).entries.isEmpty)
  }

  @Test func `a column that is not there leaves the DUI unknown`() throws {
    let situation = try Self.read("finess_et\n350000010\n")
    #expect(try situation.entries == [Self.number("350000010"): .unknown])
    #expect(situation.entries.values.first?.dui == .unknown)
  }

  @Test(arguments: [
    ("oui", true), ("OUI", true), ("Oui", true), ("o", true), ("1", true), ("TRUE", true), ("Vrai", true),
    ("yes", true), (" oui ", true), ("\u{A0}oui\u{A0}", true), ("non", false), ("NON", false), ("n", false),
    ("0", false), ("false", false), ("Faux", false), ("no", false), ("", nil), ("\u{A0}", nil),
  ])
  func `yes and no`(cell: String, value: Bool?) throws {
    #expect(try Self.entry("deja_finance", cell).isFunded == value)
    #expect(try Self.entry("volontaire", cell).isWilling == value)
    #expect(try Self.entry("dui_conforme", cell).isConforming == value)
    #expect(try Self.entry("autre_financement_ue", cell).hasOtherEuropeanFunding == value)
  }

  @Test(arguments: [
    ("0", 0), ("0,0", 0), ("0 %", 0), ("1", 10_000), ("1,0000", 10_000), ("100%", 10_000), ("0,6", 6_000),
    ("0.6", 6_000), ("60 %", 6_000), ("60\u{202F}%", 6_000), ("66,67 %", 6_667), (",5", 5_000), ("1.", 10_000),
    ("0.33333", 3_333), ("0.33335", 3_334), ("0,00001", 1), ("0.99999", 10_000), ("00,50", 5_000),
    ("12,345 %", 1_235), ("", nil),
  ])
  func `shares`(cell: String, value: Int?) throws {
    #expect(try Self.entry("part_eligible", cell).eligibleShare == value)
  }

  @Test(arguments: ["", "non", "Aucun", "NÉANT", "-", "–"]) func `no editor`(cell: String) throws {
    #expect(try Self.entry("editeur_dui", cell).dui == .none)
    #expect(try Self.entry("commande_sons", cell).sonsOrder == nil)
  }

  @Test(arguments: ["?", "inconnu", "Inconnue"]) func `an editor not known`(cell: String) throws {
    #expect(try Self.entry("editeur_dui", cell).dui == .unknown)
    #expect(try Self.entry("commande_sons", cell).sonsOrder == nil)
  }

  @Test func `an editor goes by its most frequent spelling, then the first`() throws {
    let situation = try Self.read(
      """
      finess_et;editeur_dui;commande_sons
      350000010;MÉDI-SOFT;
      350000011;Médi Soft;medi soft
      350000012;;Médi  Soft
      350000013;Éditeur+;
      350000014;editeur+;
      350000015;Editeur;
      """)
    let entries = try (10...15).map { try situation.entry(Self.number("3500000\($0)")) }
    #expect(entries[0].dui == .editor("Médi Soft"))
    #expect(entries[1] == .init(dui: .editor("Médi Soft"), sonsOrder: "Médi Soft"))
    #expect(entries[2] == .init(dui: .none, sonsOrder: "Médi Soft"))
    // One each: upper case comes first, unaccented before accented. A sign tells products apart.
    #expect(entries[3].dui == entries[4].dui)
    #expect(entries[3].dui == .editor("editeur+"))
    #expect(entries[5].dui == .editor("Editeur"))
    #expect(Situation.isSameEditor("ŒUVRE-SOFT", "oeuvre soft"))
    #expect(!Situation.isSameEditor("Editeur", "Editeur+"))
  }

  @Test func `the same row twice`() throws {
    let situation = try Self.read("finess_et;editeur_dui;part_eligible\n350000010;Alpha;0,5\n350000010; ALPHA ;50 %\n")
    #expect(situation.entries.count == 1)
  }

  @Test func `quotes, and line ends inside them`() throws {
    let situation = try Self.read(
      "finess_et;editeur_dui;volontaire\n350000010;\"Soft; \"\"le\"\"\r\nlogiciel\";oui\n350000011;Le \"bon\" soft;x\n"
        .replacing(";x\n", with: ";\"\"\n"))
    #expect(try situation.entry(Self.number("350000010")).dui == .editor("Soft; \"le\" logiciel"))
    #expect(try situation.entry(Self.number("350000011")) == .init(dui: .editor("Le \"bon\" soft")))
  }

  @Test func `a large file`() throws {
    var text = SituationBadFileTests.full + "\n"
    for number in 0..<42_000 {
      text += "\(100_000_000 + number);Éditeur \(number % 90);oui;;non;non;0,\(number % 10);oui\n"
    }
    #expect(try Self.read(text).entries.count == 42_000)
  }
}
