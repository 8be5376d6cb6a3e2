/// Signs that nobody sees, which come along with cells pasted from web pages and spreadsheets: no-break and thin spaces,
/// signs of no width, marks of direction, soft hyphens.

extension Unicode.Scalar {
  /// Whether it shows nothing of its own: white space, a control character, or a sign of no width.
  ///
  /// Source: Unicode, properties White_Space and Default_Ignorable_Code_Point, general categories Cc, Cf, Zl and Zp.
  public var isInvisible: Bool {
    if value < 0x7F { return value <= 0x20 }
    // Latin letters and accents, all of them visible.
    if value >= 0xC0 && value < 0x300 { return false }
    switch properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: return true
    default: return properties.isDefaultIgnorableCodePoint
    }
  }

  /// `U+200B`.
  public var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension String {
  /// The text without invisible signs at its ends.
  public var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.first, let last = scalars.last, first.isInvisible || last.isInvisible else { return self }
    guard let start = scalars.firstIndex(where: { !$0.isInvisible }),
      let end = scalars.lastIndex(where: { !$0.isInvisible })
    else { return "" }
    return String(scalars[start...end])
  }

  /// The text as an error shows it: on one line, each sign that nobody sees by its name, so that `22 950` with a no-break
  /// space becomes `22<U+00A0>950`; of so many characters at most, if that is said, an ellipsis for what is cut.
  ///
  /// Plain spaces stay, and line ends and tabs become such.
  public func asFound(longest: Int? = nil) -> String {
    var shown = String.UnicodeScalarView()
    // Some more than are shown: letters may be made of several scalars.
    for scalar in unicodeScalars.prefix(longest.map { 8 * $0 } ?? .max) {
      switch scalar {
      case "\t", "\n", "\r": shown.append(" ")
      case " ": shown.append(scalar)
      case _ where scalar.isInvisible: shown.append(contentsOf: "<\(scalar.codePoint)>".unicodeScalars)
      default: shown.append(scalar)
      }
    }
    let line = String(shown)
    guard let longest else { return line }
    return line.count > longest ? line.prefix(longest - 1) + "…" : line
  }
}
