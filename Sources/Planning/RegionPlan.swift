import Geography
import Grouping
import Plans
import Programme
import Register

/// What the engine found for one region, in the plan's terms.
struct RegionPlan {
  let region: RegionCode
  let limits: Campaign.Limits
  let probabilities: [Int]
  let stop: Plan.Stop
  let isExhausted: Bool
  /// Whether the bound rests on the tree, cut short.
  let hasTreeBound: Bool
  let spent: Optimiser.Spent
  let value: Euros
  let bound: Euros
  let certifiedBound: Euros
  let spreadMetres: Int
  /// By decreasing number of ESSMS, then by porteur.
  let grappes: [Plan.Grappe]
  /// Sorted by OG.
  let standalone: [Plan.Standalone]
  let ungrouped: [Plan.Ungrouped]
  let unitPrices: [String: Int]

  init(
    _ problem: RegionProblem, outcome: Optimiser.Outcome, scenario: Scenario, essmsInAll: [FinessNumber: Int],
    register: Register
  ) {
    let solution = outcome.solution
    let prices = outcome.certificate.prices
    region = problem.region
    limits = problem.limits
    probabilities = problem.instance.probabilities.tenThousandths
    stop = Plan.Stop(outcome.stop)
    isExhausted = outcome.isExhausted
    hasTreeBound = outcome.treeBound != nil && !outcome.isExhausted
    spent = outcome.spent
    value = Euros(cents: solution.value)
    bound = Euros(cents: outcome.bound)
    certifiedBound = Euros(cents: outcome.certificate.bound)
    let writer = GrappeWriter(problem: problem, scenario: scenario, essmsInAll: essmsInAll)
    let ordered = solution.groups.sorted { a, b in
      let weights = (writer.essmsCount(a), writer.essmsCount(b))
      return weights.0 != weights.1
        ? weights.0 > weights.1 : problem.units[a.porteur].og.og < problem.units[b.porteur].og.og
    }
    grappes = ordered.enumerated().map { writer.grappe($1, rank: $0 + 1) }
    spreadMetres = solution.groups.reduce(0) { $0 + writer.spreadMetres($1) }
    standalone = problem.standalone.map { unit in
      .init(
        og: unit.og.og, name: unit.og.name, region: problem.region, seat: unit.seat.coordinate,
        essms: unit.og.essms.map(\.number))
    }
    let leftOut = LeftOut(
      problem: problem, solution: solution, isOptimal: outcome.bound == solution.value, scenario: scenario)
    let groupOf = solution.groupOfUnit(unitCount: problem.units.count)
    ungrouped = problem.units.indices.filter { groupOf[$0] < 0 }.map { index in
      let unit = problem.units[index]
      let (reason, detail) = leftOut.reason(of: index)
      return .init(
        og: unit.og.og, name: unit.og.name, region: problem.region, seat: unit.seat.coordinate,
        essms: unit.og.essms.map(\.number), reason: reason, detail: detail, price: Euros(cents: prices[index]))
    }
    unitPrices = Dictionary(
      uniqueKeysWithValues: problem.units.enumerated().map { ("\($1.og.og)@\(problem.region)", prices[$0]) })
  }
}

/// Writes the engine's groups as grappes, amounts and distances with them.
private struct GrappeWriter {
  let problem: RegionProblem
  let scenario: Scenario
  let essmsInAll: [FinessNumber: Int]

  func essmsCount(_ group: Group) -> Int { group.members.reduce(0) { $0 + problem.units[$1].weight } }

  func spreadMetres(_ group: Group) -> Int {
    let seat = problem.units[group.porteur].seat.coordinate
    return group.members.reduce(0) { $0 + problem.units[$1].metres(to: seat, detour: scenario.detour) }
  }

  func grappe(_ group: Group, rank: Int) -> Plan.Grappe {
    let porteur = problem.units[group.porteur]
    let members = group.members.map { problem.units[$0] }
    let essms = members.flatMap(\.og.essms)
    let funding = funding(of: members)
    let number = String(rank)
    let metres = spreadMetres(group)
    return Plan.Grappe(
      id: "\(problem.region)-" + String(repeating: "0", count: max(0, 3 - number.count)) + number,
      route: .regional, region: problem.region, porteur: porteur.og.og, seat: porteur.seat.coordinate,
      members: members.map { member in
        .init(
          og: member.og.og, name: member.og.name, region: problem.region, seat: member.seat.coordinate,
          essms: member.og.essms.map(\.number), places: member.og.essms.map(\.coordinate))
      },
      essmsCount: essms.count, ogCount: members.count,
      sectors: essms.reduce(into: [:]) { $0[$1.sector.rawValue, default: 0] += 1 }, dui: nil,
      funding: funding, probability: Double(probability(essms.count)) / 10_000,
      expectedFunding: Euros(cents: group.value + scenario.cost(of: members, seat: porteur.seat.coordinate)),
      value: Euros(cents: group.value), spread: spread(of: essms, seat: porteur.seat.coordinate, metres: metres),
      deadline: scenario.campaign.routes.regional.deadline(in: problem.region), filedWith: filedWith)
  }

  private func probability(_ weight: Int) -> Int {
    let table = problem.instance.probabilities.tenThousandths
    return table[min(max(0, weight - problem.limits.minimum), table.count - 1)]
  }

  private var filedWith: String {
    (try? Regions.bundled())?.region(problem.region)?.ars ?? ""
  }

  private func funding(of members: [Unit]) -> Plan.Funding {
    var count: [String: Int] = [:]
    let lines =
      members.flatMap { member in
        scenario.bareme.lines(
          essmsInGrappe: member.weight, essmsInAll: essmsInAll[member.og.og] ?? member.weight)
      } + scenario.bareme.grappeLines
    for line in lines { count[line.item.name, default: 0] += line.count }
    let items = scenario.bareme.items.compactMap { item in
      count[item.name].map { count in
        Plan.FundingLine(item: item.name, count: count, unit: Euros(item.euros), amount: Euros(count * item.euros))
      }
    }
    return .init(total: items.reduce(.zero) { $0 + $1.amount }, lines: items)
  }

  private func spread(of essms: [ESSMS], seat: Coordinate, metres: Int) -> Plan.Spread {
    var farthest = 0.0
    var diameter = 0.0
    for (index, a) in essms.enumerated() {
      farthest = max(farthest, a.coordinate.distanceKm(to: seat))
      for b in essms[(index + 1)...] { diameter = max(diameter, a.coordinate.distanceKm(to: b.coordinate)) }
    }
    return .init(
      sumKm: Double(metres) / 1000, meanKm: (Double(metres) / Double(max(1, essms.count))).rounded() / 1000,
      maxKm: kilometres(farthest), diameterKm: kilometres(diameter))
  }

  /// With the detour, to the metre.
  private func kilometres(_ km: Double) -> Double { (km * scenario.detour * 1000).rounded() / 1000 }
}

extension Scenario {
  /// Price of the distances of members to a seat, in cents, member by member as the engine counts it.
  fileprivate func cost(of members: [Unit], seat: Coordinate) -> Int {
    members.reduce(0) { $0 + cost(metres: $1.metres(to: seat, detour: detour)) }
  }
}
