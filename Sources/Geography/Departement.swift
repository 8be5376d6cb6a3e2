import Foundation
import Wording

/// A French département, or Saint-Pierre-et-Miquelon.
///
/// Source: INSEE, Code officiel géographique 2024; the FINESS spelling from the official extracts.
public struct Departement: Sendable, Hashable {
  /// INSEE code: `35`, `2A`, `971`.
  public let code: String
  /// As the département cell of FINESS extracts writes it: `35`, `2A`, and `9A` for Guadeloupe with Saint-Martin and
  /// Saint-Barthélemy.
  public let finess: String
  public let name: String
  public let region: RegionCode

  /// INSEE code of the commune to which FINESS gives three digits inside the département: `35` + `238`, and overseas
  /// `97` + `123`, since the third digit of the département is the first of the commune there.
  public func communeCode(_ threeDigits: String) -> String {
    (code.utf8.count == 3 ? "97" : code) + threeDigits
  }
}

/// The 101 départements and Saint-Pierre-et-Miquelon.
public struct Departements: Sendable {
  /// Sorted by INSEE code.
  public let all: [Departement]
  private let byFiness: [String: Departement]
  private let byCode: [String: Departement]

  /// The table that comes with the program; read once.
  ///
  /// - Throws: `Failure` when it is missing or damaged.
  public static func bundled() throws(Failure) -> Departements { try shared.get() }

  /// The département that FINESS extracts write so; nil when there is none.
  ///
  /// - Complexity: O(1).
  public func departement(finess: String) -> Departement? { byFiness[finess] }

  /// The département of an INSEE code; nil when there is none.
  ///
  /// - Complexity: O(1).
  public func departement(code: String) -> Departement? { byCode[code] }

  private static let shared = Result<Departements, Failure> { () throws(Failure) in
    try Departements(
      ResourceTable("departements.csv", in: .module, columns: ["finess", "code", "name", "region"]))
  }

  private init(_ table: ResourceTable) {
    all =
      table.rows
      .map {
        Departement(code: $0.cells[1], finess: $0.cells[0], name: $0.cells[2], region: RegionCode($0.cells[3]))
      }
      .sorted { $0.code < $1.code }
    byFiness = Dictionary(all.map { ($0.finess, $0) }, uniquingKeysWith: { first, _ in first })
    byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
