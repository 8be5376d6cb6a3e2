/// Text that comes from a register or a plan, made fit to show. Registers are typed by hand and shared as files: a name
/// may hold anything, markup and terminal escapes included.
enum ShownText {
  /// Without control characters and without the marks that reverse the direction of the text around them; runs of
  /// white space become one space. No-break spaces stay: they hold numbers together.
  static func cleaned(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      if isBreakingSpace(scalar) || scalar.properties.generalCategory == .control {
        pendingSpace = !scalars.isEmpty
      } else if !reversesDirection(scalar) {
        if pendingSpace { scalars.append(" ") }
        pendingSpace = false
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  private static func isBreakingSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace && scalar != "\u{A0}" && scalar != "\u{202F}"
  }

  private static func reversesDirection(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x061C: true
    default: false
    }
  }

  /// Safe as HTML or SVG text and inside a quoted attribute.
  ///
  /// Works on scalars, not on characters: a quote followed by a combining accent is one character to Swift and a closing
  /// quote to a browser.
  static func escaped(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": scalars.append(contentsOf: "&lt;".unicodeScalars)
      case ">": scalars.append(contentsOf: "&gt;".unicodeScalars)
      case "&": scalars.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": scalars.append(contentsOf: "&quot;".unicodeScalars)
      case "'": scalars.append(contentsOf: "&#39;".unicodeScalars)
      case "\0": continue
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
