import Geography
import Wording

/// Turns coordinates on maps into latitudes and longitudes, and refuses those that cannot be right.
///
/// A place outside the territory of its département (mainland, Corse, each overseas one) is refused: an overseas
/// establishment whose line says Lambert-93 lands in the sea or nowhere.
struct RegisterPlacing {
  private(set) var problems: [(origin: RegisterDraft.Origin, kind: RegisterProblem.Kind, value: String)] = []

  /// The coordinates of the eligible establishments, in the establishments' order; nil for all others and for those
  /// whose place is not known.
  ///
  /// - Complexity: O(n), one call of libproj for each projection.
  mutating func coordinates(
    of establishments: [RegisterDraft.Establishment], _ locations: [RegisterDraft.Location],
    _ locationOf: [FinessNumber: Int]
  ) throws(Failure) -> [Coordinate?] {
    struct Point {
      let establishment: Int
      let location: Int
      let x: Double
      let y: Double
    }
    let regions = try Regions.bundled()
    var coordinates = [Coordinate?](repeating: nil, count: establishments.count)
    var pointsOf: [Int: [Point]] = [:]
    for (index, establishment) in establishments.enumerated()
    where establishment.details != nil && !establishment.isClosed {
      guard let place = locationOf[establishment.number] else { continue }
      switch locations[place].place {
      case .missing: break
      case .unusable: refuse(locations[place], locations[place].text)
      case .onMap(let x, let y, let epsg):
        pointsOf[epsg, default: []].append(Point(establishment: index, location: place, x: x, y: y))
      case .onEarth(let lat, let lon):
        guard let region = establishment.region.flatMap({ regions.region($0) }) else { break }
        if region.bounds.contains(Coordinate(lat: lat, lon: lon)) {
          coordinates[index] = Coordinate(lat: lat, lon: lon)
        } else {
          refuse(locations[place], "\(lat);\(lon) (\(region.name))")
        }
      }
    }
    for (epsg, points) in pointsOf {
      let places = try Projection(epsg: epsg).geographic(points.map { ($0.x, $0.y) })
      for (point, place) in zip(points, places) {
        // Without a region there is no territory to check against, and the establishment is left out anyway.
        guard let code = establishments[point.establishment].region, let region = regions.region(code) else { continue }
        if let place, region.bounds.contains(place) {
          coordinates[point.establishment] = place
        } else {
          refuse(locations[point.location], "\(point.x);\(point.y);EPSG:\(epsg) (\(region.name))")
        }
      }
    }
    return coordinates
  }

  private mutating func refuse(_ location: RegisterDraft.Location, _ value: String) {
    problems.append((location.origin, .badCoordinate, "\(location.number) " + shortened(value)))
  }
}

/// Tells whether two places are one, when formats give them on a map and in degrees.
struct RegisterPlaceComparison {
  /// Degrees of six decimals and metres of one differ by less.
  private static let toleranceKm = 0.01
  private var projections: [Int: Projection] = [:]

  mutating func areSame(_ a: RegisterDraft.Place, _ b: RegisterDraft.Place) throws(Failure) -> Bool {
    switch (a, b) {
    case (.onMap, .onEarth), (.onEarth, .onMap), (.onEarth, .onEarth):
      guard let a = try coordinate(a), let b = try coordinate(b) else { return false }
      return a.distanceKm(to: b) <= Self.toleranceKm
    default: return a == b
    }
  }

  private mutating func coordinate(_ place: RegisterDraft.Place) throws(Failure) -> Coordinate? {
    switch place {
    case .missing, .unusable: return nil
    case .onEarth(let lat, let lon): return Coordinate(lat: lat, lon: lon)
    case .onMap(let x, let y, let epsg):
      if let projection = projections[epsg] { return projection.geographic(x: x, y: y) }
      let projection = try Projection(epsg: epsg)
      projections[epsg] = projection
      return projection.geographic(x: x, y: y)
    }
  }
}
