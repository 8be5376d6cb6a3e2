import Files
import Foundation
import Wording

/// Files of a folder that are written piece by piece, too large to be held: all whole in the end, or none there at all.
final class StreamedFiles {
  private let files: FileSet

  /// Opens a draft for every name.
  ///
  /// - Throws: `Failure` (unwritable); nothing is then left behind.
  init(_ names: [String], in folder: OutputFolder) throws(Failure) {
    files = try FileSet(in: folder)
    for name in names { try files.open(name) }
  }

  /// Adds to the end of a file.
  ///
  /// - Throws: `Failure` (unwritable).
  func put(_ bytes: [UInt8], name: String) throws(Failure) { try files.put(bytes, name: name) }

  /// Puts all files in place, and with them one more that is small.
  ///
  /// - Throws: `Failure` (unwritable); the folder is then as it was before.
  func finish(with last: (name: String, contents: Data)) throws(Failure) {
    try Interruption.held { () throws(Failure) in
      try files.write(last.contents, as: last.name)
      try files.finish()
    }
  }
}
