import Wording

/// Cuts the bytes of a table into records and cells, one record after the other: RFC 4180 with `;`.
///
/// A cell that begins with a quote ends with the next lone one, and holds `;`, line ends and `""` for a quote. A quote
/// inside a bare cell is a plain character. LF, CRLF and CR end a line.
///
/// - Complexity: O(bytes) for the whole file.
struct TableFileRecords {
  enum Defect: Error {
    /// The quote that opens at this line has no end.
    case unclosedQuote(line: Int)
    /// Something stands between a closing quote and the next `;` of this line.
    case afterQuote(line: Int)
  }

  /// The line at which the current record begins, from 1.
  private(set) var line = 0
  /// The current record's cells, without the spaces and invisible signs around them.
  private(set) var cells: [String] = []

  private let bytes: [UInt8]
  private let encoding: LegacyEncoding
  private var position: Int
  private var nextLine = 1

  init(_ bytes: [UInt8], encoding: LegacyEncoding) {
    self.bytes = bytes
    self.encoding = encoding
    position = bytes.starts(with: TableFile.byteOrderMark) ? TableFile.byteOrderMark.count : 0
  }

  /// Goes to the next record.
  ///
  /// - Returns: false at the end of the file.
  mutating func advance() throws(Defect) -> Bool {
    guard position < bytes.count else { return false }
    line = nextLine
    cells.removeAll(keepingCapacity: true)
    while true {
      skipSpaces()
      if position < bytes.count && bytes[position] == .quote { try takeQuotedCell() } else { takeBareCell() }
      guard position < bytes.count else { return true }
      if bytes[position] == .semicolon {
        position += 1
      } else {
        takeLineEnd()
        return true
      }
    }
  }

  private mutating func takeBareCell() {
    let start = position
    while position < bytes.count && bytes[position] != .semicolon && !bytes[position].endsLine { position += 1 }
    cells.append(encoding.text(bytes[start..<position]).trimmed)
  }

  private mutating func takeQuotedCell() throws(Defect) {
    let opening = nextLine
    position += 1
    let start = position
    var hasEscapes = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte.endsLine {
        takeLineEnd()
      } else if byte != .quote {
        position += 1
      } else if position + 1 < bytes.count && bytes[position + 1] == .quote {
        hasEscapes = true
        position += 2
      } else {
        let text = encoding.text(bytes[start..<position])
        cells.append((hasEscapes ? text.replacing("\"\"", with: "\"") : text).trimmed)
        position += 1
        skipSpaces()
        let isOver = position == bytes.count || bytes[position] == .semicolon || bytes[position].endsLine
        guard isOver else { throw .afterQuote(line: nextLine) }
        return
      }
    }
    throw .unclosedQuote(line: opening)
  }

  private mutating func skipSpaces() {
    while position < bytes.count, !bytes[position].endsLine {
      let length = encoding.invisibleLength(bytes[position...])
      guard length > 0 else { return }
      position += length
    }
  }

  private mutating func takeLineEnd() {
    let isCRLF =
      bytes[position] == .carriageReturn && position + 1 < bytes.count && bytes[position + 1] == .lineFeed
    position += isCRLF ? 2 : 1
    nextLine += 1
  }
}
