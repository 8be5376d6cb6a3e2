/// Text made fit for a cell of a workbook.
enum WorkbookText {
  /// Without control characters and what XML does not allow, cut where the format ends, and such that it is read back as it
  /// was: spreadsheets take `_x0041_` for an `A` unless its first sign is itself written so (ECMA-376, part 1, 22.9.2.19).
  static func fitting(_ text: String) -> String {
    if isPlain(text) { return text }
    var scalars = Array(ShownText.cleaned(text).unicodeScalars).filter { $0.value != 0xFFFE && $0.value != 0xFFFF }
    var place = 0
    while place + 6 < scalars.count {
      if isCode(scalars[place..<(place + 7)]) {
        scalars.insert(contentsOf: "x005F_".unicodeScalars, at: place + 1)
        place += 6
      }
      place += 1
    }
    var kept = String.UnicodeScalarView()
    var length = 0
    for scalar in scalars {
      length += scalar.value > 0xFFFF ? 2 : 1
      if length > Workbook.longestText { break }
      kept.append(scalar)
    }
    return String(kept)
  }

  /// Most texts are: short, of letters and signs of ASCII, single spaces between them.
  private static func isPlain(_ text: String) -> Bool {
    var isAfterSpace = true
    for byte in text.utf8 {
      guard (0x20..<0x7F).contains(byte), byte != UInt8(ascii: "_"), byte != 0x20 || !isAfterSpace else { return false }
      isAfterSpace = byte == 0x20
    }
    return !isAfterSpace && text.utf8.count <= Workbook.longestText
  }

  private static func isCode(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    scalars.first == "_" && scalars.last == "_" && scalars.dropFirst().first == "x"
      && scalars.dropFirst(2).dropLast().allSatisfy { $0.isASCII && $0.properties.isASCIIHexDigit }
  }

  /// As part of what is printed on each page, where `&` begins a command.
  static func printed(_ text: String) -> String {
    fitting(text).replacing("&", with: "&&")
  }
}
