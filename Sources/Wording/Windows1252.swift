/// The encoding of Western European text on Windows, in which any byte is a character but for five.
public enum Windows1252 {
  public static func text(_ bytes: some Collection<UInt8>) -> String {
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    var text = String.UnicodeScalarView()
    for byte in bytes { text.append(scalar(byte)) }
    return String(text)
  }

  /// The character of a byte; � for those that have none.
  public static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    byte >= 0x80 && byte < 0xA0 ? upperControls[Int(byte) - 0x80] : Unicode.Scalar(byte)
  }

  /// Whether a byte has no character.
  public static func isMeaningless(_ byte: UInt8) -> Bool {
    byte >= 0x80 && byte < 0xA0 && upperControls[Int(byte) - 0x80] == "\u{FFFD}"
  }

  /// 0x80 to 0x9F, where Windows-1252 differs from ISO-8859-1; � where it has nothing.
  /// Source: Unicode Consortium, VENDORS/MICSFT/WINDOWS/CP1252.TXT.
  private static let upperControls = Array("€�‚ƒ„…†‡ˆ‰Š‹Œ�Ž��‘’“”•–—˜™š›œ�žŸ".unicodeScalars)
}
