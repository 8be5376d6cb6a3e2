import CZLIB
import Wording

/// What a gzip file holds, unpacked a piece at a time by zlib.
///
/// Several members in a row are one text, as for `gzip`; zeros after the last are padding. Memory does not depend on what
/// the file claims to hold.
final class Inflater {
  /// In bytes unpacked: several times the national FINESS+ document, and what ends a file made to unpack without end.
  static let largest = 1 << 32

  private static let pieceSize = 1 << 18
  private let source: ByteSource
  private let largest: Int
  private var stream = z_stream()
  private var packed: [UInt8]
  private var position = 0
  private var unpacked = 0
  private var isInMember = true
  private let isReady: Bool

  /// - Parameters:
  ///   - start: the bytes already taken from the source.
  ///   - largest: the most bytes that it may unpack to.
  init(_ source: ByteSource, start: [UInt8], largest: Int = largest) {
    self.largest = largest
    self.source = source
    packed = start
    // 15 bits of window, and 16 for the gzip wrapping (zlib.h).
    isReady = inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    if isReady { inflateEnd(&stream) }
  }

  /// The next piece; nil at the end.
  ///
  /// - Throws: `Failure.Kind.data` for data that are damaged, end early or unpack to more than `largest` bytes.
  func next() throws(Failure) -> [UInt8]? {
    guard isReady else { throw damaged(Wording(fr: "zlib indisponible", en: "zlib unavailable")) }
    while true {
      if position == packed.count {
        guard let piece = try source.next() else {
          guard !isInMember else {
            throw damaged(Wording(fr: "données gzip coupées avant leur fin", en: "gzip data cut before their end"))
          }
          return nil
        }
        packed = piece
        position = 0
      }
      if !isInMember {
        while position < packed.count && packed[position] == 0 { position += 1 }
        if position == packed.count { continue }
        isInMember = true
        inflateReset(&stream)
      }
      let piece = try inflated()
      if !piece.isEmpty { return piece }
    }
  }

  private func inflated() throws(Failure) -> [UInt8] {
    var status = Z_OK
    let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { output, count in
      packed.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress.map { $0 + position }
        stream.avail_in = UInt32(input.count - position)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        status = inflate(&stream, Z_NO_FLUSH)
        position = input.count - Int(stream.avail_in)
        count = output.count - Int(stream.avail_out)
      }
    }
    switch status {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isInMember = false
    default: throw damaged(Wording(fr: "données gzip abîmées", en: "damaged gzip data"))
    }
    unpacked += piece.count
    guard unpacked <= largest else {
      let size = largest >> 20
      throw damaged(
        Wording(fr: "plus de \(size) Mio une fois décompressé", en: "more than \(size) MiB once unpacked"))
    }
    return piece
  }

  private func damaged(_ found: Wording) -> Failure {
    Failure(
      .data,
      fr: "\(source.path), après \(unpacked) octets décompressés : \(found.fr) ; attendu : un fichier gzip entier",
      en: "\(source.path), after \(unpacked) bytes unpacked: \(found.en); expected a whole gzip file")
  }
}
