import Geography
import Programme
import Register

/// What the planner knows of OG, for finding constraints that clash.
struct ClashFacts {
  let facts: ConstraintClash.Facts

  init(regions: [RegionCode: DomainBuilder.RegionUnits], register: Register, scenario: Scenario) {
    var essms: [FinessNumber: Int] = [:]
    var regionsOf: [FinessNumber: Set<RegionCode>] = [:]
    var editors: [FinessNumber: Set<String>] = [:]
    var sectors: [FinessNumber: Set<String>] = [:]
    var seats: [FinessNumber: [ESSMS]] = [:]
    var standalone: Set<FinessNumber> = []
    var groupable: Set<FinessNumber> = []
    for region in regions.keys.sorted() {
      guard let units = regions[region] else { continue }
      standalone.formUnion(units.standalone.map(\.og.og))
      groupable.formUnion((units.below + units.forbidden).map(\.og.og))
      for unit in units.below + units.forbidden + units.standalone {
        let og = unit.og.og
        essms[og, default: 0] += unit.weight
        regionsOf[og, default: []].insert(region)
        editors[og, default: []].formUnion(unit.editors)
        sectors[og, default: []].formUnion(unit.sectors.map(\.rawValue))
        seats[og, default: []].append(unit.seat)
      }
    }
    var excluded: Set<FinessNumber> = []
    for og in register.excluded.lazy.compactMap(\.og) where essms[og] == nil { excluded.insert(og) }
    let elsewhere = Set(register.essms.map(\.og)).subtracting(essms.keys)
    let limits = scenario.routes.flatMap { route in
      regions.keys.compactMap { scenario.campaign.limits(route, region: $0)?.maximum ?? .max }
    }
    let measure = scenario.measure
    let places = seats
    @Sendable func isAny(_ a: FinessNumber, _ b: FinessNumber, _ holds: (ESSMS, ESSMS) -> Bool) -> Bool {
      (places[a] ?? []).contains { x in (places[b] ?? []).contains { holds(x, $0) } }
    }
    let most = limits.max() ?? .max
    facts = .init(
      essms: essms, regions: regionsOf, standalone: standalone.subtracting(groupable), excludedOnly: excluded,
      isWithinRadius: { isAny($0, $1, measure.isWithinRadius) }, radiusKm: scenario.radiusKm,
      maximum: most == .max ? nil : most,
      crossesRegions: scenario.routes.contains { $0 != .regional }, editors: editors,
      requiresOneDUI: scenario.effectiveDui == .require, sectors: sectors,
      requiresOneSector: scenario.sectors == .require, elsewhere: elsewhere,
      isWithinTwiceRadius: { isAny($0, $1, measure.mayShareNeighbour) })
  }
}
