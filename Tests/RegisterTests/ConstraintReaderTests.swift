import Foundation
import Testing
import Wording

@testable import Register

@Suite struct ConstraintReaderTests {
  typealias Case = SituationBadFileTests.Case

  static func read(_ bytes: [UInt8]) throws -> Constraints {
    try ConstraintReader.read(InputFile(path: "folder/c.csv", bytes: bytes))
  }

  static let header = [
    Case("", line: 1, "empty file", "expected the header type;a;b"),
    Case("ensemble;350000001;350000002\n", line: 1, "no column that is known", "one of the columns type;a;b"),
    Case("type;a\nporteur;350000001\n", line: 1, "\"type;a\"", "a column b in the header"),
    Case("a;b\n", line: 1, "a column type in the header"), Case("type;b\n", line: 1, "a column a in the header"),
    Case("typ;a;b\n", line: 1, "\"typ\"", "probably type"),
    Case("type;a;b;c\n", line: 1, "\"c\"", "one of the columns"), Case("type;a;b;A\n", line: 1, "each column once"),
    Case("type,a,b\nporteur,350000001,\n", line: 1, "separated by semicolons"),
  ]

  static let lines = [
    Case("type;a;b\nensembles;350000001;350000002\n", "column type", "\"ensembles\"", "probably ensemble"),
    Case("type;a;b\nensenble;350000001;350000002\n", "probably ensemble"),
    Case("type;a;b\nsépare;350000001;350000002\n", "\"sépare\"", "probably separes"),
    Case("type;a;b\nseperes;350000001;350000002\n", "probably separes"),
    Case("type;a;b\nporteurs;350000001;\n", "probably porteur"),
    Case("type;a;b\nexclus;350000001;\n", "probably exclu"),
    Case("type;a;b\nexistant;350000001;g\n", "probably existante"),
    Case("type;a;b\nverrouillé;350000001;g\n", "probably verrou"),
    Case("type;a;b\ninterdit;350000001;\n", "\"interdit\"", "expected one of the types ensemble, separes"),
    Case("type;a;b\n;350000001;\n", "column type", "\"\"", "one of the types"),
    Case("type;a;b\nensemble;350000001;\n", "column b", "FINESS number of a second OG for ensemble"),
    Case("type;a;b\nensemble;350000001\n", "column b", "a second OG for ensemble"),
    Case("type;a;b\nsepares;350000001;\n", "column b", "a second OG for separes"),
    Case("type;a;b\nensemble;350000001;350000001\n", "\"350000001\"", "two different OG"),
    Case("type;a;b\nsepares;2A0000001;2a0000001\n", "two different OG for separes"),
    Case("type;a;b\nensemble;350000001;53-001\n", "column b", "\"53-001\"", "nine characters"),
    Case("type;a;b\nensemble;60000001;350000001\n", "column a", "lost its leading zero: 060000001"),
    Case("type;a;b\nsepares;350000001;3,5E+08\n", "column b", "scientific notation"),
    Case("type;a;b\nporteur;;\n", "column a", "nine characters"),
    Case("type;a;b\nporteur\n", "column a", "nine characters"),
    Case("type;a;b\nporteur;350000001;350000002\n", "column b", "\"350000002\"", "an empty cell b for porteur"),
    Case("type;a;b\nexclu;350000001;oui\n", "\"oui\"", "an empty cell b for exclu"),
    Case("type;a;b\nexistante;350000001;\n", "column b", "the id of a grappe, such as 53-001, for existante"),
    Case("type;a;b\nverrou;350000001\n", "column b", "the id of a grappe", "for verrou"),
    Case("type;a;b\nverrou;350000001;\(String(repeating: "x", count: 61))\n", "60 characters at most"),
    Case("type;a;b\n\nporteur;350000001;;x\n", line: 3, "3 cells, as in the header; the line has 4"),
    Case("type;a;b\nporteur;\"350000001;\n", "closes the one opened here"),
    Case("type;a;b\nporteur;350000001;\nexclu;3500\0\n", line: 3, "\"0x00\""),
  ]

  @Test(arguments: header + lines) func `a file that is wrong`(test: Case) throws {
    let failure = try #require(throws: Failure.self) { try Self.read(test.bytes) }
    expectMessage(failure, path: "folder/c.csv", line: test.line, words: test.words)
  }

  static let good = [
    "Type;A;B", "ensemble;350000001;350000002", "", "SÉPARÉS;350000001;2a0000002", "porteur;350000001",
    "Exclu;060000003;", "existante;350000001;\"Grappe  d'été\"", "verrou;350000001;53-001",
    "ensemble;350000001;350000002", "ensemble;350000002;350000001",
  ]

  @Test(arguments: SituationReaderTests.lineEnds, ["UTF-8", "UTF-8 with BOM", "Windows-1252"])
  func `any encoding and line end`(lineEnd: String, encoding: String) throws {
    let text = Self.good.joined(separator: lineEnd)
    var bytes = Array(text.utf8)
    if encoding == "UTF-8 with BOM" { bytes = TableFile.byteOrderMark + bytes }
    if encoding == "Windows-1252" { bytes = Array(try #require(text.data(using: .windowsCP1252))) }
    let constraints = try Self.read(bytes)
    #expect(
      constraints.lines.map(\.text) == [
        "ensemble;350000001;350000002", "separes;350000001;2A0000002", "porteur;350000001;", "exclu;060000003;",
        "existante;350000001;Grappe d'été", "verrou;350000001;53-001", "ensemble;350000002;350000001",
      ])
    #expect(constraints.lines.map(\.number) == [2, 4, 5, 6, 7, 8, 10])
    #expect(constraints.lines[0].b?.text == "350000002" && constraints.lines[0].grappe == nil)
    #expect(constraints.lines[4].b == nil && constraints.lines[4].grappe == "Grappe d'été")
    #expect(constraints.source.file == "c.csv" && constraints.source.sha256.count == 64)
    #expect(constraints.path == "folder/c.csv")
  }

  @Test func `columns in any order`() throws {
    let constraints = try Self.read(Array("b;type;a\n350000002;ensemble;350000001\n;porteur;350000001\n".utf8))
    #expect(constraints.lines.map(\.text) == ["ensemble;350000001;350000002", "porteur;350000001;"])
  }

  @Test func `a header alone asks for nothing`() throws {
    #expect(try Self.read(Array("type;a;b\n".utf8)).lines.isEmpty)
  }
}
