import Foundation
import Plans
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

  /// One line on standard error. Signs that nobody sees stand in it by their names: they may be what is wrong.
  static func complain(_ line: String) { note("grappes: \(line.asFound())") }

  static func note(_ line: String) { draw(line + "\n") }

  /// What was asked for and has no effect, one line each.
  static func remark(_ remarks: [Wording], in language: Language) {
    let start = Wording(fr: "remarque : ", en: "remark: ").text(in: language)
    for remark in remarks { note(start + flat(remark.text(in: language))) }
  }

  /// Puts text on standard error. That it cannot be written there can be told nowhere, and fails nothing.
  static func draw(_ text: String) { _ = put(text, on: STDERR_FILENO) }

  /// Puts text on standard output. A reader that closes early is no failure.
  ///
  /// - Throws: `Failure` (unwritable).
  static func show(_ text: String) throws(Failure) {
    let code = put(text, on: STDOUT_FILENO)
    guard code == 0 || code == EPIPE else {
      let reason = String(cString: strerror(code))
      throw Failure(
        .unwritable, fr: "sortie standard : écriture impossible (\(reason))",
        en: "standard output: cannot be written (\(reason))")
    }
  }

  /// Puts a value on standard output as JSON, its keys sorted.
  static func show(json value: some Encodable) throws {
    try show(String(decoding: try JSONDocument.data(value), as: UTF8.self))
  }

  /// The text on one line, without what would command the terminal: a file's name or a plan's text may hold anything.
  static func flat(_ text: String) -> String {
    text.onOneLine
  }

  /// Not by FileHandle, which ends the process when it cannot write.
  ///
  /// - Returns: 0, or the system's error.
  private static func put(_ text: String, on descriptor: Int32) -> Int32 {
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let written = bytes[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        start += written
      } else if written < 0, errno != EINTR {
        return errno
      }
    }
    return 0
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
