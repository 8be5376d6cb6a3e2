/// What a file is, by its first bytes, where it is not the text that people took it for.
public enum FileKind: Sendable, Hashable, CaseIterable {
  case excel, openDocument, oldExcel, zip, gzip, sevenZip, bzip2, xz, zstandard, parquet, pdf, sqlite, geoPackage,
    utf16,
    utf32

  /// Bytes to look at.
  static let looked = 4096

  /// - Returns: nil for text in an encoding that readers take: UTF-8 and its kin.
  public init?(_ bytes: [UInt8]) {
    let start = bytes.prefix(Self.looked)
    func begins(_ signature: [UInt8]) -> Bool { start.starts(with: signature) }
    func holds(_ text: String) -> Bool { start.firstRange(of: Array(text.utf8)) != nil }
    if begins([0x50, 0x4B, 0x03, 0x04]) || begins([0x50, 0x4B, 0x05, 0x06]) {
      self =
        holds("[Content_Types].xml") || holds("xl/")
        ? .excel : holds("application/vnd.oasis.opendocument.spreadsheet") ? .openDocument : .zip
    } else if let kind = Self.signatures.first(where: { begins($0.start) })?.kind {
      self = kind == .sqlite && start.count > 71 && start[68..<72].elementsEqual("GPKG".utf8) ? .geoPackage : kind
    } else if begins([0xFF, 0xFE, 0, 0]) || begins([0, 0, 0xFE, 0xFF]) {
      self = .utf32
    } else if begins([0xFF, 0xFE]) || begins([0xFE, 0xFF]) || Self.isBareUTF16(start) {
      self = .utf16
    } else {
      return nil
    }
  }

  private static let signatures: [(start: [UInt8], kind: FileKind)] = [
    ([0xD0, 0xCF, 0x11, 0xE0], .oldExcel), ([0x1F, 0x8B], .gzip), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
    (Array("BZh".utf8), .bzip2), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], .xz), ([0x28, 0xB5, 0x2F, 0xFD], .zstandard),
    (Array("PAR1".utf8), .parquet), (Array("%PDF".utf8), .pdf), (Array("SQLite format 3".utf8), .sqlite),
  ]

  /// Without a byte order mark: every other byte is NUL, as in Latin text.
  private static func isBareUTF16(_ start: ArraySlice<UInt8>) -> Bool {
    guard start.count >= 4 else { return false }
    let nuls = start.indices.filter { start[$0] == 0 }
    let odd = nuls.count { $0 % 2 == 1 }
    return nuls.count * 5 >= start.count * 2 && (odd == 0 || odd == nuls.count)
  }

  /// What it is.
  public var name: Wording {
    switch self {
    case .excel: Wording(fr: "classeur Excel (.xlsx)", en: "Excel workbook (.xlsx)")
    case .openDocument: Wording(fr: "classeur OpenDocument (.ods)", en: "OpenDocument workbook (.ods)")
    case .oldExcel: Wording(fr: "classeur Excel ancien (.xls)", en: "old Excel workbook (.xls)")
    case .zip: Wording(fr: "archive zip", en: "zip archive")
    case .gzip: Wording(fr: "fichier gzip", en: "gzip file")
    case .sevenZip: Wording(fr: "archive 7z", en: "7z archive")
    case .bzip2: Wording(fr: "fichier bzip2", en: "bzip2 file")
    case .xz: Wording(fr: "fichier xz", en: "xz file")
    case .zstandard: Wording(fr: "fichier zstd", en: "zstd file")
    case .parquet: Wording(fr: "fichier Parquet", en: "Parquet file")
    case .pdf: Wording(fr: "document PDF", en: "PDF document")
    case .sqlite: Wording(fr: "base SQLite", en: "SQLite database")
    case .geoPackage: Wording(fr: "fichier GeoPackage", en: "GeoPackage file")
    case .utf16: Wording(fr: "texte en UTF-16", en: "UTF-16 text")
    case .utf32: Wording(fr: "texte en UTF-32", en: "UTF-32 text")
    }
  }

  /// What to do with it; nil where nothing is certain.
  public var remedy: Wording? {
    switch self {
    case .excel, .openDocument, .oldExcel:
      Wording(fr: "l'enregistrer en CSV UTF-8", en: "save it as CSV UTF-8")
    case .parquet, .geoPackage, .sqlite: Wording(fr: "l'exporter en CSV", en: "export it as CSV")
    case .zip, .gzip, .sevenZip, .bzip2, .xz, .zstandard:
      Wording(fr: "en extraire le fichier", en: "unpack the file")
    case .utf16, .utf32: Wording(fr: "l'enregistrer en UTF-8", en: "save it as UTF-8")
    case .pdf: nil
    }
  }

  /// The failure to throw for a file of this kind, in one wording for all readers.
  ///
  /// - Parameters:
  ///   - path: as the user wrote it.
  ///   - expected: what the file should have been.
  public func failure(_ path: String, expected: Wording) -> Failure {
    Failure(
      .data,
      fr: "\(path) : \(name.fr)\(remedy.map { ", \($0.fr)" } ?? "") ; attendu : \(expected.fr)",
      en: "\(path): \(name.en)\(remedy.map { ", \($0.en)" } ?? ""); expected \(expected.en)")
  }
}
