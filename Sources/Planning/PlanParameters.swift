import Geography
import Grouping
import Plans
import Programme
import Register

/// What the plan was asked for, as its document tells.
struct PlanParameters {
  let scenario: Scenario
  let builder: DomainBuilder
  let parts: [PlanPart]
  let regions: [RegionCode]

  func parameters(_ grappes: [Plan.Grappe]) -> Plan.Parameters {
    let limits = regions.map { ($0.rawValue, scenario.campaign.routes.regional.limits(in: $0)) }
    let maxima = limits.compactMap { region, limits in limits.maximum.map { (region, $0) } }
    var parameters = Plan.Parameters(
      spreadPrice: scenario.objective == .weighted ? scenario.spreadPrice : 0, radiusKm: scenario.radiusKm,
      detour: scenario.detour, mode: scenario.objective,
      minimum: Dictionary(uniqueKeysWithValues: limits.map { ($0, $1.minimum) }),
      maximum: maxima.isEmpty ? nil : Dictionary(uniqueKeysWithValues: maxima), withdrawal: scenario.withdrawal,
      probabilities: probabilities, timeLimit: scenario.timeLimit, gapTarget: scenario.gap)
    parameters.distance = scenario.distance
    parameters.radiusMinutes = scenario.radiusMinutes
    parameters.minutePrice = scenario.objective == .weighted ? scenario.minutePrice : nil
    parameters.work = scenario.work
    parameters.routes = Route.allCases.filter(scenario.routes.contains).map { Plan.Route($0) }
    parameters.minimumOg = Dictionary(uniqueKeysWithValues: limits.map { ($0, $1.minimumOg) })
    for route in scenario.routes where route != .regional {
      if let limits = scenario.campaign.limits(route) {
        parameters.routeLimits[route.rawValue] = .init(
          minimum: limits.minimum, maximum: limits.maximum, minimumOg: limits.minimumOg)
      }
    }
    parameters.dui = Plan.Preference(scenario.effectiveDui)
    parameters.sectors = Plan.Preference(scenario.sectors)
    if [scenario.effectiveDui, scenario.sectors].contains(.prefer) {
      parameters.preferencePrice = scenario.preferencePrice
    }
    parameters.unknownDui = scenario.unknownDui
    parameters.success = scenario.success
    if let earlier = scenario.earlier {
      let planned = Set(regions.map(\.rawValue))
      parameters.stability = Plan.Stability(
        price: Euros(cents: Int((scenario.stability * 100).rounded())),
        porteurs: earlier.porteurs.filter { planned.contains(String($0.key.split(separator: "@").last ?? "")) })
    }
    for envelope in parts.flatMap(\.envelopes) {
      let drawn = grappes.filter { envelope.name == ($0.route == .national ? "national" : $0.region.rawValue) }
      parameters.envelopes[envelope.name] = .init(
        amount: Euros(cents: envelope.cents), source: envelope.source,
        spent: drawn.reduce(.zero) { $0 + $1.funding.total })
    }
    return parameters
  }

  /// Tables by weight, success left aside.
  private var probabilities: [String: [Double]] {
    var tables: [String: [Double]] = [:]
    for region in regions {
      let weights = builder.units(of: region).weights
      for route in scenario.routes {
        guard let limits = scenario.campaign.limits(route, region: region) else { continue }
        let table = ProbabilityTable(withdrawal: scenario.withdrawal, weights: weights, minimum: limits.minimum)
        let key = route == .regional ? region.rawValue : "\(region)/\(route.rawValue)"
        tables[key] = table.tenThousandths.map { Double($0) / 10_000 }
      }
    }
    return tables
  }
}

extension Plan.Preference {
  init(_ preference: Preference) {
    switch preference {
    case .ignore: self = .ignore
    case .prefer: self = .prefer
    case .require: self = .require
    }
  }
}
