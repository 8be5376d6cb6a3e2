import Foundation
import Wording

/// A file that must not be there yet.
enum NewFile {
  /// Writes it whole or not at all.
  ///
  /// - Throws: `Failure` (unwritable), also when there is a file of this name.
  static func write(_ data: Data, path: String) throws(Failure) {
    try Interruption.held { () throws(Failure) in try link(data, path: path) }
  }

  private static func link(_ data: Data, path: String) throws(Failure) {
    let draft = "\(path).\(getpid()).draft"
    let code = OutputFolder.save(data, to: draft)
    defer { unlink(draft) }
    guard code == 0 else { throw OutputFolder.failure(path, code) }
    // Unlike a renaming, a link replaces nothing.
    guard Foundation.link(draft, path) == 0 else {
      guard errno == EEXIST else { throw OutputFolder.failure(path, errno) }
      throw Failure(
        .unwritable, fr: "\(path) : le fichier existe déjà ; attendu un nom libre",
        en: "\(path): the file is there already; expected a name that is free")
    }
  }
}
