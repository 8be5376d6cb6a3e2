import Geography
import Wording

/// Reads legacy extracts (501, 502, 505 and 507) into a draft.
///
/// Source of the layouts: Agence du numérique en santé, "FINESS, extraction du fichier des établissements" and the
/// published files themselves. Records are told by their tag, so any mix of them in a file is fine.
struct LegacyReader {
  private let categories: CategoryCells
  private let departements: Departements
  /// Source cell and projection of the location read last: thousands of lines in a row share them.
  private var lastSource: [UInt8] = []
  private var lastProjection: Int?
  /// Département cell of the row read last and what it names alone, for the same reason.
  private var lastCell: [UInt8] = []
  private var lastTerritory: (code: String, departement: Departement?) = ("", nil)

  /// Of an establishment and its place, together, in published 507 extracts: some 380 bytes.
  private static let bytesOfEstablishment = 380

  init(includesEdge: Bool) throws(Failure) {
    categories = try CategoryCells(includesEdge: includesEdge)
    departements = try .bundled()
  }

  /// - Parameter file: the place of the file in the draft.
  /// - Returns: the extract's date, as its manifest line tells.
  /// - Throws: `Failure` for the first lost row when the draft is strict.
  mutating func read(_ bytes: [UInt8], file: Int, into draft: inout RegisterDraft) throws(Failure) -> String? {
    var cursor = LegacyCursor(bytes)
    var date: String?
    draft.reserve(bytes.count / Self.bytesOfEstablishment)
    while cursor.advance() {
      if cursor.isBlank { continue }
      let origin = RegisterDraft.Origin(file: file, line: cursor.line)
      guard let tag = cursor.tag else {
        let tags = LegacyTag.allCases.map(\.rawValue).joined(separator: ", ")
        try draft.report(
          .malformedLine, at: origin, value: cursor.excerpt,
          expected: Wording(fr: "une ligne \(tags)", en: "a line of \(tags)"))
        continue
      }
      let isComplete = cursor.isWellFormed(tag)
      if let form = tag.form {
        let linesUp = try draft.linesUp(&cursor, form, isComplete: isComplete, at: origin) {
          Self.expectedCells(tag, found: $0)
        }
        guard linesUp else { continue }
      } else if !isComplete {
        try draft.report(
          .malformedLine, at: origin, value: cursor.excerpt, expected: Self.expectedCells(tag, found: cursor.cellCount))
        continue
      }
      switch tag {
      case .manifest: if date == nil { date = try readDate(cursor, origin, &draft) }
      case .og: try readOG(cursor, origin, &draft)
      case .establishment: try readEstablishment(cursor, origin, &draft)
      case .location: try readLocation(cursor, origin, &draft)
      case .equipment: try readEquipment(cursor, origin, &draft)
      }
    }
    return date
  }

  private func readDate(
    _ cursor: LegacyCursor, _ origin: RegisterDraft.Origin, _ draft: inout RegisterDraft
  ) throws(Failure) -> String? {
    guard let date = SpreadsheetDamage.date(cursor.bytes(3)) else { return LegacyText.date(cursor.text(3)) }
    try draft.report(
      .spreadsheetDate, at: origin, value: cursor.text(3), expected: Wording(fr: date, en: date))
    return date
  }

  private mutating func readOG(
    _ cursor: LegacyCursor, _ origin: RegisterDraft.Origin, _ draft: inout RegisterDraft
  ) throws(Failure) {
    let (departementCell, departement) = try territory(cursor, communeAt: 11)
    guard
      let number = try draft.finessNumber(
        cursor, 1, at: origin, evidence: .departementOrCheckDigit(departementCell))
    else { return }
    let place = cursor.isEmpty(3) ? 2 : 3
    try draft.name(
      number,
      draft.cleanName(cursor.text(place), of: number, isMisspelt: cursor.isMisspelt(place), at: origin), at: origin)
    if let departement { draft.register(number, in: departement) }
  }

  /// The département that a row of an OG or of an establishment names, and its code as FINESS writes it: the cell itself
  /// where it names none.
  private mutating func territory(
    _ cursor: LegacyCursor, communeAt place: Int
  ) throws(Failure) -> (code: String, departement: Departement?) {
    let cell = cursor.bytes(13)
    if !cell.elementsEqual(lastCell) {
      lastCell = Array(cell)
      let departement = departements.departement(spelled: cursor.text(13))
      lastTerritory = (departement?.finess ?? cursor.text(13), departement)
    }
    if lastTerritory.departement != nil { return lastTerritory }
    let departement = try departements.departement(
      spelled: lastTerritory.code, commune: cursor.text(place), number: cursor.text(1))
    return (departement?.finess ?? lastTerritory.code, departement)
  }

