import Geography
import Register
import Wording

/// A plan: the grappes proposed for some regions, the proof of how good they are, and everyone left out. It is what
/// `plan.json` holds; key names and meaning are those of the published schema `grappes/plan/2`.
///
/// Money is in euros (whole cents inside), distances in km, codes are text.
public struct Plan: Sendable, Equatable, Codable {
  public static let schema = "grappes/plan/2"
  /// Read too: plans of earlier versions, which lack some keys.
  public static let earlierSchema = "grappes/plan/1"

  public var schema: String
  /// Name of the campaign, such as `2024`.
  public var campaign: String
  /// Nil for a campaign that is documented: the others are to be labelled wherever they are named.
  public var campaignStanding: Standing?
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
  /// ESSMS of these regions, sorted, that the register gives no usable coordinates: they stand at their commune's town
  /// hall. Empty in plans of earlier versions.
  public var placedAtCommune: [FinessNumber]
  /// The ESSMS of `grappes`, `standalone` and `ungrouped`, as the register has them. Empty in plans of earlier versions.
  public var essms: [FinessNumber: Establishment]
  /// Establishments of other categories in these regions: counted only.
  public var notEssms: Int
  public var certificate: Certificate
  public var provenance: Provenance
  /// What is known of the software of the regions' ESSMS; nil without a situation.
  public var situation: SituationCounts?
  /// By region, what its rules cost; empty in plans of earlier versions.
  public var rulePrices: [String: RulePrices]
  /// Language of the sentences in the plan, `fr` or `en`; nil in plans of earlier versions.
  public var language: Language?
  /// OG that another porteur has than in the earlier plan, by OG, then by region; nil when there was none to start from.
  public var moves: [Move]?
  /// Islands and communes guessed; nil where great circles count, and in plans of earlier versions.
  public var ground: Ground?

  public init(
    campaign: String, bareme: String, baremeVerified: Bool, regions: [RegionCode], parameters: Parameters,
    status: Status, search: Search, totals: Totals, bound: Euros, gap: Double, grappes: [Grappe],
    standalone: [Standalone], ungrouped: [Ungrouped], excluded: [Excluded], notEssms: Int, certificate: Certificate,
    provenance: Provenance, situation: SituationCounts? = nil, rulePrices: [String: RulePrices] = [:],
    language: Language? = nil, moves: [Move]? = nil, placedAtCommune: [FinessNumber] = [],
    campaignStanding: Standing? = nil, essms: [FinessNumber: Establishment] = [:]
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
    self.placedAtCommune = placedAtCommune
    self.essms = essms
    self.notEssms = notEssms
    self.certificate = certificate
    self.provenance = provenance
    self.situation = situation
    self.rulePrices = rulePrices
    self.language = language
    self.moves = moves
    self.campaignStanding = campaignStanding
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    schema = try container.decode(String.self, forKey: .schema)
    campaign = try container.decode(String.self, forKey: .campaign)
    campaignStanding = try container.decodeIfPresent(Standing.self, forKey: .campaignStanding)
    bareme = try container.decode(String.self, forKey: .bareme)
    baremeVerified = try container.decode(Bool.self, forKey: .baremeVerified)
    regions = try container.decode([RegionCode].self, forKey: .regions)
    parameters = try container.decode(Parameters.self, forKey: .parameters)
    status = try container.decode(Status.self, forKey: .status)
    search = try container.decode(Search.self, forKey: .search)
    totals = try container.decode(Totals.self, forKey: .totals)
    bound = try container.decode(Euros.self, forKey: .bound)
    gap = try container.decode(Double.self, forKey: .gap)
    grappes = try container.decode([Grappe].self, forKey: .grappes)
    standalone = try container.decode([Standalone].self, forKey: .standalone)
    ungrouped = try container.decode([Ungrouped].self, forKey: .ungrouped)
    excluded = try container.decode([Excluded].self, forKey: .excluded)
    notEssms = try container.decode(Int.self, forKey: .notEssms)
    certificate = try container.decode(Certificate.self, forKey: .certificate)
    provenance = try container.decode(Provenance.self, forKey: .provenance)
    // Not in plans of earlier versions.
    situation = try container.decodeIfPresent(SituationCounts.self, forKey: .situation)
    rulePrices = try container.decodeIfPresent([String: RulePrices].self, forKey: .rulePrices) ?? [:]
    language = try container.decodeIfPresent(Language.self, forKey: .language)
    moves = try container.decodeIfPresent([Move].self, forKey: .moves)
    ground = try container.decodeIfPresent(Ground.self, forKey: .ground)
    placedAtCommune = try container.decodeIfPresent([FinessNumber].self, forKey: .placedAtCommune) ?? []
    let isEarlier = schema == Self.earlierSchema
    let told = try container.decodeIfPresent([FinessNumber: Establishment].self, forKey: .essms)
    // A plan of the earlier version that was written again has the key, with nothing in it.
    guard let known = isEarlier ? told ?? [:] : told, !isEarlier || known.isEmpty else {
      throw DecodingError.dataCorruptedError(
        forKey: .essms, in: container, debugDescription: isEarlier ? "not in this version" : "missing")
    }
    essms = known
  }
}

extension Plan {
  /// Whether it is of an earlier version, and may lack keys that plans have since.
  public var isEarlier: Bool { schema == Self.earlierSchema }

  /// How a campaign is known that is not documented: reported, by someone, without its text.
  public enum Standing: String, Sendable, Codable {
    case reported
  }

  /// What is maximised.
  ///
  /// - weighted: expected funding less the priced spread.
  /// - fundingFirst: expected funding; among plans of equal funding the one of least spread.
  /// - spreadFirst: the least spread, which is none at all; among such plans the one of most expected funding.
  ///
  /// With the last two, distance has no price: value and bound are of expected funding alone.
  public enum Mode: String, Sendable, Codable, CaseIterable {
    case weighted, fundingFirst, spreadFirst
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
