import Geography

/// The rules of one yearly call: who may file what, where and until when.
public struct Campaign: Sendable, Hashable, Codable {
  /// The regional route: one region, filed with its ARS.
  public struct RegionalRoute: Sendable, Hashable, Codable {
    public internal(set) var limits: Limits
    public internal(set) var exceptions: [Exception]
    public let filing: FilingWindow
    public let windows: [Window]
    /// That the route exists.
    public let basis: Basis

    public var certainty: Certainty { basis.certainty }
    /// Last day to file, ISO.
    public var deadline: String? { filing.closes }

    public func limits(in region: RegionCode) -> Limits {
      exceptions.first { $0.regions.contains(region) }?.limits ?? limits
    }

    /// Last day to file in the region, ISO; nil when it is not known.
    public func deadline(in region: RegionCode) -> String? {
      windows.first { $0.region == region }?.closes.last ?? deadline
    }
  }

  /// A route that is not bound to one region.
  public struct WideRoute: Sendable, Hashable, Codable {
    public internal(set) var limits: Limits
    /// Whether the ESSMS must stand in more than one region.
    public let severalRegions: Bool
    public let severalRegionsCertainty: Certainty
    public let filing: FilingWindow
    /// That the route exists.
    public let basis: Basis
  }

  public struct Routes: Sendable, Hashable, Codable {
    public internal(set) var regional: RegionalRoute
    /// nil when the campaign has no such route.
    public internal(set) var multiregional: WideRoute?
    public internal(set) var national: WideRoute?

    /// An absent route is written as null.
    public func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(regional, forKey: .regional)
      try values.encode(multiregional, forKey: .multiregional)
      try values.encode(national, forKey: .national)
    }
  }

  /// Whether the members of a grappe should share one DUI.
  public struct DuiRule: Sendable, Hashable, Codable {
    public let preference: Preference
    public let basis: Basis
  }

  /// Whether a grappe that exists may take in more members.
  public struct Growth: Sendable, Hashable, Codable {
    public let isAllowed: Bool
    public let basis: Basis
  }

  /// A part of the funding and when it is paid.
  public struct Payment: Sendable, Hashable, Codable {
    /// Percent of the whole.
    public let share: Int
    public let when: Label
    public let basis: Basis

    public var certainty: Certainty { basis.certainty }
  }

  /// How a campaign is known.
  public enum Standing: String, Sendable, Hashable, Codable, CaseIterable {
    /// By its call, its instruction, or what was published of them.
    case documented
    /// By an indirect report alone: nothing of it may be relied on before it is verified.
    case reported
  }

  /// A rule that the program shows and the planner applies, in words.
  public struct Statement: Sendable, Hashable, Codable {
    public let text: Label
    public let basis: Basis
  }

  public let name: String
  /// How the campaign itself is known.
  public let standing: Standing
  /// First day to file, ISO; nil when it is not known.
  public let opens: String?
  /// Name of the barème that is applied.
  public let bareme: String
  /// Whether the barème is documented for this campaign.
  public let baremeVerified: Bool
  public internal(set) var routes: Routes
  public let dui: DuiRule
  public let growth: Growth
  public let envelopes: Envelopes
  /// They make 100 percent; none when the schedule is not known.
  public let payments: [Payment]
  /// What the programme's money does not go with.
  public let exclusivity: [Statement]
  /// What else holds.
  public let notes: [Statement]
  public let sources: [RuleSource]

  /// An unknown day is written as null.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(standing, forKey: .standing)
    try values.encode(opens, forKey: .opens)
    try values.encode(bareme, forKey: .bareme)
    try values.encode(baremeVerified, forKey: .baremeVerified)
    try values.encode(routes, forKey: .routes)
    try values.encode(dui, forKey: .dui)
    try values.encode(growth, forKey: .growth)
    try values.encode(envelopes, forKey: .envelopes)
    try values.encode(payments, forKey: .payments)
    try values.encode(exclusivity, forKey: .exclusivity)
    try values.encode(notes, forKey: .notes)
    try values.encode(sources, forKey: .sources)
  }
}

extension Campaign {
  public var duiRule: Preference { dui.preference }
  public var isReported: Bool { standing == .reported }
  public var allowsGrowth: Bool { growth.isAllowed }
  /// What is delegated to all ARS together; nil when no figure was found.
  public var regionalEnvelope: Envelope? { envelopes.regional }
  /// What the national call holds; nil when no figure was found or there is no such call.
  public var nationalEnvelope: Envelope? { envelopes.national }

  /// Limits of a grappe.
  ///
  /// - Parameter region: matters for the regional route only; nil gives what holds where nothing else is said.
  /// - Returns: nil when the campaign has no such route.
  public func limits(_ route: Route, region: RegionCode? = nil) -> Limits? {
    switch route {
    case .regional: region.map { routes.regional.limits(in: $0) } ?? routes.regional.limits
    case .multiregional: routes.multiregional?.limits
    case .national: routes.national?.limits
    }
  }

  /// Whether a grappe of this route must have ESSMS in more than one region.
  public func requiresSeveralRegions(_ route: Route) -> Bool {
    switch route {
    case .regional: false
    case .multiregional: true
    case .national: routes.national?.severalRegions ?? false
    }
  }

  /// Last day to file, ISO; nil when it is not known or there is no such route.
  ///
  /// - Parameter region: the region whose ARS the dossier goes to.
  public func deadline(_ route: Route, region: RegionCode) -> String? {
    windows(route, region: region).compactMap(\.closes).last
  }

  /// First day to file, ISO; nil when it is not known or there is no such route.
  public func opening(_ route: Route, region: RegionCode) -> String? {
    windows(route, region: region).compactMap(\.opens).first
  }

  /// When dossiers may be filed, in the order of days; none when nothing is known or there is no such route.
  public func windows(_ route: Route, region: RegionCode) -> [FilingWindow] {
    let all: [FilingWindow]
    switch route {
    case .regional:
      all = routes.regional.windows.first { $0.region == region }?.periods ?? [routes.regional.filing]
    case .multiregional: all = routes.multiregional.map { [$0.filing] } ?? []
    case .national: all = routes.national.map { [$0.filing] } ?? []
    }
    return all.enumerated().map { $0 == 0 ? $1.opening(by: opens) : $1 }.filter { !$0.isBlank }
  }
}
