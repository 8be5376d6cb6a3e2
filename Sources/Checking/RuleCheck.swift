import Plans
import Programme
import Register

/// The plan's rules and parameters against the campaign's files.
struct RuleCheck {
  let plan: Plan
  let register: Register
  let campaign: Campaign
  let bareme: Bareme

  var violations: [Violation] { schedule + standing + reach + sanity + regions + routes + success }

  private var schedule: [Violation] {
    guard campaign.bareme != plan.bareme || campaign.baremeVerified != plan.baremeVerified else { return [] }
    return [
      Violation(
        .rules,
        fr: "le barème de la campagne \(campaign.name) est \(campaign.bareme), vérifié : \(campaign.baremeVerified)",
        en: "the barème of campaign \(campaign.name) is \(campaign.bareme), verified: \(campaign.baremeVerified)")
    ]
  }

  private var standing: [Violation] {
    guard campaign.isReported != (plan.campaignStanding == .reported) else { return [] }
    return [
      Violation(
        .rules, fr: "la campagne \(campaign.name) est \(campaign.standing.rawValue), le plan dit autre chose",
        en: "campaign \(campaign.name) is \(campaign.standing.rawValue), the plan says something else")
    ]
  }

  /// The largest minimum that a table of probabilities is made for.
  private static let largestMinimum = 500

  /// What no amount or table can be computed for.
  private var reach: [Violation] {
    Route.allCases.filter { route in plan.parameters.routes.contains { $0.rawValue == route.rawValue } }.flatMap {
      route in
      var found: [Violation] = []
      if let limits = campaign.beyond(bareme, route: route) {
        found.append(
          Violation(
            .rules,
            fr:
              "voie \(route.rawValue) : minimum de \(limits.minimum) ESSMS, plus que le barème \(bareme.name) n'en paie",
            en: "route \(route.rawValue): a minimum of \(limits.minimum) ESSMS, more than barème \(bareme.name) pays"))
      }
      if let minimum = campaign.largestMinimum(of: route), minimum > Self.largestMinimum {
        found.append(
          Violation(
            .rules, fr: "voie \(route.rawValue) : minimum de \(minimum) ESSMS, \(Self.largestMinimum) au plus",
            en: "route \(route.rawValue): a minimum of \(minimum) ESSMS, \(Self.largestMinimum) at most"))
      }
      return found
    }
  }

  private var sanity: [Violation] {
    let p = plan.parameters
    let isSane =
      (0...1_000_000).contains(p.spreadPrice) && (0...25_000).contains(p.radiusKm) && (0.01...100).contains(p.detour)
      && (p.radiusMinutes ?? 0 >= 0) && (0...1_000_000).contains(p.minutePrice ?? 0)
      && (p.distance == .route || p.radiusMinutes == nil && p.minutePrice == nil)
      && (p.distance != .route || p.detour == 1) && (0...0.99).contains(p.withdrawal)
      && (0...1_000_000).contains(p.preferencePrice)
      && (0...100_000_000).contains(p.stability?.price.cents ?? 0) && (0...1).contains(p.gapTarget)
      && p.timeLimit >= 0 && p.work ?? 1 >= 1 && plan.search.work ?? 0 >= 0
    guard isSane else { return outOfRange }
    // Written only where they count for something.
    let isQuiet =
      (p.mode == .weighted || p.spreadPrice == 0 && p.minutePrice == nil)
      && ([p.dui, p.sectors].contains(.prefer) || p.preferencePrice == 0)
    guard !isQuiet else { return [] }
    return [
      Violation(
        .rules,
        fr: "prix de la distance ou de la préférence, dont l'objectif et les préférences ne tiennent pas compte",
        en: "price of distance or of preference, which the objective and the preferences do not count")
    ]
  }

  private var outOfRange: [Violation] {
    [
      Violation(
        .rules,
        fr:
          "paramètres hors de leurs bornes (prix de la distance ou de la préférence, rayon, détour, retrait, écart, durée)",
        en: "parameters out of range (price of distance or of preference, radius, detour, withdrawal, gap, time)")
    ]
  }

