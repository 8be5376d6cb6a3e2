import Geography
import Grouping
import Wording

/// A file of a synthetic register.
public enum SyntheticFile: String, Sendable, CaseIterable {
  /// Entités juridiques: `structureej`.
  case bodies = "finess-501.csv"
  /// Établissements, then where they are: `structureet` and `geolocalisation`.
  case establishments = "finess-507.csv"
  /// Installed capacities: `equipementsocial`.
  case equipment = "finess-505.csv"
  case situation = "situation.csv"
}

/// A register of which nothing exists but the communes, in the layout of the official extracts of 2026.
///
/// Drawn after the counts of the real register of 2021 (`Calibration`): sizes of OG by region, OG of several regions, the
/// publics they serve together, categories by region, how far their sites lie apart, ESSMS by population of the commune,
/// shared coordinates and what is missing or odd. The same request gives the same bytes, and a region the same lines alone
/// or with others.
public struct SyntheticRegister: Sendable {
  /// What to make.
  public enum Extent: Sendable, Hashable {
    /// Regions as they are, all 18 when nil; `scale` times as many OG and establishments on the same communes.
    case regions([RegionCode]?, scale: Double)
    /// So many OG in one region, none of which works elsewhere.
    case og(Int, region: RegionCode)
    /// So many OG on the communes of the middle of the mainland, as many as would hold them if the whole of it counted
    /// `mainland` OG, numbered in one region: registers of any size and of one density.
    case middle(og: Int, mainland: Int, region: RegionCode)
  }

  /// Scales and numbers of OG for which invented numbers suffice.
  public static let scales = 0.001...15.0
  public static let ogCounts = 1...30_000
  /// As the manifest lines have it.
  public static let date = "2026-05-12"

  let country: Country
  let plan: OGPlan
  /// Of the plan's regions.
  private let atlases: [Atlas]
  /// What is made, as places in the plan's regions.
  let made: [Int]
  let seed: UInt64

  /// - Throws: `Failure` (usage) for an unknown region, a scale or a number out of range.
  public init(_ extent: Extent, seed: UInt64) throws(Failure) {
    let country = try Country.bundled()
    self.country = country
    self.seed = seed
    let calibration = country.calibration
    let codes = country.regions
    var atlases = country.atlases
    switch extent {
    case .regions(let regions, let scale):
      try Self.require(scale: scale)
      let places = try (regions ?? codes).map { region throws(Failure) in try Self.place(of: region, in: codes) }
      plan = OGPlan(
        regions: codes, places: atlases.map(\.middle), scale: scale, calibration: calibration, seed: seed)
      made = Set(places).sorted()
    case .og(let count, let region):
      let place = try Self.place(of: region, in: codes)
      try Self.require(og: count)
      plan = OGPlan(regions: codes, region: place, count: count, calibration: calibration, seed: seed)
      made = [place]
    case .middle(let count, let mainland, let region):
      let place = try Self.place(of: region, in: codes)
      try Self.require(og: count)
      guard count <= mainland, try Regions.bundled().region(region)?.isMainland ?? false else {
        throw Failure(
          .usage,
          fr:
            "--density-of \(mainland) : une région métropolitaine et au moins autant que --og (\(count)) sont attendues",
          en: "--density-of \(mainland): expected a region of the mainland and at least as many as --og (\(count))")
      }
      atlases[place] = try Atlases(calibration)
        .middleOfMainland(share: Double(count) / Double(mainland), as: region)
      plan = OGPlan(regions: codes, region: place, count: count, calibration: calibration, seed: seed)
      made = [place]
    }
    self.atlases = atlases
  }

  /// The regions that are made, in order.
  public var regions: [RegionCode] { made.map { plan.regions[$0] } }

