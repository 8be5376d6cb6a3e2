import Wording

/// The formats of text in which registers come, told by content, never by name.
enum RegisterFormat {
  /// Extracts 501, 502, 505, 507.
  case legacy
  /// The yearly archives of the legacy register, with a line of column names.
  case annualArchive(ArchiveHeader)

  /// Whether a file that starts so is packed by gzip.
  static func isGzip(_ start: [UInt8]) -> Bool { start.starts(with: [0x1F, 0x8B]) }

  /// Whether a text that starts so is JSON, as FINESS+ documents are.
  static func isJSON(_ start: [UInt8]) -> Bool {
    let text = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start[3...] : start[...]
    guard let first = text.first(where: { $0 > 0x20 }) else { return false }
    return (first == UInt8(ascii: "{") || first == UInt8(ascii: "[")) && !start.prefix(8192).contains(0)
  }

  /// - Throws: `Failure.Kind.data` when the file is none of these.
  init(of file: InputFile) throws(Failure) {
    let bytes = file.bytes
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard bytes[start...].contains(where: { $0 > 0x20 }) else {
      throw Failure(
        .data, fr: "\(file.path) : fichier vide ; attendu : un extrait FINESS",
        en: "\(file.path): empty file; expected a FINESS extract")
    }
    try file.requireText(Wording(fr: "un extrait FINESS, en texte", en: "a FINESS extract, as text"))
    // A few are damage of their rows.
    let head = bytes.prefix(8192)
    if head.count(where: { $0 == 0 }) * 50 > head.count {
      throw Failure(
        .data, fr: "\(file.path) : fichier binaire ; attendu : un extrait FINESS, en texte",
        en: "\(file.path): binary file; expected a FINESS extract, as text")
    } else if Self.hasLegacyRecord(bytes) {
      self = .legacy
    } else {
      let line = Self.headerLine(bytes[start...])
      guard let header = ArchiveHeader(line, encoding: LegacyEncoding(of: bytes)) else {
        throw Self.unknown(file)
      }
      self = .annualArchive(header)
    }
  }

  /// The first line that says something: `sep=;` is a spreadsheet's own.
  private static func headerLine(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    for line in bytes.prefix(16_384).split(whereSeparator: \.endsLine) {
      if line.allSatisfy({ $0 <= 0x20 }) || isSeparatorLine(line) { continue }
      return line.prefix(8192)
    }
    return bytes.prefix(0)
  }

  /// Whether a line is a spreadsheet's `sep=;`.
  static func isSeparatorLine(_ line: ArraySlice<UInt8>) -> Bool {
    (4...6).contains(line.count) && String(decoding: line, as: UTF8.self).lowercased().hasPrefix("sep=")
  }

  private static func hasLegacyRecord(_ bytes: [UInt8]) -> Bool {
    var records = LegacyRecords(bytes)
    while records.advance() {
      guard let cell = records.cells.first else { continue }
      if records.cellCount > 1 && LegacyTag(cell: bytes[cell.start..<cell.end]) != nil { return true }
    }
    return false
  }

  /// What is no register is not quoted: a slip in a path may name any file of the machine.
  private static func unknown(_ file: InputFile) -> Failure {
    Failure(
      .data,
      fr: "\(file.path), ligne 1 : ce n'est pas un extrait FINESS ; attendu : des lignes finess;…, structureet;…",
      en: "\(file.path), line 1: not a FINESS extract; expected lines finess;…, structureet;…")
  }
}
