import Foundation
import Geography

/// Pairs of seats within a radius, found through a grid of cubes around the points of the sphere: seats within the radius
/// of each other lie in the same cube or in cubes that touch, also at the poles and across the date line.
///
/// Whether a pair is within the radius is exactly what `Coordinate.distanceKm` says: chords decide where they can, that
/// function where they are too close to call.
///
/// Memory: O(n). Time to find the neighbours of a seat: O(log n + seats in 27 cubes).
struct SeatIndex: Sendable {
  private let seats: [Coordinate]
  private let points: [SpherePoint]
  private let radiusKm: Double
  /// Squared chords up to which a pair is surely within the radius, and from which it is surely not.
  private let inner: Double
  private let outer: Double
  /// Side of a cube, in radii of the sphere; not less than the greatest chord of a pair.
  private let side: Double
  /// Cubes along an axis, with one more at each end.
  private let cubes: Int
  /// Seats by ascending cube, then by number, and their cubes.
  private let order: [Int32]
  private let cubeOfRank: [Int]

  /// - Parameter radiusKm: great-circle distance, 0 or more.
  /// - Complexity: O(n log n).
  init(_ seats: [Coordinate], radiusKm: Double) {
    self.seats = seats
    self.radiusKm = radiusKm
    points = seats.map(SpherePoint.init)
    let error = SpherePoint.chordError
    let angle = radiusKm / Coordinate.earthRadiusKm
    let chord = 2 * sin(min(.pi, angle) / 2)
    inner = angle > 1.000_001 * .pi ? .infinity : chord > error ? (chord - error) * (chord - error) : -1
    outer = (chord + error) * (chord + error)
    // Not so small that the numbers of cubes leave the machine's integers.
    let side = max(1e-5, chord * (1 + 1e-9) + 1e-9)
    let cubes = Int(2 / side) + 3
    self.side = side
    self.cubes = cubes
    let cubeOfSeat = points.map { Self.cube(of: $0, side: side, cubes: cubes) }
    order = seats.indices.sorted { (cubeOfSeat[$0], $0) < (cubeOfSeat[$1], $1) }.map { Int32($0) }
    cubeOfRank = order.map { cubeOfSeat[Int($0)] }
  }

  /// Number of the cube that holds a point. Cubes that follow each other along x have numbers that follow each other.
  private static func cube(of point: SpherePoint, side: Double, cubes: Int) -> Int {
    func place(_ x: Double) -> Int { Int((x + 1) / side) + 1 }
    return (place(point.z) * cubes + place(point.y)) * cubes + place(point.x)
  }

  /// Calls `found` with each other seat within the radius, in no order.
  @inline(__always)
  func forEachNeighbour(of seat: Int, _ found: (Int32) -> Void) {
    let point = points[seat]
    let cube = Self.cube(of: point, side: side, cubes: cubes)
    points.withUnsafeBufferPointer { points in
      order.withUnsafeBufferPointer { order in
        for z in -1...1 {
          for y in -1...1 {
            let middle = cube + (z * cubes + y) * cubes
            for rank in firstRank(cube: middle - 1)..<firstRank(cube: middle + 2) {
              let other = order[rank]
              let square = point.squaredChord(to: points[Int(other)])
              if square <= outer, Int(other) != seat, square <= inner || isWithin(seat, Int(other)) { found(other) }
            }
          }
        }
      }
    }
  }

  /// The first rank whose cube is `cube` or a later one.
  private func firstRank(cube: Int) -> Int {
    var low = 0
    var high = cubeOfRank.count
    while low < high {
      let middle = (low + high) / 2
      if cubeOfRank[middle] < cube { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func isWithin(_ a: Int, _ b: Int) -> Bool {
    seats[a] == seats[b] || seats[a].distanceKm(to: seats[b]) <= radiusKm
  }
}
