import Geography
import Wording

extension RuleCursor {
  /// The keys of a campaign.
  static let campaignKeys = [
    "name", "opens", "bareme", "baremeVerified", "dui", "growth", "routes", "envelopes", "payments", "exclusivity",
    "notes", "sources", "standing",
  ]

  func campaign() throws(Failure) -> Campaign {
    let record = try record(Self.campaignKeys)
    let campaign = Campaign(
      name: try record.required("name").text(longest: 40),
      standing: try record["standing"]?.choice(Campaign.Standing.self) ?? .documented,
      opens: try record["opens"]?.day(),
      bareme: try record.required("bareme").text(longest: 40),
      baremeVerified: try record["baremeVerified"]?.flag() ?? false,
      routes: try record.required("routes").routes(),
      dui: try record["dui"]?.duiRule() ?? Campaign.DuiRule(preference: .prefer, basis: Basis(.inferred)),
      growth: try record["growth"]?.growth() ?? Campaign.Growth(isAllowed: false, basis: Basis(.inferred)),
      envelopes: try record["envelopes"]?.envelopes()
        ?? Envelopes(
          total: nil, regional: nil, national: nil, split: .proRataOfEssms, splitBasis: Basis(.inferred), byRegion: []),
      payments: try record["payments"]?.payments() ?? [],
      exclusivity: try record["exclusivity"]?.statements() ?? [], notes: try record["notes"]?.statements() ?? [],
      sources: try record["sources"]?.ruleSources() ?? [])
    if let opens = campaign.opens, let place = record["opens"] {
      // Windows without a first day of their own open with the campaign.
      let routes = campaign.routes
      let windows =
        [routes.regional.filing, routes.multiregional?.filing, routes.national?.filing].compactMap { $0 }
        + routes.regional.windows.compactMap(\.periods.first)
      if let closes = windows.filter({ $0.opens == nil }).compactMap(\.closes).min(), closes < opens {
        throw place.wrong(
          expected: Wording(
            fr: "au plus tard le dernier jour du premier appel, \(closes)",
            en: "no later than the last day of the first call, \(closes)"))
      }
    }
    return campaign
  }

  // MARK: Routes

  private func routes() throws(Failure) -> Campaign.Routes {
    let record = try record(["regional", "multiregional", "national"])
    return Campaign.Routes(
      regional: try record.required("regional").regionalRoute(),
      multiregional: try record["multiregional"]?.wideRoute(alwaysSeveral: true),
      national: try record["national"]?.wideRoute(alwaysSeveral: false))
  }

  private func regionalRoute() throws(Failure) -> Campaign.RegionalRoute {
    let record = try record(["limits", "exceptions", "filing", "windows"] + RuleRecord.basisKeys)
    return Campaign.RegionalRoute(
      limits: try record.required("limits").limits(), exceptions: try record["exceptions"]?.exceptions() ?? [],
      filing: try record["filing"]?.filing() ?? .unknown, windows: try record["windows"]?.windows() ?? [],
      basis: try record.basis())
  }

  private func wideRoute(alwaysSeveral: Bool) throws(Failure) -> Campaign.WideRoute {
    let several = alwaysSeveral ? [] : ["severalRegions", "severalRegionsCertainty"]
    let record = try record(["limits", "filing"] + several + RuleRecord.basisKeys)
    return Campaign.WideRoute(
      limits: try record.required("limits").limits(),
      severalRegions: try record["severalRegions"]?.flag() ?? alwaysSeveral,
      severalRegionsCertainty: alwaysSeveral ? .published : try record.certainty("severalRegionsCertainty"),
      filing: try record["filing"]?.filing() ?? .unknown, basis: try record.basis())
  }

  // MARK: Limits

  private static let limitKeys =
    ["minimum", "maximum", "minimumOg", "minimumCertainty", "maximumCertainty", "minimumOgCertainty"]
    + RuleRecord.basisKeys

  private func limits() throws(Failure) -> Campaign.Limits { try limits(record(Self.limitKeys)) }

