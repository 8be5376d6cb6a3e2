import Geography
import Wording

/// Tells whether two places are one, when formats give them on a map and in degrees.
struct RegisterPlaceComparison {
  /// Degrees of six decimals and metres of one differ by less.
  static let toleranceKm = 0.01
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
