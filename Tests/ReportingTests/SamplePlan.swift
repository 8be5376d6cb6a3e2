import Foundation
import Geography
import Plans
import Register
import Reporting
import Wording

/// A small plan of Bretagne with awkward names, for tests.
enum SamplePlan {
  static let attack = "<img src=x onerror=alert(1)>"

  struct NotFiness: Error {}

  static func number(_ n: Int) throws -> FinessNumber {
    guard let number = FinessNumber(String(format: "%09d", n)) else { throw NotFiness() }
    return number
  }

  /// A box around Bretagne, or nothing at all.
  static func contours(empty: Bool = false) throws -> Contours {
    let area = """
      "region": "53", "polygons": [[[[-5, 47], [-1, 47], [-1, 49], [-5, 49], [-5, 47]]]]
      """
    let region = empty ? "" : "{\"code\": \"53\", \"name\": \"Bretagne\", \(area)}"
    let departement = empty ? "" : "{\"code\": \"35\", \"name\": \"Ille-et-Vilaine\", \(area)}"
    let json = """
      {"source": "essai", "licence": "Licence Ouverte", "regions": [\(region)], "departements": [\(departement)]}
      """
    return try JSONDecoder().decode(Contours.self, from: Data(json.utf8))
  }

  static func dossier(
    names: [String] = ["ALPHA", "BETA"], detail: String = "", language: Language = .fr, grappes: Int = 2
  ) throws -> Dossier {
    Dossier(
      plan: try plan(names: names, detail: detail, grappes: grappes), contours: try contours(), language: language)
  }

  /// Grappes of two OG with eight ESSMS each; names are dealt out in turn.
  static func plan(names: [String], detail: String = "", grappes: Int = 2) throws -> Plan {
    let region = RegionCode("53")
    let made = try (0..<grappes).map { rank in
      let members = try (0..<2).map { place in
        let unit = rank * 2 + place
        let seat = Coordinate(lat: 47.5 + Double(unit % 7) * 0.2, lon: -4.5 + Double(unit % 11) * 0.3)
        let places = (0..<8).map {
          Coordinate(lat: seat.lat + Double($0 % 3) * 0.01, lon: seat.lon + Double($0 / 3) * 0.013)
        }
        return Plan.Member(
          og: try number(350_000_000 + unit), name: names[unit % names.count], region: region, seat: seat,
          essms: try (0..<8).map { try number(350_100_000 + unit * 10 + $0) }, places: places)
      }
      return Plan.Grappe(
        id: String(format: "53-%03d", rank + 1), route: .regional, region: region, porteur: members[0].og,
        seat: members[0].seat, members: members, essmsCount: 16, ogCount: 2, sectors: ["PA": 12, "DOMICILE": 4],
        dui: nil,
        funding: .init(
          total: Euros(555_000),
          lines: [.init(item: "acquisition", count: 16, unit: Euros(25_000), amount: Euros(400_000))]),
        probability: 0.75, expectedFunding: Euros(cents: 41_625_050), value: Euros(400_000),
        spread: .init(sumKm: 160.5, meanKm: 10.03, maxKm: 33.333, diameterKm: 40), deadline: "2024-09-15",
        filedWith: "ARS Bretagne")
    }
    let outside = Coordinate(lat: 48.7, lon: -1.5)
    let value = Euros(400_000 * grappes)
    return Plan(
      campaign: "2024", bareme: "2021-T2", baremeVerified: false, regions: [region],
      parameters: .init(
        spreadPrice: 100, radiusKm: 60, detour: 1, mode: .weighted, minimum: ["53": 15], maximum: nil, withdrawal: 0,
        probabilities: ["53": [1]], timeLimit: 60, gapTarget: 0.01),
      status: .feasible,
      search: .init(
        stop: .gap, certifiedBound: Euros(cents: value.cents + 400_001), exhausted: [],
        spent: .init(bound: 0.25, columns: 0.3, neighbourhoods: 0.44, tree: 0)),
      totals: .init(
        value: value, funding: Euros(555_000 * grappes), expectedFunding: Euros(cents: 41_625_050 * grappes),
        spreadKm: 160.5 * Double(grappes), meanKm: 10.03, essms: 16 * grappes, og: 2 * grappes, grappes: grappes),
      bound: Euros(cents: value.cents + 400_001), gap: 0.005, grappes: made,
      standalone: [
        .init(
          og: try number(359_000_001), name: names[0], region: region, seat: outside, essms: [try number(359_100_001)])
      ],
      ungrouped: [
        .init(
          og: try number(359_000_002), name: names[0], region: region, seat: outside, essms: [try number(359_100_002)],
          reason: .tooFewAround, detail: detail, price: Euros(12_345))
      ],
      excluded: [.init(essms: try number(359_100_003), reason: .noCoordinates)], notEssms: 2633,
      certificate: .init(unitPrices: [:], envelopePrices: [:]),
      provenance: .init(
        register: [SourceFile(file: "bretagne.csv", sha256: String(repeating: "ab", count: 32), date: "2021-01-08")],
        situation: nil, constraints: nil, seed: 1, version: "0.1.0", solver: "GLPK 5.0", seconds: 1.25))
  }
}
