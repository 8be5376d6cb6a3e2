import Foundation
import Wording

/// Communes that have merged into others since registers were told of them, by the INSEE codes that they had.
///
/// Source: INSEE, Code officiel géographique; see the first line of `former_communes.csv`.
public struct FormerCommunes: Sendable {
  /// What has become of a commune.
  public struct Merger: Sendable, Hashable {
    /// INSEE code of the commune that it is part of now.
    public let successor: String
    /// The 1 January (ISO) on which it had merged at the latest; it may have merged years before.
    public let by: String
  }

  private let mergers: [String: Merger]

  /// The table that comes with the program; read once, when it is first asked for.
  ///
  /// - Throws: `Failure` when it is missing or damaged.
  public static func bundled() throws(Failure) -> FormerCommunes { try shared.get() }

  /// How many there are.
  public var count: Int { mergers.count }

  /// What has become of the commune that had a code; nil for a code that is a commune's still, or that never was.
  ///
  /// - Complexity: O(1).
  public func merger(of code: String) -> Merger? { mergers[code] }

  /// The code of the commune that stands now where the commune of a code stood: its own when it has not merged.
  ///
  /// - Complexity: O(1).
  public func current(_ code: String) -> String { mergers[code]?.successor ?? code }

  private static let shared = Result<FormerCommunes, Failure> { () throws(Failure) in
    try FormerCommunes(ResourceTable("former_communes.csv", in: .module, columns: ["insee", "successor", "by"]))
  }

  private init(_ table: ResourceTable) {
    mergers = Dictionary(
      table.rows.map { ($0.cells[0], Merger(successor: $0.cells[1], by: $0.cells[2])) },
      uniquingKeysWith: { first, _ in first })
  }
}
