import Geography
import Wording

/// Reads FINESS+ documents of structures into a draft, one OG at a time.
///
/// Source of the layout: Agence du numérique en santé, finess-structures, schema v1 (2025-12-11), and the published
/// documents, which differ from it in capitals and write codes without their nomenclature.
struct FinessPlusReader {
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
  /// - Returns: the day on which the document was made, as it tells.
  /// - Throws: `Failure.Kind.data` for a document that is damaged or no FINESS+ document of structures, and for the first
  ///   lost row when the draft is strict.
  func read(_ json: inout JSONStream, file: Int, into draft: inout RegisterDraft) throws(Failure) -> String? {
    var date: String?
    var hasRecords = false
    if try json.kind() == .array {
      hasRecords = true
      try readRecords(&json, file, &draft)
    } else {
      try json.enter(.object)
      while try json.nextKey() {
        switch FinessPlusKey(json.key) {
        case .pmej:
          hasRecords = true
          try readRecords(&json, file, &draft)
        case .generatedAt: date = try json.text().flatMap { LegacyText.date(String($0.prefix(10))) }
        default: try json.skip()
        }
      }
    }
    try json.end()
    guard hasRecords else {
      throw json.failure(
        Wording(fr: "aucune liste pmej", en: "no list pmej"),
        expected: Wording(fr: "un document finess-structures", en: "a finess-structures document"))
    }
    return date
  }

  private func readRecords(_ json: inout JSONStream, _ file: Int, _ draft: inout RegisterDraft) throws(Failure) {
    try json.enter(.array)
    while try json.nextElement() { try take(FinessPlusRecord(&json), file, &draft) }
  }

  private func take(_ record: FinessPlusRecord, _ file: Int, _ draft: inout RegisterDraft) throws(Failure) {
    let origin = RegisterDraft.Origin(file: file, line: record.line)
    // An OG that has no number costs each of its establishments: all of them are told.
    var rows = record.establishments.map { RegisterDraft.Origin(file: file, line: $0.line) }[...]
    if rows.isEmpty || FinessNumber(record.number) != nil { rows = [origin] }
    var og: FinessNumber?
    while og == nil, let row = rows.popFirst() {
      og = try draft.finessNumber(record.number, at: row, evidence: .departementOrCheckDigit(""))
    }
    guard let og else { return }
    let name = record.longName.isEmpty ? record.name : record.longName
    try draft.name(og, draft.cleanName(name, of: og, at: origin), at: origin)
    for establishment in record.establishments {
      let origin = RegisterDraft.Origin(file: file, line: establishment.line)
      let departement = departements.departement(commune: establishment.address?.commune ?? "")
      guard
        let number = try draft.finessNumber(
          establishment.number, at: origin, evidence: .departement(departement?.finess ?? ""))
      else { continue }
      try take(establishment, number, og, origin, &draft)
    }
  }

  private func take(
    _ found: FinessPlusRecord.Establishment, _ number: FinessNumber, _ og: FinessNumber,
    _ origin: RegisterDraft.Origin, _ draft: inout RegisterDraft
  ) throws(Failure) {
    let address = found.address ?? FinessPlusRecord.Address()
    let commune = address.commune.utf8.count == 5 ? address.commune : ""
    let departement = departements.departement(commune: commune)
    let isClosed = !found.closing.isEmpty || found.state == "I"
    let townLine = address.postalCode.isEmpty ? address.town : address.postalCode + " " + address.town
    var fingerprint = RegisterFingerprint()
    for text in [number.text, og.text, found.name, found.longName, commune, townLine, found.category, found.siret] {
      fingerprint.add(text.utf8)
    }
    if isClosed { fingerprint.add("I".utf8) }
    let category = categories.eligible(found.category, includingEdge: includesEdge)
    if category != nil && !isClosed {
      let region = departement.flatMap { regions.region($0.region) }
      let (place, isRespelt) = place(address, region)
      try draft.add(
        RegisterDraft.Location(
          number: number, place: place, origin: origin, text: text(address), isRespelt: isRespelt))
    }
    var establishment = RegisterDraft.Establishment(
      number: number, og: og, region: departement?.region, fingerprint: fingerprint.value, origin: origin)
    establishment.isClosed = isClosed
    guard try draft.isNew(establishment) else { return }
    if let category {
      if departement == nil {
        try draft.report(
          .unknownDepartement, at: origin, value: "\(number) " + shortened(address.commune), finess: number,
          expected: Departement.expected)
      }
      let name = found.longName.isEmpty ? found.name : found.longName
      if !isClosed {
        draft.noteName(name, of: number, at: origin)
        try draft.noteDate(Array(found.opening.utf8)[...], of: number, at: origin)
      }
      establishment.details = RegisterDraft.Details(
        name: try draft.cleanName(name, of: number, at: origin), category: category.code, sector: category.sector,
        departement: departement?.code ?? "", commune: commune, town: LegacyText.town(address.town),
        postalCode: LegacyText.postalCode(address.postalCode),
        siret: isClosed ? "" : try draft.siret(found.siret, of: number, at: origin))
    }
    draft.add(establishment)
  }

  /// Where an address is: in degrees from the pair that holds degrees, in metres on the region's map when neither does.
  ///
  /// Editions have had degrees in either of the two pairs; metres are far above 180.
  private func place(
    _ address: FinessPlusRecord.Address, _ region: Region?
  ) -> (RegisterDraft.Place, isRespelt: Bool) {
    if address.xy == .init() && address.direction == .init() { return (.missing, false) }
    var metres: (x: Double, y: Double, isRespelt: Bool)?
    for pair in [address.xy, address.direction] {
      guard let east = SpreadsheetDamage.coordinate(pair.first), let north = SpreadsheetDamage.coordinate(pair.second)
      else { continue }
      let isRespelt = east.isRespelt || north.isRespelt
      // Exchanged or not.
      if max(abs(east.value), abs(north.value)) <= 180 {
        return (.onEarth(lat: north.value, lon: east.value), isRespelt)
      }
      metres = metres ?? (east.value, north.value, isRespelt)
    }
    guard let metres, let region else { return (.unusable, false) }
    return (.onMap(x: metres.x, y: metres.y, epsg: region.epsg), metres.isRespelt)
  }

  private func text(_ address: FinessPlusRecord.Address) -> String {
    shortened(
      [address.xy.first, address.xy.second, address.direction.first, address.direction.second]
        .joined(separator: ";"))
  }
}
