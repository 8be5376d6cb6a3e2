import Geography
import Grouping
import Plans
import Register
import Wording

/// A register under a scenario, made ready for changes by hand: its domains are built once, and any number of plans are then
/// opened, changed and judged on it, by lookups alone.
public struct Workbench: Sendable {
  public let scenario: Scenario
  public let version: String
  /// As read.
  let register: Register
  let search: Planner.Search
  let domains: [Domain]
  let table: Regions
  /// Who may follow whom, in each domain.
  let seats: [DistanceMeasure.Reach]
  let measure: DistanceMeasure
  private let placeOf: [UnitName: Place]

  /// A unit of a domain.
  struct Place: Sendable, Hashable {
    let domain: Int
    let unit: Int
  }

  /// - Parameter regions: those to plan; nil for all that the register holds.
  /// - Throws: `Failure` as `Planner.plan` before its search.
  public init(_ planner: Planner, _ register: Register, regions: [RegionCode]? = nil) throws(Failure) {
    scenario = planner.scenario
    version = planner.version
    self.register = register
    var search = try Planner.Search(planner, register, regions: regions, began: .now)
    var domains: [Domain] = []
    for number in search.numbers {
      if let domain = try search.domain(number, isInterrupted: { false }) { domains.append(domain) }
    }
    self.search = search
    self.domains = domains
    table = try Regions.bundled()
    let scenario = planner.scenario
    seats = domains.map { Pairs.index($0.units, scenario: scenario) }
    measure = scenario.measure
    var placeOf: [UnitName: Place] = [:]
    for (number, domain) in domains.enumerated() {
      for unit in domain.units.indices { placeOf[domain.name(unit)] = Place(domain: number, unit: unit) }
    }
    self.placeOf = placeOf
  }

  /// All that can be grouped, sorted.
  public var units: [UnitName] { placeOf.keys.sorted() }

  func place(_ unit: UnitName) -> Place? { placeOf[unit] }

  /// Those of a grappe's units that are of its domain, ascending; all of them where the plan was opened here.
  func numbers(_ units: [UnitName]) -> (domain: Int, units: [Int])? {
    guard let first = units.first.flatMap({ placeOf[$0] }) else { return nil }
    let places = units.compactMap { placeOf[$0] }.filter { $0.domain == first.domain }
    return places.count == units.count ? (first.domain, places.map(\.unit).sorted()) : nil
  }

  // MARK: Opening

  /// A plan, ready to be changed.
  ///
  /// - Parameter standing: what the plan's bound is for this workbench's rules: `proven` for a plan made with them.
  /// - Returns: and the ids of the grappes that do not hold under these rules.
  public func open(
    _ plan: Plan, bound standing: EditedPlan.BoundStanding = .proven
  ) -> (plan: EditedPlan, dropped: [String]) {
    var grappes: [EditedPlan.Grappe] = []
    var dropped: [String] = []
    var taken = Set<UnitName>()
    var numbers: [String: Int] = [:]
    for grappe in plan.grappes {
      let parts = grappe.id.split(separator: "-")
      if parts.count == 2, let number = Int(parts[1]) {
        numbers[String(parts[0])] = max(numbers[String(parts[0])] ?? 0, number)
      }
      let names = grappe.members.map { UnitName(og: $0.og, region: $0.region) }
      guard taken.isDisjoint(with: names), let (domain, members) = self.numbers(names),
        let group = domains[domain].group(
          members, leaders: members.filter { domains[domain].units[$0].og.og == grappe.porteur }),
        group.members == members
      else {
        dropped.append(grappe.id)
        continue
      }
      taken.formUnion(names)
      grappes.append(self.grappe(grappe.id, group, in: domain))
    }
    var edited = EditedPlan(
      grappes: grappes, wishes: PlanWishes(), bound: plan.bound, treeBounds: treeBounds(of: plan), boundIs: standing,
      totals: totals(of: grappes), envelopesLeft: [:], numbers: numbers)
    edited.envelopesLeft = envelopesLeft(by: grappes)
    return (edited, dropped)
  }