  private func limits(_ record: RuleRecord) throws(Failure) -> Campaign.Limits {
    let minimum = try record.required("minimum").whole(2...1_000_000)
    let maximum = try record["maximum"]?.whole(2...1_000_000)
    let minimumOg = try record["minimumOg"]?.whole(2...1_000) ?? Campaign.Limits.fewestOg
    if let maximum, let place = record["maximum"], maximum < max(minimum, minimumOg) {
      throw place.wrong(
        expected: Wording(
          fr: "au moins le minimum, \(max(minimum, minimumOg)), ou null pour aucun maximum",
          en: "at least the minimum, \(max(minimum, minimumOg)), or null for no maximum"))
    }
    let certainty = try record.certainty()
    func of(_ key: String) throws(Failure) -> Certainty { try record[key]?.choice(Certainty.self) ?? certainty }
    // That a grappe is a group of OG is what the word means.
    let ofOg: Certainty = record["minimumOg"] == nil ? .published : certainty
    return Campaign.Limits(
      minimum: minimum, maximum: maximum, minimumOg: minimumOg, minimumCertainty: try of("minimumCertainty"),
      maximumCertainty: try of("maximumCertainty"),
      minimumOgCertainty: try record["minimumOgCertainty"]?.choice(Certainty.self) ?? ofOg,
      source: try record["source"]?.label(), note: try record["note"]?.label())
  }

  private func exceptions() throws(Failure) -> [Campaign.Exception] {
    var all: [Campaign.Exception] = []
    var seen: Set<RegionCode> = []
    for item in try list() {
      let record = try item.record(["regions"] + Self.limitKeys)
      var regions: [RegionCode] = []
      for place in try record.required("regions").list() {
        let region = try place.region()
        guard seen.insert(region).inserted else {
          throw place.wrong(
            expected: Wording(fr: "une région qui n'a pas d'autre exception", en: "a region with no other exception"))
        }
        regions.append(region)
      }
      all.append(Campaign.Exception(regions: regions, limits: try item.limits(record)))
    }
    return all
  }

  // MARK: Calendar

  private func filing() throws(Failure) -> Campaign.FilingWindow {
    let record = try record(["opens", "closes"] + RuleRecord.basisKeys)
    let opens = try record["opens"]?.day()
    let closes = try record["closes"]?.day()
    if let opens, let closes, opens > closes, let place = record["opens"] {
      throw place.wrong(
        expected: Wording(fr: "au plus tard le dernier jour, \(closes)", en: "no later than the last day, \(closes)"))
    }
    return Campaign.FilingWindow(opens: opens, closes: closes, basis: try record.basis())
  }

  private func windows() throws(Failure) -> [Campaign.Window] {
    var all: [Campaign.Window] = []
    for item in try list() {
      let record = try item.record(["region", "periods"])
      let place = try record.required("region")
      let region = try place.region()
      guard !all.contains(where: { $0.region == region }) else {
        throw place.wrong(
          expected: Wording(fr: "une région qui n'a pas d'autres périodes", en: "a region with no other periods"))
      }
      all.append(Campaign.Window(region: region, periods: try record.required("periods").periods()))
    }
    return all
  }

  private func periods() throws(Failure) -> [Campaign.FilingWindow] {
    var all: [Campaign.FilingWindow] = []
    for item in try list() {
      let period = try item.filing()
      if let last = all.last?.closes, let opens = period.opens ?? period.closes, opens <= last {
        throw item.wrong(
          Wording(fr: "« \(opens) »", en: "\"\(opens)\""),
          expected: Wording(fr: "un jour après le \(last)", en: "a day after \(last)"))
      }
      all.append(period)
    }
    guard !all.isEmpty else {
      throw wrong(expected: Wording(fr: "au moins une période", en: "at least one period"))
    }
    return all
  }
}

extension Campaign.FilingWindow {
  static let unknown = Self(opens: nil, closes: nil, basis: Basis(.inferred))
}
