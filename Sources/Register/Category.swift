import Foundation
import Geography
import Wording

/// A FINESS category of establishments that are ESSMS.
public struct Category: Sendable, Hashable {
  /// Whether the programme takes it.
  public enum Scope: String, Sendable, Codable {
    /// An ESSMS of article L.312-1 of the Code de l'action sociale et des familles.
    case core
    /// Doubtful: left out unless asked for.
    case edge
  }

  /// FINESS code (`categetab`), such as `500`.
  public let code: String
  /// As FINESS prints it.
  public let label: String
  public let sector: Sector
  public let scope: Scope
}

/// The categories whose establishments are ESSMS; all others (hospitals, pharmacies…) are no concern of the programme.
public struct Categories: Sendable {
  /// Sorted by code.
  public let all: [Category]
  private let byCode: [String: Category]
  private let byLabel: [String: Category]
  private let byLabelKey: [String: Category]

  /// The table that comes with the program; read once.
  ///
  /// - Throws: `Failure` when it is missing or damaged.
  public static func bundled() throws(Failure) -> Categories { try shared.get() }

  /// The category of a code, core or edge; nil for a category of other establishments.
  ///
  /// - Complexity: O(1).
  public func category(_ code: String) -> Category? { byCode[code] }

  /// The category of a code when its establishments may be planned.
  ///
  /// - Parameter includingEdge: whether the doubtful categories count too.
  public func eligible(_ code: String, includingEdge: Bool = false) -> Category? {
    guard let category = byCode[code], category.scope == .core || includingEdge else { return nil }
    return category
  }

  /// The category that FINESS prints so; nil for any other label.
  ///
  /// - Complexity: O(1).
  func category(label: String) -> Category? { byLabel[label] }

  /// The same, however the label is spelled.
  func category(nearLabel label: String) -> Category? { byLabelKey[TableFileSpelling.key(label)] }

  private static let shared = Result<Categories, Failure> { () throws(Failure) in
    try Categories(
      ResourceTable("categories.csv", in: .module, columns: ["categetab", "label", "sector", "scope"]))
  }

  private init(_ table: ResourceTable) throws(Failure) {
    var categories: [Category] = []
    for row in table.rows {
      guard let sector = Sector(rawValue: row.cells[2]), let scope = Category.Scope(rawValue: row.cells[3]) else {
        throw table.damaged(row, expected: "sector, core | edge")
      }
      categories.append(Category(code: row.cells[0], label: row.cells[1], sector: sector, scope: scope))
    }
    all = categories.sorted { $0.code < $1.code }
    byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    byLabel = Dictionary(all.map { ($0.label, $0) }, uniquingKeysWith: { first, _ in first })
    byLabelKey = Dictionary(all.map { (TableFileSpelling.key($0.label), $0) }, uniquingKeysWith: { first, _ in first })
  }
}
