import Geography

@testable import Planning

extension Unit {
  /// By the haversine formula, in whole metres.
  func greatCircleMetres(to seat: Coordinate, detour: Double) -> Int {
    let km = og.essms.reduce(0) { $0 + $1.coordinate.distanceKm(to: seat) }
    return Int((1000 * detour * km).rounded())
  }
}
