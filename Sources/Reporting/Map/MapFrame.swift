import Geography
import Plans

/// Where places of a region stand on its map. Map units: about one screen pixel on a wide screen; x to the right, y down.
///
/// The official projection of the region (Lambert-93 or its UTM zone); when libproj does not know it, an equirectangular
/// one that keeps lengths true at the region's middle, which a map of one region can afford.
struct MapFrame {
  /// Largest size of a map, in map units.
  static let largest = (width: 1000.0, height: 720.0)
  private static let margin = 24.0

  let width: Double
  let height: Double
  let unitsPerKm: Double

  private let flatten: (Coordinate) -> PlanePoint?
  private let west: Double
  private let north: Double

  /// - Parameters:
  ///   - region: whose projection is used; nil for an unknown one.
  ///   - outline: the region's polygons, longitude and latitude; may be empty.
  ///   - places: what is to be shown beside the outline.
  /// - Returns: nil when there is nothing to show.
  init?(region: Region?, outline: [[[[Double]]]], places: [Coordinate]) {
    let corners = outline.flatMap { $0 }.flatMap { $0 }.compactMap(Coordinate.init(lonLat:))
    guard let middle = Self.middle(of: corners.isEmpty ? places : corners) else { return nil }
    flatten = Self.flattening(region: region, middle: middle)
    let shown = (corners + Self.near(corners, places)).compactMap(flatten)
    guard let first = shown.first else { return nil }
    var (minX, maxX, minY, maxY) = (first.x, first.x, first.y, first.y)
    for point in shown {
      minX = min(minX, point.x)
      maxX = max(maxX, point.x)
      minY = min(minY, point.y)
      maxY = max(maxY, point.y)
    }
    // A lone place still needs some country around it.
    let widthKm = max(maxX - minX, 10)
    let heightKm = max(maxY - minY, 10)
    unitsPerKm = min(
      (Self.largest.width - 2 * Self.margin) / widthKm, (Self.largest.height - 2 * Self.margin) / heightKm)
    width = widthKm * unitsPerKm + 2 * Self.margin
    height = heightKm * unitsPerKm + 2 * Self.margin
    west = (minX + maxX - widthKm) / 2
    north = (minY + maxY + heightKm) / 2
  }

  /// How large marks are to be drawn so that `count` of them leave the country visible: 1 where there is room, less in a
  /// dense region.
  func markScale(count: Int) -> Double {
    let roomEach = width * height / Double(max(count, 1))
    return min(1, max(0.6, (roomEach / 260).squareRoot()))
  }

  /// - Returns: nil for a place that the projection cannot show.
  func point(_ place: Coordinate) -> PlanePoint? {
    guard let flat = flatten(place) else { return nil }
    return PlanePoint(
      x: (flat.x - west) * unitsPerKm + Self.margin, y: (north - flat.y) * unitsPerKm + Self.margin)
  }

  private static func middle(of places: [Coordinate]) -> Coordinate? {
    guard let south = places.map(\.lat).min(), let north = places.map(\.lat).max(),
      let west = places.map(\.lon).min(), let east = places.map(\.lon).max()
    else { return nil }
    return Coordinate(lat: (south + north) / 2, lon: (west + east) / 2)
  }

  /// The places within half the outline's size of it: a wrong coordinate far out at sea must not shrink the region.
  private static func near(_ corners: [Coordinate], _ places: [Coordinate]) -> [Coordinate] {
    guard let south = corners.map(\.lat).min(), let north = corners.map(\.lat).max(),
      let west = corners.map(\.lon).min(), let east = corners.map(\.lon).max()
    else { return places }
    let (dLat, dLon) = ((north - south) / 2, (east - west) / 2)
    return places.filter {
      $0.lat > south - dLat && $0.lat < north + dLat && $0.lon > west - dLon && $0.lon < east + dLon
    }
  }

  private static func flattening(region: Region?, middle: Coordinate) -> (Coordinate) -> PlanePoint? {
    if let region, let projection = try? Projection(epsg: region.epsg), projection.projected(middle) != nil {
      return { place in
        projection.projected(place).map { PlanePoint(x: $0.x / 1000, y: $0.y / 1000) }
      }
    }
    let kmPerDegree = Coordinate(lat: 0, lon: 0).distanceKm(to: Coordinate(lat: 1, lon: 0))
    let narrowing = Coordinate(lat: middle.lat, lon: 0).distanceKm(to: Coordinate(lat: middle.lat, lon: 1))
    return { place in
      guard place.lat.isFinite, place.lon.isFinite else { return nil }
      return PlanePoint(x: (place.lon - middle.lon) * narrowing, y: (place.lat - middle.lat) * kmPerDegree)
    }
  }
}

extension Coordinate {
  /// - Returns: nil unless `position` is [longitude, latitude].
  init?(lonLat position: [Double]) {
    guard position.count >= 2, position[0].isFinite, position[1].isFinite else { return nil }
    self.init(lat: position[1], lon: position[0])
  }
}
