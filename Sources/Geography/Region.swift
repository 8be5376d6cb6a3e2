import Foundation
import Wording

/// A French region, or Saint-Pierre-et-Miquelon.
///
/// Source: INSEE, Code officiel géographique 2024; one ARS for each region (article L.1431-1 of the Code de la santé
/// publique), none for Saint-Pierre-et-Miquelon.
public struct Region: Sendable, Hashable {
  public let code: RegionCode
  public let name: String
  /// The agence régionale de santé with which projects are filed, such as `ARS Bretagne`; empty for `975`.
  public let ars: String
  /// The EPSG code of the projection of its maps and registers.
  public let epsg: Int
  /// The territory that it belongs to: the mainland, Corse, or itself overseas, with a margin of a few km.
  public let bounds: Bounds
}

/// A box of latitudes and longitudes, in degrees, borders included.
public struct Bounds: Sendable, Hashable {
  public let south: Double
  public let west: Double
  public let north: Double
  public let east: Double

  public init(south: Double, west: Double, north: Double, east: Double) {
    self.south = south
    self.west = west
    self.north = north
    self.east = east
  }

  public func contains(_ place: Coordinate) -> Bool {
    south <= place.lat && place.lat <= north && west <= place.lon && place.lon <= east
  }
}

/// The 18 regions and Saint-Pierre-et-Miquelon.
public struct Regions: Sendable {
  /// Sorted by code.
  public let all: [Region]
  private let byCode: [RegionCode: Region]

  /// The table that comes with the program; read once.
  ///
  /// - Throws: `Failure` when it is missing or damaged.
  public static func bundled() throws(Failure) -> Regions { try shared.get() }

  /// The region of a code; nil when there is none.
  ///
  /// - Complexity: O(1).
  public func region(_ code: RegionCode) -> Region? { byCode[code] }

  private static let shared = Result<Regions, Failure> { () throws(Failure) in
    try Regions(
      ResourceTable(
        "regions.csv", in: .module, columns: ["code", "name", "ars", "epsg", "south", "west", "north", "east"]))
  }

  private init(_ table: ResourceTable) throws(Failure) {
    var regions: [Region] = []
    for row in table.rows {
      let bounds = row.cells[4...].compactMap { Double($0) }
      guard let epsg = Int(row.cells[3]), bounds.count == 4 else {
        throw table.damaged(row, expected: "epsg, south, west, north, east")
      }
      regions.append(
        Region(
          code: RegionCode(row.cells[0]), name: row.cells[1], ars: row.cells[2], epsg: epsg,
          bounds: Bounds(south: bounds[0], west: bounds[1], north: bounds[2], east: bounds[3])))
    }
    all = regions.sorted { $0.code < $1.code }
    byCode = Dictionary(regions.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
