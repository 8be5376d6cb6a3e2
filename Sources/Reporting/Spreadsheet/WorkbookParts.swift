import CZLIB
import Foundation

/// Whether every part of a workbook's archive is a whole XML document.
///
/// libxlsxwriter does not look whether its temporary files took all it wrote: on a full disk it packs what they hold, and
/// says that all is well.
enum WorkbookParts {
  /// - Complexity: O(unpacked bytes).
  static func areWhole(_ archive: Data) -> Bool {
    let bytes = [UInt8](archive)
    guard let end = endOfDirectory(bytes) else { return false }
    let count = number(bytes, end + 10, 2)
    var entry = number(bytes, end + 16, 4)
    guard count > 0 else { return false }
    for _ in 0..<count {
      guard entry + 46 <= bytes.count, number(bytes, entry, 4) == 0x0201_4B50 else { return false }
      guard let part = part(bytes, at: entry), isWhole(part) else { return false }
      entry += 46 + number(bytes, entry + 28, 2) + number(bytes, entry + 30, 2) + number(bytes, entry + 32, 2)
    }
    return true
  }

  /// Whether it ends by closing its first element.
  static func isWhole(_ document: [UInt8]) -> Bool {
    let head = String(decoding: document.prefix(400), as: UTF8.self)
    let tail = String(decoding: document.suffix(200), as: UTF8.self)
    guard let start = head.firstMatch(of: /<([A-Za-z][A-Za-z0-9:]*)/) else { return false }
    return tail.split(whereSeparator: \.isWhitespace).joined().hasSuffix("</\(start.1)>")
  }

  /// The end record stands last, the archive has no comment.
  private static func endOfDirectory(_ bytes: [UInt8]) -> Int? {
    let place = bytes.count - 22
    return place >= 0 && number(bytes, place, 4) == 0x0605_4B50 ? place : nil
  }

  private static func part(_ bytes: [UInt8], at entry: Int) -> [UInt8]? {
    let (packed, size) = (number(bytes, entry + 20, 4), number(bytes, entry + 24, 4))
    let header = number(bytes, entry + 42, 4)
    guard header + 30 <= bytes.count else { return nil }
    let start = header + 30 + number(bytes, header + 26, 2) + number(bytes, header + 28, 2)
    guard start + packed <= bytes.count else { return nil }
    guard number(bytes, entry + 10, 2) != 0 else { return Array(bytes[start..<(start + packed)]) }
    return inflated(bytes[start..<(start + packed)], size: size)
  }

  private static func inflated(_ packed: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
    var stream = z_stream()
    // Without a header of its own.
    guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      return nil
    }
    defer { inflateEnd(&stream) }
    var input = Array(packed)
    var output = [UInt8](repeating: 0, count: max(size, 1))
    let room = output.count
    let code = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = uInt(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = uInt(room)
        return inflate(&stream, Z_FINISH)
      }
    }
    return code == Z_STREAM_END && stream.total_out == uLong(size) ? output : nil
  }

  private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
    guard place >= 0, place + count <= bytes.count else { return 0 }
    return (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }
}
