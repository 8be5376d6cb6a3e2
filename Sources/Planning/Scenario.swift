import Geography
import Plans
import Programme
import Register
import Wording

/// What a plan is asked for: rules, prices, limits.
public struct Scenario: Sendable {
  public var campaign: Campaign
  public var bareme: Bareme
  /// What is maximised.
  public var objective = Plan.Mode.weighted
  /// Price of distance, in euros for each ESSMS·km; 0 or more.
  public var spreadPrice = Self.usualSpreadPrice
  /// Greatest distance between the seats of a member and of the porteur, in km; 0 or more.
  public var radiusKm = 60.0
  /// How distances are measured.
  public var distance = Plan.DistanceKind.grandCercle
  /// Ways by road, which the distances are then measured by.
  public var roads: RoadDistances?
  /// Greatest time between the seats of a member and of the porteur, in minutes by road; nil for a radius in km.
  public var radiusMinutes: Double?
  /// Price of time in euros for each ESSMS·minute by road; nil for a price of km.
  public var minutePrice: Double?
  /// Factor of every distance; more than 0.
  public var detour = 1.0
  /// Probability that an OG withdraws; 0 up to, but not, 1.
  public var withdrawal = Self.assumedWithdrawal
  /// Routes open to the plan; the campaign must have them.
  public var routes: [Route] = [.regional]
  /// nil: as the campaign says, where it makes one DUI compulsory; else ignored.
  public var dui: Preference?
  public var sectors = Preference.ignore
  /// With `prefer`: euros for each ESSMS that has another DUI, or another sector, than its grappe's; 0 or more.
  public var preferencePrice = Self.usualPreferencePrice
  /// What an ESSMS whose DUI is not known counts as.
  public var unknownDui = Plan.UnknownDUI.acquisition
  /// Envelopes that limit the plan.
  public var envelopes = EnvelopeWish()
  /// Probabilities of success by size and make-up; the first band that fits counts, 1 where none does.
  public var success: [Plan.SuccessBand] = []
  /// What is known of the ESSMS' software; the register given to the planner is without it.
  public var situation: Situation?
  public var constraints: Constraints?
  /// A plan to start from, such as one already announced.
  public var earlier: Plan?
  /// A grouping to start from; of no account beside an earlier plan.
  public var drawing: DrawnGrouping?
  /// The file that the search starts from, as the user named it.
  public var startName: String?
  /// Limits of the regional route that a user gave without its exceptions.
  public var restatedLimits: Set<RestatedLimit> = []
  /// Euros that each OG counts which keeps the porteur that the earlier plan gave it; 0 or more.
  public var stability = 0.0
  /// Wall-clock limit of the whole search in seconds; more than 0.
  public var timeLimit = 60.0
  /// Steps of work after which the search ends, over all regions; nil for no limit. The clock then counts only where a time
  /// limit is named too.
  public var work: Int?
  /// Gap at which a plan is good enough, a share; 0 or more.
  public var gap = 0.0
  public var seed = 1
  /// At least 1.
  public var threads = 1
  public var language = Language.fr

  /// Km that the radius may soon be wider: ways as far are found with the others.
  var radiusMargin = RulePricing.step
  /// ESSMS less that every route's minimum asks for: to price the rule.
  var minimumRelief = 0

  static let usualSpreadPrice = 100.0
  static let usualPreferencePrice = 1_000.0

  /// An assumption, not a published figure: with it grappes get the sizes that real projects had, 18.9 ESSMS on average in
  /// 2021-T1, 24 among the projects that Nouvelle-Aquitaine retained in 2021.
  public static let assumedWithdrawal = 0.05

  /// Money that limits the plan.
  public struct EnvelopeWish: Sendable, Equatable {
    /// Figures given by the user, in euros: by region, and `national`.
    public var typed: [String: Int] = [:]
    /// Whether the campaign's own envelope, shared pro rata where regions' figures are not known, limits the others.
    public var usesCampaign = false

    public var isEmpty: Bool { typed.isEmpty && !usesCampaign }

    public init() {}
  }

  /// What the command line and scenario files measure by where nothing is said. A scenario made by itself, and one that is
  /// plain, is of great circles: the bare model, which other solvers are compared with.
  public static let usualDistance = Plan.DistanceKind.terre

  /// Takes the defaults of the bare model.
  public mutating func turnPlain() { distance = .grandCercle }

  public init(campaign: Campaign, bareme: Bareme) {
    self.campaign = campaign.within(bareme)
    self.bareme = bareme
  }

