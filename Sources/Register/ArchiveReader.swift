import Geography
import Wording

/// Reads annual archives of the legacy register, whose first line names the columns, into a draft.
struct ArchiveReader {
  private typealias Column = ArchiveHeader.Column

  private let categories: Categories
  private let departements: Departements
  private let regions: Regions
  private let includesEdge: Bool

  init(includesEdge: Bool) throws(Failure) {
    categories = try .bundled()
    departements = try .bundled()
    regions = try .bundled()
    self.includesEdge = includesEdge
  }

  /// - Parameter file: the place of the file in the draft.
  /// - Throws: `Failure` for a header that lacks a column, and for the first lost row when the draft is strict.
  func read(
    _ input: InputFile, _ header: ArchiveHeader, file: Int, into draft: inout RegisterDraft
  ) throws(Failure) {
    if let missing = header.missing {
      throw Failure(
        .data, fr: "\(input.path), ligne 1 : aucune colonne \(missing) ; attendu : une colonne \(missing)",
        en: "\(input.path), line 1: no column \(missing); expected a column \(missing)")
    }
    var cursor = LegacyCursor(input.bytes, separator: header.separator, isTagged: false)
    _ = cursor.advance()
    while cursor.advance() {
      if cursor.isBlank { continue }
      let origin = RegisterDraft.Origin(file: file, line: cursor.line)
      guard cursor.isWellFormed(width: header.width) else {
        try draft.report(
          .malformedLine, at: origin, value: cursor.excerpt,
          expected: Wording(
            fr: "\(header.width) cellules et des guillemets fermés, trouvé : \(cursor.cellCount) cellules",
            en: "\(header.width) cells and closed quotes, found \(cursor.cellCount) cells"))
        continue
      }
      switch header.content {
      case .ogs:
        guard let og = try draft.finessNumber(cursor.text(header.place(.og)), at: origin) else { continue }
        try draft.name(og, name(cursor, header), at: origin)
      case .establishments: try readEstablishment(cursor, header, origin, &draft)
      }
    }
  }

  private func readEstablishment(
    _ cursor: LegacyCursor, _ header: ArchiveHeader, _ origin: RegisterDraft.Origin, _ draft: inout RegisterDraft
  ) throws(Failure) {
    guard let number = try draft.finessNumber(cursor.text(header.place(.number)), at: origin),
      let og = try draft.finessNumber(cursor.text(header.place(.og)), at: origin)
    else { return }
    let (departement, region) = territory(cursor, header)
    let commune = commune(cursor, header, departement)
    let isClosed = !cursor.isEmpty(header.place(.closing))
    var fingerprint = RegisterFingerprint()
    fingerprint.add(number.text.utf8)
    fingerprint.add(og.text.utf8)
    for column in [Column.name, .longName] { fingerprint.add(cursor.bytes(header.place(column))) }
    fingerprint.add((region == nil ? cursor.text(header.place(.departement)) : commune).utf8)
    for column in [Column.town, .category, .siret] { fingerprint.add(cursor.bytes(header.place(column))) }
    if isClosed { fingerprint.add("I".utf8) }
    let category = categories.eligible(cursor.text(header.place(.category)), includingEdge: includesEdge)
    if category != nil && !isClosed && header.has(.x) && header.has(.y) {
      let (place, text) = place(cursor, header, region)
      try draft.add(RegisterDraft.Location(number: number, place: place, origin: origin, text: text))
    }
    var establishment = RegisterDraft.Establishment(
      number: number, og: og, region: region?.code, fingerprint: fingerprint.value, origin: origin)
    establishment.isClosed = isClosed
    guard try draft.isNew(establishment) else { return }
    if let category {
      if region == nil {
        let column = header.has(.departement) ? Column.departement : header.has(.cog) ? .cog : .region
        try draft.report(
          .unknownDepartement, at: origin, value: shortened(cursor.text(header.place(column))),
          expected: Departement.expected)
      }
      establishment.details = RegisterDraft.Details(
        name: name(cursor, header), category: category.code, sector: category.sector, commune: commune,
        town: LegacyText.town(cursor.text(header.place(.town))),
        siret: try draft.siret(cursor.text(header.place(.siret)), at: origin))
    }
    draft.add(establishment)
  }

  private func name(_ cursor: LegacyCursor, _ header: ArchiveHeader) -> String {
    let place = header.place(.longName)
    return LegacyText.name(cursor.text(cursor.isEmpty(place) ? header.place(.name) : place))
  }

  /// By the département's cell, in FINESS's spelling or INSEE's; else by the commune; else by the region's code.
  private func territory(_ cursor: LegacyCursor, _ header: ArchiveHeader) -> (Departement?, Region?) {
    let place = header.place(.departement)
    let cell = cursor.digits(place, width: 2) ?? cursor.text(place).uppercased()
    let byCell = departements.departement(finess: cell) ?? departements.departement(code: cell)
    let departement = byCell ?? departements.departement(commune: cog(cursor, header))
    if let departement { return (departement, regions.region(departement.region)) }
    let code = cursor.digits(header.place(.region), width: 2) ?? cursor.text(header.place(.region))
    return (nil, regions.region(RegionCode(code)))
  }

  private func cog(_ cursor: LegacyCursor, _ header: ArchiveHeader) -> String {
    let text = cursor.text(header.place(.cog)).uppercased()
    // Départements 01 to 09 begin with a zero, which spreadsheets take off.
    return text.utf8.count == 4 && text.utf8.allSatisfy(\.isDigit) ? "0" + text : text
  }

  /// The commune's INSEE code: five characters, or three digits inside the département.
  private func commune(_ cursor: LegacyCursor, _ header: ArchiveHeader, _ departement: Departement?) -> String {
    for code in [cog(cursor, header), cursor.text(header.place(.commune))] where code.utf8.count == 5 {
      if departements.departement(commune: code) != nil && code.utf8.dropFirst(2).allSatisfy(\.isDigit) { return code }
    }
    return cursor.digits(header.place(.commune), width: 3).flatMap { departement?.communeCode($0) } ?? ""
  }

  /// In the projection that the source names; in the region's own when it names none.
  private func place(
    _ cursor: LegacyCursor, _ header: ArchiveHeader, _ region: Region?
  ) -> (RegisterDraft.Place, text: String) {
    let (x, y, source) = (header.place(.x), header.place(.y), header.place(.source))
    if cursor.isEmpty(x) && cursor.isEmpty(y) { return (.missing, "") }
    let text = shortened([x, y, source].map { cursor.text($0) }.joined(separator: ";"))
    guard let east = cursor.number(x), let north = cursor.number(y) else { return (.unusable, text) }
    if abs(east) <= 180 && abs(north) <= 90 { return (.onEarth(lat: north, lon: east), text) }
    let cell = cursor.bytes(source)
    let named = LegacyProjection.epsg(source: cell)
    guard let epsg = named ?? (LegacyProjection.isNamed(in: cell) ? nil : region?.epsg) else {
      return (.unusable, text)
    }
    return (.onMap(x: east, y: north, epsg: epsg), text)
  }
}
