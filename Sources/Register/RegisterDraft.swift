import Geography
import Wording

/// What the files have told so far, before establishments and their places meet: 502 and 507 may come in any order.
struct RegisterDraft {
  /// Where a row stands.
  struct Origin: Equatable, Comparable {
    /// Place of the file among those read, from 0.
    let file: Int
    /// From 1.
    let line: Int

    static func < (a: Origin, b: Origin) -> Bool { (a.file, a.line) < (b.file, b.line) }
  }

  struct Establishment {
    let number: FinessNumber
    let og: FinessNumber
    var region: RegionCode?
    /// Equal for rows that say the same.
    let fingerprint: UInt64
    let origin: Origin
    var isClosed = false
    /// nil unless it is an eligible ESSMS.
    var details: Details?
  }

  struct Details {
    var name: String
    let category: String
    let sector: Sector
    /// INSEE code; empty when not known.
    var departement: String
    var commune: String
    var town: String
    var postalCode: String
    var siret: String
  }

  enum Place: Equatable {
    /// Neither coordinate is there.
    case missing
    /// No number, or a projection that is not known.
    case unusable
    case onMap(x: Double, y: Double, epsg: Int)
    /// Degrees.
    case onEarth(lat: Double, lon: Double)
  }

  struct Location {
    let number: FinessNumber
    let place: Place
    let origin: Origin
    /// What stands there, when it is unusable or a spreadsheet's.
    let text: String
    /// Whether the numbers are spelled as spreadsheets do.
    var isRespelt = false
    /// Whether it is the middle of a commune, where an address was not found.
    var isCentroid = false
  }

  /// The day of which the file to be opened next is; nil when not known.
  var date: String?
  private let isStrict: Bool
  private let listsOddities: Bool
  /// Paths as the user wrote them, for failures.
  var paths: [String] = []
  var establishments: [Establishment] = []
  var establishmentOf: [FinessNumber: Int] = [:]
  private var locations: [Location] = []
  private var locationOf: [FinessNumber: Int] = [:]
  /// Other places of other files, the file believed first in front: they count where the first cannot be right.
  private var spareLocations: [Location] = []
  /// The capacity of an establishment, and the file that tells it.
  var capacityOf: [FinessNumber: (file: Int, places: Int)] = [:]
  /// Places of the files that are documents of activities, be there no capacity in them.
  var activityFiles: Set<Int> = []
  private var comparison = RegisterPlaceComparison()
  /// Open establishments of which the newest file tells no category, with the rest of what it tells.
  var uncategorised: [FinessNumber: Filling] = [:]
  private var ogNames: [FinessNumber: String] = [:]
  /// The files that tell them, but for the first.
  private var ogNameFiles: [FinessNumber: Int] = [:]
  private var groups: [HospitalGroup] = []
  private var groupsFile: Int?
  /// INSEE codes of the départements in which OG are registered, where a 501 extract tells.
  private var ogDepartements: [FinessNumber: String] = [:]
  var problems: [(origin: Origin, problem: RegisterProblem)] = []
  private var oddities = RegisterOddities()
  private var oddityOrigins: [Origin] = []
  private var names: [String] = []
  /// Days of the files; nil where one tells none.
  private var dates: [String?] = []

  init(_ options: RegisterReader.Options) {
    isStrict = options.strict
    listsOddities = options.listsOddities
  }

  /// Makes room for some more establishments and their places.
  mutating func reserve(_ count: Int) {
    establishments.reserveCapacity(establishments.count + count)
    establishmentOf.reserveCapacity(establishmentOf.count + count)
    locations.reserveCapacity(locations.count + count)
    locationOf.reserveCapacity(locationOf.count + count)
  }

  /// Announces a file.
  ///
  /// - Returns: its place, for origins.
  mutating func open(path: String, name: String) -> Int {
    paths.append(path)
    names.append(name)
    dates.append(date)
    return paths.count - 1
  }

  /// Notes a problem.
  ///
  /// - Throws: `Failure` when it loses a row and the draft is strict.
  mutating func report(
    _ kind: RegisterProblem.Kind, at origin: Origin, value: String, finess: FinessNumber? = nil,
    expected: @autoclosure () -> Wording
  ) throws(Failure) {
    let problem = RegisterProblem(
      kind: kind, file: names[origin.file], line: origin.line, value: value, finess: finess)
    if isStrict && problem.losesRow {
      let path = paths[origin.file]
      let expected = expected()
      throw Failure(
        .data, fr: "\(path), ligne \(origin.line) : « \(value) » ; attendu : \(expected.fr)",
        en: "\(path), line \(origin.line): \"\(value)\"; expected \(expected.en)")
    }
    problems.append((origin, problem))
  }