  /// Draws everything, region after region, and hands it out in pieces: for each file in order.
  ///
  /// - Parameters:
  ///   - put: takes the next bytes of a file.
  ///   - progress: told before each region how many are done; false ends the work.
  /// - Returns: nil when it was ended.
  /// - Complexity: O(establishments) time; memory of one region, and of the locations of all, which come last in their
  ///   file.
  /// - Throws: `Failure` of `put`, or when invented numbers do not suffice.
  public func write(
    put: ([UInt8], SyntheticFile) throws(Failure) -> Void, progress: (_ done: Int) -> Bool = { _ in true }
  ) throws(Failure) -> SyntheticCounts? {
    let manifest = ExtractText.manifest(date: Self.date).bytes
    for file in [SyntheticFile.bodies, .establishments, .equipment] { try put(manifest, file) }
    try put(Array((Self.situationHeader + "\n").utf8), .situation)
    var rows: [SyntheticCounts.Row] = []
    var written: Set<Int> = []
    var severalRegions: Set<Int> = []
    var locations: [[UInt8]] = []
    for (done, region) in made.enumerated() {
      guard progress(done) else { return nil }
      let draft = try draft(of: region)
      let lines = try lines(of: draft)
      let ogs = draft.runners.compactMap(\.og)
      let bodies = BodyLines(
        draft.runners.filter { $0.og.map { !written.contains($0) } ?? true }.map(\.body),
        quality: country.calibration.quality, seed: seed)
      severalRegions.formUnion(written.intersection(ogs))
      written.formUnion(ogs)
      try put(bodies.text.bytes, .bodies)
      try put(lines.establishments.bytes, .establishments)
      try put(lines.equipment.bytes, .equipment)
      try put(lines.situation.bytes, .situation)
      locations.append(lines.locations.bytes)
      let essms = draft.sites.count(where: \.isEssms)
      rows.append(
        SyntheticCounts.Row(
          region: plan.regions[region], og: ogs.count, essms: essms, others: draft.sites.count - essms))
    }
    for bytes in locations { try put(bytes, .establishments) }
    return SyntheticCounts(rows: rows, og: written.count, ogInSeveralRegions: severalRegions.count)
  }

  static let situationHeader =
    "finess_et;editeur_dui;dui_conforme;commande_sons;deja_finance;autre_financement_ue;part_eligible;volontaire"

  /// A stream of its own for one kind of draws of one region.
  func generator(_ kind: Int, _ region: Int) -> SeededGenerator {
    SeededGenerator(seed: seed, round: kind, task: RegionDraft.task(of: plan.regions[region]))
  }

  func epsg(_ region: Int) throws(Failure) -> Int {
    try Regions.bundled().region(plan.regions[region])?.epsg ?? 2154
  }
}

// What the files of both formats are made of.
extension SyntheticRegister {
  func draft(of region: Int) throws(Failure) -> RegionDraft {
    try RegionDraft(region: region, of: plan, atlases: atlases, country: country, seed: seed)
  }

  func lines(of draft: RegionDraft, keepsRows: Bool = false) throws(Failure) -> SiteLines {
    try SiteLines(
      draft, calibration: country.calibration, epsg: try epsg(draft.region), generator: generator(3, draft.region),
      keepsRows: keepsRows)
  }

  /// The last of the regions made in which an OG of the plan works.
  func lastRegion(of og: Int) -> Int? {
    plan.ogs[og].presences.map(\.region).filter { made.contains($0) }.max()
  }
}

extension SyntheticRegister {
  private static func place(of region: RegionCode, in codes: [RegionCode]) throws(Failure) -> Int {
    if let place = codes.firstIndex(of: region) { return place }
    let list = codes.map(\.rawValue).joined(separator: ", ")
    throw Failure(
      .usage, fr: "--region \(region) : code de région INSEE attendu, parmi \(list)",
      en: "--region \(region): expected an INSEE region code, one of \(list)")
  }

  private static func require(scale: Double) throws(Failure) {
    guard !scales.contains(scale) else { return }
    throw Failure(
      .usage, fr: "--scale \(scale) : un nombre de 0.001 à 15 est attendu (au-delà, les numéros inventés s'épuisent)",
      en: "--scale \(scale): expected a number from 0.001 to 15 (beyond, invented numbers run out)")
  }

  private static func require(og count: Int) throws(Failure) {
    guard !ogCounts.contains(count) else { return }
    throw Failure(
      .usage, fr: "--og \(count) : un nombre entier de 1 à 30000 est attendu",
      en: "--og \(count): expected an integer from 1 to 30000")
  }
}
