import Wording

/// The records of a legacy extract with their cells as values.
struct LegacyCursor {
  private var records: LegacyRecords
  private let encoding: LegacyEncoding

  /// - Parameters:
  ///   - separator: what stands between cells.
  ///   - isTagged: whether each record begins with its tag; those of tables with a header do not.
  ///   - width: how many cells records of such tables have; nil where that is not known.
  init(_ bytes: [UInt8], separator: UInt8 = .semicolon, isTagged: Bool = true, width: Int? = nil) {
    records = LegacyRecords(bytes, separator: separator, isTagged: isTagged && width == nil, width: width)
    encoding = LegacyEncoding(ofRegister: bytes)
  }

  /// Goes to the next record; false at the end.
  mutating func advance() -> Bool { records.advance() }

  /// Goes to the header, past blank lines and a spreadsheet's `sep=;`.
  mutating func skipHeader() {
    while advance() {
      guard let first = records.cells.first, let last = records.cells.last else { return }
      if !isBlank && !RegisterFormat.isSeparatorLine(records.bytes[first.start..<last.end]) { return }
    }
  }

  var line: Int { records.line }
  var cellCount: Int { records.cellCount }
  /// The record's cells, the first of them when there are very many.
  var cells: [LegacyRecords.Cell] { Array(records.cells) }
  /// Whether a quote of the record is not closed, or text follows the closing one.
  var isBroken: Bool { records.isBroken }
  var isBlank: Bool { records.usedCells == 0 && !records.isBroken }
  var tag: LegacyTag? { LegacyTag(cell: bytes(0)) }

  /// Whether the record has as many cells as its tag wants, not counting the empty ones that a spreadsheet appends, and
  /// its quotes pair up.
  func isWellFormed(_ tag: LegacyTag) -> Bool {
    guard !records.isBroken, records.cellCount >= tag.cellCounts.lowerBound else { return false }
    return tag.cellCounts.contains(records.cellCount) || records.usedCells <= tag.cellCounts.upperBound
  }

  /// Whether the record has `width` cells, not counting empty ones at its end, and its quotes pair up.
  func isWellFormed(width: Int) -> Bool {
    !records.isBroken && records.cellCount >= width && records.usedCells <= width
  }

  /// A cell's bytes without the spaces and invisible signs around them; empty beyond the last cell and for a column that is not there.
  func bytes(_ place: Int) -> ArraySlice<UInt8> {
    guard records.cells.indices.contains(place) else { return [] }
    return bytes(of: records.cells[place])
  }

  /// A cell's bytes without the spaces and invisible signs around them.
  func bytes(of cell: LegacyRecords.Cell) -> ArraySlice<UInt8> {
    encoding.trimmed(records.bytes[cell.start..<cell.end])
  }

  /// Goes on with these cells in place of the record's own.
  mutating func replaceCells(_ cells: [LegacyRecords.Cell]) { records.replaceCells(cells) }

  func isEmpty(_ place: Int) -> Bool { bytes(place).isEmpty }

  /// A cell as text, `""` in a quoted cell made `"`.
  func text(_ place: Int) -> String {
    let text = encoding.text(bytes(place))
    let hasEscapes = records.cells.indices.contains(place) && records.cells[place].hasEscapes
    return hasEscapes ? text.replacing("\"\"", with: "\"") : text
  }

  /// Whether a cell holds bytes that the file's encoding has no character for.
  func isMisspelt(_ place: Int) -> Bool { encoding.isMisspelt(bytes(place)) }

  /// A cell of digits, with leading zeros up to a width (spreadsheets take them off).
  ///
  /// - Returns: nil unless the cell holds 1 to `width` digits.
  func digits(_ place: Int, width: Int) -> String? {
    let slice = bytes(place)
    guard !slice.isEmpty, slice.count <= width, slice.allSatisfy(\.isDigit) else { return nil }
    return String(repeating: "0", count: width - slice.count) + encoding.text(slice)
  }

  /// A decimal number, with a point; or as spreadsheets spell it, which is told.
  func number(_ place: Int) -> (value: Double, isRespelt: Bool)? {
    let slice = bytes(place)
    var mantissa: Int64 = 0
    var decimals = 0
    var hasPoint = false
    var digits = 0
    let isNegative = slice.first == UInt8(ascii: "-")
    for byte in isNegative ? slice.dropFirst() : slice {
      if byte.isDigit && digits < 15 {
        mantissa = mantissa * 10 + Int64(byte - UInt8(ascii: "0"))
        digits += 1
        if hasPoint { decimals += 1 }
      } else if byte == UInt8(ascii: ".") && !hasPoint {
        hasPoint = true
      } else {
        // A spreadsheet's spelling, more digits than a double holds, or no number at all.
        return SpreadsheetDamage.coordinate(text(place))
      }
    }
    guard digits > 0 else { return nil }
    // Exact: a mantissa below 2^53 over a power of ten below 10^22 is rounded once (Clinger, 1990).
    let value = Double(mantissa) / Self.powersOfTen[decimals]
    return (isNegative ? -value : value, false)
  }

  /// The record as it stands, its first 60 characters, for a person to find it.
  var excerpt: String {
    guard let first = records.cells.first, let last = records.cells.last else { return "" }
    let end = min(last.end, first.start + 240)
    return shortened(encoding.text(records.bytes[first.start..<max(first.start, end)]))
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]
}

/// At most 60 characters of a value, on one line, with the signs that nobody sees by their names.
func shortened(_ value: String) -> String {
  value.asFound(longest: 60)
}
