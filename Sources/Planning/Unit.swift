import Foundation
import Geography
import Programme
import Register

/// An OG in one region, with its seat: what joins a grappe as a whole.
struct Unit: Sendable {
  let og: OGInRegion
  /// Its medoid ESSMS: the one with the least sum of distances to the others, the lowest number among equals.
  let seat: ESSMS
  /// What is known of the DUI of each ESSMS, in their order.
  let dui: [Situation.DUI]
  /// Eligible share of each ESSMS in ten-thousandths, in their order.
  let shares: [Int]
  /// Whether the OG runs fewer ESSMS in all than the barème's bound for small ones.
  let isSmall: Bool

  /// - Parameter og: has one ESSMS at least.
  /// - Complexity: O(m²) for m ESSMS.
  init?(_ og: OGInRegion, situation: Situation? = nil, isSmall: Bool = true) {
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
    self.isSmall = isSmall
    let entries = og.essms.map { situation?.entry($0.number) ?? .unknown }
    dui = entries.map(\.dui)
    shares = entries.map { $0.eligibleShare ?? 10_000 }
  }

  var weight: Int { og.essms.count }
  var region: RegionCode { og.region }

  /// Known editors of its DUI.
  var editors: Set<String> {
    dui.reduce(into: []) { if case .editor(let name) = $1 { $0.insert(name) } }
  }

  var sectors: Set<Sector> { Set(og.essms.map(\.sector)) }

  /// Sum over the ESSMS of the distance to a porteur's seat, in whole metres.
  func metres(to seat: ESSMS, by measure: DistanceMeasure) -> Int { measure.metres(from: og.essms, to: seat) }
}
