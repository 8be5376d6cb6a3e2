import Foundation
import Testing
import Wording

@testable import Register

@Suite struct RegisterReaderTests {
  static func written(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let url = folder.appendingPathComponent("register.csv")
    try Data(bytes).write(to: url)
    try body(url.path)
  }

  static func failure(reading path: String) -> Failure? {
    do {
      _ = try RegisterReader().read(paths: [path])
      return nil
    } catch {
      return error
    }
  }

  @Test func `a file by its path, with its digest`() throws {
    let text = [Extracts.manifest, Extracts.establishment("350000010")].joined(separator: "\n")
    try Self.written(Array(text.utf8)) { path in
      let register = try RegisterReader().read(paths: [path])
      #expect(register.essms.count == 1)
      #expect(register.sources.map(\.file) == ["register.csv"])
    }
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  ])
  func `SHA-256, as FIPS 180-4 gives it`(text: String, digest: String) throws {
    #expect(InputFile(path: "x", bytes: Array(text.utf8)).sha256() == digest)
  }

  @Test func `a missing file and a folder cannot be read`() {
    let missing = Self.failure(reading: "/nowhere/register.csv")
    #expect(missing?.kind == .unreadable)
    #expect(missing?.wording.en == "/nowhere/register.csv: no such file; expected a FINESS extract")
    let folder = Self.failure(reading: FileManager.default.temporaryDirectory.path)
    #expect(folder?.kind == .unreadable)
    #expect(folder?.wording.en.contains("folder") == true)
    #expect(folder?.wording.fr.contains("dossier") == true)
  }

  @Test(arguments: [
    ([], "empty"), (Array("\u{FEFF} \n\n".utf8), "empty"), (Array("finess;\0".utf8), "binary"),
    ([0x50, 0x4B, 3, 4, 0, 0], "zip archive"), (Array("nom;ville\nx;y\n".utf8), "line 1: not a FINESS extract"),
    (Array("finess".utf8), "not a FINESS extract"), (Array("<html>".utf8), "not a FINESS extract"),
    ([0x1F, 0x8B, 8, 0], "gzip"), (Array("{\"pmej\": []}".utf8), "no establishment"),
    (Array("\n [".utf8), "FINESS+"),
    (Array("nofinesset;nofinessej;rs\n350000010;350000001;X\n".utf8), "no column categetab"),
    (Array("\"NOFINESSET\",\"nofinessej\"\n".utf8), "no column categetab"),
    (Array("finess;etalab;111;2026-05-12\n".utf8), "no establishment"),
    (Array(Extracts.location("350000010").utf8), "no establishment"),
    (Array(Extracts.og("350000010", rs: "X").utf8), "no establishment"),
  ])
  func `a file that is no register`(bytes: [UInt8], word: String) {
    let failure = Extracts.failure([InputFile(path: "some/file.csv", bytes: bytes)])
    #expect(failure?.kind == .data)
    #expect(failure?.wording.en.hasPrefix("some/file.csv") == true)
    #expect(failure?.wording.en.contains(word) == true)
    #expect(failure?.wording.en.contains("\n") == false)
    #expect(failure?.wording.fr.hasPrefix("some/file.csv") == true)
  }

  /// A table of establishments that lacks their numbers, known for one by what OG do not have.
  @Test(arguments: ["siret", "categagretab", "dateouv", "coordxet", "latitude", "coord"])
  func `a table of establishments without their numbers`(column: String) {
    let table = "nofinessej;rs;categetab;departement;\(column)\n350000001;EHPAD;500;35;\n"
    let failure = Extracts.failure([InputFile(path: "some/file.csv", bytes: Array(table.utf8))])
    #expect(failure?.kind == .data)
    #expect(failure?.wording.en.contains("no column nofinesset") == true, "\(failure?.wording.en ?? "")")
    #expect(failure?.wording.fr.contains("nofinesset") == true)
    // Without that, one of OG, which is no register.
    let ogs = "nofinessej;rs\n350000001;ASS\n"
    let other = Extracts.failure([InputFile(path: "some/file.csv", bytes: Array(ogs.utf8))])
    #expect(other?.wording.en.contains("no establishment") == true)
  }

  /// A few NUL bytes are damage of their rows; a file of many is no text.
  @Test(arguments: [(1, true), (40, true), (160, true), (200, false), (1_000, false)])
  func `NUL bytes`(count: Int, isText: Bool) throws {
    var rows = [Extracts.manifest]
    rows += (0..<80).map { Extracts.establishment("3500\(10_000 + $0)") }
    var bytes = Array((rows.joined(separator: "\n") + "\n").utf8)
    try #require(bytes.count > 8192)
    // In the name of the first row.
    let place = try #require(bytes.firstRange(of: Array("EHPAD".utf8))).upperBound
    bytes.insert(contentsOf: [UInt8](repeating: 0, count: count), at: place)
    let file = InputFile(path: "some/file.csv", bytes: bytes)
    guard isText else {
      #expect(Extracts.failure([file])?.wording.en == "some/file.csv: binary file; expected a FINESS extract, as text")
      return
    }
    let register = try RegisterReader(options: .init(strict: true)).read([file])
    #expect(register.essms.count == 80)
    #expect(register.problems.map(\.kind) == [.controlCharacter])
    #expect(register.problems.map(\.line) == [2])
  }

  @Test func `no file at all is a register without establishments`() {
    #expect(Extracts.failure([])?.kind == .data)
  }
}
