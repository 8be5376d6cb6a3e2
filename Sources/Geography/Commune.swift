import Wording

/// A French commune, or an arrondissement of Paris, Lyon or Marseille.
///
/// Source: INSEE, IGN, La Poste and DILA; vintages stand in `Resources/communes.csv`, which a script in `datasets/` makes.
public struct Commune: Sendable, Hashable {
  /// INSEE code: `35238`, `2A004`, `97101`.
  public let insee: String
  public let name: String
  /// INSEE code of its département: `35`, `2A`, `971`.
  public let departement: String
  public let region: RegionCode
  /// Inhabitants; nil where it is not known (Mayotte).
  public let population: Int?
  /// Its town hall.
  public let place: Coordinate
  /// The lowest postal code when there are several; empty when none is known.
  public let postal: String
}

/// The communes of France with the arrondissements of Paris, Lyon and Marseille.
public struct Communes: Sendable {
  /// Sorted by INSEE code.
  public let all: [Commune]

  /// The table that comes with the program; read once.
  ///
  /// - Throws: `Failure` when it is missing or damaged.
  public static func bundled() throws(Failure) -> Communes { try shared.get() }

  /// The communes whose arrondissements the table holds too, and whose population comprises theirs.
  public static let cutInArrondissements: Set<String> = ["75056", "13055", "69123"]

  private static let shared = Result<Communes, Failure> { () throws(Failure) in
    try Communes(
      ResourceTable(
        "communes.csv", in: .module,
        columns: ["insee", "name", "departement", "region", "population", "lat", "lon", "postal"]))
  }

  private init(_ table: ResourceTable) throws(Failure) {
    var communes: [Commune] = []
    communes.reserveCapacity(table.rows.count)
    for row in table.rows {
      let population = Int(row.cells[4])
      guard population != nil || row.cells[4].isEmpty, let lat = Double(row.cells[5]), let lon = Double(row.cells[6])
      else {
        throw table.damaged(row, expected: "population, lat, lon")
      }
      communes.append(
        Commune(
          insee: row.cells[0], name: row.cells[1], departement: row.cells[2], region: RegionCode(row.cells[3]),
          population: population, place: Coordinate(lat: lat, lon: lon), postal: row.cells[7]))
    }
    all = communes.sorted { $0.insee < $1.insee }
  }
}
