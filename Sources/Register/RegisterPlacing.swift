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
    var pointsOf: [Int: [Point]] = [:]
    for (index, establishment) in establishments.enumerated() where establishment.details != nil {
      guard let place = locationOf[establishment.number] else { continue }
      switch locations[place].place {
      case .missing: break
      case .unusable: refuse(locations[place], locations[place].text)
      case .onMap(let x, let y, let epsg):
        pointsOf[epsg, default: []].append(Point(establishment: index, location: place, x: x, y: y))
      }
    }
    let regions = try Regions.bundled()
    var coordinates = [Coordinate?](repeating: nil, count: establishments.count)
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