  /// Notes an oddity, which is counted and, unless all are asked for, listed as an example only.
  mutating func note(
    _ kind: RegisterProblem.Kind, at origin: Origin, of number: FinessNumber, value: @autoclosure () -> String
  ) {
    let count = oddities.counts[kind, default: 0]
    oddities.counts[kind] = count + 1
    guard listsOddities || count < RegisterOddities.exampleCount else { return }
    oddities.listed.append(
      RegisterProblem(kind: kind, file: names[origin.file], line: origin.line, value: value(), finess: number))
    oddityOrigins.append(origin)
  }

  /// Notes where an OG is registered.
  mutating func register(_ og: FinessNumber, in departement: Departement) {
    if ogDepartements[og] == nil { ogDepartements[og] = departement.code }
  }

  mutating func name(_ og: FinessNumber, _ name: String, at origin: Origin) throws(Failure) {
    guard !name.isEmpty else { return }
    if let known = ogNames[og] {
      let isNews = !isOlder(origin, than: ogNameFiles[og] ?? 0)
      if known != name && isNews { try reportDuplicate(og, at: origin) }
    } else {
      ogNames[og] = name
      if origin.file > 0 { ogNameFiles[og] = origin.file }
    }
  }

  /// Whether no establishment of that number is there yet, or a closed one only, which was opened again; one that says
  /// something else is reported.
  mutating func isNew(_ establishment: Establishment) throws(Failure) -> Bool {
    guard let place = establishmentOf[establishment.number] else { return true }
    let known = establishments[place]
    let isOld = isOlder(establishment.origin, than: known.origin.file)
    // Old and new structures of one number: the open one counts, in whatever order they stand; between files the newest.
    if !isOld, known.isClosed != establishment.isClosed { return known.isClosed }
    if known.fingerprint != establishment.fingerprint {
      if !isOld {
        try reportDuplicate(establishment.number, at: establishment.origin)
      } else if known.details != nil && !known.isClosed {
        note(.supersededRow, at: establishment.origin, of: establishment.number, value: establishment.number.text)
      }
    }
    return false
  }

  /// Adds an establishment that is new, in the place of a closed one where there is one.
  mutating func add(_ establishment: Establishment) {
    if let known = establishmentOf[establishment.number] {
      establishments[known] = establishment
      return
    }
    establishmentOf[establishment.number] = establishments.count
    establishments.append(establishment)
  }

  /// Adds a place, unless the establishment has one already.
  mutating func add(_ location: Location) throws(Failure) {
    if let known = locationOf[location.number] {
      if location.place == .missing { return }
      if try comparison.areSame(locations[known].place, location.place) { return }
      // A place beats none.
      guard locations[known].place == .missing else {
        let isOther = location.origin.file != locations[known].origin.file
        if isOther, location.place != .unusable { spareLocations.append(location) }
        let isUnusable = locations[known].place == .unusable
        if isOther && isUnusable || isOlder(location.origin, than: locations[known].origin.file) { return }
        return try reportDuplicate(location.number, at: location.origin)
      }
      locations[known] = location
    } else {
      locationOf[location.number] = locations.count
      locations.append(location)
    }
  }

  /// Adds places to an establishment's capacity. The first file that tells of an establishment is believed: the same
  /// extract given twice counts once.
  mutating func add(_ places: Int, to number: FinessNumber, at origin: Origin) {
    let known = capacityOf[number] ?? (origin.file, 0)
    if known.file == origin.file { capacityOf[number] = (known.file, known.places + places) }
  }

  /// Notes the groups of a document. The first that has any is believed.
  mutating func add(_ found: [HospitalGroup], at file: Int) {
    guard !found.isEmpty, groupsFile == nil else { return }
    groupsFile = file
    groups = found
  }

  /// Whether a row is older news than another file's, rather than another word of the same day.
  private func isOlder(_ origin: Origin, than file: Int) -> Bool {
    guard let date = dates[origin.file], let other = dates[file] else { return false }
    return date < other
  }

  private mutating func reportDuplicate(_ number: FinessNumber, at origin: Origin) throws(Failure) {
    try report(
      .duplicate, at: origin, value: number.text, finess: number,
      expected: Wording(fr: "un numéro par ligne, ou la même ligne", en: "each number once, or the same row again"))
  }

