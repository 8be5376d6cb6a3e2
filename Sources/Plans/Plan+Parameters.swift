import Register

// What a plan was asked for.
extension Plan {
  public struct Parameters: Sendable, Equatable, Codable {
    /// Price of distance, in euros for each ESSMS·km.
    public var spreadPrice: Double
    /// Greatest distance between the seats of a member and of the porteur, in km.
    public var radiusKm: Double
    /// Factor of every distance.
    public var detour: Double
    /// How distances are measured; great circles in plans of earlier versions.
    public var distance = DistanceKind.grandCercle
    /// Greatest time between the seats of a member and of the porteur, in minutes by road: then the radius in km is none.
    public var radiusMinutes: Double?
    /// Price of time, in euros for each ESSMS·minute by road: then km have none.
    public var minutePrice: Double?
    public var mode: Mode
    /// Fewest ESSMS in a regional grappe, by region.
    public var minimum: [String: Int]
    /// Most ESSMS in a regional grappe, by region; nil when the campaign sets none.
    public var maximum: [String: Int]?
    /// Probability that an OG withdraws before the project ends.
    public var withdrawal: Double
    /// Probability by weight: by region (`53` for its regional route, `53/multiregional` for grappes of that route whose
    /// porteur is there), then by number of ESSMS from the route's minimum on; the last value holds for every larger grappe.
    /// `[1]` when nobody withdraws. The scenario's probabilities of success are not in it.
    public var probabilities: [String: [Double]]
    /// Wall-clock limit of the search in seconds.
    public var timeLimit: Double
    /// Steps of work after which the search was to end; nil for no limit.
    public var work: Int?
    /// Gap at which the search is content, a share.
    public var gapTarget: Double
    /// Routes open to the plan.
    public var routes: [Route] = [.regional]
    /// Limits of the routes that cross regions, by route.
    public var routeLimits: [String: RouteLimits] = [:]
    /// Fewest OG in a regional grappe, by region.
    public var minimumOg: [String: Int] = [:]
    /// Whether a grappe must, or had better, have one DUI.
    public var dui = Preference.ignore
    /// Whether a grappe must, or had better, have one sector.
    public var sectors = Preference.ignore
    /// With `prefer`: euros for each ESSMS that has another DUI, or is of another sector, than its grappe.
    public var preferencePrice = 0.0
    /// What an ESSMS whose DUI is not known is paid.
    public var unknownDui = UnknownDUI.acquisition
    /// Envelopes that limit the plan: by region, and `national`.
    public var envelopes: [String: Envelope] = [:]
    /// The scenario's probabilities of success; the first band that fits a grappe counts, 1 where none does.
    public var success: [SuccessBand] = []
    /// What counts for staying with an earlier plan; nil when nothing does.
    public var stability: Stability?

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
      case spreadPrice, radiusKm, detour, distance, radiusMinutes, minutePrice, mode, minimum, maximum, withdrawal,
        probabilities, timeLimit,
        gapTarget,
        routes,
        routeLimits, minimumOg, dui, sectors, preferencePrice, unknownDui, envelopes, success, stability,
        work
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      spreadPrice = try container.decode(Double.self, forKey: .spreadPrice)
      radiusKm = try container.decode(Double.self, forKey: .radiusKm)
      detour = try container.decode(Double.self, forKey: .detour)
      radiusMinutes = try container.decodeIfPresent(Double.self, forKey: .radiusMinutes)
      minutePrice = try container.decodeIfPresent(Double.self, forKey: .minutePrice)
      distance = try container.decodeIfPresent(DistanceKind.self, forKey: .distance) ?? .grandCercle
      mode = try container.decode(Mode.self, forKey: .mode)
      minimum = try container.decode([String: Int].self, forKey: .minimum)
      maximum = try container.decodeIfPresent([String: Int].self, forKey: .maximum)
      withdrawal = try container.decode(Double.self, forKey: .withdrawal)
      probabilities = try container.decode([String: [Double]].self, forKey: .probabilities)
      timeLimit = try container.decode(Double.self, forKey: .timeLimit)
      gapTarget = try container.decode(Double.self, forKey: .gapTarget)
      // Not in plans of earlier versions.
      routes = try container.decodeIfPresent([Route].self, forKey: .routes) ?? [.regional]
      routeLimits = try container.decodeIfPresent([String: RouteLimits].self, forKey: .routeLimits) ?? [:]
      minimumOg = try container.decodeIfPresent([String: Int].self, forKey: .minimumOg) ?? [:]
      dui = try container.decodeIfPresent(Preference.self, forKey: .dui) ?? .ignore
      sectors = try container.decodeIfPresent(Preference.self, forKey: .sectors) ?? .ignore
      preferencePrice = try container.decodeIfPresent(Double.self, forKey: .preferencePrice) ?? 0
      unknownDui = try container.decodeIfPresent(UnknownDUI.self, forKey: .unknownDui) ?? .acquisition
      envelopes = try container.decodeIfPresent([String: Envelope].self, forKey: .envelopes) ?? [:]
      success = try container.decodeIfPresent([SuccessBand].self, forKey: .success) ?? []
      work = try container.decodeIfPresent(Int.self, forKey: .work)
      stability = try container.decodeIfPresent(Stability.self, forKey: .stability)
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(spreadPrice, forKey: .spreadPrice)
      try container.encode(radiusKm, forKey: .radiusKm)
      try container.encode(detour, forKey: .detour)
      try container.encode(distance, forKey: .distance)
      try container.encodeIfPresent(radiusMinutes, forKey: .radiusMinutes)
      try container.encodeIfPresent(minutePrice, forKey: .minutePrice)
      try container.encode(mode, forKey: .mode)
      try container.encode(minimum, forKey: .minimum)
      try container.encode(maximum, forKey: .maximum)  // null when there is none, never absent
      try container.encode(withdrawal, forKey: .withdrawal)
      try container.encode(probabilities, forKey: .probabilities)
      try container.encode(timeLimit, forKey: .timeLimit)
      try container.encode(gapTarget, forKey: .gapTarget)
      try container.encode(routes, forKey: .routes)
      try container.encode(routeLimits, forKey: .routeLimits)
      try container.encode(minimumOg, forKey: .minimumOg)
      try container.encode(dui, forKey: .dui)
      try container.encode(sectors, forKey: .sectors)
      try container.encode(preferencePrice, forKey: .preferencePrice)
      try container.encode(unknownDui, forKey: .unknownDui)
      try container.encode(envelopes, forKey: .envelopes)
      try container.encode(success, forKey: .success)
      try container.encodeIfPresent(stability, forKey: .stability)
      try container.encodeIfPresent(work, forKey: .work)
    }
  }

  public enum Preference: String, Sendable, Codable, CaseIterable {
    case ignore, prefer, require
  }

  /// What an ESSMS whose DUI is not known counts as.
  public enum UnknownDUI: String, Sendable, Codable, CaseIterable {
    case acquisition, compliance
  }

  public struct RouteLimits: Sendable, Equatable, Codable {
    public var minimum: Int
    /// nil when there is none.
    public var maximum: Int?
    public var minimumOg: Int

    public init(minimum: Int, maximum: Int?, minimumOg: Int) {
      self.minimum = minimum
      self.maximum = maximum
      self.minimumOg = minimumOg
    }
  }

  /// Money that all grappes filed with one ARS, or on the national call, share.
  public struct Envelope: Sendable, Equatable, Codable {
    public enum Source: String, Sendable, Codable {
      /// Given by the user.
      case typed
      /// Share of the campaign's amount by eligible ESSMS: an assumption.
      case proRata
    }

    public var amount: Euros
    public var source: Source
    /// Funding of the plan's grappes that it pays for.
    public var spent: Euros

    public init(amount: Euros, source: Source, spent: Euros) {
      self.amount = amount
      self.source = source
      self.spent = spent
    }
  }

  /// Probability that a dossier of this size and make-up succeeds, nobody having withdrawn.
  public struct SuccessBand: Sendable, Equatable, Codable {
    /// Fewest and most ESSMS; nil: no limit.
    public var from: Int?
    public var to: Int?
    /// Whether only grappes of one DUI and one sector are meant, or only others; nil: all.
    public var homogeneous: Bool?
    /// 0 to 1, in whole ten-thousandths.
    public var probability: Double

    public init(from: Int?, to: Int?, homogeneous: Bool?, probability: Double) {
      self.from = from
      self.to = to
      self.homogeneous = homogeneous
      self.probability = probability
    }
  }

  /// What the situation tells of the eligible ESSMS of the plan's regions.
  public struct SituationCounts: Sendable, Equatable, Codable {
    public var essms: Int
    /// ESSMS with a DUI, without one, and those of which nothing is known.
    public var withDui: Int
    public var withoutDui: Int
    public var unknownDui: Int
    /// ESSMS with a DUI that is said to conform already; counted as mise en conformité.
    public var conforming: Int
    public var unknownFunding: Int
    public var unknownShare: Int
    public var unknownWillingness: Int
    /// Rows of the situation that name an ESSMS which the register does not hold.
    public var strangers: Int

    public init(
      essms: Int, withDui: Int, withoutDui: Int, unknownDui: Int, conforming: Int, unknownFunding: Int,
      unknownShare: Int, unknownWillingness: Int, strangers: Int
    ) {
      self.essms = essms
      self.withDui = withDui
      self.withoutDui = withoutDui
      self.unknownDui = unknownDui
      self.conforming = conforming
      self.unknownFunding = unknownFunding
      self.unknownShare = unknownShare
      self.unknownWillingness = unknownWillingness
      self.strangers = strangers
    }
  }

  /// What the rules cost in a region, as the certificate's prices tell: no plan under the relaxed rule is worth more than
  /// the bound and this.
  public struct RulePrices: Sendable, Equatable, Codable {
    /// One ESSMS less in the minimum.
    public var minimum: Euros
    /// A radius of 10 km more.
    public var radius: Euros
    /// For each euro more in the envelope; 0 when it does not limit.
    public var envelope: Double

    public init(minimum: Euros, radius: Euros, envelope: Double) {
      self.minimum = minimum
      self.radius = radius
      self.envelope = envelope
    }
  }
}
