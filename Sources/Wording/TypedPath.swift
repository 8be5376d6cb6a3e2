import Foundation
import Synchronization

/// A path that the user typed, which need not be text.
///
/// Names of files are bytes; those that are no UTF-8 reach the program as `�`, under which nothing is found.
public struct TypedPath: Sendable {
  /// For messages: bytes that are no UTF-8 as `\xE9`.
  public let shown: String
  /// For the system, without a NUL at its end.
  public let bytes: [UInt8]

  /// Standard input.
  public static let standardInput = "-"

  public init(_ path: String) {
    guard path.unicodeScalars.contains("\u{FFFD}"), let typed = Self.typed(as: path) else {
      shown = path
      bytes = Array(path.utf8)
      return
    }
    bytes = typed
    shown = Self.shown(typed)
  }

  public var isStandardInput: Bool { bytes.elementsEqual(Self.standardInput.utf8) }

  private static let isStandardInputTaken = Atomic<Bool>(false)

  /// Opens the file for reading, or standard input.
  ///
  /// - Returns: a descriptor for the caller to close; below 0, with `errno`, when that fails.
  /// - Throws: `Failure` (usage) for standard input the second time: it tells its bytes once.
  public func open() throws(Failure) -> Int32 {
    if isStandardInput {
      guard !Self.isStandardInputTaken.exchange(true, ordering: .sequentiallyConsistent) else {
        throw Failure(
          .usage, fr: "« - » : l'entrée standard ne se lit qu'une fois",
          en: "\"-\": standard input can be read once only")
      }
      return fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
    }
    guard !bytes.contains(0) else {
      errno = ENOENT
      return -1
    }
    return (bytes + [0]).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { name in
        guard let start = name.baseAddress else { return -1 }
        return Foundation.open(start, O_RDONLY | O_CLOEXEC)
      }
    }
  }

  /// The bytes of the word of the command line, or of its part after a `=`, that is shown so.
  private static func typed(as path: String) -> [UInt8]? {
    for argument in CommandLine.unsafeArguments {
      if String(decoding: argument, as: UTF8.self) == path { return argument }
      guard let sign = argument.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let value = Array(argument[(sign + 1)...])
      if String(decoding: value, as: UTF8.self) == path { return value }
    }
    return nil
  }

  static func shown(_ bytes: [UInt8]) -> String {
    var text = ""
    var rest = bytes[...]
    while let first = rest.first {
      let length = (1...4).first { String(validating: rest.prefix($0), as: UTF8.self) != nil && $0 <= rest.count }
      if let length {
        text += String(decoding: rest.prefix(length), as: UTF8.self)
        rest = rest.dropFirst(length)
      } else {
        let digits = String(first, radix: 16, uppercase: true)
        text += "\\x" + (digits.count == 1 ? "0" : "") + digits
        rest = rest.dropFirst()
      }
    }
    return text
  }
}

extension CommandLine {
  /// The words of the command line, in bytes.
  fileprivate static var unsafeArguments: [[UInt8]] {
    (0..<Int(argc)).compactMap { place in
      unsafeArgv[place].map { word in
        Array(UnsafeRawBufferPointer(start: word, count: strlen(word)))
      }
    }
  }
}