  /// The preference that holds.
  var effectiveDui: Preference { dui ?? (campaign.duiRule == .require ? .require : .ignore) }

  /// The longest time limit, in seconds: a year.
  public static let longest = 31_536_000.0

  /// - Throws: `Failure` (usage) that names the first parameter out of range.
  public func validate() throws(Failure) {
    try Self.check("spread-price", spreadPrice, 0...1_000_000, fr: "de 0 à 1 000 000 €", en: "from 0 to €1,000,000")
    try Self.check("radius", radiusKm, 0...25_000, fr: "de 0 à 25 000 km", en: "from 0 to 25,000 km")
    try Self.check("detour", detour, 0.01...100, fr: "de 0,01 à 100", en: "from 0.01 to 100")
    try Self.check("withdrawal", withdrawal, 0...0.99, fr: "de 0 à 0,99", en: "from 0 to 0.99")
    try Self.check(
      "preference-price", preferencePrice, 0...1_000_000, fr: "de 0 à 1 000 000 €", en: "from 0 to €1,000,000")
    try Self.check(
      "time-limit", timeLimit, 0.001...Self.longest, fr: "de 0,001 à 31 536 000 secondes",
      en: "from 0.001 to 31,536,000 seconds")
    if let work { try Self.check("work", Double(work), 1...9e15, fr: "un entier positif", en: "an integer, 1 or more") }
    try Self.check("stability", stability, 0...1_000_000, fr: "de 0 à 1 000 000 €", en: "from 0 to €1,000,000")
    try Self.check("gap", gap, 0...1, fr: "de 0 à 1", en: "from 0 to 1")
    try Self.check("threads", Double(threads), 1...1_024, fr: "de 1 à 1024", en: "from 1 to 1024")
    try Self.check("seed", Double(seed), 0...9e15, fr: "un entier positif ou nul", en: "an integer, 0 or more")
    if distance == .terre { _ = try CommuneGraph.bundled() }
    try validateRoads()
    try validateRoutes()
    try validateSuccess()
  }

  private func validateRoads() throws(Failure) {
    if let radiusMinutes {
      try Self.check(
        "radius-minutes", radiusMinutes, 0...100_000, fr: "de 0 à 100 000 minutes", en: "from 0 to 100,000 minutes")
    }
    if let minutePrice {
      try Self.check("minute-price", minutePrice, 0...1_000_000, fr: "de 0 à 1 000 000 €", en: "from 0 to €1,000,000")
    }
    guard distance != .route || roads != nil else {
      throw Failure(
        .usage,
        fr: "--distance route : attendu aussi --distances, le fichier des trajets que fait « grappes distances »",
        en: "--distance route: expected --distances as well, the file of ways that \"grappes distances\" makes")
    }
    guard distance != .route || detour == 1 else {
      throw Failure(
        .usage, fr: "--detour \(detour) : attendu 1 avec des distances par la route",
        en: "--detour \(detour): expected 1 with distances by road")
    }
    guard distance == .route || roads == nil && radiusMinutes == nil && minutePrice == nil else {
      let option = roads != nil ? "--distances" : radiusMinutes != nil ? "--radius-minutes" : "--minute-price"
      throw Failure(
        .usage, fr: "\(option) : attendu des distances par la route (--distance route et --distances)",
        en: "\(option): expected distances by road (--distance route and --distances)")
    }
  }

  private func validateRoutes() throws(Failure) {
    guard !routes.isEmpty else {
      throw Failure(
        .usage, fr: "--routes : attendu au moins une voie parmi regional, multiregional, national",
        en: "--routes: expected at least one of regional, multiregional, national")
    }
    for route in routes where campaign.limits(route) == nil {
      let open = Route.allCases.filter { campaign.limits($0) != nil }.map(\.rawValue).joined(separator: ", ")
      throw Failure(
        .usage,
        fr: "--routes \(route.rawValue) : la campagne \(campaign.name) n'a pas cette voie ; elle a : \(open)",
        en: "--routes \(route.rawValue): campaign \(campaign.name) has no such route; it has: \(open)")
    }
    for route in routes { try validateLimits(of: route) }
  }

  /// The largest minimum of ESSMS: tables grow with its square, and no call has asked for more than 51.
  static let largestMinimum = 500
  /// The largest maximum that leaves out anything: tables grow with it, and no call has given more than 49.
  static let largestMaximum = 1_000
  /// The most bands of probabilities: each makes every kind of grappe one more.
  static let mostBands = 50

