import Geography
import Grouping
import Plans
import Programme
import Register

/// Writes the engine's groups as grappes, amounts and distances with them.
struct GrappeWriter {
  let domain: Domain
  let scenario: Scenario
  let regions: Regions
  private let measure: DistanceMeasure

  init(domain: Domain, scenario: Scenario, regions: Regions) {
    self.domain = domain
    self.scenario = scenario
    self.regions = regions
    measure = scenario.measure
  }

  func grappe(_ group: PlannedGroup) -> Plan.Grappe {
    let kind = domain.kinds[group.kind]
    let porteur = domain.units[group.porteur]
    let members = group.members.map { domain.units[$0] }
    let essms = members.flatMap(\.og.essms)
    let funding = funding(of: group)
    let metres = spreadMetres(group)
    let filing = filingRegion(of: group)
    let probability = probability(of: group)
    let sheet = UnitFunding(scenario)
    return Plan.Grappe(
      id: "", route: Plan.Route(kind.route), region: filing, porteur: porteur.og.og, seat: porteur.seat.coordinate,
      members: members.map { member in
        var entry = Plan.Member(
          og: member.og.og, name: member.og.name, region: member.region, seat: member.seat.coordinate,
          essms: member.og.essms.map(\.number), places: member.og.essms.map(\.coordinate),
          amount: Euros(cents: sheet.cents(member, target: kind.target.dui)))
        entry.measure(member, seat: porteur.seat, among: members, by: measure)
        return entry
      }.sorted { ($0.og, $0.region) < ($1.og, $1.region) },
      essmsCount: essms.count, ogCount: Set(members.map(\.og.og)).count,
      sectors: essms.reduce(into: [:]) { $0[$1.sector.rawValue, default: 0] += 1 }, dui: dui(of: group),
      funding: funding, probability: probability,
      weightProbability: Double(domain.probability(kind, weight: essms.count)) / 10_000,
      expectedFunding: Euros(cents: Int((probability * Double(funding.total.cents)).rounded())),
      value: Euros(cents: group.value), spread: spread(of: essms, seat: porteur.seat, metres: metres),
      opens: scenario.campaign.opening(kind.route, region: filing),
      deadline: scenario.campaign.deadline(kind.route, region: filing), windows: windows(kind.route, filing),
      filedWith: filedWith(kind.route, filing),
      payments: payments(of: funding.total),
      existing: group.members.lazy.compactMap { domain.existing[domain.blockOf[$0]] }.first)
  }

  func spreadMetres(_ group: PlannedGroup) -> Int {
    let seat = domain.units[group.porteur].seat
    return group.members.reduce(0) { $0 + domain.units[$1].metres(to: seat, by: measure) }
  }

  func essmsCount(_ group: PlannedGroup) -> Int { group.members.reduce(0) { $0 + domain.units[$1].weight } }

  /// The region that holds most of the ESSMS; among equals the porteur's, else the one with the lowest code.
  func filingRegion(of group: PlannedGroup) -> RegionCode {
    var count: [RegionCode: Int] = [:]
    for member in group.members { count[domain.units[member].region, default: 0] += domain.units[member].weight }
    let most = count.values.max() ?? 0
    let own = domain.units[group.porteur].region
    return count[own] == most ? own : count.filter { $0.value == most }.keys.min() ?? own
  }

  func funding(of group: PlannedGroup) -> Plan.Funding {
    let sheet = UnitFunding(scenario)
    let target = domain.kinds[group.kind].target.dui
    return sheet.total(group.members.flatMap { sheet.lines(domain.units[$0], target: target) } + sheet.grappeLines)
  }

  /// Exact for these members, success included; an OG that stands in it for several regions withdraws as one.
  func probability(of group: PlannedGroup) -> Double {
    let kind = domain.kinds[group.kind]
    var weights: [FinessNumber: Int] = [:]
    for member in group.members { weights[domain.units[member].og.og, default: 0] += domain.units[member].weight }
    let kept = ExactProbability.kept(
      weights: weights.sorted { $0.key < $1.key }.map(\.value), withdrawal: scenario.withdrawal,
      minimum: routeMinimum(kind))
    let success = scenario.successOf(size: essmsCount(group), isHomogeneous: kind.target.isHomogeneous)
    return kept * Double(success) / 10_000
  }

