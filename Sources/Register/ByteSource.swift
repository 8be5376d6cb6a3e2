import Foundation
import Wording

/// The bytes of a file that the user named, a piece at a time, and their digest.
///
/// A document of hundreds of MB is read in pieces of 256 KB and never lies in memory as a whole.
final class ByteSource {
  /// As the user wrote it, for failures.
  let path: String
  /// Its name, without folders.
  var name: String { (path as NSString).lastPathComponent }
  /// How many bytes to expect in all; 0 when not known.
  let sizeHint: Int

  private static let pieceSize = 1 << 18
  /// -1 when the bytes come from memory.
  private let descriptor: Int32
  private let memory: [UInt8]
  private var taken = 0
  /// A piece that `next` gives again.
  private var ahead: [UInt8]?
  private let digest = ByteDigest()

  /// - Parameter isOwn: whether it is the program's own book-keeping, which its outputs replace.
  /// - Throws: `Failure.Kind.unreadable`, which tells a missing file from a folder, a device and a lack of rights.
  init(path: String, isOwn: Bool = false) throws(Failure) {
    let typed = TypedPath(path)
    (descriptor, sizeHint) = try InputFile.opened(typed, isOwn: isOwn)
    self.path = typed.shown
    memory = []
  }

  /// Bytes that are there already.
  init(_ file: InputFile) {
    descriptor = -1
    path = file.path
    memory = file.bytes
    sizeHint = file.bytes.count
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// The next piece, as long as pieces are unless it is the last; nil at the end.
  func next() throws(Failure) -> [UInt8]? {
    if let piece = ahead {
      ahead = nil
      return piece
    }
    let piece = descriptor >= 0 ? try read() : Array(memory[taken..<min(memory.count, taken + Self.pieceSize)])
    guard !piece.isEmpty else { return nil }
    taken += piece.count
    guard taken <= InputFile.largest else { throw InputFile.unreadable(path, EFBIG, InputFile.anyExtract) }
    digest.add(piece)
    return piece
  }

  /// The next piece, which is not taken; empty at the end.
  func peek() throws(Failure) -> [UInt8] {
    let piece = try next()
    ahead = piece
    return piece ?? []
  }

  /// The same bytes from their beginning; nil for a pipe and for standard input, which tell them once.
  func again() throws(Failure) -> ByteSource? {
    if descriptor < 0 { return ByteSource(InputFile(path: path, bytes: memory)) }
    return sizeHint > 0 && path != TypedPath.standardInput ? try ByteSource(path: path) : nil
  }

  /// SHA-256 of what was read, 64 hexadecimal digits.
  func sha256() -> String { digest.text() }

  private func read() throws(Failure) -> [UInt8] {
    var problem: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
      count = 0
      while count < buffer.count {
        let got = Foundation.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
        if got > 0 {
          count += got
        } else if got == 0 || errno != EINTR {
          problem = got == 0 ? 0 : errno
          return
        }
      }
    }
    guard problem == 0 else { throw InputFile.unreadable(path, problem, InputFile.anyExtract) }
    return piece
  }
}
