import Geography
import Wording

/// What every synthetic register is drawn from, whatever its seed: tables, communes, and the chances fitted to them.
struct Country: Sendable {
  let calibration: Calibration
  /// The 18 regions, by code.
  let regions: [RegionCode]
  /// Of the regions, in their order.
  let atlases: [Atlas]
  let mix: PublicMix
  let names: Names

  /// Made once: reading 35,000 communes and fitting take some tenths of a second.
  ///
  /// - Throws: `Failure` when a table of the program is missing or damaged.
  static func bundled() throws(Failure) -> Country { try shared.get() }

  private static let shared = Result<Country, Failure> { () throws(Failure) in try Country() }

  private init() throws(Failure) {
    let calibration = try Calibration.bundled()
    let source = try Atlases(calibration)
    let regions = source.codes
    self.calibration = calibration
    self.regions = regions
    atlases = regions.map { source.atlas(of: $0) }
    mix = PublicMix(calibration, regions: regions)
    names = Names(avoiding: try Communes.bundled().all)
  }
}
