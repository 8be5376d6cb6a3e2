import Foundation
import Wording

/// A folder that receives a plan's documents: all of them whole, or none.
struct OutputFolder {
  let path: String

  /// Makes the folder when it is not there, and sees that files can be made in it.
  ///
  /// - Throws: `Failure` (unwritable) that says why not.
  init(path: String) throws(Failure) {
    self.path = path
    let isMade = (try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)) != nil
    // Once more for its error, which says more than Foundation's.
    guard isMade || mkdir(path, 0o777) == 0 else { throw Self.failure(path, errno) }
    let probe = "\(path)/.grappes-\(getpid()).probe"
    let descriptor = open(probe, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw Self.failure(path, errno) }
    close(descriptor)
    unlink(probe)
  }

  /// Writes every document under another name first, then puts all in place.
  ///
  /// - Throws: `Failure` (unwritable); what stood in the folder before is then untouched, unless the very last step, the
  ///   renaming, fails.
  func write(_ documents: [(name: String, contents: Data)]) throws(Failure) {
    let pending = documents.map {
      (final: "\(path)/\($0.name)", draft: "\(path)/.\($0.name).\(getpid())", data: $0.contents)
    }
    do throws(Failure) {
      for document in pending {
        guard !Self.isFolder(document.final) else { throw Self.failure(document.final, EISDIR) }
        let code = Self.save(document.data, to: document.draft)
        guard code == 0 else { throw Self.failure(document.final, code) }
      }
      for document in pending {
        guard rename(document.draft, document.final) == 0 else { throw Self.failure(document.final, errno) }
      }
    } catch {
      for document in pending { unlink(document.draft) }
      throw error
    }
  }

  /// Writes a file whole, or not at all, into a folder that is made when it is not there.
  ///
  /// - Throws: `Failure` (unwritable).
  static func write(_ text: String, to path: String) throws(Failure) {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let folder = start == path.startIndex ? "." : String(path[..<start])
    try OutputFolder(path: folder).write([(String(path[start...]), Data(text.utf8))])
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// - Returns: 0, or the system's error.
  static func put(_ bytes: UnsafeRawBufferPointer, on descriptor: Int32) -> Int32 {
    var start = 0
    while start < bytes.count {
      let written = Foundation.write(descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
      if written > 0 {
        start += written
      } else if written < 0, errno != EINTR {
        return errno
      }
    }
    return 0
  }

  /// - Returns: 0, or the system's error.
  private static func save(_ data: Data, to path: String) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { return errno }
    var code = data.withUnsafeBytes { put($0, on: descriptor) }
    if code == 0 { code = finish(descriptor) } else { close(descriptor) }
    return code
  }

  /// Closes a file; a full disk may show only now.
  ///
  /// - Returns: 0, or the system's error.
  static func finish(_ descriptor: Int32) -> Int32 {
    let code = fsync(descriptor) == 0 ? 0 : errno
    return close(descriptor) != 0 && code == 0 ? errno : code
  }

  static func failure(_ path: String, _ code: Int32) -> Failure {
    let reason = String(cString: strerror(code))
    return Failure(
      .unwritable, fr: "\(path) : écriture impossible (\(reason)) ; un dossier accessible en écriture est attendu",
      en: "\(path): cannot be written (\(reason)); a writable folder is expected")
  }
}
