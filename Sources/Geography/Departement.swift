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

  /// The département that a cell names, in any of the spellings that registers and copies of them have; nil when it names
  /// none, or when only the rest of the row tells which.
  ///
  /// FINESS's own (`01`, `2A`, `9A`), INSEE's (`971`), those of the collectivités that share one (`977` and `978`, which
  /// belong to Guadeloupe's ARS; `69D` and `69M`), with a zero more (`001`, `02A`) or less (`1`), in any case.
  ///
  /// - Complexity: O(1).
  public func departement(spelled cell: String) -> Departement? {
    let text = cell.trimmed.uppercased()
    if let known = byFiness[text] ?? byCode[text] { return known }
    switch text {
    case "977", "978": return byCode["971"]
    case "69D", "69M": return byCode["69"]
    default: break
    }
    let characters = Array(text.utf8)
    switch characters.count {
    case 1: return byFiness["0" + text]
    case 3 where characters[0] == UInt8(ascii: "0"): return byFiness[String(text.dropFirst())]
    default: return nil
    }
  }

  /// The same, with what else the row tells: Corse in one (`20`, and `201` and `202` after its postal codes), and `97` for
  /// any overseas département.
  ///
  /// - Parameters:
  ///   - commune: the INSEE code of the commune, or its three digits inside the département; no two communes of Corse have
  ///     the same, since it was one département until 1976.
  ///   - number: the FINESS number, which begins with the département in which the establishment was registered.
  /// - Complexity: O(log communes) for those, else O(1).
  /// - Throws: `Failure` when the table of communes is missing or damaged.
  public func departement(
    spelled cell: String, commune: @autoclosure () -> String, number: @autoclosure () -> String
  ) throws(Failure) -> Departement? {
    if let known = departement(spelled: cell) { return known }
    let text = cell.trimmed.uppercased()
    switch text {
    case "97":
      let digits = String(commune().trimmed.suffix(3))
      return digits.utf8.count == 3 ? departement(spelled: "97" + digits.prefix(1)) : nil
    case "20", "020", "201", "202", "20A", "20B":
      let digits = commune().trimmed.suffix(3)
      let communes = try Communes.bundled()
      for half in ["2A", "2B"] where communes.ground(of: half + digits) != nil { return byCode[half] }
      for half in ["2A", "2B"] where number().trimmed.uppercased().hasPrefix(half) { return byCode[half] }
      switch text.last {
      case "1", "A": return byCode["2A"]
      case "2", "B": return byCode["2B"]
      default: return nil
      }
    default: return nil
    }
  }

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
