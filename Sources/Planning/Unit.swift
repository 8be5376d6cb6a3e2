import Foundation
import Geography
import Programme
import Register

/// An OG in one region, with its seat: what joins a grappe as a whole.
struct Unit: Sendable {
  let og: OGInRegion
  /// Its medoid ESSMS: the one with the least sum of distances to the others, the lowest number among equals.
  let seat: ESSMS

  /// - Parameter og: has one ESSMS at least.
  /// - Complexity: O(m²) for m ESSMS.
  init?(_ og: OGInRegion) {
    guard var seat = og.essms.first else { return nil }
    var least = Double.infinity
    for candidate in og.essms {
      let sum = og.essms.reduce(0) { $0 + candidate.coordinate.distanceKm(to: $1.coordinate) }
      if sum < least {
        least = sum
        seat = candidate
      }
    }
    self.og = og
    self.seat = seat
  }

  var weight: Int { og.essms.count }

  /// Sum over the ESSMS of the distance to `seat`, in whole metres.
  func metres(to seat: Coordinate, detour: Double) -> Int {
    let km = og.essms.reduce(0) { $0 + $1.coordinate.distanceKm(to: seat) }
    return Int((1000 * detour * km).rounded())
  }
}

/// Pairs of seats within a radius, found along a sweep by latitude instead of among all pairs.
struct SeatIndex {
  private let seats: [Coordinate]
  /// Unit numbers by ascending latitude.
  private let byLatitude: [Int]

  init(_ seats: [Coordinate]) {
    self.seats = seats
    byLatitude = seats.indices.sorted { (seats[$0].lat, $0) < (seats[$1].lat, $1) }
  }

  /// For each seat the others within `radiusKm` (great circle), ascending.
  ///
  /// - Complexity: O(n log n + pairs within the band of latitude).
  func neighbours(radiusKm: Double) -> [[Int32]] {
    var neighbours = [[Int32]](repeating: [], count: seats.count)
    // A degree of latitude on the sphere, with a margin for rounding.
    let band = radiusKm / (Coordinate.earthRadiusKm * .pi / 180) + 1e-6
    for (rank, unit) in byLatitude.enumerated() {
      for other in byLatitude[(rank + 1)...] {
        guard seats[other].lat - seats[unit].lat <= band else { break }
        if seats[unit].distanceKm(to: seats[other]) <= radiusKm {
          neighbours[unit].append(Int32(other))
          neighbours[other].append(Int32(unit))
        }
      }
    }
    for unit in neighbours.indices { neighbours[unit].sort() }
    return neighbours
  }
}
