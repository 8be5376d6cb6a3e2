import Geography
import Grouping
import Plans
import Programme
import Register
import Wording

/// Puts what was found for a domain into the plan's terms.
struct PartAssembly: Sendable {
  let domain: Domain
  let solution: DomainSolution
  let scenario: Scenario
  let builder: DomainBuilder
  let regions: Regions

  /// All but the rules' prices.
  var part: PlanPart {
    let writer = GrappeWriter(domain: domain, scenario: scenario, regions: regions)
    var grappes = numbered(solution.groups.map { ($0, writer.grappe($0)) })
    let held = Set(solution.groups.flatMap(\.members))
    let left = domain.units.indices.filter { !held.contains($0) }
    let seats = Pairs.index(domain.units, scenario: scenario)
    let leftOut = LeftOut(
      domain: domain, solution: solution, scenario: scenario, groups: grappes.map { ($0.grappe.id, $0.group) },
      index: seats)
    let insights = Insights(domain: domain, writer: writer, ungrouped: left, index: seats)
    for place in grappes.indices { grappes[place].grappe.insight = insights.insight(grappes[place].group) }
    let envelopePrices = Dictionary(
      zip(domain.envelopes.map(\.name), solution.envelopeRates), uniquingKeysWith: { $1 })
    return PlanPart(
      regions: domain.regions, grappes: grappes.map(\.grappe),
      spreadMetres: solution.groups.reduce(0) { $0 + writer.spreadMetres($1) },
      ungrouped: leftOut.entries(left) + domain.forbidden.map { forbidden($0) },
      standalone: domain.standalone.map { unit in
        Plan.Standalone(
          og: unit.og.og, name: unit.og.name, region: unit.region, seat: unit.seat.coordinate,
          essms: unit.og.essms.map(\.number))
      }, value: solution.value, bound: solution.bound, certifiedBound: solution.certifiedBound, stop: solution.stop,
      spent: solution.spent, work: solution.work, isExhausted: solution.isExhausted,
      hasTreeBound: solution.hasTreeBound,
      isSpreadProven: solution.isSpreadProven, unitPrices: unitPrices, envelopes: domain.envelopes,
      envelopePrices: envelopePrices,
      moves: scenario.earlier.map { earlier in
        Moves(domain: domain, groups: solution.groups, stability: scenario.stability).all(since: earlier.porteurs)
      })
  }

  /// By region, the largest first, with their identifiers.
  private func numbered(
    _ grappes: [(group: PlannedGroup, grappe: Plan.Grappe)]
  ) -> [(group: PlannedGroup, grappe: Plan.Grappe)] {
    var grappes = grappes.sorted { a, b in
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
    return grappes
  }

  private func forbidden(_ unit: Unit) -> Plan.Ungrouped {
    .init(
      og: unit.og.og, name: unit.og.name, region: unit.region, seat: unit.seat.coordinate,
      essms: unit.og.essms.map(\.number), reason: .forbidden,
      detail: Wording(fr: "Exclu par une contrainte.", en: "Kept out by a constraint.").text(in: scenario.language),
      price: .zero)
  }

  /// Of `OG@region`, in cents.
  private var unitPrices: [String: Int] {
    Dictionary(
      zip(domain.units.map { "\($0.og.og)@\($0.region)" }, solution.unitPrices), uniquingKeysWith: { $1 })
  }

  /// What the rules cost, by region.
  ///
  /// - Parameter rates: of the envelopes by name, in millionths.
  func rulePrices(_ rates: [String: Int]) -> [String: Plan.RulePrices] {
    guard scenario.routes.contains(.regional) else { return [:] }
    let pricing = RulePricing(builder: builder, unitPrices: unitPrices, envelopeRates: rates)
    let isAlone = domain.regions.count == 1 && domain.envelopes.isEmpty
    var found: [String: Plan.RulePrices] = [:]
    for region in domain.regions {
      guard let (minimum, radius) = pricing.prices(of: region, claimed: isAlone ? solution.bound : nil) else {
        continue
      }
      found[region.rawValue] = .init(
        minimum: Euros(cents: minimum), radius: Euros(cents: radius),
        envelope: Double(rates[region.rawValue] ?? 0) / 1_000_000)
    }
    return found
  }
}
