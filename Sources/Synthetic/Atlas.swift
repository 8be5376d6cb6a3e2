import Foundation
import Geography
import Grouping

/// The communes of a region, drawn by the number of ESSMS that their population leads to expect.
struct Atlas: Sendable {
  /// A commune as addresses and numbers need it.
  struct Town: Sendable {
    let name: String
    /// Three digits inside the département; empty where it lies in another than the register says.
    let digits: String
    let postal: String
    let departement: Departement
    let population: Int
    let place: Coordinate
    let weight: Double
  }

  let towns: [Town]
  /// A place in the middle of its people.
  let middle: Coordinate
  private let land: Land
  private let table: WeightedTable
  /// A ring around a town holds more of the country than of towns like it: larger ones weigh more in it, by a power of
  /// their population set so that ESSMS by size of commune come out as counted; a test compares them.
  private let furtherWeights: [Double]
  /// Latitudes of the towns, ascending, and whose they are.
  private let latitudes: [Double]
  private let byLatitude: [Int]

  /// - Parameters:
  ///   - towns: at least one.
  ///   - land: on which sites stand.
  init(_ towns: [Town], land: Land) {
    self.towns = towns
    self.land = land
    table = WeightedTable(towns.map(\.weight))
    furtherWeights = towns.map { $0.weight * pow(Double(min(max($0.population, 1), 70_000)), 0.15) }
    byLatitude = towns.indices.sorted { (towns[$0].place.lat, $0) < (towns[$1].place.lat, $1) }
    latitudes = byLatitude.map { towns[$0].place.lat }
    let total = towns.reduce(0) { $0 + $1.weight }
    middle = Coordinate(
      lat: towns.reduce(0) { $0 + $1.place.lat * $1.weight } / total,
      lon: towns.reduce(0) { $0 + $1.place.lon * $1.weight } / total)
  }

  /// Degrees of latitude in a km, on the sphere of the project's distances.
  static let kmPerDegree = Coordinate.earthRadiusKm * .pi / 180

  /// Distance in km between two places of one region; a flat Earth is enough to draw with.
  static func km(_ a: Coordinate, _ b: Coordinate) -> Double {
    let x = (b.lon - a.lon) * cos((a.lat + b.lat) / 2 * .pi / 180)
    let y = b.lat - a.lat
    return kmPerDegree * (x * x + y * y).squareRoot()
  }

  /// Any town.
  func any(_ generator: inout SeededGenerator) -> Int { table.draw(&generator) }

  /// One of some towns, for a further site of an OG.
  func one(of towns: [Int], _ generator: inout SeededGenerator) -> Int {
    towns[WeightedTable(towns.lazy.map { furtherWeights[$0] }).draw(&generator)]
  }

  /// A town about so many km from another, or the one whose distance comes closest.
  ///
  /// - Parameter isAllowed: which towns may be taken.
  /// - Complexity: O(towns).
  func atDistance(
    _ km: Double, from home: Int, _ generator: inout SeededGenerator, isAllowed: (Int) -> Bool
  ) -> Int {
    let center = towns[home].place
    let ring = within(1.15 * km, of: home).filter { isAllowed($0) && Self.km(center, towns[$0].place) >= 0.85 * km }
    if !ring.isEmpty { return one(of: ring, &generator) }
    var best = home
    var error = Double.infinity
    for town in towns.indices where isAllowed(town) {
      let found = abs(Self.km(center, towns[town].place) - km)
      if found < error { (best, error) = (town, found) }
    }
    return best
  }

  /// The towns up to so many km from one, itself among them, by latitude.
  func within(_ km: Double, of home: Int) -> [Int] {
    let center = towns[home].place
    let degrees = 1.001 * km / Self.kmPerDegree
    return byLatitude[firstPlace(from: center.lat - degrees)..<firstPlace(from: center.lat + degrees)].filter {
      Self.km(center, towns[$0].place) <= km
    }
  }

  /// Of the latitudes from one on, the first.
  private func firstPlace(from latitude: Double) -> Int {
    var low = 0
    var high = latitudes.count
    while low < high {
      let middle = (low + high) / 2
      if latitudes[middle] < latitude { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A place in a town: around its town hall, further in larger ones, on land where the outline has any there.
  func place(in town: Int, _ generator: inout SeededGenerator) -> Coordinate {
    let center = towns[town].place
    // A convention: no table tells how far a commune's ESSMS stand from its town hall.
    var spreadKm = min(1.5, 0.15 + 0.35 * (Double(towns[town].population) / 20_000).squareRoot())
    var place = center
    for _ in 0..<20 {
      let north = max(-2, min(2, generator.normal())) * spreadKm
      let east = max(-2, min(2, generator.normal())) * spreadKm
      place = Coordinate(
        lat: center.lat + north / Self.kmPerDegree,
        lon: center.lon + east / Self.kmPerDegree / cos(center.lat * .pi / 180))
      if land.contains(place) { break }
      // On the shore, or on an islet that the outline lost: closer to the town hall.
      spreadKm *= 0.8
    }
    return place
  }
}
