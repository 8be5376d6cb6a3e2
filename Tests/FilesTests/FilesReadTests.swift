import Foundation
import Testing

@testable import Files

/// A folder of its own for one test.
final class TestFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("grappes-files-\(UUID())").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    let file = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Every file below, hidden ones too, with its text; folders with none.
  func contents() throws -> [String: String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: path)
    return Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, FileManager.default.contents(atPath: "\(path)/\($0)").map { String(decoding: $0, as: UTF8.self) } ?? "")
      })
  }
}

@Suite struct FilesReadTests {
  private func note(_ path: String) {
    var status = stat()
    #expect(stat(path, &status) == 0)
    FilesRead.note(status, as: path)
  }

  @Test func `every name of a file leads to it`() throws {
    let folder = try TestFolder()
    try folder.write("register.csv", "a")
    try folder.write("below/other.csv", "b")
    let file = "\(folder.path)/register.csv"
    note(file)
    try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/soft", withDestinationPath: "register.csv")
    try FileManager.default.linkItem(atPath: file, toPath: "\(folder.path)/below/hard")
    for name in ["register.csv", "./register.csv", "below/../register.csv", "soft", "below/hard"] {
      #expect(FilesRead.path(at: "\(folder.path)/\(name)") == file)
    }
    #expect(FilesRead.path(at: "\(folder.path)/below/other.csv") == nil)
    #expect(FilesRead.path(at: "\(folder.path)/none") == nil)
    #expect(FilesRead.path(inside: "\(folder.path)/below") == file)
    FilesRead.release("\(folder.path)/soft")
    #expect(FilesRead.path(at: file) == nil)
  }

  @Test func `what is no plain file is not noted`() throws {
    note("/dev/null")
    #expect(FilesRead.path(at: "/dev/null") == nil)
  }
}
