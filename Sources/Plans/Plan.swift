import Geography
import Register

/// A plan: the grappes proposed for some regions, the proof of how good they are, and everyone left out. It is what
/// `plan.json` holds; key names and meaning are those of the published schema `grappes/plan/1`.
///
/// Money is in euros (whole cents inside), distances in km, codes are text.
public struct Plan: Sendable, Equatable, Codable {
  public static let schema = "grappes/plan/1"

  public var schema: String
  /// Name of the campaign, such as `2024`.
  public var campaign: String
  /// Name of the barème, such as `2021-T2`.
  public var bareme: String
  /// Whether the barème's amounts are documented for this campaign. When false, every amount is to be labelled.
  public var baremeVerified: Bool
  /// Sorted.
  public var regions: [RegionCode]
  public var parameters: Parameters
  public var status: Status
  public var search: Search
  public var totals: Totals
  /// No plan under these rules is worth more than this.
  public var bound: Euros
  /// (bound − value) / max(|bound|, 1), a share.
  public var gap: Double
  public var grappes: [Grappe]
  public var standalone: [Standalone]
  public var ungrouped: [Ungrouped]
  public var excluded: [Excluded]
  /// Establishments of other categories in these regions: counted only.
  public var notEssms: Int
  public var certificate: Certificate
  public var provenance: Provenance

  public init(
    campaign: String, bareme: String, baremeVerified: Bool, regions: [RegionCode], parameters: Parameters,
    status: Status, search: Search, totals: Totals, bound: Euros, gap: Double, grappes: [Grappe],
    standalone: [Standalone], ungrouped: [Ungrouped], excluded: [Excluded], notEssms: Int, certificate: Certificate,
    provenance: Provenance
  ) {
    schema = Self.schema
    self.campaign = campaign
    self.bareme = bareme
    self.baremeVerified = baremeVerified
    self.regions = regions
    self.parameters = parameters
    self.status = status
    self.search = search
    self.totals = totals
    self.bound = bound
    self.gap = gap
    self.grappes = grappes
    self.standalone = standalone
    self.ungrouped = ungrouped
    self.excluded = excluded
    self.notEssms = notEssms
    self.certificate = certificate
    self.provenance = provenance
  }
}

extension Plan {
  /// What the plan was asked for.
  public struct Parameters: Sendable, Equatable, Codable {
    /// Price of distance, in euros for each ESSMS·km.
    public var spreadPrice: Double
    /// Greatest distance between the seats of a member and of the porteur, in km.
    public var radiusKm: Double
    /// Road distance over great-circle distance.
    public var detour: Double
    public var mode: Mode
    /// Fewest ESSMS in a grappe, by region.
    public var minimum: [String: Int]
    /// Most ESSMS in a grappe, by region; nil when the campaign sets none.
    public var maximum: [String: Int]?
    /// Probability that an OG withdraws before the project ends.
    public var withdrawal: Double
    /// Probability that a grappe keeps its minimum, by region, then by number of ESSMS from the region's minimum on; the
    /// last value holds for every larger grappe. `[1]` when nobody withdraws.
    public var probabilities: [String: [Double]]
    /// Wall-clock limit of the search in seconds.
    public var timeLimit: Double
    /// Gap at which the search is content, a share.
    public var gapTarget: Double

    public init(
      spreadPrice: Double, radiusKm: Double, detour: Double, mode: Mode, minimum: [String: Int],
      maximum: [String: Int]?, withdrawal: Double, probabilities: [String: [Double]], timeLimit: Double,
      gapTarget: Double
    ) {
      self.spreadPrice = spreadPrice
      self.radiusKm = radiusKm
      self.detour = detour
      self.mode = mode
      self.minimum = minimum
      self.maximum = maximum
      self.withdrawal = withdrawal
      self.probabilities = probabilities
      self.timeLimit = timeLimit
      self.gapTarget = gapTarget
    }

    private enum CodingKeys: String, CodingKey {
      case spreadPrice, radiusKm, detour, mode, minimum, maximum, withdrawal, probabilities, timeLimit, gapTarget
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(spreadPrice, forKey: .spreadPrice)
      try container.encode(radiusKm, forKey: .radiusKm)
      try container.encode(detour, forKey: .detour)
      try container.encode(mode, forKey: .mode)
      try container.encode(minimum, forKey: .minimum)
      try container.encode(maximum, forKey: .maximum)  // null when there is none, never absent
      try container.encode(withdrawal, forKey: .withdrawal)
      try container.encode(probabilities, forKey: .probabilities)
      try container.encode(timeLimit, forKey: .timeLimit)
      try container.encode(gapTarget, forKey: .gapTarget)
    }
  }

  /// What is maximised. `weighted`: expected funding less the priced spread.
  public enum Mode: String, Sendable, Codable {
    case weighted
  }

  /// - optimal: value and bound are equal, no plan is worth more.
  /// - feasible: a good plan; the gap says how far from the best it may be.
  /// - interrupted: as feasible, and the user stopped the search.
  /// - empty: no grappe is worth forming, or none can be formed.
  public enum Status: String, Sendable, Codable {
    case optimal, feasible, interrupted, empty
  }

  public struct Totals: Sendable, Equatable, Codable {
    public var value: Euros
    public var funding: Euros
    public var expectedFunding: Euros
    /// Sum over the grappes' ESSMS of the distance to their porteur's seat, in ESSMS·km.
    public var spreadKm: Double
    /// spreadKm for each grouped ESSMS.
    public var meanKm: Double
    /// Grouped ESSMS.
    public var essms: Int
    /// Grouped OG.
    public var og: Int
    public var grappes: Int

    public init(
      value: Euros, funding: Euros, expectedFunding: Euros, spreadKm: Double, meanKm: Double, essms: Int, og: Int,
      grappes: Int
    ) {
      self.value = value
      self.funding = funding
      self.expectedFunding = expectedFunding
      self.spreadKm = spreadKm
      self.meanKm = meanKm
      self.essms = essms
      self.og = og
      self.grappes = grappes
    }
  }
}
