/// How many columns of a terminal text takes.
enum TextWidth {
  static func columns(_ text: String) -> Int {
    text.reduce(0) { $0 + columns($1) }
  }

  /// Two for East Asian wide characters and emoji, none for a lone mark, one otherwise, and one more for each letter or
  /// mark of a cluster that takes room of its own, as in Indic scripts (after Unicode annex 11, by blocks; as terminals
  /// count).
  static func columns(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if character.unicodeScalars.count > 1, character.unicodeScalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    if isWide(scalar) { return 2 }
    return 1 + character.unicodeScalars.dropFirst().count(where: takesRoom)
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: scalar.properties.isEmojiPresentation
    }
  }

  /// Within a cluster, behind its first scalar.
  private static func takesRoom(_ scalar: Unicode.Scalar) -> Bool {
    let category = scalar.properties.generalCategory
    return category == .spacingMark || category == .otherLetter
  }

  /// Cut to at most `width` columns, the last an ellipsis when anything is lost.
  static func cut(_ text: String, to width: Int) -> String {
    guard columns(text) > width else { return text }
    var kept = ""
    var used = 0
    for character in text {
      let next = columns(character)
      if used + next > width - 1 { break }
      kept.append(character)
      used += next
    }
    return width > 0 ? kept + "…" : ""
  }

  static func padded(_ text: String, to width: Int, right: Bool) -> String {
    let space = String(repeating: " ", count: max(0, width - columns(text)))
    return right ? space + text : text + space
  }

  /// Without the spaces at its end.
  static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// A line, with its end, in bold where colour is used.
  static func emphasised(_ line: String, useColour: Bool) -> String {
    useColour ? "\u{1B}[1m" + line.dropLast() + "\u{1B}[0m\n" : line
  }
}
