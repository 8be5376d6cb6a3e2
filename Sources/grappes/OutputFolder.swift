import Files
import Foundation
import Wording

/// A folder that receives a plan's documents: all of them whole, or none.
struct OutputFolder {
  let path: String
  /// What it is called in failures, when it bears another name for now.
  private let shown: String

  /// Makes the folder when it is not there, and sees that files can be made in it and that their places are free.
  ///
  /// - Parameters:
  ///   - names: of the files that are to come, `name` or `folder/name`: what stands in their way is told before the work.
  ///   - shown: what the folder is called in failures, when it bears another name for now.
  /// - Throws: `Failure` (unwritable) that says why not, (usage) when the command has read a file of such a name.
  init(path: String, for names: [String] = [], shownAs shown: String? = nil) throws(Failure) {
    self.path = path
    self.shown = shown ?? path
    for name in names {
      if let clash = Self.clash("\(path)/\(name)") { throw clash }
      if let obstacle = Self.obstacle("\(path)/\(name)", shownAs: place(of: name)) { throw obstacle }
    }
    NewFolders.note(path)
    let isMade = (try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)) != nil
    // Once more for its error, which says more than Foundation's.
    guard isMade || mkdir(path, 0o777) == 0 else { throw Self.failure(self.shown, errno) }
    FolderJournal.settle(path)
    DraftName.removeLeftovers(of: CollectionOfOne("grappes-probe"), in: path)
    let probe = DraftName.path(path, "grappes-probe")
    let code: Int32 = Interruption.held {
      let descriptor = open(probe, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { return errno }
      close(descriptor)
      unlink(probe)
      return 0
    }
    guard code == 0 else { throw Self.failure(self.shown, code) }
  }

  /// What a file of the folder is called in failures.
  func place(of name: String) -> String { "\(shown)/\(name)" }

  /// Writes every document under another name first, then puts all in place.
  ///
  /// - Parameters:
  ///   - documents: named `name`, or `folder/name` for one of a folder below.
  ///   - stale: names of files that go at the same moment, since they belong to what is replaced.
  /// - Throws: `Failure` (unwritable), (usage) when the command has read a file of such a name; what stood in the folder
  ///   before is then untouched.
  func write(_ documents: [(name: String, contents: Data)], removing stale: [String] = []) throws(Failure) {
    try write(documents.map(\.name)) { (files) throws(Failure) in
      for document in documents { try files.write(document.contents, as: document.name) }
      for name in stale { try files.remove(name) }
    }
  }

  /// Writes documents that are made one after the other, then puts all in place.
  ///
  /// - Parameter names: of the documents.
  /// - Throws: what `fill` throws, or `Failure` (unwritable); what stood in the folder before is then untouched.
  func write(_ names: [String], fill: (FileSet) throws(Failure) -> Void) throws(Failure) {
    try Interruption.held { () throws(Failure) in
      DraftName.removeLeftovers(of: names, in: path)
      let files = try FileSet(in: self)
      try fill(files)
      try files.finish()
    }
  }

  /// The failure of a command that would replace a file it has read; nil when none stands at the place.
  static func clash(_ place: String) -> Failure? {
    guard let read = FilesRead.path(at: place) else { return nil }
    return Failure(
      .usage, fr: "\(place) : remplacerait \(read), que la commande lit ; attendu : un autre nom ou un autre dossier",
      en: "\(place): would replace \(read), which the command reads; expected another name or another folder")
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

  /// Whether a device or a pipe stands there, which takes what is written to it.
  static func isStream(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && [S_IFCHR, S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT)
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
