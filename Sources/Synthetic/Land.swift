import Geography

/// The land of some regions, by their outlines: sites stand on it rather than in the sea.
struct Land: Sendable {
  /// One side of an outline, in degrees.
  private struct Side {
    let fromLon: Double
    let fromLat: Double
    let toLon: Double
    let toLat: Double
  }

  private let sides: [Side]

  /// - Parameter polygons: each a list of closed rings of [longitude, latitude], as `Contours.Area` has them.
  init(polygons: [[[[Double]]]]) {
    var sides: [Side] = []
    for ring in polygons.joined() {
      for (a, b) in zip(ring, ring.dropFirst()) where a.count > 1 && b.count > 1 && a[1] != b[1] {
        sides.append(Side(fromLon: a[0], fromLat: a[1], toLon: b[0], toLat: b[1]))
      }
    }
    self.sides = sides
  }

  /// Whether a place lies inside: a line from it to the east crosses an odd number of sides (Shimrat 1962).
  ///
  /// - Complexity: O(sides), 100 to 650 for a region.
  func contains(_ place: Coordinate) -> Bool {
    var isInside = false
    sides.withUnsafeBufferPointer { sides in
      for side in sides where (side.fromLat > place.lat) != (side.toLat > place.lat) {
        let share = (place.lat - side.fromLat) / (side.toLat - side.fromLat)
        if side.fromLon + share * (side.toLon - side.fromLon) > place.lon { isInside.toggle() }
      }
    }
    return isInside
  }
}