  /// The register, once every file has been read.
  ///
  /// - Throws: `Failure` when no file held an establishment.
  /// - Parameters:
  ///   - sources: the files as they are given.
  ///   - order: places in them, in the order in which they were read.
  consuming func register(sources: [SourceFile], order: [Int]? = nil) throws(Failure) -> Register {
    guard !establishments.isEmpty else { throw withoutEstablishment }
    try reportUncategorised()
    var placing = try RegisterPlacing()
    let positions = try placing.positions(of: establishments, locations, locationOf, spare: spareLocations)
    noteShared(positions)
    var essms: [ESSMS] = []
    var excluded: [ExcludedESSMS] = []
    var notEssms: [RegionCode?: Int] = [:]
    for (index, establishment) in establishments.enumerated() {
      guard let details = establishment.details else {
        notEssms[establishment.region, default: 0] += 1
        continue
      }
      guard !establishment.isClosed else {
        excluded.append(
          ExcludedESSMS(
            number: establishment.number, region: establishment.region, reason: .closed, og: establishment.og))
        continue
      }
      guard let region = establishment.region, let position = positions[index] else {
        // The first cause: without a territory no coordinate can be judged.
        let reason = establishment.region == nil ? ExclusionReason.unknownDepartement : .noCoordinates
        excluded.append(
          ExcludedESSMS(
            number: establishment.number, region: establishment.region, reason: reason, og: establishment.og))
        continue
      }
      essms.append(
        ESSMS(
          number: establishment.number, og: establishment.og, name: details.name, category: details.category,
          sector: details.sector, region: region, commune: details.commune, town: details.town, siret: details.siret,
          coordinate: position.coordinate, placement: position.placement))
    }
    let orphans = locations.lazy.filter { establishmentOf[$0.number] == nil }
      .map {
        RegisterPlacing.Problem(kind: .orphanLocation, origin: $0.origin, number: $0.number, value: $0.number.text)
      }
    let found = (Array(orphans) + placing.problems).map {
      (
        $0.origin,
        RegisterProblem(
          kind: $0.kind, file: names[$0.origin.file], line: $0.origin.line, value: $0.value, finess: $0.number)
      )
    }
    let capacities = essms.reduce(into: [FinessNumber: Int]()) { $0[$1.number] = capacityOf[$1.number]?.places }
    return Register(
      essms: essms.sorted { $0.number < $1.number }, ogNames: ogNames,
      excluded: excluded.sorted { $0.number < $1.number }, notEssms: notEssms, sources: sources,
      problems: (problems + found).sorted { $0.origin < $1.origin }.map(\.problem), oddities: sortedOddities,
      capacities: capacities, activityFiles: activityFiles.sorted().map { names[$0] }, groups: groups,
      readingOrder: order)
  }

  private var sortedOddities: RegisterOddities {
    var sorted = oddities
    sorted.listed = zip(oddityOrigins, oddities.listed).sorted { $0.0 < $1.0 }.map(\.1)
    return sorted
  }

  /// Notes what shows only when all establishments are known.
  ///
  /// - Complexity: O(establishments).
  private mutating func noteShared(_ positions: [RegisterPlacing.Position?]) {
    var sirets: [UInt64: Int] = [:]
    var places: [Coordinate: Int] = [:]
    let open = establishments.indices.filter { establishments[$0].details != nil && !establishments[$0].isClosed }
    let newest = establishments.reduce(into: Set<Int>()) { $0.insert($1.origin.file) }.compactMap { dates[$0] }.max()
    // A SIRET that was no good is there, though nothing of it is kept.
    let damagedSirets = Set(
      problems.lazy.filter { [.badSiret, .scientificSiret].contains($0.problem.kind) }.compactMap(\.problem.finess))
    for index in open {
      if let siret = establishments[index].details?.siret, let number = UInt64(siret) {
        sirets[number, default: 0] += 1
      }
      if let position = positions[index], position.placement == .register {
        places[position.coordinate, default: 0] += 1
      }
    }
    for index in open {
      let establishment = establishments[index]
      guard let details = establishment.details else { continue }
      let number = establishment.number
      if details.siret.isEmpty && !damagedSirets.contains(number) {
        note(.missingSiret, at: establishment.origin, of: number, value: "")
      }
      if let date = dates[establishment.origin.file], let newest, date < newest {
        note(.onlyInOlder, at: establishment.origin, of: number, value: number.text)
      }
      if let siret = UInt64(details.siret), sirets[siret, default: 0] > 1 {
        note(.sharedSiret, at: establishment.origin, of: number, value: details.siret)
      }
      if isRegisteredElsewhere(establishment, details) {
        note(.otherDepartement, at: establishment.origin, of: number, value: establishment.og.text)
      }
      // Its first cause is told: without a département no place can be trusted.
      guard establishment.region != nil else { continue }
      guard let position = positions[index] else {
        note(.notPlaced, at: establishment.origin, of: number, value: details.commune)
        continue
      }
      if position.isCentroid {
        note(.communeCentroid, at: establishment.origin, of: number, value: details.commune)
      }
      if position.placement == .commune {
        note(.placedAtCommune, at: establishment.origin, of: number, value: position.origin)
      } else if places[position.coordinate, default: 0] > 1 {
        let place = position.coordinate
        note(.sharedCoordinate, at: establishment.origin, of: number, value: "\(place.lat);\(place.lon)")
      }
    }
  }

  /// By the OG's département where a 501 extract tells it, else by the first characters of both numbers, which tell that
  /// of registration.
  private func isRegisteredElsewhere(_ establishment: Establishment, _ details: Details) -> Bool {
    if let departement = ogDepartements[establishment.og], !details.departement.isEmpty {
      return departement != details.departement
    }
    return !establishment.og.territory.elementsEqual(establishment.number.territory)
  }
}
