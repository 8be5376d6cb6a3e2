import Foundation

/// A coordinate as a point of the unit sphere: distances without trigonometry for each pair.
///
/// The straight chord c between two points and the great circle d are tied by c = 2 sin(d / 2R). Chords computed here lie
/// within `SpherePoint.chordError` of the truth, so whoever needs the very answer of `Coordinate.distanceKm` asks that
/// function wherever the chord is too close to call.
public struct SpherePoint: Sendable, BitwiseCopyable {
  public let x: Double
  public let y: Double
  public let z: Double

  public init(_ coordinate: Coordinate) {
    let radians = Double.pi / 180
    let lat = coordinate.lat * radians
    let lon = coordinate.lon * radians
    x = cos(lat) * cos(lon)
    y = cos(lat) * sin(lon)
    z = sin(lat)
  }

  /// Greatest error of a chord, in radii of the sphere: some ulps of 1, generously.
  public static let chordError = 1e-14

  /// The square of the chord, in squared radii.
  @inlinable
  public func squaredChord(to other: SpherePoint) -> Double {
    let (dx, dy, dz) = (x - other.x, y - other.y, z - other.z)
    return dx * dx + dy * dy + dz * dz
  }

  /// Great-circle distance in km, within `distanceErrorKm` of that of `Coordinate.distanceKm`; nil where the points are
  /// nearly opposite and the chord says too little.
  ///
  /// For distances up to 127 km by the series of the arcsine, whose next term is below 10⁻¹⁷ of the first.
  @inlinable
  public func distanceKm(to other: SpherePoint) -> Double? {
    let square = squaredChord(to: other) / 4
    let sine = square.squareRoot()
    if sine < 0.01 {
      let series = 1 + square * (1.0 / 6 + square * (3.0 / 40 + square * (15.0 / 336)))
      return 2 * Coordinate.earthRadiusKm * sine * series
    }
    guard sine < 0.9 else { return nil }
    return 2 * Coordinate.earthRadiusKm * asin(sine)
  }

  /// Greatest error of `distanceKm(to:)`, in km: the chord's error, made up to 2.3 times larger by the arcsine, and that
  /// of the haversine formula itself.
  public static let distanceErrorKm = 4e-10
}
