import Geography
import Wording

/// Reads FINESS+ documents of structures, and the places in those of activities, into a draft, one OG at a time.
///
/// Source of the layout: Agence du numérique en santé, finess-structures and finess-activites, schemas v1 (2025-12-11), and
/// the published documents, which differ from them in capitals and write codes without their nomenclature, some in arrays.
struct FinessPlusReader {
  private let categories: Categories
  private let nomenclature: CategoryNomenclature
  private let departements: Departements
  private let regions: Regions
  private let includesEdge: Bool

  init(includesEdge: Bool) throws(Failure) {
    categories = try .bundled()
    nomenclature = try .bundled()
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
    var groups = FinessPlusGroups()
    var hasRecords = false
    if try json.kind() == .array {
      hasRecords = true
      try readRecords(&json, file, &groups, &draft)
    } else {
      try json.enter(.object)
      while try json.nextKey() {
        switch FinessPlusKey(json.key) {
        case .pmej:
          hasRecords = true
          try readRecords(&json, file, &groups, &draft)
        case .groups: try groups.read(&json)
        case .generatedAt: date = try Self.date(&json)
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
    draft.add(groups.groups, at: file)
    return date
  }

  /// The day of the next value, a moment.
  static func date(_ json: inout JSONStream) throws(Failure) -> String? {
    try json.text().flatMap { LegacyText.date(String($0.prefix(10))) }
  }

  private func readRecords(
    _ json: inout JSONStream, _ file: Int, _ groups: inout FinessPlusGroups, _ draft: inout RegisterDraft
  ) throws(Failure) {
    try json.enter(.array)
    while try json.nextElement() {
      let record = try FinessPlusRecord(&json)
      if record.isOfActivities { try takePlaces(record, file, &draft) } else { try take(record, file, &groups, &draft) }
    }
  }

  /// Adds the places of the establishments' activities to their capacities.
  private func takePlaces(_ record: FinessPlusRecord, _ file: Int, _ draft: inout RegisterDraft) throws(Failure) {
    draft.activityFiles.insert(file)
    for establishment in record.establishments where !establishment.places.isEmpty {
      let origin = RegisterDraft.Origin(file: file, line: establishment.line)
      guard let number = try draft.finessNumber(establishment.number, at: origin, evidence: .joined) else { continue }
      for text in establishment.places {
        guard text.utf8.count <= 6, text.utf8.allSatisfy(\.isDigit), let places = Int(text) else {
          try draft.report(
            .malformedLine, at: origin, value: shortened(text), finess: number,
            expected: Wording(fr: "une capacité, en places", en: "a capacity, in places"))
          continue
        }
        draft.add(places, to: number, at: origin)
      }
    }
  }

  private func take(
    _ record: FinessPlusRecord, _ file: Int, _ groups: inout FinessPlusGroups, _ draft: inout RegisterDraft
  ) throws(Failure) {
    let origin = RegisterDraft.Origin(file: file, line: record.line)
    // An OG that has no number costs each of its establishments: all of them are told.
    var rows = record.establishments.map { RegisterDraft.Origin(file: file, line: $0.line) }[...]
    if rows.isEmpty || FinessNumber(record.number) != nil { rows = [origin] }
    var og: FinessNumber?
    while og == nil, let row = rows.popFirst() {
      og = try draft.finessNumber(record.number, at: row, evidence: .departementOrCheckDigit(""))
    }
    guard let og else { return }
    groups.note(record.id, og)
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
    let isClosed = found.isClosed
    let townLine = address.postalCode.isEmpty ? address.town : address.postalCode + " " + address.town
    var fingerprint = RegisterFingerprint()
    for text in [number.text, og.text, found.name, found.longName, commune, townLine, found.category, found.siret] {
      fingerprint.add(text.utf8)
    }
    if isClosed { fingerprint.add("I".utf8) }
    let category = categories.eligible(found.category, includingEdge: includesEdge)
    let hasCategory = CategoryNomenclature.isCode(found.category)
    if let doubt = found.doubt, category != nil || !hasCategory {
      try draft.report(
        .doubtfulState, at: origin, value: shortened("\(number) \(doubt)"), finess: number,
        expected: Wording(
          fr: "A sans date de fermeture, ou I avec sa date", en: "A without closing date, or I with its date"))
    }
    let isUncategorised = !hasCategory && !isClosed
    if (category != nil || isUncategorised) && !isClosed {
      let region = departement.flatMap { regions.region($0.region) }
      let (place, isRespelt) = place(address, region)
      try draft.add(
        RegisterDraft.Location(
          number: number, place: place, origin: origin, text: text(address), isRespelt: isRespelt,
          isCentroid: address.isCentroid))
    }
    var establishment = RegisterDraft.Establishment(
      number: number, og: og, region: departement?.region, fingerprint: fingerprint.value, origin: origin)
    establishment.isClosed = isClosed
    let name = found.longName.isEmpty ? found.name : found.longName
    func filling() -> RegisterDraft.Filling {
      RegisterDraft.Filling(
        name: LegacyText.name(name), category: category, isCategorised: hasCategory,
        region: departement?.region, departement: departement?.code ?? "", commune: commune,
        town: LegacyText.town(address.town), postalCode: LegacyText.postalCode(address.postalCode),
        siret: RegisterDraft.Filling.siret(found.siret), origin: origin)
    }
    guard try draft.isNew(establishment) else {
      let gaps = draft.gaps(of: number, in: origin.file)
      if !gaps.isEmpty { draft.fill(gaps, of: number, from: filling()) }
      return
    }
    if isUncategorised { draft.hold(filling(), categoryOf: number) }
    if !isClosed && hasCategory && !nomenclature.contains(found.category) {
      try draft.report(
        .unlistedCategory, at: origin, value: shortened(found.category), finess: number,
        expected: Wording(fr: "une catégorie de la nomenclature, comme 500", en: "a category such as 500"))
    }
    if let category {
      if departement == nil {
        try draft.report(
          .unknownDepartement, at: origin, value: "\(number) " + shortened(address.commune), finess: number,
          expected: Departement.expected)
      }
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
    var isZero = false
    for pair in [address.xy, address.direction] {
      guard let east = SpreadsheetDamage.coordinate(pair.first), let north = SpreadsheetDamage.coordinate(pair.second)
      else { continue }
      if east.value == 0 && north.value == 0 {
        // No place, when the other pair tells one.
        isZero = true
        continue
      }
      let isRespelt = east.isRespelt || north.isRespelt
      // Exchanged or not.
      if max(abs(east.value), abs(north.value)) <= 180 {
        return (.onEarth(lat: north.value, lon: east.value), isRespelt)
      }
      metres = metres ?? (east.value, north.value, isRespelt)
    }
    guard let metres, let region else { return (isZero ? .onEarth(lat: 0, lon: 0) : .unusable, false) }
    return (.onMap(x: metres.x, y: metres.y, epsg: region.epsg), metres.isRespelt)
  }

  private func text(_ address: FinessPlusRecord.Address) -> String {
    shortened(
      [address.xy.first, address.xy.second, address.direction.first, address.direction.second]
        .joined(separator: ";"))
  }
}
