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