  /// Of the route, whatever the band of sizes that the kind is for.
  func routeMinimum(_ kind: GrappeKind) -> Int {
    scenario.limits(kind.route, region: kind.region)?.minimum ?? kind.limits.minimum
  }

  /// The DUI that members have or take; nil when none is known, or they keep several.
  private func dui(of group: PlannedGroup) -> String? {
    let known = group.members.reduce(into: Set<String>()) { $0.formUnion(domain.units[$1].editors) }
    switch domain.kinds[group.kind].target.dui {
    case .one(let editor): return editor.flatMap { known.contains($0) ? $0 : nil }
    case .preferred(let editor): return editor.flatMap { known.contains($0) ? $0 : nil }
    case .own: return known.count == 1 ? known.first : nil
    }
  }

  private func filedWith(_ route: Route, _ region: RegionCode) -> String {
    route == .national ? "CNSA" : regions.region(region)?.ars ?? ""
  }

  /// Where there are several.
  private func windows(_ route: Route, _ region: RegionCode) -> [Plan.Window] {
    let all = scenario.campaign.windows(route, region: region)
    guard all.count > 1 else { return [] }
    return all.map { window in
      Plan.Window(
        opens: window.opens, closes: window.closes, note: window.note?.wording.text(in: scenario.language))
    }
  }

  /// The last payment takes what rounding leaves.
  private func payments(of total: Euros) -> [Plan.Payment] {
    var left = total.cents
    let payments = scenario.campaign.payments
    return payments.enumerated().map { place, payment in
      let cents = place == payments.count - 1 ? left : total.cents * payment.share / 100
      left -= cents
      return Plan.Payment(
        event: payment.when.wording.text(in: scenario.language), percent: payment.share, amount: Euros(cents: cents))
    }
  }

  private func spread(of essms: [ESSMS], seat: ESSMS, metres: Int) -> Plan.Spread {
    var farthest = 0.0
    var diameter = 0.0
    for (index, a) in essms.enumerated() {
      farthest = max(farthest, measure.km(from: a, to: seat))
      for b in essms[(index + 1)...] { diameter = max(diameter, measure.greatCircleKm(a, b)) }
    }
    return .init(
      sumKm: Double(metres) / 1000, meanKm: (Double(metres) / Double(max(1, essms.count))).rounded() / 1000,
      maxKm: farthest.toTheMetre, diameterKm: diameter.toTheMetre)
  }
}

extension Plan.Member {
  /// Tells how far it is from the porteur's seat, and whom of the grappe it could not lead.
  fileprivate mutating func measure(
    _ unit: Unit, seat: ESSMS, among members: [Unit], by measure: DistanceMeasure
  ) {
    distanceKm = measure.km(from: unit.seat, to: seat).toTheMetre
    minutes = measure.minutes(from: unit.seat, to: seat).map { $0.toTheMetre }
    let boats = measure.boats(from: unit.seat, to: seat)
    self.boats = boats > 0 ? boats : nil
    let each = unit.og.essms.map { measure.km(from: $0, to: seat).toTheMetre }
    essmsKm = each
    farthestKm = each.max() ?? 0
    sumKm = Double(unit.metres(to: seat, by: measure)) / 1000
    let far = Set(members.filter { !measure.isWithinRadius($0.seat, unit.seat) }.map(\.og.og)).sorted()
    outOfReach = far.isEmpty ? nil : far
  }
}

extension Double {
  /// Km to the metre.
  fileprivate var toTheMetre: Double { (self * 1000).rounded() / 1000 }
}

extension Plan.Route {
  init(_ route: Route) {
    switch route {
    case .regional: self = .regional
    case .multiregional: self = .multiregional
    case .national: self = .national
    }
  }
}
