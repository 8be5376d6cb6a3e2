/// Sentences folded to the width of a terminal.
enum Paragraph {
  /// Broken at plain spaces, those inside numbers hold; French double signs stay with their word; a word wider than a line
  /// is broken where it must be.
  ///
  /// - Parameters:
  ///   - first: what stands before the first line, such as a bullet.
  ///   - indent: columns before each line after the first.
  /// - Returns: lines, each ended.
  static func folded(_ sentence: String, to width: Int, first: String = "", indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var current = first
    var isFresh = true
    for word in words(of: sentence) {
      let room = width - TextWidth.columns(current) - (isFresh ? 0 : 1)
      if TextWidth.columns(word) <= room {
        current += (isFresh ? "" : " ") + word
        isFresh = false
        continue
      }
      if !isFresh {
        lines.append(current)
        current = margin
      }
      var rest = Substring(word)
      while !rest.isEmpty, TextWidth.columns(String(rest)) > width - TextWidth.columns(current) {
        let part = start(of: rest, columns: max(2, width - TextWidth.columns(current)))
        lines.append(current + part)
        rest = rest.dropFirst(part.count)
        current = margin
      }
      current += rest
      isFresh = rest.isEmpty
    }
    return (lines + [current]).map { TextWidth.trimmed($0) + "\n" }.joined()
  }

  /// As many characters as fit, one at least.
  private static func start(of text: Substring, columns: Int) -> Substring {
    var used = 0
    var count = 0
    for character in text {
      used += TextWidth.columns(character)
      if used > columns { break }
      count += 1
    }
    return text.prefix(max(1, count))
  }

  private static func words(of sentence: String) -> [String] {
    var words: [String] = []
    var holdsNext = false
    for word in sentence.split(separator: " ") {
      if holdsNext || [":", ";", "?", "!", "»", "»,", "».", "»)", "»;"].contains(word), let last = words.last {
        words[words.count - 1] = last + " " + word
      } else {
        words.append(String(word))
      }
      holdsNext = word == "«" || word == "(«"
    }
    return words
  }
}
