import Wording

/// The formats in which registers come, told by content, never by name.
enum RegisterFormat {
  /// Extracts 501, 502, 505, 507.
  case legacy
  /// FINESS+ JSON.
  case finessPlus
  /// Anything packed by gzip, FINESS+ as published.
  case gzip
  /// The yearly archives of the legacy register, with a line of column names.
  case annualArchive

  /// - Throws: `Failure.Kind.data` when the file is none of these.
  init(of file: InputFile) throws(Failure) {
    let bytes = file.bytes
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = bytes[start...].first(where: { $0 > 0x20 }) else {
      throw Failure(
        .data, fr: "\(file.path) : fichier vide ; attendu : un extrait FINESS",
        en: "\(file.path): empty file; expected a FINESS extract")
    }
    if bytes.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if bytes.prefix(8192).contains(0) {
      throw Failure(
        .data, fr: "\(file.path) : fichier binaire ; attendu : un extrait FINESS, en texte (ni classeur ni archive)",
        en: "\(file.path): binary file; expected a FINESS extract, as text (no workbook, no archive)")
    } else if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      self = .finessPlus
    } else if Self.hasLegacyRecord(bytes) {
      self = .legacy
    } else {
      let line = bytes[start...].split(maxSplits: 1, whereSeparator: \.endsLine).first ?? []
      let text = LegacyEncoding(of: Array(line.prefix(4096))).text(line.prefix(4096))
      guard text.lowercased().contains("nofinesset") else { throw Self.unknown(file, text) }
      self = .annualArchive
    }
  }

  /// The failure to throw for a format that the program knows of and does not read yet.
  static func notYetRead(_ file: InputFile, _ format: Wording) -> Failure {
    Failure(
      .data,
      fr: "\(file.path) : \(format.fr), pas encore lu ; attendu : un extrait historique 501, 502 ou 507",
      en: "\(file.path): \(format.en), not read yet; expected a legacy extract 501, 502 or 507")
  }

  private static func hasLegacyRecord(_ bytes: [UInt8]) -> Bool {
    var records = LegacyRecords(bytes)
    while records.advance() {
      guard let cell = records.cells.first else { continue }
      if records.cellCount > 1 && LegacyTag(cell: bytes[cell.start..<cell.end]) != nil { return true }
    }
    return false
  }

  private static func unknown(_ file: InputFile, _ line: String) -> Failure {
    let value = shortened(line)
    return Failure(
      .data,
      fr: "\(file.path), ligne 1 : « \(value) » ; attendu : un extrait FINESS (lignes finess;…, structureet;…)",
      en: "\(file.path), line 1: \"\(value)\"; expected a FINESS extract (lines finess;…, structureet;…)")
  }
}
