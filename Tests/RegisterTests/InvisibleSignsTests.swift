import Foundation
import Testing
import Wording

@testable import Register

/// Cells pasted from web pages and spreadsheets.
@Suite struct InvisibleSignsTests {
  /// No-break, thin and other spaces, signs of no width, marks of direction, soft hyphen.
  static let signs: [String] = [
    "\u{A0}", "\u{AD}", "\u{61C}", "\u{1680}", "\u{180E}", "\u{2009}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}",
    "\u{200F}", "\u{2028}", "\u{202A}", "\u{202C}", "\u{202E}", "\u{202F}", "\u{205F}", "\u{2060}", "\u{2066}",
    "\u{2069}", "\u{3000}", "\u{FE0F}", "\u{FEFF}", "\u{E0001}", "\u{A0}\u{200B} \u{A0}",
  ]

  static func around(_ text: String, _ sign: String) -> String { sign + text + sign }

  @Test(arguments: signs) func `trimmed from both ends and named inside`(sign: String) {
    #expect(Self.around("350000010", sign).trimmed == "350000010")
    #expect(sign.trimmed.isEmpty)
    let name = sign.unicodeScalars.map { $0 == " " ? " " : "<\($0.codePoint)>" }.joined()
    #expect("35\(sign)0".asFound(longest: 60) == "35\(name)0")
  }

  @Test(arguments: ["É", "É É", "œuf", "l’été", "a  b", "ﬁn", "日本", "👍", "e\u{301}"])
  func `text that shows stays`(text: String) {
    #expect(text.trimmed == text)
    #expect(text.asFound(longest: 60) == text)
    #expect(" \(text)\u{A0}".trimmed == text)
  }

  @Test func `an error's value is short and on one line`() {
    #expect("a\tb\r\nc".asFound(longest: 60).contains(where: \.isNewline) == false)
    #expect("\u{1B}[2J".asFound(longest: 60) == "<U+001B>[2J")
    #expect(String(repeating: "x", count: 61).asFound(longest: 60) == String(repeating: "x", count: 59) + "…")
    #expect(String(repeating: "\u{200B}", count: 5_000).asFound(longest: 60).count == 60)
  }

  // MARK: Tables