  private mutating func readEstablishment(
    _ cursor: LegacyCursor, _ origin: RegisterDraft.Origin, _ draft: inout RegisterDraft
  ) throws(Failure) {
    let (departementCell, departement) = try territory(cursor, communeAt: 12)
    guard
      let number = try draft.finessNumber(cursor, 1, at: origin, evidence: .departement(departementCell)),
      let og = try draft.finessNumber(
        cursor, 2, at: origin, evidence: .departementOrCheckDigit(departementCell))
    else { return }
    let found = try categories.found(cursor, .establishment, of: number, at: origin, into: &draft)
    guard found != .unknown else { return }
    let commune = departement.map { departements.communeCode(cursor, 12, in: $0) } ?? ""
    var fingerprint = RegisterFingerprint()
    fingerprint.add(number.text.utf8)
    fingerprint.add(og.text.utf8)
    fingerprint.add(cursor.bytes(3))
    fingerprint.add(cursor.bytes(4))
    fingerprint.add((departement == nil ? departementCell : commune).utf8)
    for place in [15, 18, 22] { fingerprint.add(cursor.bytes(place)) }
    var establishment = RegisterDraft.Establishment(
      number: number, og: og, region: departement?.region,
      fingerprint: fingerprint.value, origin: origin)
    let isNew = try draft.isNew(establishment)
    guard isNew else { return fillGaps(of: number, cursor, departement, commune, found.category, origin, &draft) }
    if case .eligible(let category) = found {
      if departement == nil {
        try draft.report(
          .unknownDepartement, at: origin, value: shortened(departementCell), finess: number,
          expected: Departement.expected)
      }
      try draft.noteLostZero(cursor, 13, width: 2, of: number, at: origin)
      try draft.noteLostZero(cursor, 12, width: 3, of: number, at: origin)
      let place = cursor.isEmpty(4) ? 3 : 4
      let name = cursor.text(place)
      draft.noteName(name, of: number, at: origin)
      try draft.noteDate(cursor.bytes(28), of: number, at: origin)
      let townLine = cursor.text(15)
      establishment.details = RegisterDraft.Details(
        name: try draft.cleanName(
          name, of: number, isMisspelt: cursor.isMisspelt(place) || cursor.isMisspelt(15), at: origin),
        category: category.code, sector: category.sector, departement: departement?.code ?? "", commune: commune,
        town: LegacyText.town(townLine), postalCode: LegacyText.postalCode(townLine),
        siret: try draft.siret(cursor.text(22), of: number, at: origin))
    }
    draft.add(establishment)
  }

  /// Lends an establishment that a newer file tells of what that leaves empty.
  private func fillGaps(
    of number: FinessNumber, _ cursor: LegacyCursor, _ departement: Departement?, _ commune: String,
    _ category: Category?, _ origin: RegisterDraft.Origin, _ draft: inout RegisterDraft
  ) {
    let gaps = draft.gaps(of: number, in: origin.file)
    guard !gaps.isEmpty else { return }
    let townLine = cursor.text(15)
    draft.fill(
      gaps, of: number,
      from: RegisterDraft.Filling(
        name: LegacyText.name(cursor.text(cursor.isEmpty(4) ? 3 : 4)),
        category: category, isCategorised: !cursor.isEmpty(18), region: departement?.region,
        departement: departement?.code ?? "",
        commune: commune, town: LegacyText.town(townLine), postalCode: LegacyText.postalCode(townLine),
        siret: RegisterDraft.Filling.siret(cursor.text(22)), origin: origin))
  }

  private mutating func readLocation(
    _ cursor: LegacyCursor, _ origin: RegisterDraft.Origin, _ draft: inout RegisterDraft
  ) throws(Failure) {
    guard let number = try draft.finessNumber(cursor, 1, at: origin, evidence: .joined) else { return }
    let source = cursor.bytes(4)
    if !source.elementsEqual(lastSource) {
      lastSource = Array(source)
      lastProjection = LegacyProjection.epsg(source: source)
    }
    var place = RegisterDraft.Place.unusable
    var isRespelt = false
    if let x = cursor.number(2), let y = cursor.number(3), let epsg = lastProjection {
      place = .onMap(x: x.value, y: y.value, epsg: epsg)
      isRespelt = x.isRespelt || y.isRespelt
    } else if cursor.isEmpty(2) && cursor.isEmpty(3) {
      place = .missing
    }
    try draft.add(
      RegisterDraft.Location(
        number: number, place: place, origin: origin,
        text: place == .unusable || isRespelt ? cursor.text(2) + ";" + cursor.text(3) + ";" + cursor.text(4) : "",
        isRespelt: isRespelt))
  }

  /// Adds a line's installed capacity, unless it is withdrawn.
  private func readEquipment(
    _ cursor: LegacyCursor, _ origin: RegisterDraft.Origin, _ draft: inout RegisterDraft
  ) throws(Failure) {
    guard let number = try draft.finessNumber(cursor, 1, at: origin, evidence: .joined) else { return }
    let withdrawal = cursor.bytes(15)
    guard withdrawal.isEmpty || withdrawal.elementsEqual("O".utf8) || withdrawal.elementsEqual("N".utf8) else {
      return try draft.report(
        .shiftedRow, at: origin, value: shortened(cursor.text(15)), finess: number, expected: RowForm.expected)
    }
    let isWithdrawn = withdrawal.elementsEqual("O".utf8)
    guard !isWithdrawn, !cursor.isEmpty(9) else { return }
    guard let capacity = cursor.digits(9, width: 6).flatMap({ Int($0) }) else {
      return try draft.report(
        .malformedLine, at: origin, value: shortened(cursor.text(9)),
        expected: Wording(fr: "une capacité, en places", en: "a capacity, in places"))
    }
    draft.add(capacity, to: number, at: origin)
  }

  private static func expectedCells(_ tag: LegacyTag, found: Int) -> Wording {
    let counts = tag.cellCounts
    let frenchCount: String
    let englishCount: String
    if counts.upperBound == Int.max {
      frenchCount = "au moins \(counts.lowerBound)"
      englishCount = "at least \(counts.lowerBound)"
    } else if counts.count == 1 {
      frenchCount = "\(counts.lowerBound)"
      englishCount = frenchCount
    } else {
      frenchCount = "\(counts.lowerBound) ou \(counts.upperBound)"
      englishCount = "\(counts.lowerBound) or \(counts.upperBound)"
    }
    return Wording(
      fr: "\(frenchCount) cellules et des guillemets fermés dans une ligne \(tag.rawValue), trouvé : \(found) cellules",
      en: "\(englishCount) cells and closed quotes in a \(tag.rawValue) line, found \(found) cells")
  }
}