  private func validateLimits(of route: Route) throws(Failure) {
    if let limits = campaign.beyond(bareme, route: route) {
      let most = bareme.mostEssms ?? 0
      throw Failure(
        .usage,
        fr: "--routes \(route.rawValue) : la campagne \(campaign.name) y demande \(limits.minimum) ESSMS, le barème "
          + "\(bareme.name) en paie \(most) au plus par projet ; attendu une autre voie ou un autre barème",
        en: "--routes \(route.rawValue): campaign \(campaign.name) asks for \(limits.minimum) ESSMS there, barème "
          + "\(bareme.name) pays \(most) at most for a project; expected another route or barème")
    }
    guard let minimum = campaign.largestMinimum(of: route), minimum > Self.largestMinimum else { return }
    throw Failure(
      .data,
      fr: "campagne \(campaign.name), voie \(route.rawValue) : minimum de \(minimum) ESSMS ; attendu "
        + "\(Self.largestMinimum) au plus",
      en: "campaign \(campaign.name), route \(route.rawValue): a minimum of \(minimum) ESSMS; expected "
        + "\(Self.largestMinimum) at most")
  }

  private func validateSuccess() throws(Failure) {
    guard success.count <= Self.mostBands else {
      throw Failure(
        .data, fr: "probabilités : \(success.count) bandes ; attendu \(Self.mostBands) au plus",
        en: "probabilities: \(success.count) bands; expected \(Self.mostBands) at most")
    }
    for band in success {
      let (from, to) = (band.from ?? 0, band.to ?? .max)
      guard from >= 0, from <= to, (0...1).contains(band.probability) else {
        throw Failure(
          .usage, fr: "probabilités : bande \(from) à \(to), \(band.probability) ; attendu de ≤ à et de 0 à 1",
          en: "probabilities: band \(from) to \(to), \(band.probability); expected from ≤ to and 0 to 1")
      }
    }
    // The planner takes a grappe for the best it can be: of one make-up, if it is.
    for size in Set(success.flatMap { [$0.from, $0.to.map { $0 + 1 }] }.compactMap(\.self) + [0]) {
      guard successOf(size: size, isHomogeneous: true) >= successOf(size: size, isHomogeneous: false) else {
        let (one, other) = (success(of: size, isHomogeneous: true), success(of: size, isHomogeneous: false))
        throw Failure(
          .usage,
          fr: "probabilités : à \(size) ESSMS une grappe homogène (\(one)) réussirait moins qu'une autre (\(other))",
          en: "probabilities: at \(size) ESSMS a homogeneous grappe (\(one)) would succeed less than another (\(other))"
        )
      }
    }
  }

  /// Probability of success of a grappe that nobody withdraws from, in ten-thousandths.
  func successOf(size: Int, isHomogeneous: Bool) -> Int {
    Int((success(of: size, isHomogeneous: isHomogeneous) * 10_000).rounded())
  }

  /// The same, from 0 to 1.
  private func success(of size: Int, isHomogeneous: Bool) -> Double {
    let band = success.first { band in
      size >= band.from ?? 0 && size <= band.to ?? .max && band.homogeneous ?? isHomogeneous == isHomogeneous
    }
    return band?.probability ?? 1
  }

  private static func check(
    _ name: String, _ value: Double, _ range: ClosedRange<Double>, fr: String, en: String
  ) throws(Failure) {
    guard range.contains(value) else {
      let shown = value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : String(value)
      throw Failure(.usage, fr: "--\(name) \(shown) : attendu \(fr)", en: "--\(name) \(shown): expected \(en)")
    }
  }
}

extension Scenario {
  /// The campaign's limits, less the relief.
  func limits(_ route: Route, region: RegionCode) -> Campaign.Limits? {
    guard let limits = campaign.limits(route, region: region), minimumRelief > 0 else {
      return campaign.limits(route, region: region)
    }
    return .init(
      minimum: max(2, limits.minimum - minimumRelief), maximum: limits.maximum, minimumOg: limits.minimumOg)
  }

  var distancePrice: DistancePrice {
    switch objective {
    case .weighted: DistancePrice(centsPerKm: Int(((minutePrice ?? spreadPrice) * 100).rounded()))
    case .fundingFirst: DistancePrice(centsPerKm: 0)
    case .spreadFirst: DistancePrice(centsPerKm: 0, isProhibitive: true)
    }
  }
}
