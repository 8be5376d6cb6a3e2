import Geography

/// How much was made.
public struct SyntheticCounts: Sendable, Hashable {
  /// The figures of a region.
  public struct Row: Sendable, Hashable {
    public let region: RegionCode
    /// OG with ESSMS there, whether or not they have others elsewhere.
    public let og: Int
    public let essms: Int
    /// Establishments of other categories.
    public let others: Int
  }

  public let rows: [Row]
  /// OG, each once.
  public let og: Int
  /// OG with ESSMS in several of the regions made.
  public let ogInSeveralRegions: Int
  public var essms: Int { rows.reduce(0) { $0 + $1.essms } }
  public var others: Int { rows.reduce(0) { $0 + $1.others } }
}
