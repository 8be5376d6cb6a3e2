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
    NewFolders.note(path)
    let isMade = (try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)) != nil
    // Once more for its error, which says more than Foundation's.
    guard isMade || mkdir(path, 0o777) == 0 else { throw Self.failure(path, errno) }
    let probe = DraftName.path(path, "grappes-probe")
    let descriptor = open(probe, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw Self.failure(path, errno) }
    close(descriptor)
    unlink(probe)
  }

  /// Writes every document under another name first, then puts all in place.
  ///
  /// - Parameter shown: what the folder is called in failures, when it bears another name for now.
  /// - Throws: `Failure` (unwritable); what stood in the folder before is then untouched, unless the very last step, the
  ///   renaming, fails.
  func write(_ documents: [(name: String, contents: Data)], shownAs shown: String? = nil) throws(Failure) {
    DraftName.removeLeftovers(of: documents.map(\.name), in: path)
    let pending = documents.map {
      (
        final: "\(path)/\($0.name)", draft: DraftName.path(path, $0.name), data: $0.contents,
        shown: "\(shown ?? path)/\($0.name)"
      )
    }
    // What would end the program waits until no draft is left.
    var (held, before) = (sigset_t(), sigset_t())
    sigemptyset(&held)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&held, signal) }
    pthread_sigmask(SIG_BLOCK, &held, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    do throws(Failure) {
      for document in pending {
        if let obstacle = Self.obstacle(document.final, shownAs: document.shown) { throw obstacle }
        let code = Self.save(document.data, to: document.draft)
        guard code == 0 else { throw Self.failure(document.shown, code) }
      }
      for document in pending {
        guard rename(document.draft, document.final) == 0 else { throw Self.failure(document.shown, errno) }
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
    let above = path[..<start]
    let folder = above.isEmpty ? "." : above.count > 1 ? String(above.dropLast()) : String(above)
    try OutputFolder(path: folder).write([(String(path[start...]), Data(text.utf8))])
  }

  /// What stands in a file's place and is not to be replaced: a folder, a device, a pipe, or a link into a process, as
  /// `/dev/stdout` is one. A renaming would put a plain file there, whatever it was to others.
  static func obstacle(_ path: String, shownAs shown: String? = nil) -> Failure? {
    let shown = shown ?? path
    if isFolder(path) { return failure(shown, EISDIR) }
    var status = stat()
    let isSpecial = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
    guard isSpecial || target?.hasPrefix("/proc/") == true else { return nil }
    return Failure(
      .unwritable, fr: "\(shown) : ni fichier ordinaire ni nom libre (périphérique, tube…) ; attendu : l'un des deux",
      en: "\(shown): neither a plain file nor a free name (a device, a pipe…); expected one of the two")
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
  static func save(_ data: Data, to path: String) -> Int32 {
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
