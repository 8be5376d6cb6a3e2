import CSHA256
import Foundation
import Wording

/// The bytes of a file that the user named.
struct InputFile {
  /// As the user wrote it, for failures.
  let path: String
  let bytes: [UInt8]

  /// In bytes: far above any register, far below what fills a machine's memory.
  static let largest = 1 << 31

  /// Its name, without folders.
  var name: String { (path as NSString).lastPathComponent }

  /// Reads a whole file, or all that a pipe brings.
  ///
  /// Memory is not mapped: a file that another program shortens meanwhile would then end the process.
  ///
  /// - Throws: `Failure.Kind.unreadable`, which tells a missing file from a folder and from a lack of rights.
  init(path: String) throws(Failure) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.unreadable(path, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.unreadable(path, errno) }
    var bytes: [UInt8] = []
    guard status.st_size <= Self.largest else { throw Self.unreadable(path, EFBIG) }
    var room = max(Int(status.st_size) + 1, 65_536)
    var problem: Int32 = 0
    var ended = false
    while !ended && problem == 0 {
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        let got = read(descriptor, buffer.baseAddress, buffer.count)
        count = max(0, got)
        if got < 0 && errno != EINTR { problem = errno }
        ended = got == 0
      }
      guard bytes.count + chunk.count <= Self.largest else { throw Self.unreadable(path, EFBIG) }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      room = 1 << 20
    }
    guard problem == 0 else { throw Self.unreadable(path, problem) }
    self.bytes = bytes
  }

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// SHA-256 of the bytes, 64 hexadecimal digits.
  func sha256() -> String {
    var context = SHA2_CTX()
    SHA256Init(&context)
    bytes.withUnsafeBufferPointer { SHA256Update(&context, $0.baseAddress, $0.count) }
    let digest = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      SHA256Final(buffer.baseAddress, &context)
      count = 32
    }
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static func unreadable(_ path: String, _ code: Int32) -> Failure {
    switch code {
    case ENOENT, ENOTDIR:
      Failure(
        .unreadable, fr: "\(path) : fichier introuvable ; attendu : un extrait FINESS",
        en: "\(path): no such file; expected a FINESS extract")
    case EISDIR:
      Failure(
        .unreadable, fr: "\(path) : c'est un dossier ; attendu : un fichier, un extrait FINESS",
        en: "\(path): this is a folder; expected a file, a FINESS extract")
    case EACCES, EPERM:
      Failure(
        .unreadable, fr: "\(path) : accès refusé ; attendu : un fichier que vous avez le droit de lire",
        en: "\(path): permission denied; expected a file that you may read")
    default:
      Failure(
        .unreadable, fr: "\(path) : lecture impossible (\(String(cString: strerror(code))))",
        en: "\(path): cannot be read (\(String(cString: strerror(code))))")
    }
  }
}
