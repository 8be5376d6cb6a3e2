import CZLIB
import Foundation

/// Bytes packed as gzip (RFC 1952) by zlib: the same for the same bytes, since the header carries no date.
public enum Gzip {
  /// - Returns: nil when zlib cannot work, as with memory exhausted.
  public static func packed(_ bytes: [UInt8]) -> Data? {
    var stream = z_stream()
    // 15 bits of window, and 16 for the gzip wrapping; memory level 8 is zlib's default (zlib.h).
    guard
      deflateInit2_(
        &stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    guard let length = UInt32(exactly: bytes.count) else { return nil }
    var source = bytes
    var status = Z_ERRNO
    let room = Int(deflateBound(&stream, UInt(length)))
    let packed = [UInt8](unsafeUninitializedCapacity: room) { output, count in
      source.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = length
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(clamping: room)
        status = deflate(&stream, Z_FINISH)
      }
      count = room - Int(stream.avail_out)
    }
    return status == Z_STREAM_END ? Data(packed) : nil
  }
}
