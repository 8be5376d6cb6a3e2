import Geography

/// The rules of one yearly call: who may file what, where and until when.
public struct Campaign: Sendable, Hashable, Codable {
  /// Fewest and most ESSMS of a grappe.
  public struct Limits: Sendable, Hashable, Codable {
    public let minimum: Int
    /// nil when there is no upper bound.
    public let maximum: Int?
  }

  /// Other limits in some regions.
  public struct Exception: Sendable, Hashable, Codable {
    public let regions: [RegionCode]
    public let minimum: Int
    public let maximum: Int?
    public let note: String?
  }

  /// Filing dates of one region that differ from the others'.
  public struct Window: Sendable, Hashable, Codable {
    public let region: RegionCode
    /// ISO dates, ascending.
    public let closes: [String]
    public let note: String?
  }

  /// The regional route: one region, filed with its ARS.
  public struct RegionalRoute: Sendable, Hashable, Codable {
    public let limits: Limits
    public let exceptions: [Exception]
    /// Last day to file, ISO.
    public let deadline: String?
    public let windows: [Window]
    public let certainty: Certainty

    public func limits(in region: RegionCode) -> Limits {
      guard let exception = exceptions.first(where: { $0.regions.contains(region) }) else { return limits }
      return Limits(minimum: exception.minimum, maximum: exception.maximum)
    }

    /// Last day to file in the region, ISO; nil when it is not known.
    public func deadline(in region: RegionCode) -> String? {
      windows.first { $0.region == region }?.closes.last ?? deadline
    }
  }

  public struct Routes: Sendable, Hashable, Codable {
    public let regional: RegionalRoute
  }

  public let name: String
  /// First day to file, ISO.
  public let opens: String?
  /// Name of the barème that is applied.
  public let bareme: String
  /// Whether the barème is documented for this campaign.
  public let baremeVerified: Bool
  public let routes: Routes
  public let sources: [RuleSource]
}
