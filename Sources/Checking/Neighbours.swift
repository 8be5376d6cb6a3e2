import Foundation
import Geography

/// Seats within a radius of each seat, found through cubes around the points of the sphere.
///
/// The cubes' side is no less than the straight line between two seats at the radius, so that such seats lie in the same
/// cube or in two that touch.
struct Neighbours: Sendable {
  private struct Cube: Hashable {
    let x: Int
    let y: Int
    let z: Int
  }

  private let seats: [Coordinate]
  private let points: [SpherePoint]
  private let radiusKm: Double
  private let widerKm: Double
  private let side: Double
  private let inside: [Cube: [Int]]
  private let cubes: [Cube]
  /// Of two seats whose great circle is within the wider radius; nil where great circles decide.
  private let nearness: (@Sendable (Int, Int) -> Bool?)?

  /// - Parameters:
  ///   - radiusKm: great-circle distance.
  ///   - widerKm: the same, of a wider radius; not less.
  ///   - nearness: whether two seats within the wider radius are within the radius by another measure; nil where they are
  ///     not within the wider one.
  init(
    _ seats: [Coordinate], radiusKm: Double, widerKm: Double, nearness: (@Sendable (Int, Int) -> Bool?)? = nil
  ) {
    self.nearness = nearness
    self.seats = seats
    points = seats.map(SpherePoint.init)
    self.radiusKm = radiusKm
    self.widerKm = widerKm
    let chord = 2 * sin(min(.pi, widerKm / Coordinate.earthRadiusKm) / 2)
    let side = max(1e-5, 1.000_001 * chord)
    self.side = side
    let cubes = seats.map { seat -> Cube in
      let point = SpherePoint(seat)
      func place(_ x: Double) -> Int { Int((x / side).rounded(.down)) }
      return Cube(x: place(point.x), y: place(point.y), z: place(point.z))
    }
    self.cubes = cubes
    inside = Dictionary(grouping: seats.indices, by: { cubes[$0] })
  }

  /// Numbers of the other seats within the radius of this one, ascending.
  func around(_ seat: Int) -> [Int] { within(seat).filter(\.isNear).map(\.seat).sorted() }

  /// Those within the wider radius, and whether they are within the radius; in no order.
  func within(_ seat: Int) -> [(seat: Int, isNear: Bool)] {
    let centre = cubes[seat]
    var found: [(seat: Int, isNear: Bool)] = []
    for x in -1...1 {
      for y in -1...1 {
        for z in -1...1 {
          for other in inside[Cube(x: centre.x + x, y: centre.y + y, z: centre.z + z)] ?? [] where other != seat {
            // Chords decide where they can.
            if let km = points[other].distanceKm(to: points[seat]), km > widerKm + SpherePoint.distanceErrorKm {
              continue
            }
            let km = seats[other] == seats[seat] ? 0 : seats[other].distanceKm(to: seats[seat])
            guard km <= widerKm else { continue }
            if let nearness {
              if let isNear = nearness(other, seat) { found.append((other, isNear)) }
            } else {
              found.append((other, km <= radiusKm))
            }
          }
        }
      }
    }
    return found
  }
}
