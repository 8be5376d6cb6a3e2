import Geography
import Wording

/// Turns coordinates on maps into latitudes and longitudes, refuses those that cannot be right, and puts the establishments
/// left without any at their commune's town hall.
///
/// A place outside the territory of its département (mainland, Corse, each overseas one) is refused: an overseas
/// establishment whose line says Lambert-93 lands in the sea or nowhere. One that lies in it once east and north change
/// places was exchanged: no French territory is the mirror image of another. So is a place refused that lies beyond the
/// reach of the commune which the row names: one of both is false, and the commune is what people write.
///
/// Where the file believed first tells a place that is none, or none of the territory, the next one that tells a good one
/// counts.
struct RegisterPlacing {
  /// How much farther than its commune reaches an establishment may lie, in km: contours are simplified, and sites lie
  /// across a border from the town that they are known by. A convention of this tool.
  static let toleranceKm = 5.0

  struct Position {
    let coordinate: Coordinate
    let placement: ESSMS.Placement
    /// INSEE code of the commune that it is the town hall of, after that of the former commune which the row names where it
    /// has merged; empty for the register's own.
    var origin = ""
    /// Whether it is the middle of the commune, as the register says.
    var isCentroid = false
  }

  struct Problem {
    let kind: RegisterProblem.Kind
    let origin: RegisterDraft.Origin
    let number: FinessNumber
    let value: String
  }

  private struct Point {
    let establishment: Int
    let location: Int
    let x: Double
    let y: Double
  }

  private let communes: Communes
  private let former: FormerCommunes
  private(set) var problems: [Problem] = []

  /// - Throws: `Failure` when a table of the program is missing or damaged.
  init() throws(Failure) {
    communes = try .bundled()
    former = try .bundled()
  }

  /// The positions of the eligible establishments that are open, in the establishments' order; nil for all others and for
  /// those whose place and commune are not known.
  ///
  /// - Parameter spare: places of files that are believed less, the best first.
  /// - Complexity: O(n), one or two calls of libproj for each projection.
  mutating func positions(
    of establishments: [RegisterDraft.Establishment], _ locations: [RegisterDraft.Location],
    _ locationOf: [FinessNumber: Int], spare: [RegisterDraft.Location] = []
  ) throws(Failure) -> [Position?] {
    let regions = try Regions.bundled()
    var positions = [Position?](repeating: nil, count: establishments.count)
    var pointsOf: [Int: [Point]] = [:]
    // Without a region there is no territory to check against, and the establishment is left out anyway.
    func territory(_ index: Int) -> Region? { establishments[index].region.flatMap { regions.region($0) } }
    for (index, establishment) in establishments.enumerated()
    where establishment.details != nil && !establishment.isClosed {
      guard territory(index) != nil, let place = locationOf[establishment.number] else { continue }
      switch locations[place].place {
      case .missing: break
      case .unusable: refuse(locations[place], locations[place].text)
      case .onMap(let x, let y, let epsg):
        pointsOf[epsg, default: []].append(Point(establishment: index, location: place, x: x, y: y))
      case .onEarth(let lat, let lon):
        guard let region = territory(index) else { break }
        positions[index] = accept(
          locations[place], Coordinate(lat: lat, lon: lon), exchanged: Coordinate(lat: lon, lon: lat), in: region,
          of: establishment.details, text: "\(lat);\(lon)")
      }
    }
    for (epsg, points) in pointsOf.sorted(by: { $0.key < $1.key }) {
      let projection = try Projection(epsg: epsg)
      for (point, place) in zip(points, projection.geographic(points.map { ($0.x, $0.y) })) {
        guard let region = territory(point.establishment) else { continue }
        positions[point.establishment] = accept(
          locations[point.location], place, exchanged: projection.geographic(x: point.y, y: point.x), in: region,
          of: establishments[point.establishment].details, text: "\(point.x);\(point.y);EPSG:\(epsg)")
      }
    }
    try placeBySpares(establishments, spare, &positions)
    placeAtCommunes(establishments, &positions)
    return positions
  }

  /// Places what an unusable position has left without a place by what other files tell; their own faults are not told.
  private mutating func placeBySpares(
    _ establishments: [RegisterDraft.Establishment], _ spare: [RegisterDraft.Location], _ positions: inout [Position?]
  ) throws(Failure) {
    guard !spare.isEmpty else { return }
    let refused = Set(problems.lazy.filter { $0.kind == .badCoordinate }.map(\.number))
    var indexOf: [FinessNumber: Int] = [:]
    for (index, establishment) in establishments.enumerated()
    where positions[index] == nil && refused.contains(establishment.number) { indexOf[establishment.number] = index }
    let regions = try Regions.bundled()
    for location in spare {
      guard let index = indexOf[location.number], positions[index] == nil,
        let region = establishments[index].region.flatMap({ regions.region($0) })
      else { continue }
      let place: Coordinate?
      let exchanged: Coordinate?
      switch location.place {
      case .missing, .unusable: continue
      case .onEarth(let lat, let lon):
        (place, exchanged) = (Coordinate(lat: lat, lon: lon), Coordinate(lat: lon, lon: lat))
      case .onMap(let x, let y, let epsg):
        let projection = try Projection(epsg: epsg)
        (place, exchanged) = (projection.geographic(x: x, y: y), projection.geographic(x: y, y: x))
      }
      let told = problems.count
      positions[index] = accept(
        location, place, exchanged: exchanged, in: region, of: establishments[index].details, text: "")
      if positions[index] == nil { problems.removeLast(problems.count - told) }
    }
  }

