/// Text that comes from a register or a plan, made fit to show. Registers are typed by hand and shared as files: a name
/// may hold anything, markup and terminal escapes included.
enum ShownText {
  /// Without control characters and without the marks that reverse the direction of the text around them; runs of
  /// white space become one space. No-break spaces stay: they hold numbers together.
  static func cleaned(_ text: String) -> String {
    if isClean(text) { return text }
    var scalars = String.UnicodeScalarView()
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      if isBreakingSpace(scalar) || isControl(scalar) {
        pendingSpace = !scalars.isEmpty
      } else if !reversesDirection(scalar) {
        if pendingSpace { scalars.append(" ") }
        pendingSpace = false
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  /// Whether a text is surely clean: plain and accented Latin letters with single spaces between them, as nearly all names
  /// are. Reports clean tens of thousands of them, and the table of Unicode's properties is slow.
  private static func isClean(_ text: String) -> Bool {
    var before = UInt8(ascii: " ")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: " "): if before == byte { return false }
      case 0x21...0x7E: break
      // U+00C0 to U+027F, lead byte and second byte.
      case 0xC3...0xC9: break
      case 0x80...0xBF: if !(0xC3...0xC9 ~= before) { return false }
      default: return false
      }
      before = byte
    }
    return before != UInt8(ascii: " ") || text.isEmpty
  }

  /// White space but for no-break spaces, as Unicode's property has it.
  private static func isBreakingSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x205F, 0x3000: true
    default: false
    }
  }

  /// Of Unicode's general category Cc, which never changes.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value
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
    guard text.utf8.contains(where: { marks.contains($0) }) else { return text }
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

  /// What must not stand in HTML as it is.
  private static let marks = Array("<>&\"'\0".utf8)
}
