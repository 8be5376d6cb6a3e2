import Files
import Foundation
import Wording

/// One file that the user names, written whole or not at all.
struct OutputFile {
  let path: String

  /// Sees that the file may be written, before the work that it is for; its folder is made when it is not there.
  ///
  /// - Throws: `Failure` (unwritable) that says why not, (usage) when it would replace a file that the command has read.
  init(path: String) throws(Failure) {
    self.path = path
    if let clash = OutputFolder.clash(path) { throw clash }
    if let obstacle = OutputFolder.obstacle(path) { throw obstacle }
    _ = try OutputFolder(path: Self.folder(of: path))
  }

  /// - Throws: `Failure` (unwritable); what stood there before is then untouched.
  func write(_ text: String) throws(Failure) {
    try make { draft throws(Failure) in
      let code = OutputFolder.save(Data(text.utf8), to: draft)
      guard code == 0 else { throw OutputFolder.failure(path, code) }
    }
  }

  /// Has the file made under a draft's name, then puts it in place.
  ///
  /// - Throws: what `body` throws, or `Failure` (unwritable).
  func make(_ body: (_ draft: String) throws(Failure) -> Void) throws(Failure) {
    let name = String(path[Self.nameStart(of: path)...])
    let folder = Self.folder(of: path)
    DraftName.removeLeftovers(of: CollectionOfOne(name), in: folder)
    let draft = DraftName.path(folder, name)
    // Making it may take long: a signal ends that, and the draft goes.
    try Interruption.drafting(draft) { () throws(Failure) in
      do throws(Failure) {
        try body(draft)
        try Interruption.held { () throws(Failure) in
          if let clash = OutputFolder.clash(path) { throw clash }
          guard rename(draft, path) == 0 else { throw OutputFolder.failure(path, errno) }
        }
      } catch {
        unlink(draft)
        throw error
      }
    }
  }

  private static func nameStart(of path: String) -> String.Index {
    path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
  }

  private static func folder(of path: String) -> String {
    let above = path[..<nameStart(of: path)]
    return above.isEmpty ? "." : above.count > 1 ? String(above.dropLast()) : String(above)
  }
}