  /// The place, or the exchanged one, when it lies in the territory and not far from the commune; nil, and reported, when
  /// none does.
  private mutating func accept(
    _ location: RegisterDraft.Location, _ place: Coordinate?, exchanged: @autoclosure () -> Coordinate?,
    in region: Region, of details: RegisterDraft.Details?, text: String
  ) -> Position? {
    var found = place
    let isExchanged = place.map { !region.bounds.contains($0) } ?? true
    if isExchanged { found = exchanged().flatMap { region.bounds.contains($0) ? $0 : nil } }
    guard let found else {
      refuse(location, "\(text) (\(region.name))")
      return nil
    }
    if let details, let far = distanceBeyondReach(of: details, in: region.code, found) {
      report(.farFromCommune, location, "\(location.number) \(far)")
      return nil
    }
    reportSpelling(of: location)
    if isExchanged { report(.swappedCoordinates, location, text) }
    return Position(coordinate: found, placement: .register, isCentroid: location.isCentroid)
  }

  /// How far a place is from the town hall of its commune, in words of figures, when it lies beyond what the commune
  /// reaches and `toleranceKm`; nil when it does not, or when the commune is not known for certain, by its code.
  private func distanceBeyondReach(
    of details: RegisterDraft.Details, in region: RegionCode, _ place: Coordinate
  ) -> String? {
    var code = details.commune
    guard !code.isEmpty else { return nil }
    var ground = communes.ground(of: code)
    if ground == nil {
      code = former.current(code)
      ground = communes.ground(of: code)
    }
    guard let ground, let extentKm = ground.extentKm else { return nil }
    let reach = extentKm + Self.toleranceKm
    // A degree is 111.2 km at most: nearly all places need no trigonometry.
    let (north, east) = (place.lat - ground.position.lat, place.lon - ground.position.lon)
    if (north * north + east * east) * Self.squaredKmOfDegree < reach * reach { return nil }
    let km = place.distanceKm(to: ground.position)
    guard km > reach, let commune = communes.commune(code), commune.region == region || code != details.commune else {
      return nil
    }
    return "\(Int(km.rounded())) km (\(commune.code) \(commune.name))"
  }

  private static let squaredKmOfDegree = 111.2 * 111.2

  private func placeAtCommunes(_ establishments: [RegisterDraft.Establishment], _ positions: inout [Position?]) {
    for (index, establishment) in establishments.enumerated() where positions[index] == nil && !establishment.isClosed {
      guard let details = establishment.details, let region = establishment.region else { continue }
      guard let commune = commune(details, region) else { continue }
      let hasMerged = former.merger(of: details.commune) != nil
      positions[index] = Position(
        coordinate: commune.position, placement: .commune,
        origin: hasMerged ? "\(details.commune) → \(commune.code)" : commune.code)
    }
  }

  /// By its INSEE code, or that of the commune it has merged into, be it in another region; else, since codes go, by its
  /// postal code and the town's name, by the postal code alone where it is of one commune, or by the name alone where the
  /// département has one such.
  private func commune(_ details: RegisterDraft.Details, _ region: RegionCode) -> Commune? {
    guard !details.commune.isEmpty || !details.postalCode.isEmpty || !details.town.isEmpty else { return nil }
    if let commune = communes.commune(details.commune) { return commune.region == region ? commune : nil }
    if let merger = former.merger(of: details.commune) { return communes.commune(merger.successor) }
    let near = communes.communes(postalCode: details.postalCode).filter { $0.region == region }
    let town = TableFileSpelling.key(Self.unabridged(details.town))
    if let commune = near.first(where: { TableFileSpelling.key($0.name) == town }) { return commune }
    if near.count == 1 { return near[0] }
    let named =
      town.isEmpty
      ? [] : communes.communes(departement: details.departement).filter { TableFileSpelling.key($0.name) == town }
    return named.count == 1 ? named[0] : nil
  }

  /// A town's name with its saints written out, as the table of communes has them.
  private static func unabridged(_ town: String) -> String {
    town.split(separator: " ").map { $0 == "ST" ? "SAINT" : $0 == "STE" ? "SAINTE" : $0 }.joined(separator: " ")
  }

  private mutating func reportSpelling(of location: RegisterDraft.Location) {
    if location.isRespelt { report(.spreadsheetCoordinate, location, location.text) }
  }

  private mutating func refuse(_ location: RegisterDraft.Location, _ value: String) {
    // The number stands in the value too, since positions have lines of their own.
    problems.append(
      Problem(
        kind: .badCoordinate, origin: location.origin, number: location.number,
        value: "\(location.number) " + shortened(value)))
  }

  private mutating func report(
    _ kind: RegisterProblem.Kind, _ location: RegisterDraft.Location, _ value: String
  ) {
    problems.append(Problem(kind: kind, origin: location.origin, number: location.number, value: shortened(value)))
  }
}