  private var regions: [Violation] {
    var found: [Violation] = []
    let p = plan.parameters
    // A register without any ESSMS gives a plan without any region.
    if plan.regions != Set(plan.regions).sorted() || plan.regions.isEmpty && !register.essms.isEmpty {
      found.append(
        Violation(
          .order, fr: "les régions ne sont pas triées, ou l'une y est deux fois, ou il n'y en a aucune",
          en: "the regions are not sorted, or one stands twice, or there is none"))
    }
    for region in plan.regions {
      let limits = campaign.routes.regional.limits(in: region)
      if p.minimum[region.rawValue] != limits.minimum {
        found.append(
          Violation(
            .rules,
            fr: "région \(region) : minimum \(p.minimum[region.rawValue] ?? 0), la campagne demande \(limits.minimum)",
            en: "region \(region): minimum \(p.minimum[region.rawValue] ?? 0), the campaign asks for \(limits.minimum)")
        )
      }
      if p.maximum?[region.rawValue] != limits.maximum {
        found.append(
          Violation(
            .rules, fr: "région \(region) : le maximum n'est pas celui de la campagne",
            en: "region \(region): the maximum is not the campaign's"))
      }
      if p.minimumOg[region.rawValue] != limits.minimumOg {
        found.append(
          Violation(
            .rules,
            fr: "région \(region) : le nombre d'OG n'est pas celui de la campagne, \(limits.minimumOg) au moins",
            en: "region \(region): the number of OG is not the campaign's, \(limits.minimumOg) at least"))
      }
    }
    let codes = Set(plan.regions.map(\.rawValue))
    let limited = plan.regions.filter { campaign.routes.regional.limits(in: $0).maximum != nil }.map(\.rawValue)
    for (key, stated, expected) in [
      ("minimum", Set(p.minimum.keys), codes), ("minimumOg", Set(p.minimumOg.keys), codes),
      ("maximum", Set((p.maximum ?? [:]).keys), Set(limited)),
    ] where !stated.isSubset(of: expected) || key == "maximum" && (p.maximum == nil) != limited.isEmpty {
      found.append(
        Violation(
          .rules, fr: "parameters.\(key) : attendu les régions du plan, et elles seules",
          en: "parameters.\(key): expected the plan's regions, and these only"))
    }
    return found
  }

  private var routes: [Violation] {
    var found: [Violation] = []
    let p = plan.parameters
    let known = Route.allCases.filter { route in p.routes.contains { $0.rawValue == route.rawValue } }
    if p.routes.map(\.rawValue) != known.map(\.rawValue) || known.isEmpty {
      found.append(
        Violation(
          .rules, fr: "voies : attendu une au moins, chacune une fois, régionale d'abord, nationale à la fin",
          en: "routes: expected one at least, each once, regional first, national last"))
    }
    for route in known where campaign.limits(route) == nil {
      found.append(
        Violation(
          .rules, fr: "voie \(route.rawValue) : la campagne \(campaign.name) ne l'a pas",
          en: "route \(route.rawValue): campaign \(campaign.name) does not have it"))
    }
    let expected = known.reduce(into: [String: Plan.RouteLimits]()) { limits, route in
      guard route != .regional, let own = campaign.limits(route) else { return }
      limits[route.rawValue] = .init(minimum: own.minimum, maximum: own.maximum, minimumOg: own.minimumOg)
    }
    for name in Set(p.routeLimits.keys).union(expected.keys).sorted() where p.routeLimits[name] != expected[name] {
      found.append(
        Violation(
          .rules, fr: "limites de la voie \(name) : ce ne sont pas celles de la campagne",
          en: "limits of the route \(name): they are not the campaign's"))
    }
    return found
  }

  private var success: [Violation] {
    plan.parameters.success.enumerated().compactMap { place, band in
      let sizes = 0...1_000_000_000
      let (from, to) = (band.from ?? sizes.lowerBound, band.to ?? sizes.upperBound)
      let isSane = sizes.contains(from) && sizes.contains(to) && from <= to && (0...1).contains(band.probability)
      return isSane
        ? nil
        : Violation(
          .rules, fr: "probabilités de réussite : la bande \(place + 1) est hors de ses bornes",
          en: "probabilities of success: band \(place + 1) is out of range")
    }
  }
}
