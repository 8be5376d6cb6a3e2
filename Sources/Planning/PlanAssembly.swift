import GLPK
import Geography
import Grouping
import Plans
import Programme
import Register
import Wording

/// Puts what was found for each domain together as one plan document.
struct PlanAssembly {
  let scenario: Scenario
  let builder: DomainBuilder
  /// As read.
  let register: Register
  /// After the situation.
  let known: Register
  let parts: [(domain: Domain, solution: DomainSolution)]
  /// Sorted.
  let regions: [RegionCode]
  /// Whether only some of the register's regions were asked for.
  let isPart: Bool
  let version: String
  /// What is not needed for the plan is left out after that.
  let end: ContinuousClock.Instant

  /// - Throws: `Failure` when the table of regions is missing.
  func plan(began: ContinuousClock.Instant) throws(Failure) -> Plan {
    let writers = try parts.map { part throws(Failure) in
      GrappeWriter(domain: part.domain, scenario: scenario, regions: try Regions.bundled())
    }
    var grappes = parts.indices.flatMap { part in
      parts[part].solution.groups.map { (part: part, group: $0, grappe: writers[part].grappe($0)) }
    }
    grappes.sort { a, b in
      (a.grappe.region.rawValue, -a.grappe.essmsCount, a.grappe.porteur.text)
        < (b.grappe.region.rawValue, -b.grappe.essmsCount, b.grappe.porteur.text)
    }
    var rank: [RegionCode: Int] = [:]
    for index in grappes.indices {
      let region = grappes[index].grappe.region
      rank[region, default: 0] += 1
      let number = String(rank[region] ?? 0)
      grappes[index].grappe.id = "\(region)-" + String(repeating: "0", count: max(0, 3 - number.count)) + number
    }
    var ungrouped: [Plan.Ungrouped] = []
    for (index, part) in parts.enumerated() {
      let own = grappes.filter { $0.part == index }
      let held = Set(own.flatMap(\.group.members))
      let left = part.domain.units.indices.filter { !held.contains($0) }
      let seats = Pairs.index(part.domain.units, scenario: scenario)
      let leftOut = LeftOut(
        domain: part.domain, solution: part.solution, scenario: scenario, groups: own.map { ($0.grappe.id, $0.group) },
        index: seats)
      ungrouped += leftOut.entries(left) + part.domain.forbidden.map { forbidden($0) }
      let insights = Insights(domain: part.domain, writer: writers[index], ungrouped: left, index: seats)
      for place in grappes.indices where grappes[place].part == index {
        grappes[place].grappe.insight = insights.insight(grappes[place].group)
      }
    }
    let metres = grappes.reduce(0) { $0 + writers[$1.part].spreadMetres($1.group) }
    return document(
      grappes.map(\.grappe), spreadMetres: metres,
      ungrouped: ungrouped.sorted { ($0.region, $0.og) < ($1.region, $1.og) }, began: began)
  }

  private func forbidden(_ unit: Unit) -> Plan.Ungrouped {
    .init(
      og: unit.og.og, name: unit.og.name, region: unit.region, seat: unit.seat.coordinate,
      essms: unit.og.essms.map(\.number), reason: .forbidden,
      detail: Wording(fr: "Exclu par une contrainte.", en: "Kept out by a constraint.").text(in: scenario.language),
      price: .zero)
  }

  private func document(
    _ grappes: [Plan.Grappe], spreadMetres: Int, ungrouped: [Plan.Ungrouped], began: ContinuousClock.Instant
  ) -> Plan {
    let value = parts.reduce(0) { $0 + $1.solution.value }
    let bound = parts.reduce(0) { $0 + $1.solution.bound }
    let essms = grappes.reduce(0) { $0 + $1.essmsCount }
    let isAsked: (RegionCode?) -> Bool = { region in region.map(regions.contains) ?? !isPart }
    let prices = unitPrices
    let rulePrices = rulePrices(prices)
    return Plan(
      campaign: scenario.campaign.name, bareme: scenario.bareme.name,
      baremeVerified: scenario.campaign.baremeVerified, regions: regions,
      parameters: PlanParameters(scenario: scenario, builder: builder, parts: parts, regions: regions).parameters(
        grappes),
      status: status(grappes), search: search,
      totals: .init(
        value: Euros(cents: value), funding: grappes.reduce(.zero) { $0 + $1.funding.total },
        expectedFunding: grappes.reduce(.zero) { $0 + $1.expectedFunding }, spreadKm: Double(spreadMetres) / 1000,
        meanKm: essms == 0 ? 0 : (Double(spreadMetres) / Double(essms)).rounded() / 1000,
        essms: essms, og: Set(grappes.flatMap { $0.members.map(\.og) }).count, grappes: grappes.count),
      bound: Euros(cents: bound), gap: Double(bound - value) / max(abs(Double(bound)), 100),
      grappes: grappes,
      standalone: parts.flatMap { $0.domain.standalone }.map { unit in
        Plan.Standalone(
          og: unit.og.og, name: unit.og.name, region: unit.region, seat: unit.seat.coordinate,
          essms: unit.og.essms.map(\.number))
      }.sorted { ($0.region, $0.og) < ($1.region, $1.og) },
      ungrouped: ungrouped,
      excluded: known.excluded.filter { isAsked($0.region) }.map { .init(essms: $0.number, reason: $0.reason) },
      notEssms: known.notEssms.filter { isAsked($0.key) }.values.reduce(0, +),
      certificate: .init(unitPrices: prices, envelopePrices: envelopePrices),
      provenance: .init(
        register: register.sources, situation: scenario.situation?.source, constraints: scenario.constraints?.source,
        seed: scenario.seed, version: version, solver: SolverVersion.text,
        seconds: ((ContinuousClock.now - began) / .milliseconds(1)).rounded() / 1000),
      situation: scenario.situation.map {
        SituationCounting(known: known, situation: $0, register: register).counts(regions)
      },
      rulePrices: rulePrices, language: scenario.language, moves: moves,
      placedAtCommune: known.essms.filter { $0.placement == .commune && isAsked($0.region) }.map(\.number),
      campaignStanding: scenario.campaign.isReported ? .reported : nil)
  }

