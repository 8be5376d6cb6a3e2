import Geography
import Wording

/// Turns coordinates on maps into latitudes and longitudes, refuses those that cannot be right, and puts the establishments
/// left without any at their commune's town hall.
///
/// A place outside the territory of its département (mainland, Corse, each overseas one) is refused: an overseas
/// establishment whose line says Lambert-93 lands in the sea or nowhere. One that lies in it once east and north change
/// places was exchanged: no French territory is the mirror image of another.
struct RegisterPlacing {
  struct Position {
    let coordinate: Coordinate
    let placement: ESSMS.Placement
    /// INSEE code of the commune that it is the town hall of; empty for the register's own.
    var commune = ""
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

  private(set) var problems: [Problem] = []

  /// The positions of the eligible establishments that are open, in the establishments' order; nil for all others and for
  /// those whose place and commune are not known.
  ///
  /// - Complexity: O(n), one or two calls of libproj for each projection.
  mutating func positions(
    of establishments: [RegisterDraft.Establishment], _ locations: [RegisterDraft.Location],
    _ locationOf: [FinessNumber: Int]
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
          text: "\(lat);\(lon)")
      }
    }
    for (epsg, points) in pointsOf.sorted(by: { $0.key < $1.key }) {
      let projection = try Projection(epsg: epsg)
      for (point, place) in zip(points, projection.geographic(points.map { ($0.x, $0.y) })) {
        guard let region = territory(point.establishment) else { continue }
        positions[point.establishment] = accept(
          locations[point.location], place, exchanged: projection.geographic(x: point.y, y: point.x), in: region,
          text: "\(point.x);\(point.y);EPSG:\(epsg)")
      }
    }
    try placeAtCommunes(establishments, &positions)
    return positions
  }

  /// The place, or the exchanged one, when it lies in the territory; nil, and reported, when none does.
  private mutating func accept(
    _ location: RegisterDraft.Location, _ place: Coordinate?, exchanged: @autoclosure () -> Coordinate?,
    in region: Region, text: String
  ) -> Position? {
    if let place, region.bounds.contains(place) {
      reportSpelling(of: location)
      return Position(coordinate: place, placement: .register)
    }
    if let place = exchanged(), region.bounds.contains(place) {
      reportSpelling(of: location)
      report(.swappedCoordinates, location, text)
      return Position(coordinate: place, placement: .register)
    }
    refuse(location, "\(text) (\(region.name))")
    return nil
  }

  private func placeAtCommunes(
    _ establishments: [RegisterDraft.Establishment], _ positions: inout [Position?]
  ) throws(Failure) {
    for (index, establishment) in establishments.enumerated() where positions[index] == nil && !establishment.isClosed {
      guard let details = establishment.details, let region = establishment.region else { continue }
      guard let commune = try Self.commune(details, region) else { continue }
      positions[index] = Position(coordinate: commune.position, placement: .commune, commune: commune.code)
    }
  }

  /// By its INSEE code; else, since communes merge and codes go, by its postal code and the town's name, by the postal code
  /// alone where it is of one commune, or by the name alone where the département has one such.
  private static func commune(_ details: RegisterDraft.Details, _ region: RegionCode) throws(Failure) -> Commune? {
    guard !details.commune.isEmpty || !details.postalCode.isEmpty || !details.town.isEmpty else { return nil }
    let communes = try Communes.bundled()
    if let commune = communes.commune(details.commune) { return commune.region == region ? commune : nil }
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
