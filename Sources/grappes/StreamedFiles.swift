import Foundation
import Wording

/// Files of a folder that are written piece by piece, too large to be held: whole in the end, or not there at all.
final class StreamedFiles {
  private struct Draft {
    let final: String
    let path: String
    let descriptor: Int32
  }

  private var drafts: [String: Draft] = [:]

  /// Opens a draft for every name.
  ///
  /// - Throws: `Failure` (unwritable); nothing is then left behind.
  init(_ names: [String], in folder: OutputFolder) throws(Failure) {
    DraftName.removeLeftovers(of: names, in: folder.path)
    for name in names {
      let final = "\(folder.path)/\(name)"
      let path = DraftName.path(folder.path, name)
      if let obstacle = OutputFolder.obstacle(final) { throw obstacle }
      let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
      guard descriptor >= 0 else { throw OutputFolder.failure(final, errno) }
      drafts[name] = Draft(final: final, path: path, descriptor: descriptor)
    }
  }

  /// Drafts that were not put in place go.
  deinit {
    for draft in drafts.values {
      close(draft.descriptor)
      unlink(draft.path)
    }
  }

  /// Adds to the end of a file.
  ///
  /// - Throws: `Failure` (unwritable).
  func put(_ bytes: [UInt8], name: String) throws(Failure) {
    guard let draft = drafts[name] else { return }
    let code = bytes.withUnsafeBytes { OutputFolder.put($0, on: draft.descriptor) }
    guard code == 0 else { throw OutputFolder.failure(draft.final, code) }
  }

  /// Puts all files in place.
  ///
  /// - Throws: `Failure` (unwritable); what stood in the folder before is then untouched, unless the very last step, the
  ///   renaming, fails.
  func finish() throws(Failure) {
    let whole = drafts.values.sorted { $0.final < $1.final }
    drafts = [:]
    var failed: Failure?
    for draft in whole {
      let code = OutputFolder.finish(draft.descriptor)
      if code != 0, failed == nil { failed = OutputFolder.failure(draft.final, code) }
    }
    for draft in whole where failed == nil {
      if rename(draft.path, draft.final) != 0 { failed = OutputFolder.failure(draft.final, errno) }
    }
    guard let failed else { return }
    for draft in whole { unlink(draft.path) }
    throw failed
  }
}
