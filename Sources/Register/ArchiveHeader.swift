import Wording

/// Where the columns of an annual archive stand, as its header line tells.
///
/// Archives of different years name some columns differently; those that the register does not need may be anything.
struct ArchiveHeader {
  enum Column: CaseIterable {
    case number, og, name, longName, cog, commune, departement, region, town, category, siret, opening, closing, x, y,
      source

    /// Its names, in `TableFileSpelling`'s keys.
    var names: [String] {
      switch self {
      case .number: ["nofinesset", "finesset", "nofinessgeographique"]
      case .og: ["nofinessej", "finessej", "nofinessjuridique", "nofiness"]
      case .name: ["rs"]
      case .longName: ["rslongue"]
      case .cog: ["cog", "codecommune", "comcode", "codeinsee", "cogcommune"]
      case .commune: ["commune"]
      case .departement: ["departement", "dep"]
      case .region: ["region", "reg"]
      case .town: ["ligneacheminement"]
      case .category: ["categetab", "categorie"]
      case .siret: ["siret"]
      case .opening: ["dateouv", "dateouverture"]
      case .closing: ["datefermeture", "datefer", "dateferm"]
      case .x: ["coordx", "coordxet"]
      case .y: ["coordy", "coordyet"]
      case .source: ["sourcegeocod", "sourcecoordet", "sourcecoord"]
      }
    }
  }

  /// What the lines are about.
  enum Content { case establishments, ogs }

  let content: Content
  let width: Int
  /// What stands between cells: `;`, `,` or a tabulation.
  let separator: UInt8
  private let places: [Column: Int]

  /// - Parameter line: the first line of a file.
  /// - Returns: nil when it is no header of an archive.
  init?(_ line: ArraySlice<UInt8>) {
    let separators = [UInt8.semicolon, UInt8(ascii: ","), UInt8(ascii: "\t")]
    let counts = separators.map { separator in line.count { $0 == separator } }
    guard let most = counts.max(), most > 0, let best = counts.firstIndex(of: most) else { return nil }
    separator = separators[best]
    var records = LegacyRecords(Array(line), separator: separator, isTagged: false)
    guard records.advance() else { return nil }
    var places: [Column: Int] = [:]
    for (place, cell) in records.cells.enumerated() {
      let name = TableFileSpelling.key(String(decoding: records.bytes[cell.start..<cell.end], as: UTF8.self))
      for column in Column.allCases where column.names.contains(name) && places[column] == nil {
        places[column] = place
      }
    }
    let hasEstablishments = places[.number] != nil
    guard hasEstablishments || places[.og] != nil && places[.name] != nil else { return nil }
    content = hasEstablishments ? .establishments : .ogs
    width = records.cellCount
    self.places = places
  }

  /// The column's place in a line; -1 when the archive has none.
  func place(_ column: Column) -> Int { places[column] ?? -1 }

  func has(_ column: Column) -> Bool { places[column] != nil }

  /// The column that establishments cannot do without and the archive lacks; nil when all are there.
  var missing: String? {
    guard content == .establishments else { return nil }
    let missing = [Column.og, .category].first { !has($0) }
    if missing == nil && !has(.departement) && !has(.cog) && !has(.region) { return "departement" }
    return missing?.names.first
  }
}
