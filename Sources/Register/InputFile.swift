import CSHA256
import Files
import Foundation
import Wording

/// The bytes of a file that the user named.
public struct InputFile: Sendable {
  /// As the user wrote it, for failures.
  public let path: String
  public let bytes: [UInt8]

  /// In bytes: far above any register, far below what fills a machine's memory.
  static let largest = 1 << 31

  /// Its name, without folders.
  var name: String { (path as NSString).lastPathComponent }

  /// Reads a whole file, or all that a pipe brings.
  ///
  /// `-` is standard input. Memory is not mapped: a file that another program shortens meanwhile would then end the process.
  ///
  /// - Parameters:
  ///   - expected: what the file should have been, for failures.
  ///   - isOwn: whether it is the program's own book-keeping, which its outputs replace.
  /// - Throws: `Failure.Kind.unreadable`, which tells a missing file from a folder, a device and a lack of rights.
  public init(
    path: String, expected: Wording = Wording(fr: "un extrait FINESS", en: "a FINESS extract"), isOwn: Bool = false
  ) throws(Failure) {
    let typed = TypedPath(path)
    self.path = typed.shown
    let (descriptor, size) = try Self.opened(typed, expected: expected, isOwn: isOwn)
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var room = max(size + 1, 65_536)
    var problem: Int32 = 0
    var ended = false
    while !ended && problem == 0 {
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        let got = read(descriptor, buffer.baseAddress, buffer.count)
        count = max(0, got)
        if got < 0 && errno != EINTR { problem = errno }
        ended = got == 0
      }
      guard bytes.count + chunk.count <= Self.largest else { throw Self.unreadable(typed.shown, EFBIG, expected) }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      room = 1 << 20
    }
    guard problem == 0 else { throw Self.unreadable(typed.shown, problem, expected) }
    self.bytes = bytes
    try requireText(expected)
  }

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// - Throws: `Failure.Kind.data` for a workbook, an archive, UTF-16 and whatever else is no text that the program reads.
  func requireText(_ expected: Wording) throws(Failure) {
    if let kind = FileKind(bytes) { throw kind.failure(path, expected: expected) }
  }

  static let anyExtract = Wording(fr: "un extrait FINESS", en: "a FINESS extract")

  /// Opens a file that ends, or standard input.
  ///
  /// - Returns: its descriptor, for the caller to close, and its size in bytes, 0 when not known.
  static func opened(
    _ typed: TypedPath, expected: Wording = anyExtract, isOwn: Bool = false
  ) throws(Failure) -> (descriptor: Int32, size: Int) {
    let path = typed.shown
    if !typed.isStandardInput { FolderJournal.settle(beside: path) }
    let descriptor = try typed.open()
    guard descriptor >= 0 else { throw unreadable(path, errno, expected) }
    var status = stat()
    var problem: Int32 = 0
    if fstat(descriptor, &status) != 0 {
      problem = errno
    } else if [S_IFCHR, S_IFBLK].contains(status.st_mode & S_IFMT) && isatty(descriptor) == 0 {
      // Some devices never end; a terminal does.
      problem = ENODEV
    } else if status.st_mode & S_IFMT == S_IFDIR {
      problem = EISDIR
    } else if status.st_size > largest {
      problem = EFBIG
    }
    guard problem == 0 else {
      close(descriptor)
      throw unreadable(path, problem, expected)
    }
    if !isOwn { FilesRead.note(status, as: path) }
    return (descriptor, Int(status.st_size))
  }

  /// SHA-256 of the bytes, 64 hexadecimal digits.
  public func sha256() -> String { Self.sha256(bytes) }

  /// SHA-256 of a file that the program made itself, read in pieces, 64 hexadecimal digits.
  ///
  /// - Throws: `Failure` (unreadable).
  public static func sha256(ofOwn path: String) throws(Failure) -> String {
    let source = try ByteSource(path: path, isOwn: true)
    while try source.next() != nil {}
    return source.sha256()
  }

  /// SHA-256 of some bytes, 64 hexadecimal digits.
  public static func sha256(_ bytes: [UInt8]) -> String {
    var context = SHA2_CTX()
    SHA256Init(&context)
    bytes.withUnsafeBufferPointer { SHA256Update(&context, $0.baseAddress, $0.count) }
    return sha256(ending: &context)
  }

  /// The digest of all that a context was fed, 64 hexadecimal digits.
  static func sha256(ending context: inout SHA2_CTX) -> String {
    let digest = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      SHA256Final(buffer.baseAddress, &context)
      count = 32
    }
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The failure to throw for a file that unpacks to more than any register holds.
  static func tooLarge(_ path: String) -> Failure {
    Failure(
      .data, fr: "\(path) : trop de données une fois décompressé ; attendu : \(anyExtract.fr)",
      en: "\(path): too much data once unpacked; expected \(anyExtract.en)")
  }

  static func unreadable(_ path: String, _ code: Int32, _ expected: Wording) -> Failure {
    let found: Wording
    switch code {
    case ENOENT, ENOTDIR: found = Wording(fr: "fichier introuvable", en: "no such file")
    case EISDIR: found = Wording(fr: "c'est un dossier", en: "this is a folder")
    case ENODEV: found = Wording(fr: "c'est un périphérique", en: "this is a device")
    case EACCES, EPERM: found = Wording(fr: "accès refusé", en: "permission denied")
    default:
      let reason = String(cString: strerror(code))
      found = Wording(fr: "lecture impossible (\(reason))", en: "cannot be read (\(reason))")
    }
    return Failure(
      .unreadable, fr: "\(path) : \(found.fr) ; attendu : \(expected.fr)",
      en: "\(path): \(found.en); expected \(expected.en)")
  }
}