  @Test(arguments: signs.filter { $0 != "\u{2028}" }) func `around the cells of every table`(sign: String) throws {
    let number = Self.around("350000010", sign)
    let (yes, name) = (Self.around("oui", sign), Self.around("ACME", sign))
    let header = Self.around("finess_et", sign) + ";editeur_dui;deja_finance\n"
    let situation = try SituationReader.read(Self.file(header + "\(number);\(name);\(yes)\n"))
    let entry = try situation.entry(#require(FinessNumber("350000010")))
    #expect(entry.isFunded == true)
    #expect(entry.dui == .editor("ACME"))
    let quoted = try SituationReader.read(Self.file(header + "\(sign)\"\(number)\"\(sign);\(name);\(yes)\n"))
    #expect(quoted.entries == situation.entries)

    let kind = Self.around("ensemble", sign)
    let lines = try ConstraintReader.read(Self.file("type;a;b\n\(kind);\(number);350000011\(sign)\n")).lines
    #expect(lines.map(\.text) == ["ensemble;350000010;350000011"])

    let drawing = try DrawnGrouping.read(
      Self.file("grappe;og\nNord;350000010\(sign)\nNord\(sign);350000011\n\(sign)Nord;\(sign)350000012\n"))
    #expect(drawing.grappes.map(\.name) == ["Nord"])
    #expect(drawing.grappes.first?.ogs.count == 3)
  }

  @Test(arguments: ["\u{A0}", "\u{200B}", "\u{202F}"]) func `inside a number the message names it`(sign: String) {
    let shown = "22<\(sign.unicodeScalars.map(\.codePoint).joined())>950"
    let failures = [
      #expect(throws: Failure.self) { try ConstraintReader.read(Self.file("type;a;b\nexclu;22\(sign)950;\n")) },
      #expect(throws: Failure.self) { try SituationReader.read(Self.file("finess_et\n22\(sign)950\n")) },
      #expect(throws: Failure.self) { try DrawnGrouping.read(Self.file("grappe;og\nA;22\(sign)950\n")) },
    ]
    for failure in failures { #expect(failure?.wording.fr.contains(shown) == true) }
  }

  // MARK: Registers

  @Test(arguments: signs.filter { $0 != "\u{2028}" }) func `around every cell of an extract`(sign: String) throws {
    let plain = [Extracts.manifest, Extracts.establishment("350000010"), Extracts.location("350000010")]
    let clean = try Extracts.read(plain)
    let pasted = plain.map { line in
      let cells = line.components(separatedBy: ";")
      // The tag tells what a line is, and files are recognised by it.
      return ([cells[0]] + cells.dropFirst().map { Self.around($0, sign) }).joined(separator: ";")
    }
    let register = try Extracts.read(pasted)
    #expect(register.problems.isEmpty)
    #expect(register.essms == clean.essms)
    let archive = ArchiveReaderTests.cells.map { Self.around($0, sign) }
    let file = Extracts.file([
      ArchiveReaderTests.columns.joined(separator: ";"), archive.joined(separator: ";"),
    ])
    let old = try RegisterReader().read([file])
    #expect(old.problems.isEmpty)
    #expect(old.essms == (try ArchiveReaderTests.read().essms))
  }

  /// Also where the file is in Windows-1252, or in both encodings.
  @Test(
    arguments: [[0xA0], [0xAD], [0xA0, 0x20, 0xAD]] as [[UInt8]],
    [[], Array(String(repeating: "é", count: 200).utf8)])
  func `around cells in other encodings`(sign: [UInt8], more: [UInt8]) throws {
    let cells = Extracts.establishment("350000010", rs: "RESIDENCE").components(separatedBy: ";")
    var bytes: [UInt8] = []
    for (place, cell) in cells.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ";")) }
      bytes += place == 0 ? Array(cell.utf8) : sign + Array(cell.utf8)
      // A name that ends with an accent keeps it; where both encodings stand, the accent and the sign may be one character.
      if place == 3 { bytes += more + (more.isEmpty ? [0xC9] : [0x5A]) }
      if place > 0 { bytes += sign }
    }
    bytes += Array(("\n" + Extracts.location("350000010", source: "1,BAN,LAMBERT_93")).utf8)
    let register = try RegisterReader().read([InputFile(path: "old.csv", bytes: bytes)])
    #expect(register.problems.filter { $0.kind != .badEncoding }.isEmpty)
    #expect(register.essms.map(\.number.text) == ["350000010"])
    #expect(register.essms.map(\.commune) == ["35238"])
    let name = "RESIDENCE" + String(decoding: more, as: UTF8.self) + (more.isEmpty ? "É" : "Z")
    #expect(register.essms.first?.name == name)
  }

  @Test func `around the values of a document`() throws {
    let pasted = FinessPlusDocuments.establishment(
      "350000010\u{200B}", siret: "12345678900012\u{A0}",
      addresses: [FinessPlusDocuments.address(commune: "\u{FEFF}35238", postalCode: "35000\u{A0}")])
    let register = try RegisterReader().read([FinessPlusDocuments.file([FinessPlusDocuments.og([pasted])])])
    #expect(register.problems.isEmpty)
    #expect(register.essms.map(\.number.text) == ["350000010"])
    #expect(register.essms.map(\.commune) == ["35238"])
  }

  @Test func `inside a number the problem names it`() throws {
    let register = try Extracts.read([
      Extracts.establishment("35\u{200B}0000011"), Extracts.establishment("350000010"), Extracts.location("350000010"),
    ])
    #expect(register.problems.map(\.value) == ["35<U+200B>0000011"])
  }

  private static func file(_ text: String) -> InputFile { InputFile(path: "t.csv", bytes: Array(text.utf8)) }
}
