import Foundation
import Testing

@testable import Reporting

@Suite struct TextWidthTests {
  /// The C library's table of columns is another's reading of the same Unicode annex.
  @Test(arguments: [
    "ALPHA", "CAFE\u{301} E\u{327}\u{301}TE\u{301}", "社会福祉法人", "ＡＢＣ ｶﾓﾒ", "한국어 이름", "हिन्दी कि नाम क्षत्रिय",
    "தமிழ் பெயர் கொ", "ภาษาไทย น้ำ", "دار الرعاية", "בית אבות", "Ελλάς Кириллица", "« été » – … ½ €",
    "\u{1112}\u{1161}\u{11AB}",
  ])
  func `as the C library counts`(text: String) throws {
    let locale = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil))
    let before = uselocale(locale)
    defer {
      uselocale(before)
      freelocale(locale)
    }
    // Not declared to Swift.
    let symbol = try #require(dlsym(nil, "wcwidth"))
    let wcwidth = unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Int32).self)
    let columns = text.unicodeScalars.reduce(0) { $0 + Int(wcwidth(Int32(bitPattern: $1.value))) }
    #expect(TextWidth.columns(text) == columns)
  }

  @Test(arguments: [("🍇", 2), ("👩‍👩‍👧‍👦", 2), ("🇫🇷", 2), ("☎️", 2), ("1️⃣", 2), ("\u{200B}", 0), ("\u{301}", 0), ("★", 1)])
  func `emoji take two columns`(text: String, columns: Int) {
    #expect(TextWidth.columns(text) == columns)
  }

  @Test func `cut within its width, and never within a character`() {
    #expect(TextWidth.cut("社会福祉", to: 5) == "社会…")
    #expect(TextWidth.cut("社会福祉", to: 4) == "社…")
    #expect(TextWidth.cut("社会", to: 4) == "社会")
    #expect(TextWidth.cut("CAFE\u{301}S", to: 5) == "CAFE\u{301}S")
  }
}
