import Geography

/// An amount that a campaign has to give.
public struct Envelope: Sendable, Hashable, Codable {
  /// Whole euros.
  public let euros: Int
  public let basis: Basis

  public var certainty: Certainty { basis.certainty }
  public var source: Label? { basis.source }
}

/// What a campaign has to give, and how it is split.
public struct Envelopes: Sendable, Hashable, Codable {
  /// How the regional envelope is split between the regions when their figures are not known.
  public enum Split: String, Sendable, Hashable, Codable, CaseIterable {
    /// Pro rata of the eligible ESSMS of each region.
    case proRataOfEssms
  }

  /// The figure of one region.
  public struct RegionShare: Sendable, Hashable, Codable {
    public let region: RegionCode
    public let envelope: Envelope
  }

  /// Each nil when no figure was found.
  public let total: Envelope?
  /// Delegated to the ARS.
  public let regional: Envelope?
  public let national: Envelope?
  public let split: Split
  public let splitBasis: Basis
  /// The regions whose own figure is known.
  public let byRegion: [RegionShare]

  /// The region's own figure; nil when it is not known.
  public func envelope(of region: RegionCode) -> Envelope? { byRegion.first { $0.region == region }?.envelope }

  /// Figures that were not found are written as null.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(total, forKey: .total)
    try values.encode(regional, forKey: .regional)
    try values.encode(national, forKey: .national)
    try values.encode(split, forKey: .split)
    try values.encode(splitBasis, forKey: .splitBasis)
    try values.encode(byRegion, forKey: .byRegion)
  }
}
