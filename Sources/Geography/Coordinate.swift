import Foundation

/// A place on Earth: latitude and longitude in decimal degrees, WGS 84.
public struct Coordinate: Hashable, Sendable, Codable {
  public let lat: Double
  public let lon: Double

  public init(lat: Double, lon: Double) {
    self.lat = lat
    self.lon = lon
  }
}

extension Coordinate {
  /// Mean radius of the Earth in km (IUGG), the sphere on which every distance of the project is taken.
  public static let earthRadiusKm = 6371.0088

  /// Great-circle distance in km, by the haversine formula (Sinnott, "Virtues of the Haversine", 1984).
  public func distanceKm(to other: Coordinate) -> Double {
    let radians = Double.pi / 180
    let halfLat = sin((other.lat - lat) * radians / 2)
    let halfLon = sin((other.lon - lon) * radians / 2)
    let h = halfLat * halfLat + cos(lat * radians) * cos(other.lat * radians) * halfLon * halfLon
    return 2 * Self.earthRadiusKm * asin(min(1, h.squareRoot()))
  }
}
