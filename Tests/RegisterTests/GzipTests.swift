import CZLIB
import Testing
import Wording

@testable import Register

@Suite struct GzipTests {
  typealias Documents = FinessPlusDocuments

  /// Bytes packed by zlib's own deflate.
  static func packed(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard deflateInit2_(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else {
      return []
    }
    defer { deflateEnd(&stream) }
    var input = bytes
    return [UInt8](unsafeUninitializedCapacity: bytes.count + 1024) { output, count in
      input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        _ = deflate(&stream, Z_FINISH)
        count = output.count - Int(stream.avail_out)
      }
    }
  }

  static let document = Array(Documents.text([Documents.og([Documents.establishment("350000010")])]).utf8)

  static func failure(_ bytes: [UInt8]) -> Failure? { Extracts.failure([InputFile(path: "a.gz", bytes: bytes)]) }

  @Test func `packed is as unpacked`() throws {
    let file = InputFile(path: "a.json.gz", bytes: Self.packed(Self.document))
    let register = try RegisterReader().read([file])
    #expect(register.essms.count == 1)
    #expect(register.sources.map(\.sha256) == [file.sha256()])
    #expect(register.sources.map(\.date) == ["2026-08-13"])
    let extract = Extracts.file([
      Extracts.manifest, Extracts.establishment("350000010"), Extracts.location("350000010"),
    ])
    let legacy = try RegisterReader().read([InputFile(path: "b.csv", bytes: Self.packed(extract.bytes))])
    #expect(legacy.essms == (try RegisterReader().read([extract])).essms)
  }

  @Test func `several members, and zeros after them`() throws {
    let half = Self.document.count / 2
    let bytes =
      Self.packed(Array(Self.document[..<half])) + Self.packed(Array(Self.document[half...]))
      + [UInt8](repeating: 0, count: 512)
    #expect(try RegisterReader().read([InputFile(path: "a.gz", bytes: bytes)]).essms.count == 1)
  }

  @Test func `every cut is a failure`() {
    let bytes = Self.packed(Self.document)
    for length in 2..<bytes.count {
      let failure = Self.failure(Array(bytes[..<length]))
      #expect(failure?.kind == .data)
      #expect(failure?.wording.en.hasPrefix("a.gz") == true)
    }
    #expect(Self.failure(Array(bytes.dropLast(4)))?.wording.en.contains("cut before their end") == true)
  }

  @Test func `damage and things that are no gzip`() {
    var bytes = Self.packed(Self.document)
    bytes[bytes.count / 2] ^= 0x55
    #expect(Self.failure(bytes)?.wording.en.contains("a.gz") == true)
    #expect(Self.failure([0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])?.wording.en.contains("damaged gzip") == true)
    #expect(Self.failure(Self.packed(Self.document) + [1, 2, 3, 4])?.wording.en.contains("gzip") == true)
    #expect(Self.failure(Self.packed([]))?.wording.en.contains("empty") == true)
    #expect(Self.failure(Self.packed(Self.packed(Self.document)))?.wording.en.contains("gzip file") == true)
  }

  @Test func `a packed text without end`() {
    // Some 4 KB that unpack to 4 MB.
    let bytes = Self.packed([UInt8](repeating: 0x20, count: 1 << 22))
    let source = ByteSource(InputFile(path: "a.gz", bytes: bytes))
    let failure = #expect(throws: Failure.self) {
      let inflater = Inflater(source, start: try source.next() ?? [], largest: 1 << 20)
      while try inflater.next() != nil {}
    }
    #expect(bytes.count < 10_000)
    #expect(failure?.wording.en.contains("more than 1 MiB once unpacked") == true)
  }
}