  /// What the plan's search has shown beyond its prices: an exhaustive one, that nothing beats the plan.
  private func treeBounds(of plan: Plan) -> [String: Euros] {
    var bounds = plan.search.treeBounds
    for domain in domains where domain.regions.allSatisfy(plan.search.exhausted.contains) {
      bounds[domain.regions[0].rawValue] = plan.grappes.filter { domain.regions.contains($0.region) }
        .reduce(.zero) { $0 + $1.value }
    }
    return bounds
  }

  // MARK: Figures

  /// A group with its figures.
  func grappe(_ id: String, _ group: PlannedGroup, in domain: Int) -> EditedPlan.Grappe {
    let own = domains[domain]
    return EditedPlan.Grappe(
      id: id, porteur: own.name(group.porteur), members: group.members.map { own.name($0) }.sorted(),
      figures: figures(of: group, in: domain))
  }

  func figures(of group: PlannedGroup, in domain: Int) -> GrappeFigures {
    let own = domains[domain]
    let writer = GrappeWriter(domain: own, scenario: scenario, regions: table)
    let kind = own.kinds[group.kind]
    let reward = own.reward(group)
    let probability = writer.probability(of: group)
    return GrappeFigures(
      route: Plan.Route(kind.route), region: writer.filingRegion(of: group), essms: writer.essmsCount(group),
      og: Set(group.members.map { own.units[$0].og.og }).count, value: Euros(cents: group.value),
      funding: Euros(cents: reward), probability: probability,
      expectedFunding: Euros(cents: Int((probability * Double(reward)).rounded())),
      spreadMetres: writer.spreadMetres(group), envelope: own.envelope(of: group).map { own.envelopes[$0].name })
  }

  /// The same sums as a plan's document has.
  func totals(of grappes: [EditedPlan.Grappe]) -> Plan.Totals {
    let metres = grappes.reduce(0) { $0 + $1.figures.spreadMetres }
    let essms = grappes.reduce(0) { $0 + $1.figures.essms }
    return Plan.Totals(
      value: grappes.reduce(.zero) { $0 + $1.figures.value },
      funding: grappes.reduce(.zero) { $0 + $1.figures.funding },
      expectedFunding: grappes.reduce(.zero) { $0 + $1.figures.expectedFunding }, spreadKm: Double(metres) / 1000,
      meanKm: essms == 0 ? 0 : (Double(metres) / Double(essms)).rounded() / 1000, essms: essms,
      og: Set(grappes.lazy.flatMap { $0.members.lazy.map(\.og) }).count, grappes: grappes.count)
  }

  /// A plan with all its figures computed anew from its grappes' members alone.
  ///
  /// - Returns: nil when one of them does not hold.
  public func evaluated(_ plan: EditedPlan) -> EditedPlan? {
    var fresh = plan
    fresh.grappes = plan.grappes.compactMap { held in
      guard let (domain, members) = numbers(held.members), let porteur = place(held.porteur) else { return nil }
      return domains[domain].group(porteur: porteur.unit, members: members).map { grappe(held.id, $0, in: domain) }
    }
    guard fresh.grappes.count == plan.grappes.count else { return nil }
    fresh.totals = totals(of: fresh.grappes)
    fresh.envelopesLeft = envelopesLeft(by: fresh.grappes)
    return fresh
  }

  func envelopesLeft(by grappes: [EditedPlan.Grappe]) -> [String: Euros] {
    var left: [String: Euros] = [:]
    for domain in domains {
      for envelope in domain.envelopes { left[envelope.name] = Euros(cents: envelope.cents) }
    }
    for grappe in grappes {
      if let envelope = grappe.figures.envelope { left[envelope, default: .zero].cents -= grappe.figures.funding.cents }
    }
    return left
  }
}

extension Domain {
  func name(_ unit: Int) -> UnitName { UnitName(og: units[unit].og.og, region: units[unit].region) }
}
