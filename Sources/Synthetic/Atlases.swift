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

  init(_ calibration: Calibration) throws(Failure) {
    self.calibration = calibration
    communes = try Communes.bundled().all.filter { !Communes.cutInArrondissements.contains($0.insee) }
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
    return Atlas(Array(towns), land: Land(contours.regions.filter { $0.code == region.rawValue }))
  }

  /// The communes of the mainland nearest to its middle that hold a share of the ESSMS to expect on it, as though they lay
  /// in the départements of `region`: registers cut larger and larger are no denser.
  func middleOfMainland(share: Double, as region: RegionCode) -> Atlas {
    let own = departements.all.filter { $0.region == region }.map(\.code)
    let mainland = Set(regions.all.filter(\.isMainland).map(\.code))
    let whole = communes.filter { mainland.contains($0.region) }
    let total = whole.reduce(0) { $0 + calibration.expectedEssms(population: $1.population) }
    let near = whole.indices
      .map { (km: Atlas.km(Self.middle, whole[$0].place), place: $0) }
      .sorted { ($0.km, $0.place) < ($1.km, $1.place) }
    var held = 0.0
    var towns: [Atlas.Town] = []
    for (_, place) in near where held < share * total {
      held += calibration.expectedEssms(population: whole[place].population)
      if let town = town(whole[place], in: own[place % own.count]) { towns.append(town) }
    }
    return Atlas(towns, land: Land(contours.regions.filter { mainland.contains(RegionCode($0.code)) }))
  }

  /// Near Bourges.
  private static let middle = Coordinate(lat: 47.0, lon: 2.4)

  /// nil for a commune without people, or of an unknown département.
  private func town(_ commune: Commune, in departement: String) -> Atlas.Town? {
    let expected = calibration.expectedEssms(population: commune.population)
    guard expected > 0, let departement = departements.departement(code: departement) else { return nil }
    return Atlas.Town(
      name: commune.name, digits: String(commune.insee.suffix(3)), postal: commune.postal, departement: departement,
      population: commune.population ?? 0, place: commune.place, weight: expected)
  }
}

extension Region {
  /// Whether it lies on the mainland: not in Corse, not overseas.
  var isMainland: Bool { epsg == 2154 && code.rawValue != "94" }
}
