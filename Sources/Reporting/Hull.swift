/// A point of the plane: projected, or longitude and latitude taken as such.
struct PlanePoint: Hashable, Sendable {
  var x: Double
  var y: Double
}

/// Convex hulls, by Andrew's monotone chain ("Another efficient algorithm for convex hulls in two dimensions", 1979).
enum Hull {
  /// The corners counter-clockwise (y up), first not repeated. Fewer than three when all points stand on one line.
  ///
  /// - Complexity: O(*n* log *n*).
  static func convex(_ points: some Sequence<PlanePoint>) -> [PlanePoint] {
    let sorted = Set(points).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    guard sorted.count > 2 else { return sorted }
    let lower = chain(sorted)
    let upper = chain(sorted.reversed())
    return Array(lower.dropLast() + upper.dropLast())
  }

  private static func chain(_ points: some Sequence<PlanePoint>) -> [PlanePoint] {
    var corners: [PlanePoint] = []
    for point in points {
      while corners.count >= 2, turn(corners[corners.count - 2], corners[corners.count - 1], point) <= 0 {
        corners.removeLast()
      }
      corners.append(point)
    }
    return corners
  }

  /// Twice the signed area of the triangle: positive for a turn to the left.
  private static func turn(_ a: PlanePoint, _ b: PlanePoint, _ c: PlanePoint) -> Double {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
  }

  /// Signed area of a ring, positive when counter-clockwise.
  static func area(_ ring: [PlanePoint]) -> Double {
    guard var before = ring.last else { return 0 }
    var sum = 0.0
    for point in ring {
      sum += before.x * point.y - point.x * before.y
      before = point
    }
    return sum / 2
  }
}
