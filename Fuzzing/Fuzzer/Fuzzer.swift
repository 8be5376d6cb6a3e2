import Foundation
import FuzzedReaders
import Programme

/// What libFuzzer calls with each input: the reader that `GRAPPES_READER` names reads it from a file.
///
/// - Returns: 0, the only value that libFuzzer takes besides -1.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do {
    let target = try target.get()
    try Data(bytes).write(to: URL(fileURLWithPath: target.path))
    try target.reader.read(path: target.path, bytes: bytes, book: target.book)
  } catch {
    fatalError("\(error)")
  }
  return 0
}

private struct Target: Sendable {
  let reader: FuzzedReader
  let book: RuleBook
  /// A file of this process, rewritten for each input.
  let path: String
}

private let target = Result {
  let name = ProcessInfo.processInfo.environment["GRAPPES_READER"] ?? ""
  guard let reader = FuzzedReader(rawValue: name) else {
    let known = FuzzedReader.allCases.map(\.rawValue).joined(separator: ", ")
    throw FuzzedReader.BrokenPromise(description: "GRAPPES_READER=\(name): expected one of \(known)")
  }
  let folder = FileManager.default.temporaryDirectory.path
  return Target(reader: reader, book: try RuleBook.bundled(), path: "\(folder)/grappes-\(getpid())-\(name)")
}
