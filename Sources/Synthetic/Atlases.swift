import Foundation
import Geography
import Wording

/// Makes atlases out of the program's tables of communes and outlines.
struct Atlases {
  private let communes: [Commune]
  private let departements: Departements
  private let regions: Regions
  private let contours: Contours
  private let calibration: Calibration
  /// Of each size of commune, what its rate is multiplied by.
  private let factors: [Double]

  init(_ calibration: Calibration) throws(Failure) {
    self.calibration = calibration
    communes = try Communes.bundled().all.filter { !Communes.cutInArrondissements.contains($0.code) }
    factors = Self.factors(calibration, communes)
    departements = try .bundled()
    regions = try .bundled()
    do {
      contours = try .bundled()
    } catch {
      throw Failure(
        .unreadable, fr: "contours.json : table du programme introuvable ou illisible ; réinstallez grappes",
        en: "contours.json: a table of the program is missing or unreadable; install grappes again")
    }
  }

  /// The regions that have communes in the tables, by code: the 18 of France.
  var codes: [RegionCode] { Set(communes.map(\.region)).sorted() }

  /// A region as it is.
  func atlas(of region: RegionCode) -> Atlas {
    let towns = communes.lazy.filter { $0.region == region }.compactMap { town($0, in: $0.departement) }
    return Atlas(
      Array(towns), land: Land(polygons: contours.regions.filter { $0.code == region.rawValue }.flatMap(\.polygons)))
  }

  /// The communes of the mainland nearest to its middle that hold a share of the ESSMS to expect on it, as though they lay
  /// in the départements of `region`: registers cut larger and larger are no denser.
  func middleOfMainland(share: Double, as region: RegionCode) -> Atlas {
    let own = departements.all.filter { $0.region == region }.map(\.code)
    let mainland = Set(regions.all.filter(\.isMainland).map(\.code))
    let whole = communes.filter { mainland.contains($0.region) }
    let total = whole.reduce(0) { $0 + weight($1) }
    let near = whole.indices
      .map { (km: Atlas.km(Self.middle, whole[$0].position), place: $0) }
      .sorted { ($0.km, $0.place) < ($1.km, $1.place) }
    var held = 0.0
    var towns: [Atlas.Town] = []
    for (_, place) in near where held < share * total {
      held += weight(whole[place])
      if let town = town(whole[place], in: own[place % own.count]) { towns.append(town) }
    }
    return Atlas(
      towns, land: Land(polygons: contours.regions.filter { mainland.contains($0.region) }.flatMap(\.polygons)))
  }

  /// What the rates of communes of each size are multiplied by, so that with each region's number of ESSMS given, the sums
  /// over all regions are those counted: large suburbs are many where ESSMS are few for the inhabitants.
  private static func factors(_ calibration: Calibration, _ communes: [Commune]) -> [Double] {
    let bins = calibration.communeSizes
    var weights: [RegionCode: [Double]] = [:]
    for commune in communes where commune.population != nil {
      weights[commune.region, default: bins.map { _ in 0 }][bin(commune, calibration)] += expected(
        commune, calibration)
    }
    var factors = bins.map { _ in 1.0 }
    for _ in 0..<20 {
      var sums = bins.map { _ in 0.0 }
      for region in weights.keys.sorted() {
        let row = zip(weights[region] ?? [], factors).map { $0 * $1 }
        let scale = Double(calibration.sizes(in: region).essms) / row.reduce(0, +)
        for bin in bins.indices { sums[bin] += row[bin] * scale }
      }
      for bin in bins.indices where sums[bin] > 0 { factors[bin] *= Double(bins[bin].essms) / sums[bin] }
    }
    return factors
  }

  /// ESSMS to expect in a commune, up to a factor of its region; without known populations (Mayotte) communes count alike.
  private func weight(_ commune: Commune) -> Double {
    Self.expected(commune, calibration) * factors[Self.bin(commune, calibration)]
  }

  private static func expected(_ commune: Commune, _ calibration: Calibration) -> Double {
    commune.population.map { Double($0) * calibration.communeSizes[bin(commune, calibration)].rate } ?? 1
  }

  /// An arrondissement is part of a large commune.
  private static func bin(_ commune: Commune, _ calibration: Calibration) -> Int {
    calibration.bin(population: commune.name.hasSuffix(" Arrondissement") ? .max : commune.population)
  }

  /// Near Bourges.
  private static let middle = Coordinate(lat: 47.0, lon: 2.4)

  /// nil for a commune without people, or of an unknown département.
  private func town(_ commune: Commune, in departement: String) -> Atlas.Town? {
    let expected = weight(commune)
    guard expected > 0, let departement = departements.departement(code: departement) else { return nil }
    // Its digits would name another commune elsewhere, from which its establishments lie far.
    let isAtHome = departement.code == commune.departement
    return Atlas.Town(
      name: commune.name, digits: isAtHome ? String(commune.code.suffix(3)) : "", postal: commune.postalCode,
      departement: departement,
      population: commune.population ?? 0, place: commune.position, weight: expected)
  }
}

extension Region {
  /// Whether it lies on the mainland: not in Corse, not overseas.
  var isMainland: Bool { epsg == 2154 && code.rawValue != "94" }
}
