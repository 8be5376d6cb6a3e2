import Geography
import Wording

/// Codes of categories that are known, of ESSMS or not: `Resources/nomenclature.csv`.
struct CategoryNomenclature: Sendable {
  private let codes: Set<String>

  /// - Throws: `Failure` when the table is missing or damaged.
  static func bundled() throws(Failure) -> CategoryNomenclature { try shared.get() }

  private static let shared = Result<CategoryNomenclature, Failure> { () throws(Failure) in
    let table = try ResourceTable("nomenclature.csv", in: .module, columns: ["categetab"])
    return CategoryNomenclature(codes: Set(table.rows.map { $0.cells[0] }))
  }

  func contains(_ code: String) -> Bool { codes.contains(code) }

  /// Whether a text may be a code: three digits, as all of them are.
  static func isCode(_ text: String) -> Bool { text.utf8.count == 3 && text.utf8.allSatisfy(\.isDigit) }
}
