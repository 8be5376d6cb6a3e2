import Foundation
import FuzzedReaders
import Programme
import Testing

/// The fuzzer's seeds, and the inputs it found that once broke a reader, read without the fuzzer.
@Suite struct SeedTests {
  static let seeds = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fuzzing/Seeds")

  static func files(of reader: FuzzedReader) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: seeds.appendingPathComponent(reader.rawValue), includingPropertiesForKeys: nil
    ).sorted { $0.path < $1.path }
  }

  @Test(arguments: FuzzedReader.allCases)
  func `every input is read, or refused in one line`(reader: FuzzedReader) throws {
    let book = try RuleBook.bundled()
    var taken = 0
    for file in try Self.files(of: reader) {
      let bytes = Array(try Data(contentsOf: file))
      do {
        if try reader.read(path: file.path, bytes: bytes, book: book) { taken += 1 }
      } catch {
        Issue.record("\(file.lastPathComponent): \(error)")
      }
    }
    #expect(taken > 0, "the fuzzer starts from files that the reader takes")
  }

  /// Plans of both versions of the format are among the seeds, and each is the same once it is written and read again.
  @Test(arguments: ["plan.json", "plan-1.json"]) func `plans of both versions are taken`(name: String) throws {
    let file = Self.seeds.appendingPathComponent("plan").appendingPathComponent(name)
    let bytes = Array(try Data(contentsOf: file))
    #expect(try FuzzedReader.plan.read(path: file.path, bytes: bytes, book: .bundled()))
  }

  @Test func `every folder of seeds has its reader`() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.seeds.path)
    #expect(Set(folders) == Set(FuzzedReader.allCases.map(\.rawValue)))
  }
}
