import GLPK
import Geography
import Grouping
import Plans
import Programme
import Register
import Wording

/// Puts the parts of the domains together as one plan document.
struct PlanAssembly {
  let scenario: Scenario
  let builder: DomainBuilder
  /// As read.
  let register: Register
  /// After the situation.
  let known: Register
  let parts: [PlanPart]
  /// Whether the user has stopped the search before it came to all regions asked for.
  let isCut: Bool
  /// Those searched, sorted.
  let regions: [RegionCode]
  /// Whether only some of the register's regions are planned.
  let isPart: Bool
  let version: String

  func plan(began: ContinuousClock.Instant) -> Plan {
    let grappes = parts.flatMap(\.grappes).sorted { a, b in
      (a.region.rawValue, -a.essmsCount, a.porteur.text) < (b.region.rawValue, -b.essmsCount, b.porteur.text)
    }
    let spreadMetres = parts.reduce(0) { $0 + $1.spreadMetres }
    let value = parts.reduce(0) { $0 + $1.value }
    let bound = parts.reduce(0) { $0 + $1.bound }
    let essms = grappes.reduce(0) { $0 + $1.essmsCount }
    let isAsked: (RegionCode?) -> Bool = { region in region.map(regions.contains) ?? !isPart }
    var plan = Plan(
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
      standalone: parts.flatMap(\.standalone).sorted { ($0.region, $0.og) < ($1.region, $1.og) },
      ungrouped: parts.flatMap(\.ungrouped).sorted { ($0.region, $0.og) < ($1.region, $1.og) },
      excluded: known.excluded.filter { isAsked($0.region) }.map { .init(essms: $0.number, reason: $0.reason) },
      notEssms: known.notEssms.filter { isAsked($0.key) }.values.reduce(0, +),
      certificate: .init(unitPrices: merged(\.unitPrices), envelopePrices: merged(\.envelopePrices)),
      provenance: .init(
        register: register.sources, situation: scenario.situation?.source, constraints: scenario.constraints?.source,
        seed: scenario.seed, version: version, solver: SolverVersion.text,
        seconds: ((ContinuousClock.now - began) / .milliseconds(1)).rounded() / 1000),
      situation: scenario.situation.map {
        SituationCounting(known: known, situation: $0, register: register).counts(regions)
      },
      rulePrices: rulePrices, language: scenario.language, moves: moves,
      placedAtCommune: known.essms.filter { $0.placement == .commune && isAsked($0.region) }.map(\.number),
      campaignStanding: scenario.campaign.isReported ? .reported : nil, essms: establishments)
    plan.ground = scenario.measure.ground(of: known.essms.filter { isAsked($0.region) }, grappes: grappes)
    plan.provenance.distances = scenario.roads?.source
    return plan
  }

  /// All that stand in a part.
  private var establishments: [FinessNumber: Plan.Establishment] {
    let communes = try? Communes.bundled()
    let numbers = Set(
      parts.flatMap { part in
        part.grappes.flatMap { $0.members.flatMap(\.essms) } + part.standalone.flatMap(\.essms)
          + part.ungrouped.flatMap(\.essms)
      })
    return known.essms.reduce(into: [:]) { all, essms in
      if numbers.contains(essms.number) { all[essms.number] = Plan.Establishment(essms, communes: communes) }
    }
  }

  /// nil when there is no earlier plan.
  private var moves: [Plan.Move]? {
    guard scenario.earlier != nil else { return nil }
    return parts.flatMap { $0.moves ?? [] }.sorted { ($0.og, $0.region) < ($1.og, $1.region) }
  }

  private func merged(_ table: KeyPath<PlanPart, [String: Int]>) -> [String: Int] {
    parts.reduce(into: [:]) { all, part in all.merge(part[keyPath: table]) { $1 } }
  }

  /// All or none: a plan that is late is given without them.
  private var rulePrices: [String: Plan.RulePrices] {
    var found: [String: Plan.RulePrices] = [:]
    for part in parts {
      guard let prices = part.rulePrices else { return [:] }
      found.merge(prices) { $1 }
    }
    return found
  }

  private var search: Plan.Search {
    var search = Plan.Search(
      stop: isCut ? .interrupted : parts.map { Plan.Stop($0.stop) }.max { $0.rank < $1.rank } ?? .proven,
      certifiedBound: Euros(cents: parts.reduce(0) { $0 + $1.certifiedBound }),
      exhausted: parts.filter(\.isExhausted).flatMap(\.regions).sorted(),
      treeBounds: Dictionary(
        uniqueKeysWithValues: parts.filter(\.hasTreeBound).map {
          ($0.regions[0].rawValue, Euros(cents: $0.bound))
        }),
      spent: .init(parts.map(\.spent)), domains: parts.map(\.regions).filter { $0.count > 1 })
    search.work = parts.reduce(0) { $0 + $1.work }
    search.spreadProven = parts.filter(\.isSpreadProven).flatMap(\.regions).sorted()
    return search
  }

  private func status(_ grappes: [Plan.Grappe]) -> Plan.Status {
    if isCut || parts.contains(where: { $0.stop == .interrupted }) { return .interrupted }
    if grappes.isEmpty { return .empty }
    return parts.allSatisfy(\.isOptimal) ? .optimal : .feasible
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
    case .workLimit: self = .workLimit
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
    case .workLimit: 3
    case .timeLimit: 4
    case .interrupted: 5
    }
  }
}