  /// nil when there is no earlier plan.
  private var moves: [Plan.Move]? {
    guard let earlier = scenario.earlier else { return nil }
    let porteurs = earlier.porteurs
    return parts.flatMap { part in
      Moves(domain: part.domain, groups: part.solution.groups, stability: scenario.stability).all(since: porteurs)
    }.sorted { ($0.og, $0.region) < ($1.og, $1.region) }
  }

  /// `OG@region`, in cents.
  private var unitPrices: [String: Int] {
    var prices: [String: Int] = [:]
    for part in parts {
      for (unit, price) in zip(part.domain.units, part.solution.unitPrices) {
        prices["\(unit.og.og)@\(unit.region)"] = price
      }
    }
    return prices
  }

  /// Only those that are not 0.
  private var envelopePrices: [String: Int] {
    var prices: [String: Int] = [:]
    for part in parts {
      for (envelope, rate) in zip(part.domain.envelopes, part.solution.envelopeRates) { prices[envelope.name] = rate }
    }
    return prices
  }

  private var search: Plan.Search {
    var search = Plan.Search(
      stop: parts.map { Plan.Stop($0.solution.stop) }.max { $0.rank < $1.rank } ?? .proven,
      certifiedBound: Euros(cents: parts.reduce(0) { $0 + $1.solution.certifiedBound }),
      exhausted: parts.filter(\.solution.isExhausted).flatMap(\.domain.regions).sorted(),
      treeBounds: Dictionary(
        uniqueKeysWithValues: parts.filter(\.solution.hasTreeBound).map {
          ($0.domain.regions[0].rawValue, Euros(cents: $0.solution.bound))
        }),
      spent: .init(parts.map(\.solution.spent)), domains: parts.map(\.domain.regions).filter { $0.count > 1 })
    search.spreadProven = parts.filter(\.solution.isSpreadProven).flatMap(\.domain.regions).sorted()
    return search
  }

  private func status(_ grappes: [Plan.Grappe]) -> Plan.Status {
    if parts.contains(where: { $0.solution.stop == .interrupted }) { return .interrupted }
    if grappes.isEmpty { return .empty }
    return parts.allSatisfy { $0.solution.isOptimal } ? .optimal : .feasible
  }

  private func rulePrices(_ prices: [String: Int]) -> [String: Plan.RulePrices] {
    guard scenario.routes.contains(.regional) else { return [:] }
    let rates = envelopePrices
    let pricing = RulePricing(builder: builder, unitPrices: prices, envelopeRates: rates)
    var found: [String: Plan.RulePrices] = [:]
    for region in regions {
      // All or none: a plan that is late is given without them.
      if ContinuousClock.now >= end { return [:] }
      let alone = parts.first { $0.domain.regions == [region] && $0.domain.envelopes.isEmpty }
      guard let (minimum, radius) = pricing.prices(of: region, claimed: alone?.solution.bound) else { continue }
      found[region.rawValue] = .init(
        minimum: Euros(cents: minimum), radius: Euros(cents: radius),
        envelope: Double(rates[region.rawValue] ?? 0) / 1_000_000)
    }
    return found
  }
}

extension Plan.Spent {
  /// The sums, to the millisecond.
  fileprivate init(_ regions: [Optimiser.Spent]) {
    func sum(_ part: (Optimiser.Spent) -> Double) -> Double {
      (regions.reduce(0) { $0 + part($1) } * 1000).rounded() / 1000
    }
    self.init(
      bound: sum(\.bound), columns: sum(\.columns), neighbourhoods: sum { $0.firstPlan + $0.neighbourhoods },
      tree: sum(\.tree))
  }
}

extension Plan.Stop {
  init(_ stop: Optimiser.Stop) {
    switch stop {
    case .proven: self = .proven
    case .gap: self = .gap
    case .noImprovement: self = .noImprovement
    case .timeLimit: self = .timeLimit
    case .interrupted: self = .interrupted
    }
  }

  /// Of several regions the one that was cut shortest gives the plan's stop.
  fileprivate var rank: Int {
    switch self {
    case .proven: 0
    case .gap: 1
    case .noImprovement: 2
    case .timeLimit: 3
    case .interrupted: 4
    }
  }
}
