/// Lines of an extract in the making: cells between `;`, quoted as RFC 4180 where they hold `;` or a quote.
struct ExtractText: Sendable {
  private(set) var bytes: [UInt8] = []
  private var isLineStart = true

  /// The first line of every extract.
  static func manifest(date: String) -> ExtractText {
    var text = ExtractText()
    text.line(["finess", "etalab", "111", date])
    return text
  }

  mutating func line(_ cells: [String]) {
    for cell in cells { append(cell) }
    endLine()
  }

  mutating func append(_ cell: String) {
    if isLineStart { isLineStart = false } else { bytes.append(UInt8(ascii: ";")) }
    let isBare = !cell.utf8.contains { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n") }
    if isBare {
      bytes.append(contentsOf: cell.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    isLineStart = true
  }
}
