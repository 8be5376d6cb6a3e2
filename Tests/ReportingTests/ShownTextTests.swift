import Testing

@testable import Reporting

@Suite struct ShownTextTests {
  /// Every scalar alone and between letters: control characters and white space but for no-break spaces are one space
  /// between words, marks of direction go, all else stays, by Unicode's own table.
  @Test func `every scalar is cleaned as its properties say`() {
    let direction: Set<UInt32> = Set([0x200E, 0x200F, 0x061C] + Array(0x202A...0x202E) + Array(0x2066...0x2069))
    var wrong: [UInt32] = []
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isNoBreak = value == 0xA0 || value == 0x202F
      let isSpace =
        scalar.properties.isWhitespace && !isNoBreak || scalar.properties.generalCategory == .control
      let (inside, alone) =
        isSpace
        ? ("a b", "") : direction.contains(value) ? ("ab", "") : ("a\(Character(scalar))b", "\(Character(scalar))")
      let text = "a\(Character(scalar))b".unicodeScalars
      if !ShownText.cleaned(String(text)).unicodeScalars.elementsEqual(inside.unicodeScalars)
        || !ShownText.cleaned(String(Character(scalar))).unicodeScalars.elementsEqual(alone.unicodeScalars)
      {
        wrong.append(value)
      }
    }
    #expect(wrong == [])
  }

  @Test(arguments: [
    ("", ""), (" ", ""), ("a  b", "a b"), (" a", "a"), ("a ", "a"), ("Île de Ré", "Île de Ré"), ("a\t\nb", "a b"),
    ("Sainte-Œuvre", "Sainte-Œuvre"), ("l’été", "l’été"), ("a\u{A0}b", "a\u{A0}b"), ("é é", "é é"), ("é  é", "é é"),
  ])
  func `spaces`(text: String, cleaned: String) {
    #expect(ShownText.cleaned(text).unicodeScalars.elementsEqual(cleaned.unicodeScalars))
  }

  @Test(arguments: [("<a>", "&lt;a&gt;"), ("plain é", "plain é"), ("a\"b'&", "a&quot;b&#39;&amp;"), ("a\0b", "ab")])
  func `markup`(text: String, escaped: String) {
    #expect(ShownText.escaped(text) == escaped)
  }
}
