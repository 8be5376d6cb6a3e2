import Geography
import Wording

/// Reads legacy extracts (501, 502, 507 and, for what it tells, 505) into a draft.
///
/// Source of the layouts: Agence du numérique en santé, "FINESS, extraction du fichier des établissements" and the
/// published files themselves. Records are told by their tag, so any mix of them in a file is fine.
struct LegacyReader {
  private let categories: Categories
  private let departements: Departements
  private let includesEdge: Bool
  /// Source cell and projection of the location read last: thousands of lines in a row share them.
  private var lastSource: [UInt8] = []
  private var lastProjection: Int?

  init(includesEdge: Bool) throws(Failure) {
    categories = try .bundled()
    departements = try .bundled()
    self.includesEdge = includesEdge
  }

  /// - Parameter file: the place of the file in the draft.
  /// - Returns: the extract's date, as its manifest line tells.
  /// - Throws: `Failure` for the first lost row when the draft is strict.
  mutating func read(_ bytes: [UInt8], file: Int, into draft: inout RegisterDraft) throws(Failure) -> String? {
    var cursor = LegacyCursor(bytes)
    var date: String?
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
      guard cursor.isWellFormed(tag) else {
        try draft.report(
          .malformedLine, at: origin, value: cursor.excerpt, expected: Self.expectedCells(tag, found: cursor.cellCount))
        continue
      }
      switch tag {
      case .manifest: date = date ?? Self.date(cursor.text(3))
      case .og: try readOG(cursor, origin, &draft)
      case .establishment: try readEstablishment(cursor, origin, &draft)
      case .location: try readLocation(cursor, origin, &draft)
      case .equipment: break
      }
    }
    return date
  }

  private func readOG(
    _ cursor: LegacyCursor, _ origin: RegisterDraft.Origin, _ draft: inout RegisterDraft
  ) throws(Failure) {
    guard let number = try finessNumber(cursor, 1, origin, &draft) else { return }
    let name = LegacyText.name(cursor.text(cursor.isEmpty(3) ? 2 : 3))
    try draft.name(number, name, at: origin)
  }

  private func readEstablishment(
    _ cursor: LegacyCursor, _ origin: RegisterDraft.Origin, _ draft: inout RegisterDraft
  ) throws(Failure) {
    guard let number = try finessNumber(cursor, 1, origin, &draft), let og = try finessNumber(cursor, 2, origin, &draft)
    else {
      return
    }
    let departementCell = cursor.digits(13, width: 2) ?? cursor.text(13)
    let departement = departements.departement(finess: departementCell)
    var establishment = RegisterDraft.Establishment(
      number: number, og: og, region: departement?.region,
      fingerprint: cursor.fingerprint([1, 2, 3, 4, 12, 13, 15, 18, 22]), origin: origin)
    let isNew = try draft.isNew(establishment)
    guard isNew else { return }
    if let category = categories.eligible(cursor.text(18), includingEdge: includesEdge) {
      if departement == nil {
        try draft.report(
          .unknownDepartement, at: origin, value: shortened(departementCell),
          expected: Wording(fr: "un département, comme 35, 2A ou 9A", en: "a département, such as 35, 2A or 9A"))
      }
      establishment.details = RegisterDraft.Details(
        name: LegacyText.name(cursor.text(cursor.isEmpty(4) ? 3 : 4)), category: category.code,
        sector: category.sector,
        commune: cursor.digits(12, width: 3).flatMap { departement?.communeCode($0) } ?? "",
        town: LegacyText.town(cursor.text(15)), siret: try siret(cursor, origin, &draft))
    }
    draft.add(establishment)
  }

  private mutating func readLocation(
    _ cursor: LegacyCursor, _ origin: RegisterDraft.Origin, _ draft: inout RegisterDraft
  ) throws(Failure) {
    guard let number = try finessNumber(cursor, 1, origin, &draft) else { return }
    let source = cursor.bytes(4)
    if !source.elementsEqual(lastSource) {
      lastSource = Array(source)
      lastProjection = LegacyProjection.epsg(source: source)
    }
    var place = RegisterDraft.Place.unusable
    if let x = cursor.number(2), let y = cursor.number(3), let epsg = lastProjection {
      place = .onMap(x: x, y: y, epsg: epsg)
    } else if cursor.isEmpty(2) && cursor.isEmpty(3) {
      place = .missing
    }
    try draft.add(
      RegisterDraft.Location(
        number: number, place: place, origin: origin,
        text: place == .unusable ? cursor.text(2) + ";" + cursor.text(3) + ";" + cursor.text(4) : ""))
  }

  /// The FINESS number in a cell; nil, and reported, when there is none.
  private func finessNumber(
    _ cursor: LegacyCursor, _ place: Int, _ origin: RegisterDraft.Origin, _ draft: inout RegisterDraft
  ) throws(Failure) -> FinessNumber? {
    let text = cursor.text(place)
    if let number = FinessNumber(text) { return number }
    // Départements 01 to 09 begin with a zero, which spreadsheets take off.
    if text.utf8.count == 8, let number = FinessNumber("0" + text) {
      try draft.report(
        .lostZero, at: origin, value: text, expected: Wording(fr: number.text, en: number.text))
      return number
    }
    try draft.report(
      .badNumber, at: origin, value: shortened(text),
      expected: Wording(fr: "un numéro FINESS de 9 caractères", en: "a FINESS number of 9 characters"))
    return nil
  }

  private func siret(
    _ cursor: LegacyCursor, _ origin: RegisterDraft.Origin, _ draft: inout RegisterDraft
  ) throws(Failure) -> String {
    let bytes = cursor.bytes(22)
    if bytes.isEmpty || bytes.count == 14 && bytes.allSatisfy(\.isDigit) { return cursor.text(22) }
    try draft.report(
      .badSiret, at: origin, value: shortened(cursor.text(22)), expected: Wording(fr: "14 chiffres", en: "14 digits"))
    return ""
  }

  /// The text when it is an ISO date.
  private static func date(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count == 10 else { return nil }
    let isDate = bytes.indices.allSatisfy { $0 == 4 || $0 == 7 ? bytes[$0] == UInt8(ascii: "-") : bytes[$0].isDigit }
    return isDate ? text : nil
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
