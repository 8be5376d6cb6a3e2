import Geography
import Wording

/// Reads tables whose first line names the columns into a draft: annual archives of the legacy register, and exports of
/// portals and geocoders.
struct ArchiveReader {
  private typealias Column = ArchiveHeader.Column

  private let categories: CategoryCells
  private let departements: Departements
  private let regions: Regions

  init(includesEdge: Bool) throws(Failure) {
    categories = try CategoryCells(includesEdge: includesEdge)
    departements = try .bundled()
    regions = try .bundled()
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
    try UnknownPlaces(input.bytes, header).report(file: file, into: &draft)
    var cursor = LegacyCursor(input.bytes, separator: header.separator, width: header.width)
    cursor.skipHeader()
    while cursor.advance() {
      if cursor.isBlank { continue }
      let origin = RegisterDraft.Origin(file: file, line: cursor.line)
      let linesUp = try draft.linesUp(
        &cursor, header.form, isComplete: cursor.isWellFormed(width: header.width), at: origin
      ) { found in
        Wording(
          fr: "\(header.width) cellules et des guillemets fermés, trouvé : \(found) cellules",
          en: "\(header.width) cells and closed quotes, found \(found) cells")
      }
      guard linesUp else { continue }
      switch header.content {
      case .ogs:
        let departement = try territory(cursor, header).0
        guard
          let og = try draft.finessNumber(
            cursor, header.place(.og), at: origin, evidence: .departementOrCheckDigit(departement?.finess ?? ""))
        else { continue }
        try draft.name(og, name(cursor, header, of: og, origin, &draft), at: origin)
        if let departement { draft.register(og, in: departement) }
      case .establishments: try readEstablishment(cursor, header, origin, &draft)
      }
    }
  }

  private func readEstablishment(
    _ cursor: LegacyCursor, _ header: ArchiveHeader, _ origin: RegisterDraft.Origin, _ draft: inout RegisterDraft
  ) throws(Failure) {
    let (departement, region) = try territory(cursor, header)
    let code = departement?.finess ?? ""
    guard
      let number = try draft.finessNumber(
        cursor, header.place(.number), at: origin, evidence: .departement(code)),
      let og = try draft.finessNumber(
        cursor, header.place(.og), at: origin, evidence: .departementOrCheckDigit(code))
    else { return }
    let commune = commune(cursor, header, departement)
    let isClosed = !cursor.isEmpty(header.place(.closing))
    var fingerprint = RegisterFingerprint()
    fingerprint.add(number.text.utf8)
    fingerprint.add(og.text.utf8)
    for column in [Column.name, .longName] { fingerprint.add(cursor.bytes(header.place(column))) }
    fingerprint.add((region == nil ? cursor.text(header.place(.departement)) : commune).utf8)
    for column in [Column.town, .category, .siret] { fingerprint.add(cursor.bytes(header.place(column))) }
    if isClosed { fingerprint.add("I".utf8) }
    let found = try categories.found(
      cursor, header.form, of: number, isClosed: isClosed, at: origin, into: &draft)
    guard found != .unknown else { return }
    let isOpenESSMS = found != .other && !isClosed
    if isOpenESSMS, let location = ArchivePlace(header).location(of: number, cursor, region, origin) {
      try draft.add(location)
    }
    var establishment = RegisterDraft.Establishment(
      number: number, og: og, region: region?.code, fingerprint: fingerprint.value, origin: origin)
    establishment.isClosed = isClosed
    guard try draft.isNew(establishment) else {
      let gaps = draft.gaps(of: number, in: origin.file)
      guard !gaps.isEmpty else { return }
      let townLine = cursor.text(header.place(.town))
      return draft.fill(
        gaps, of: number,
        from: RegisterDraft.Filling(
          name: LegacyText.name(cursor.text(namePlace(cursor, header))), category: found.category,
          isCategorised: !cursor.isEmpty(header.place(.category)), region: region?.code,
          departement: departement?.code ?? "", commune: commune, town: LegacyText.town(townLine),
          postalCode: LegacyText.postalCode(townLine),
          siret: RegisterDraft.Filling.siret(cursor.text(header.place(.siret))), origin: origin))
    }
    if case .eligible(let category) = found {
      if region == nil {
        let column = header.has(.departement) ? Column.departement : header.has(.cog) ? .cog : .region
        try draft.report(
          .unknownDepartement, at: origin, value: shortened(cursor.text(header.place(column))), finess: number,
          expected: Departement.expected)
      }
      if !isClosed {
        try ArchivePlace(header).noteScore(of: number, cursor, origin, &draft)
        draft.noteName(cursor.text(namePlace(cursor, header)), of: number, at: origin)
        try draft.noteDate(cursor.bytes(header.place(.opening)), of: number, at: origin)
      }
      for (column, width) in [(Column.departement, 2), (.commune, 3), (.cog, 5)] {
        try draft.noteLostZero(cursor, header.place(column), width: width, of: number, at: origin)
      }
      let townLine = townLine(cursor, header)
      establishment.details = RegisterDraft.Details(
        name: try name(cursor, header, of: number, origin, &draft), category: category.code, sector: category.sector,
        departement: departement?.code ?? "", commune: commune, town: LegacyText.town(townLine),
        postalCode: LegacyText.postalCode(townLine),
        siret: isClosed ? "" : try draft.siret(cursor.text(header.place(.siret)), of: number, at: origin))
    }
    draft.add(establishment)
  }

  private func namePlace(_ cursor: LegacyCursor, _ header: ArchiveHeader) -> Int {
    let place = header.place(.longName)
    return cursor.isEmpty(place) ? header.place(.name) : place
  }

  private func name(
    _ cursor: LegacyCursor, _ header: ArchiveHeader, of number: FinessNumber, _ origin: RegisterDraft.Origin,
    _ draft: inout RegisterDraft
  ) throws(Failure) -> String {
    let place = namePlace(cursor, header)
    return try draft.cleanName(
      cursor.text(place), of: number, isMisspelt: cursor.isMisspelt(place), at: origin)
  }

  /// By the département's cell, in any spelling; else by the commune; else by the region's code.
  private func territory(
    _ cursor: LegacyCursor, _ header: ArchiveHeader
  ) throws(Failure) -> (Departement?, Region?) {
    let communePlace = header.place(cursor.isEmpty(header.place(.cog)) ? .commune : .cog)
    let numberPlace = header.place(header.content == .ogs ? .og : .number)
    let byCell = try departements.departement(
      spelled: cursor.text(header.place(.departement)), commune: cursor.text(communePlace),
      number: cursor.text(numberPlace))
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
    if let code = cursor.digits(header.place(.commune), width: 3).flatMap({ departement?.communeCode($0) }) {
      return code
    }
    // A geocoder's word counts last: its commune may be another one's street of the same name.
    let geocoded = cursor.text(header.place(.geocodedCog))
    return geocoded.utf8.count == 5 && departements.departement(commune: geocoded)?.code == departement?.code
      ? geocoded : ""
  }

  /// Postal code and town, of one column or of two.
  private func townLine(_ cursor: LegacyCursor, _ header: ArchiveHeader) -> String {
    let line = cursor.text(header.place(.town))
    guard line.isEmpty else { return line }
    let code = cursor.digits(header.place(.postalCode), width: 5) ?? ""
    let named = [header.place(.city), header.place(.commune)].map { cursor.text($0) }
    let town = named.first { $0.contains(where: \.isLetter) } ?? ""
    return [code, town].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
