import Foundation
import Testing
import Wording

@testable import Register

/// Files that are no `situation.csv`: one line that names the file, the line, the value and what was expected.
@Suite struct SituationBadFileTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let line: Int
    /// What the English message must say.
    let words: [String]
    let testDescription: String

    init(_ text: String, line: Int = 2, _ words: String...) {
      self.init(bytes: Array(text.utf8), line: line, words, text.debugDescription)
    }

    init(bytes: [UInt8], line: Int, _ words: [String], _ name: String) {
      self.bytes = bytes
      self.line = line
      self.words = words
      testDescription = name
    }
  }

  static let full =
    "finess_et;editeur_dui;dui_conforme;commande_sons;deja_finance;autre_financement_ue;part_eligible;volontaire"

  static let header = [
    Case("", line: 1, "empty file", "expected the header finess_et;editeur_dui"),
    Case("\u{FEFF}", line: 1, "empty file"), Case("\n\r\n  \n;;;\n", line: 1, "empty file"),
    Case("editeur_dui;volontaire\n", line: 1, "a column finess_et in the header"),
    Case("350000010;Netsoins\n", line: 1, "no column that is known", "one of the columns finess_et;editeur_dui"),
    Case("finess;volontaire\n", line: 1, "\"finess\"", "probably finess_et"),
    Case("finess_et;editeur\n", line: 1, "\"editeur\"", "probably editeur_dui"),
    Case("finess_et;volontiare\n", line: 1, "\"volontiare\"", "probably volontaire"),
    Case("finess_et;dui_conform\n", line: 1, "probably dui_conforme"),
    Case("\n\nfiness_et;part_eligibles\n", line: 3, "probably part_eligible"),
    Case("finess_et;commentaire\n", line: 1, "\"commentaire\"", "one of the columns"),
    Case("finess_et;x\n", line: 1, "\"x\"", "one of the columns"),
    Case("finess_et;;volontaire\n", line: 1, "\"\"", "one of the columns"),
    Case("finess_et;volontaire;VOLONTAIRE\n", line: 1, "\"VOLONTAIRE\"", "each column once"),
    Case("finess_et;Finess ET\n", line: 1, "\"Finess ET\"", "each column once"),
    Case("finess_et,editeur_dui,volontaire\n", line: 1, "separated by semicolons"),
    Case("finess_et\tediteur_dui\n", line: 1, "separated by semicolons"),
    Case("<html><body>\n", line: 1, "no column that is known", "one of the columns"),
    Case("{\"finess_et\": \"350000010\"}\n", line: 1, "one of the columns"),
  ]

  static let structure = [
    Case("finess_et;volontaire\n350000010\n", "\"350000010\"", "2 cells, as in the header; the line has 1"),
    Case("finess_et;volontaire\n350000010;oui;non\n", "350000010;oui;non", "2 cells", "has 3"),
    Case("\(full)\n350000010;A;oui;;;;1\n", "8 cells", "has 7"),
    Case("finess_et;volontaire\n\n350000010;oui\n350000011;oui;;x\n", line: 4, "2 cells", "has 4"),
    Case("finess_et;editeur_dui\n350000010;\"Netsoins\n350000011;A\n", "closes the one opened here"),
    Case("finess_et;editeur_dui\n350000010;A\n350000011;\"Net\n\nsoins\n", line: 3, "closes the one opened"),
    Case("finess_et;editeur_dui\n350000010;\"Net\"soins\n", "after the closing quote"),
    Case("finess_et;editeur_dui\n350000010;\"Net\nsoins\"x\n", line: 3, "after the closing quote"),
    Case("\"finess_et\n", line: 1, "closes the one opened here"),
    Case("finess_et;volontaire\n350000010;o\0ui\n", "\"0x00\"", "without NUL bytes"),
    Case("finess_et;volontaire\r\n\r\n350000010;\u{1}oui\r\n", line: 3, "\"0x01\"", "control characters"),
    Case("finess_et;volontaire\r350000010;\u{1B}[31m\r", "\"0x1B\"", "control characters"),
    Case(
      bytes: TableFile.byteOrderMark + Array("finess_et;editeur_dui\n350000010;Soci".utf8) + [0xE9, 0x0A], line: 2,
      ["\"0xE9\"", "UTF-8"], "a byte order mark before Windows-1252"),
  ]

  static let cells = [
    Case("finess_et\n60000010\n", "column finess_et", "\"60000010\"", "lost its leading zero: 060000010"),
    Case("finess_et\n2.6E+08\n", "\"2.6E+08\"", "nine characters", "scientific notation"),
    Case("finess_et\n2,60000001E+08\n", "scientific notation"), Case("finess_et\n3e8\n", "scientific notation"),
    Case("finess_et\n350 000 010\n", "\"350 000 010\"", "nine characters", "without spaces"),
    Case("finess_et\n35000001X\n", "\"35000001X\"", "nine characters"),
    Case("finess_et\n2C0000010\n", "\"2C0000010\"", "nine characters"),
    Case("finess_et\n12345678900012\n", "SIRET"), Case("finess_et\n3500000100\n", "\"3500000100\"", "nine characters"),
    Case("finess_et;volontaire\n;oui\n", "column finess_et", "\"\"", "nine characters"),
    Case("finess_et;volontaire\n350000010;peut-être\n", "column volontaire", "\"peut-être\"", "oui, non or empty"),
    Case("finess_et;deja_finance\n350000010;2\n", "column deja_finance", "\"2\"", "oui, non or empty"),
    Case("finess_et;dui_conforme\n350000010;ouii\n", "column dui_conforme", "\"ouii\""),
    Case("volontaire;autre_financement_ue;finess_et\noui;FEDER;350000010\n", "autre_financement_ue", "\"FEDER\""),
    Case("finess_et;part_eligible\n350000010;1,5\n", "column part_eligible", "\"1,5\"", "from 0 to 1"),
    Case("finess_et;part_eligible\n350000010;60\n", "\"60\"", "such as 0.6 or 60 %"),
    Case("finess_et;part_eligible\n350000010;-0,1\n", "\"-0,1\"", "from 0 to 1"),
    Case("finess_et;part_eligible\n350000010;101 %\n", "\"101 %\"", "from 0 to 1"),
    Case("finess_et;part_eligible\n350000010;1.00001\n", "\"1.00001\""),
    Case("finess_et;part_eligible\n350000010;100,001 %\n", "\"100,001 %\""),
    Case("finess_et;part_eligible\n350000010;1e-1\n", "\"1e-1\""),
    Case("finess_et;part_eligible\n350000010;nan\n", "nan"),
    Case("finess_et;part_eligible\n350000010;,\n", "\",\""), Case("finess_et;part_eligible\n350000010;%\n", "\"%\""),
    Case("finess_et;part_eligible\n350000010;0,5,0\n", "\"0,5,0\""),
    Case("finess_et;part_eligible\n350000010;99999999999999999999\n", "from 0 to 1"),
    Case("finess_et;part_eligible\n350000010;moitié\n", "\"moitié\""),
    Case("finess_et;editeur_dui\n350000010;oui\n", "column editeur_dui", "\"oui\"", "the name of an editor"),
    Case("finess_et;commande_sons\n350000010;1\n", "column commande_sons", "\"1\"", "the name of an editor"),
    Case("finess_et;commande_sons\n350000010;***\n", "\"***\"", "the name of an editor"),
    Case(
      "finess_et;volontaire\n350000010;oui\n350000010;non\n", line: 3, "\"350000010\"", "line 2 says something else"),
    Case("finess_et;volontaire\n350000010;oui\n\n350000010;\n", line: 4, "one line for each ESSMS", "line 2"),
    Case("finess_et;editeur_dui\n350000010;A\n350000011;B\n350000010;B\n", line: 4, "line 2 says"),
    Case("finess_et;editeur_dui\n350000010;A\n350000010;\n", line: 3, "line 2 says"),
  ]

  @Test(arguments: header + structure + cells) func `a file that is wrong`(test: Case) throws {
    let file = InputFile(path: "folder/s.csv", bytes: test.bytes)
    let failure = try #require(throws: Failure.self) { try SituationReader.read(file) }
    expectMessage(failure, path: "folder/s.csv", line: test.line, words: test.words)
  }

  @Test(arguments: ["missing.csv", ".", "", "missing/s.csv", "/dev/zero"])
  func `a file that cannot be read`(path: String) throws {
    let failure = try #require(throws: Failure.self) { try Situation.read(path: path) }
    #expect(failure.kind == .unreadable)
    #expect(failure.wording.en.hasPrefix("\(path): ") && failure.wording.en.hasSuffix("expected a situation.csv file"))
    let other = try #require(throws: Failure.self) { try Constraints.read(path: path) }
    #expect(other.kind == .unreadable)
    #expect(other.wording.fr.hasSuffix("attendu : un fichier constraints.csv"))
  }
}

/// Checks that a failure is one line in each language that says where, what was found and what was expected.
func expectMessage(_ failure: Failure, path: String, line: Int, words: [String]) {
  let (fr, en) = (failure.wording.fr, failure.wording.en)
  #expect(failure.kind == .data)
  let places = [":", ","].map { "\(path), line \(line)\($0)" }
  #expect(places.contains { en.hasPrefix($0) }, "\(en)")
  #expect([" :", ","].contains { fr.hasPrefix("\(path), ligne \(line)\($0)") }, "\(fr)")
  #expect(en.contains("expected") && fr.contains("attendu"))
  for word in words { #expect(en.contains(word), "\(en)") }
  #expect(!en.contains { $0.isNewline } && !fr.contains { $0.isNewline })
}
