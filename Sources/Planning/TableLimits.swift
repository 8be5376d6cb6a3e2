import Foundation
import Geography
import Programme
import Wording

/// What a problem may ask of memory: numbers that users give size the engine's tables, and no slip of a digit may take
/// gigabytes.
struct TableLimits {
  let scenario: Scenario
  /// Planned together.
  let regions: [RegionCode]

  /// Pairs of OG within the radius, each at 12 bytes, over all kinds of grappes: what half of the machine's memory holds
  /// with the engine's own tables, and not less than 1 GB does.
  static let mostPairs = max(80_000_000, Int(clamping: ProcessInfo.processInfo.physicalMemory / 32))

  /// The maximum as the engine has it: one that no grappe of these units can pass is none.
  static func binding(_ maximum: Int?) -> Int? {
    maximum.flatMap { $0 > Scenario.largestMaximum ? nil : $0 }
  }

  /// - Parameter weight: ESSMS of all units together.
  /// - Throws: `Failure` (data) for a maximum, or a bound of the scenario's probabilities, that is beyond what tables hold
  ///   and within what a grappe of these units might weigh.
  func check(weight: Int) throws(Failure) {
    for route in scenario.routes {
      for region in regions {
        guard let maximum = scenario.limits(route, region: region)?.maximum, isTooLarge(maximum, weight) else {
          continue
        }
        throw Failure(
          .data,
          fr: "campagne \(scenario.campaign.name), voie \(route.rawValue) : maximum de \(maximum) ESSMS ; attendu "
            + "\(Scenario.largestMaximum) au plus, ou null pour aucun maximum",
          en: "campaign \(scenario.campaign.name), route \(route.rawValue): a maximum of \(maximum) ESSMS; expected "
            + "\(Scenario.largestMaximum) at most, or null for no maximum")
      }
    }
    for edge in scenario.success.flatMap({ [$0.from, $0.to] }).compactMap(\.self) where isTooLarge(edge, weight) {
      throw Failure(
        .data,
        fr: "probabilités : une bande commence ou finit à \(edge) ESSMS ; attendu \(Scenario.largestMaximum) au plus",
        en: "probabilities: a band begins or ends at \(edge) ESSMS; expected \(Scenario.largestMaximum) at most")
    }
  }

  private func isTooLarge(_ size: Int, _ weight: Int) -> Bool { size > Scenario.largestMaximum && size < weight }

  /// - Parameters:
  ///   - pairs: OG within the radius of each OG, summed.
  ///   - targets: the DUI and sectors that grappes are made for.
  /// - Throws: `Failure` (usage) when there are too many.
  func check(pairs: Int, targets: Int) throws(Failure) {
    let multiregional = scenario.envelopes.isEmpty ? 1 : regions.count
    let routes = scenario.routes.reduce(0) { $0 + ($1 == .multiregional ? multiregional : 1) }
    let edges = Set(scenario.success.flatMap { [$0.from, $0.to] }.compactMap(\.self)).count
    let (count, overflow) = pairs.multipliedReportingOverflow(by: max(1, routes) * max(1, targets) * (edges + 1))
    guard overflow || count > Self.mostPairs else { return }
    let radius = scenario.radiusKm == scenario.radiusKm.rounded() ? "\(Int(scenario.radiusKm))" : "\(scenario.radiusKm)"
    let list = regions.map(\.rawValue).joined(separator: ", ")
    throw Failure(
      .usage,
      fr:
        "--radius \(radius) : trop de paires d'OG à portée (\(count), régions \(list)) ; attendu \(Self.mostPairs) au "
        + "plus : un rayon plus court, moins de régions ou de voies, de DUI ou de bandes de probabilités",
      en:
        "--radius \(radius): too many pairs of OG within reach (\(count), regions \(list)); expected \(Self.mostPairs) at "
        + "most: a shorter radius, fewer regions or routes, DUI or bands of probabilities")
  }
}
