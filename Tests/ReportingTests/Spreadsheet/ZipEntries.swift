import CZLIB
import Foundation
import Testing

/// The files of a zip archive, by name: enough of the format for workbooks (PKWARE, APPNOTE 4.3).
func zipEntries(_ archive: Data) throws -> [String: String] {
  let bytes = [UInt8](archive)
  func number(_ place: Int, _ length: Int) -> Int {
    (0..<length).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }
  let end = try #require(bytes.indices.dropLast(21).last { number($0, 4) == 0x0605_4B50 })
  var place = number(end + 16, 4)
  var entries: [String: String] = [:]
  for _ in 0..<number(end + 10, 2) {
    try #require(number(place, 4) == 0x0201_4B50)
    let (method, packed, size) = (number(place + 10, 2), number(place + 20, 4), number(place + 24, 4))
    let (name, extra, comment) = (number(place + 28, 2), number(place + 30, 2), number(place + 32, 2))
    let local = number(place + 42, 4)
    let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
    let content = Array(bytes[start..<(start + packed)])
    entries[String(decoding: bytes[(place + 46)..<(place + 46 + name)], as: UTF8.self)] = String(
      decoding: method == 0 ? content : try inflated(content, size: size), as: UTF8.self)
    place += 46 + name + extra + comment
  }
  return entries
}

/// - Parameter windowBits: -15 for bare deflate, 15 + 16 for gzip (zlib.h).
func inflated(_ packed: [UInt8], size: Int, windowBits: Int32 = -15) throws -> [UInt8] {
  var stream = z_stream()
  try #require(inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK)
  defer { inflateEnd(&stream) }
  var packed = packed
  var output = [UInt8](repeating: 0, count: size)
  let code = packed.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(output.count)
      return inflate(&stream, Z_FINISH)
    }
  }
  try #require(code == Z_STREAM_END)
  return output
}
