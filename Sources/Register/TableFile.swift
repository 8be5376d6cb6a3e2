import Wording

/// A table that a person made: `;` between cells, a header whose columns come in any order and case, UTF-8 with or
/// without a byte order mark or Windows-1252, any line end.
///
/// Blank lines, and the empty cells that a spreadsheet appends, are ignored. Nothing else is: a column that nobody knows
/// is a failure, since leaving it out would lose what the user wrote in silence.
struct TableFile {
  struct Column {
    /// As the contract spells it.
    let name: String
    var isCompulsory = false
  }

  struct Row {
    /// From 1, in the file.
    let line: Int
    /// In the order in which the columns were asked for; empty for a column that the file has not.
    let cells: [String]
  }

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// As the user wrote it, for failures.
  let path: String
  let source: SourceFile
  /// Whether the file has each of the columns asked for.
  let hasColumn: [Bool]
  let rows: [Row]
  private let columns: [Column]

  /// - Parameter allowsShortRows: whether cells may be missing at the end of a row.
  /// - Complexity: O(bytes).
  /// - Throws: `Failure.Kind.data`, which names the file, the line and the value.
  init(_ file: InputFile, columns: [Column], allowsShortRows: Bool = false) throws(Failure) {
    path = file.path
    source = SourceFile(file: file.name, sha256: file.sha256(), date: nil)
    self.columns = columns
    let encoding = try Self.encoding(of: file, columns)
    var records = TableFileRecords(file.bytes, encoding: encoding)
    var header: TableFileHeader?
    var rows: [Row] = []
    while try Self.advance(&records, path) {
      let used = (records.cells.lastIndex { !$0.isEmpty } ?? -1) + 1
      guard used > 0 else { continue }
      guard let header else {
        if records.cells[0].lowercased() == "sep=" { continue }
        header = try TableFileHeader(records.cells.prefix(used), line: records.line, path: path, columns: columns)
        continue
      }
      let isShort = records.cells.count < header.width && !allowsShortRows
      guard used <= header.width, !isShort else {
        let count = isShort ? records.cells.count : used
        throw Self.failure(
          path, records.line, value: records.cells.joined(separator: ";"),
          expected: Wording(
            fr: "\(header.width) cellules, comme dans l'en-tête ; la ligne en a \(count)",
            en: "\(header.width) cells, as in the header; the line has \(count)"))
      }
      let cells = records.cells
      rows.append(
        Row(
          line: records.line,
          cells: header.places.map { place in place.flatMap { $0 < cells.count ? cells[$0] : nil } ?? "" }))
    }
    guard let header else { throw Self.empty(path, columns) }
    hasColumn = header.places.map { $0 != nil }
    self.rows = rows
  }

  /// The failure to throw for a cell that means nothing.
  ///
  /// - Parameters:
  ///   - column: the place of its column among those asked for.
  ///   - value: what stands there.
  func failure(_ row: Row, column: Int, value: String, expected: Wording) -> Failure {
    Self.failure(path, row.line, column: columns[column].name, value: value, expected: expected)
  }

  static func failure(
    _ path: String, _ line: Int, column: String? = nil, value: String, expected: Wording
  ) -> Failure {
    let fr = column.map { ", colonne \($0)" } ?? ""
    let en = column.map { ", column \($0)" } ?? ""
    return Failure(
      .data, fr: "\(path), ligne \(line)\(fr) : « \(shortened(value)) » ; attendu : \(expected.fr)",
      en: "\(path), line \(line)\(en): \"\(shortened(value))\"; expected \(expected.en)")
  }

  private static func advance(_ records: inout TableFileRecords, _ path: String) throws(Failure) -> Bool {
    do {
      return try records.advance()
    } catch {
      switch error {
      case .unclosedQuote(let line):
        throw failure(
          path, line, value: "\"",
          expected: Wording(
            fr: "un guillemet fermant pour celui qui s'ouvre à cette ligne",
            en: "a quote that closes the one opened here"))
      case .afterQuote(let line):
        throw failure(
          path, line, value: "\"",
          expected: Wording(
            fr: "un ; après le guillemet fermant (un guillemet dans un texte s'écrit \"\")",
            en: "a ; after the closing quote (a quote inside a text is written \"\")"))
      }
    }
  }

  private static func empty(_ path: String, _ columns: [Column]) -> Failure {
    let names = columns.map(\.name).joined(separator: ";")
    return Failure(
      .data, fr: "\(path), ligne 1 : fichier vide ; attendu : l'en-tête \(names)",
      en: "\(path), line 1: empty file; expected the header \(names)")
  }

  /// How the file spells characters.
  ///
  /// - Throws: `Failure.Kind.data` when it is no text.
  private static func encoding(of file: InputFile, _ columns: [Column]) throws(Failure) -> LegacyEncoding {
    let bytes = file.bytes
    let names = columns.map(\.name).joined(separator: ";")
    try file.requireText(
      Wording(
        fr: "un fichier CSV en UTF-8 ou Windows-1252 (\(names))", en: "a CSV file in UTF-8 or Windows-1252 (\(names))"))
    if let place = bytes.firstIndex(where: { ($0 < 0x20 && $0 != 0x09 && !$0.endsLine) || $0 == 0x7F }) {
      throw notText(file, at: place)
    }
    let encoding = LegacyEncoding(of: bytes)
    if encoding == .windows1252 && bytes.starts(with: byteOrderMark) {
      let place = bytes.dropFirst(3).firstIndex { $0 >= 0x80 } ?? 0
      throw notText(file, at: place)
    }
    return encoding
  }

  private static func notText(_ file: InputFile, at place: Int) -> Failure {
    let ends = file.bytes[..<place].enumerated().count { index, byte in
      byte == .lineFeed || (byte == .carriageReturn && file.bytes[index + 1] != .lineFeed)
    }
    let digits = String(file.bytes[place], radix: 16, uppercase: true)
    return failure(
      file.path, ends + 1, value: "0x" + (digits.count == 1 ? "0" : "") + digits,
      expected: Wording(
        fr: "du texte en UTF-8 ou Windows-1252, sans octet nul ni caractère de contrôle",
        en: "text in UTF-8 or Windows-1252, without NUL bytes or control characters"))
  }
}
