import Foundation
import Programme

/// Rules files of a test, in a folder of their own that goes with it.
final class RuleFiles {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("grappes-rules-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// - Returns: the file's path.
  func write(_ name: String, _ contents: Data) throws -> String {
    let file = folder.appendingPathComponent(name)
    try contents.write(to: file)
    return file.path
  }

  func write(_ name: String, _ text: String) throws -> String { try write(name, Data(text.utf8)) }

  /// The bundled book with one file of this text.
  func book(_ text: String) throws -> RuleBook {
    try RuleBook.bundled().adding(paths: [write("mine.yaml", text)])
  }

  static let campaign = """
    name: mine
    bareme: 2021-T2
    routes:
      regional:
        limits:
          minimum: 12
    """

  static let bareme = """
    name: ours
    smallOgBelow: 10
    items:
      - name: acquisition
        euros: 20_000
        per: essms
      - name: compliance
        euros: 8000
        per: essms
    """
}
