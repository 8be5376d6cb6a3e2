import Wording

/// Where the columns of a table with a header stand: an annual archive, or an export of a portal or of a geocoder.
///
/// They name some columns differently; those that the register does not need may be anything.
struct ArchiveHeader {
  enum Column: CaseIterable {
    case number, og, name, longName, cog, commune, departement, region, town, postalCode, city, category, label,
      aggregate, siret, activity, phone, opening, closing, x, y, source, latitude, longitude, pair, score, geocodedCog

    /// Its names, in `TableFileSpelling`'s keys.
    var names: [String] {
      switch self {
      case .number: ["nofinesset", "finesset", "nofinessgeographique"]
      case .og: ["nofinessej", "finessej", "nofinessjuridique", "nofiness"]
      case .name: ["rs"]
      case .longName: ["rslongue"]
      case .cog: ["cog", "codecommune", "comcode", "codeinsee", "cogcommune"]
      case .commune: ["commune"]
      case .departement: ["departement", "dep", "depcode", "codedepartement"]
      case .region: ["region", "reg", "regcode", "coderegion"]
      case .town: ["ligneacheminement"]
      case .postalCode: ["codepostal", "cp"]
      case .city: ["ville", "comname", "libcommune", "nomcommune"]
      case .category: ["categetab", "categorie"]
      case .label: ["libcategetab", "libcategorie"]
      case .aggregate: ["categagretab"]
      case .siret: ["siret"]
      case .activity: ["codeape"]
      case .phone: ["telephone"]
      case .opening: ["dateouv", "dateouverture"]
      case .closing: ["datefermeture", "datefer", "dateferm"]
      case .x: ["coordx", "coordxet"]
      case .y: ["coordy", "coordyet"]
      case .source: ["sourcegeocod", "sourcecoordet", "sourcecoord"]
      case .latitude: ["latitude", "lat"]
      case .longitude: ["longitude", "lon", "lng", "long"]
      case .pair: ["coord", "coordonnees", "geopoint", "geopoint2d", "latlon", "latlng"]
      case .score: ["resultscore", "geoscore"]
      case .geocodedCog: ["resultcitycode"]
      }
    }

    fileprivate var content: RowForm.Content {
      switch self {
      case .number, .og: .number
      case .cog: .commune
      case .departement: .departement
      case .category: .category
      case .label: .label
      case .aggregate: .aggregate
      case .siret: .siret
      case .activity: .activity
      case .phone: .phone
      case .town: .town
      case .opening, .closing: .date
      case .x, .y, .latitude, .longitude: .coordinate
      case .name, .longName, .commune, .region, .postalCode, .city, .source, .pair, .score, .geocodedCog: .text
      }
    }
  }

  /// What the lines are about.
  enum Content { case establishments, ogs }

  let content: Content
  let width: Int
  /// What stands between cells: `;`, `,` or a tabulation.
  let separator: UInt8
  /// What the columns hold.
  let form: RowForm
  /// Columns that have no part in the register, by place.
  let others: [(place: Int, name: String)]
  private let places: [Column: Int]

  /// - Parameters:
  ///   - line: the first line of a file.
  ///   - encoding: of the file.
  /// - Returns: nil when it is no header of a register.
  init?(_ line: ArraySlice<UInt8>, encoding: LegacyEncoding = .utf8) {
    let separators = [UInt8.semicolon, UInt8(ascii: ","), UInt8(ascii: "\t")]
    let counts = separators.map { separator in line.count { $0 == separator } }
    guard let most = counts.max(), most > 0, let best = counts.firstIndex(of: most) else { return nil }
    separator = separators[best]
    var cursor = LegacyCursor(Array(line), separator: separator, isTagged: false)
    guard cursor.advance() else { return nil }
    var places: [Column: Int] = [:]
    var others: [(place: Int, name: String)] = []
    for place in 0..<min(cursor.cellCount, LegacyRecords.keptCells) {
      let name = encoding.text(cursor.bytes(place))
      let key = TableFileSpelling.key(name)
      if let column = Column.allCases.first(where: { $0.names.contains(key) && places[$0] == nil }) {
        places[column] = place
      } else {
        others.append((place, name))
      }
    }
    // What only establishments have tells a table of them whose numbers are missing from one of OG.
    let ofPlaces: [Column] = [.siret, .aggregate, .opening, .x, .latitude, .pair]
    let hasEstablishments = places[.number] != nil || places[.og] != nil && ofPlaces.contains { places[$0] != nil }
    guard hasEstablishments || places[.og] != nil && places[.name] != nil else { return nil }
    content = hasEstablishments ? .establishments : .ogs
    width = cursor.cellCount
    self.others = others
    self.places = places
    var contents = [RowForm.Content](repeating: .text, count: width)
    for (column, place) in places where hasEstablishments || column != .category { contents[place] = column.content }
    form = RowForm(contents)
  }

  /// The column's place in a line; -1 when the archive has none.
  func place(_ column: Column) -> Int { places[column] ?? -1 }

  func has(_ column: Column) -> Bool { places[column] != nil }

  /// The column that establishments cannot do without and the archive lacks; nil when all are there.
  var missing: String? {
    guard content == .establishments else { return nil }
    let missing = [Column.number, .og, .category].first { !has($0) }
    if missing == nil && !has(.departement) && !has(.cog) && !has(.region) { return "departement" }
    return missing?.names.first
  }
}
