import Foundation
import Wording

/// What the program knows of the terminal it runs in.
enum Terminal {
  /// The language asked for on the command line, also when the rest of it cannot be read.
  static var language: Language {
    let words = CommandLine.arguments
    for (place, word) in words.enumerated() {
      if word == "--lang", place + 1 < words.count { return Language(rawValue: words[place + 1]) ?? .fr }
      if word.hasPrefix("--lang=") { return Language(rawValue: String(word.dropFirst(7))) ?? .fr }
    }
    return .fr
  }

  /// One line on standard error.
  static func complain(_ line: String) {
    let flat = line.split(whereSeparator: \.isNewline).joined(separator: " ")
    FileHandle.standardError.write(Data("grappes: \(flat)\n".utf8))
  }

  static func note(_ line: String) {
    FileHandle.standardError.write(Data("\(line)\n".utf8))
  }

  static func show(_ text: String) {
    // Not FileHandle: a closed pipe must not raise.
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let written = bytes[start...].withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      start += written
    }
  }

  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether tables may be set off by terminal codes (no-color.org).
  static var usesColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
  }

  /// Columns of the terminal, 80 where there is none.
  static func width(of descriptor: Int32) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
