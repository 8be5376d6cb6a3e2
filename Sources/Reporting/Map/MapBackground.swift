import Geography

/// The country under the grappes: neighbouring régions, the région, its départements with their names.
struct MapBackground {
  let frame: MapFrame
  /// How far beyond the frame outlines are kept, in frame sizes: the page may be wider than the region.
  private static let overhang = 1.0

  func svg(region: RegionCode, contours: Contours) -> String {
    var parts = "<g class=\"fond\" aria-hidden=\"true\">"
    for area in contours.regions where area.region != region {
      let path = self.path(area.polygons)
      if !path.isEmpty { parts += "<path class=\"voisin\" d=\"\(path.data)\"/>" }
    }
    for area in contours.regions where area.region == region {
      parts += "<path class=\"terre\" d=\"\(path(area.polygons).data)\"/>"
    }
    let own = contours.departements.filter { $0.region == region }
    for area in own {
      parts += "<path class=\"dep\" d=\"\(path(area.polygons).data)\"/>"
    }
    for area in contours.regions where area.region == region {
      parts += "<path class=\"cote\" d=\"\(path(area.polygons).data)\"/>"
    }
    let names = departementNames(own)
    for (name, place) in names {
      parts +=
        "<text class=\"dep-nom\" x=\"\(SVGPath.number(place.x))\" y=\"\(SVGPath.number(place.y))\">"
        + "\(ShownText.escaped(name))</text>"
    }
    return parts + "</g>\n"
  }

  /// Names of a region's towns, to stand over the marks of its map.
  func towns(region: RegionCode, contours: Contours, communes: Communes) -> String {
    let own = contours.departements.filter { $0.region == region }
    let towns = MapTowns(frame: frame)
    return towns.svg(
      towns.towns(
        own.flatMap { communes.communes(departement: $0.code) },
        obstacles: departementNames(own).map { ($0.place, $0.name.count) }))
  }

  /// None where the region is one département.
  private func departementNames(_ areas: [Contours.Area]) -> [(name: String, place: PlanePoint)] {
    guard areas.count > 1 else { return [] }
    return areas.compactMap { area in middle(area.polygons).map { (ShownText.cleaned(area.name), $0) } }
  }

  private func path(_ polygons: [[[[Double]]]]) -> SVGPath {
    var path = SVGPath()
    for ring in polygons.flatMap({ $0 }) {
      let clipped = clip(ring.compactMap(Coordinate.init(lonLat:)).compactMap(frame.point))
      if clipped.count > 2 { path.polygon(clipped) }
    }
    return path
  }

  /// The centre of gravity of the largest outer ring: a name stands well there, but for crescents.
  private func middle(_ polygons: [[[[Double]]]]) -> PlanePoint? {
    let rings = polygons.compactMap(\.first).map {
      $0.compactMap(Coordinate.init(lonLat:)).compactMap(frame.point)
    }
    guard let ring = rings.max(by: { abs(Hull.area($0)) < abs(Hull.area($1)) }), var before = ring.last else {
      return nil
    }
    let area = Hull.area(ring)
    guard abs(area) > 1 else { return nil }
    var (x, y) = (0.0, 0.0)
    for point in ring {
      let cross = before.x * point.y - point.x * before.y
      x += (before.x + point.x) * cross
      y += (before.y + point.y) * cross
      before = point
    }
    return PlanePoint(x: x / (6 * area), y: y / (6 * area))
  }

  /// The part of a ring inside the frame and its overhang (Sutherland and Hodgman, "Reentrant polygon clipping", 1974).
  private func clip(_ ring: [PlanePoint]) -> [PlanePoint] {
    let (dx, dy) = (frame.width * Self.overhang, frame.height * Self.overhang)
    var points = ring
    points = Self.cut(points) { $0.x + dx }
    points = Self.cut(points) { frame.width + dx - $0.x }
    points = Self.cut(points) { $0.y + dy }
    points = Self.cut(points) { frame.height + dy - $0.y }
    return points
  }

  /// Keeps the side where `inside` is not negative; `inside` is linear along a straight line.
  private static func cut(_ ring: [PlanePoint], _ inside: (PlanePoint) -> Double) -> [PlanePoint] {
    guard var before = ring.last else { return [] }
    var kept: [PlanePoint] = []
    for point in ring {
      let (a, b) = (inside(before), inside(point))
      if (a < 0) != (b < 0) {
        let share = a / (a - b)
        kept.append(PlanePoint(x: before.x + (point.x - before.x) * share, y: before.y + (point.y - before.y) * share))
      }
      if b >= 0 { kept.append(point) }
      before = point
    }
    return kept
  }
}
