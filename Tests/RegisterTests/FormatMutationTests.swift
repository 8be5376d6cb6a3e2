import Testing
import Wording

@testable import Register

/// Damaged documents, archives and packed files end in a register or in a failure, never otherwise.
@Suite struct FormatMutationTests {
  static let document = Array(
    FinessPlusDocuments.text([
      FinessPlusDocuments.og([
        FinessPlusDocuments.establishment("350000010", siret: "12345678900012"),
        FinessPlusDocuments.establishment("350000011", name: "L’\\\"É", closing: "2019-01-01"),
      ]), FinessPlusDocuments.og([FinessPlusDocuments.establishment("350000012")], number: "350000002"),
    ]).utf8)
  static let archive =
    ArchiveReaderTests.file().bytes + Array("350000011;350000001;\"FOYER \"\"X\"\"\";;;2A;;500;;1;2;UTM_N20;;;\n".utf8)
  static let originals = [document, archive, GzipTests.packed(document), GzipTests.packed(archive)]

  static let inserted: [[UInt8]] = [
    "\"", ";", "\n", "\0", "\"\"", "{", "}", "[", "]", ",", ":", "\\", "\\u", "\\ud800", "null", "é", "9", "-", "e",
    "\"pmej\"",
  ].map { Array($0.utf8) }

  @Test(arguments: 0..<4) func `no damage crashes the reader`(kind: Int) {
    var generator = MutationTests.Generator(state: UInt64(kind) + 100)
    var outcomes: [Bool: Int] = [:]
    for _ in 0..<1250 {
      var bytes = Self.originals[kind]
      for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<9, using: &generator) {
        case 0..<4: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 4..<6: bytes.insert(contentsOf: Self.inserted.randomElement(using: &generator) ?? [], at: place)
        case 6..<8: bytes.remove(at: place)
        default: bytes.removeSubrange(place...)
        }
      }
      let options = RegisterReader.Options(strict: Bool.random(using: &generator))
      do {
        let register = try RegisterReader(options: options).read([InputFile(path: "damaged", bytes: bytes)])
        #expect(register.essms.count + register.excluded.count + register.notEssms.values.reduce(0, +) > 0)
        #expect(register.problems.allSatisfy { $0.line > 0 && !$0.value.contains("\n") })
        outcomes[true, default: 0] += 1
      } catch {
        #expect(error.kind == .data)
        #expect(!error.wording.en.contains("\n") && error.wording.en.utf8.count < 1000)
        outcomes[false, default: 0] += 1
      }
    }
    #expect(outcomes[false, default: 0] > 100)
    // Damage to a packed file hardly ever passes its checksum.
    #expect(outcomes[true, default: 0] > (kind < 2 ? 100 : -1))
  }
}
