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
    let region: RegionCode?
    /// Equal for rows that say the same.
    let fingerprint: UInt64
    let origin: Origin
    var isClosed = false
    /// nil unless it is an eligible ESSMS.
    var details: Details?
  }

  struct Details {
    let name: String
    let category: String
    let sector: Sector
    let commune: String
    let town: String
    let siret: String
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
    /// What stands there, when it is unusable.
    let text: String
  }

  private let isStrict: Bool
  /// Paths as the user wrote them, for failures.
  private var paths: [String] = []
  private var establishments: [Establishment] = []
  private var establishmentOf: [FinessNumber: Int] = [:]
  private var locations: [Location] = []
  private var locationOf: [FinessNumber: Int] = [:]
  /// The capacity of an establishment, and the file that tells it.
  private var capacityOf: [FinessNumber: (file: Int, places: Int)] = [:]
  private var comparison = RegisterPlaceComparison()
  private var ogNames: [FinessNumber: String] = [:]
  private var problems: [(origin: Origin, problem: RegisterProblem)] = []
  private var names: [String] = []

  /// - Parameter isStrict: whether a row that is lost is a failure.
  init(isStrict: Bool) {
    self.isStrict = isStrict
  }

  /// Announces a file.
  ///
  /// - Returns: its place, for origins.
  mutating func open(path: String, name: String) -> Int {
    paths.append(path)
    names.append(name)
    return paths.count - 1
  }

  /// Notes a problem.
  ///
  /// - Throws: `Failure` when it loses a row and the draft is strict.
  mutating func report(
    _ kind: RegisterProblem.Kind, at origin: Origin, value: String, expected: @autoclosure () -> Wording
  ) throws(Failure) {
    let problem = RegisterProblem(kind: kind, file: names[origin.file], line: origin.line, value: value)
    if isStrict && problem.losesRow {
      let path = paths[origin.file]
      let expected = expected()
      throw Failure(
        .data, fr: "\(path), ligne \(origin.line) : « \(value) » ; attendu : \(expected.fr)",
        en: "\(path), line \(origin.line): \"\(value)\"; expected \(expected.en)")
    }
    problems.append((origin, problem))
  }

  mutating func name(_ og: FinessNumber, _ name: String, at origin: Origin) throws(Failure) {
    guard !name.isEmpty else { return }
    if let known = ogNames[og] {
      if known != name { try reportDuplicate(og, at: origin) }
    } else {
      ogNames[og] = name
    }
  }

  /// Whether no establishment of that number is there yet; one that says something else is reported.
  mutating func isNew(_ establishment: Establishment) throws(Failure) -> Bool {
    guard let known = establishmentOf[establishment.number] else { return true }
    if establishments[known].fingerprint != establishment.fingerprint {
      try reportDuplicate(establishment.number, at: establishment.origin)
    }
    return false
  }

  /// Adds an establishment that is new.
  mutating func add(_ establishment: Establishment) {
    establishmentOf[establishment.number] = establishments.count
    establishments.append(establishment)
  }

  /// Adds a place, unless the establishment has one already.
  mutating func add(_ location: Location) throws(Failure) {
    if let known = locationOf[location.number] {
      if location.place == .missing { return }
      if try comparison.areSame(locations[known].place, location.place) { return }
      // A place beats none.
      guard locations[known].place == .missing else { return try reportDuplicate(location.number, at: location.origin) }
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

  private mutating func reportDuplicate(_ number: FinessNumber, at origin: Origin) throws(Failure) {
    try report(
      .duplicate, at: origin, value: number.text,
      expected: Wording(fr: "un numéro par ligne, ou la même ligne", en: "each number once, or the same row again"))
  }

  /// The register, once every file has been read.
  ///
  /// - Throws: `Failure` when no file held an establishment.
  func register(sources: [SourceFile]) throws(Failure) -> Register {
    guard !establishments.isEmpty else {
      let files = paths.joined(separator: ", ")
      throw Failure(
        .data,
        fr:
          "\(files) : aucun établissement ; attendu : un extrait 502 ou 507 (lignes structureet), un document FINESS+ "
          + "ou une archive annuelle",
        en: "\(files): no establishment; expected a 502 or 507 extract (structureet lines), a FINESS+ document or an "
          + "annual archive")
    }
    var placing = RegisterPlacing()
    let coordinates = try placing.coordinates(of: establishments, locations, locationOf)
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
      guard let region = establishment.region, let coordinate = coordinates[index] else {
        excluded.append(
          ExcludedESSMS(
            number: establishment.number, region: establishment.region, reason: .noCoordinates, og: establishment.og))
        continue
      }
      essms.append(
        ESSMS(
          number: establishment.number, og: establishment.og, name: details.name, category: details.category,
          sector: details.sector, region: region, commune: details.commune, town: details.town, siret: details.siret,
          coordinate: coordinate))
    }
    let orphans = locations.lazy.filter { establishmentOf[$0.number] == nil }
      .map { (origin: $0.origin, kind: RegisterProblem.Kind.orphanLocation, value: $0.number.text) }
    let found = (Array(orphans) + placing.problems).map {
      ($0.origin, RegisterProblem(kind: $0.kind, file: names[$0.origin.file], line: $0.origin.line, value: $0.value))
    }
    let capacities = essms.reduce(into: [FinessNumber: Int]()) { $0[$1.number] = capacityOf[$1.number]?.places }
    return Register(
      essms: essms.sorted { $0.number < $1.number }, ogNames: ogNames,
      excluded: excluded.sorted { $0.number < $1.number }, notEssms: notEssms, sources: sources,
      problems: (problems + found).sorted { $0.origin < $1.origin }.map(\.problem), capacities: capacities)
  }
}
