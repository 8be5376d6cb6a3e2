import Geography
import Grouping
import Plans
import Programme
import Register
import Wording

/// Makes the grouping problems of a register: one for each set of regions that must be planned together.
struct DomainBuilder {
  /// After the situation.
  let register: Register
  let scenario: Scenario
  /// ESSMS of each OG over the whole register, before the situation took any away: what makes an OG small.
  let essmsInAll: [FinessNumber: Int]

  init(_ register: Register, essmsInAll: [FinessNumber: Int], scenario: Scenario) {
    self.register = register
    self.scenario = scenario
    self.essmsInAll = essmsInAll
  }

  /// A region's OG.
  struct RegionUnits {
    var below: [Unit] = []
    var standalone: [Unit] = []
    var forbidden: [Unit] = []
    /// Weights of all below the minimum, those that the constraints keep out among them.
    var weights: [Int] = []
  }

  /// Regions' OG, their envelopes, and which regions are planned together.
  struct Parts {
    let byRegion: [RegionCode: RegionUnits]
    let envelopes: [Domain.NamedEnvelope]
    let groups: [[RegionCode]]
    /// Grappes that the constraints name, of each of the groups.
    let held: [[HeldGrappe]]

    /// OG to be grouped.
    func unitCount(_ number: Int) -> Int { groups[number].reduce(0) { $0 + (byRegion[$1]?.below.count ?? 0) } }
  }

  /// - Throws: `Failure` when constraints clash, or an envelope is wrong.
  func parts(_ regions: [RegionCode]) throws(Failure) -> Parts {
    var byRegion: [RegionCode: RegionUnits] = [:]
    for region in regions { byRegion[region] = units(of: region) }
    if let constraints = scenario.constraints {
      let facts = ClashFacts(regions: byRegion, register: register, scenario: scenario).facts
      if let clash = ConstraintClash.smallest(constraints, facts: facts) { throw clash.failure }
    }
    let envelopes = try EnvelopeFigures(scenario: scenario, register: register).named(regions)
    let groups = Partition(scenario: scenario).groups(of: byRegion, envelopes: envelopes)
    return Parts(
      byRegion: byRegion, envelopes: envelopes, groups: groups, held: held(by: groups, units: byRegion))
  }

  private func held(by groups: [[RegionCode]], units byRegion: [RegionCode: RegionUnits]) -> [[HeldGrappe]] {
    var held = [[HeldGrappe]](repeating: [], count: groups.count)
    let named = HeldGrappe.all(scenario.constraints)
    guard !named.isEmpty else { return held }
    let units = groups.map { $0.flatMap { byRegion[$0]?.below ?? [] } }
    for one in named {
      if let place = one.domain(among: units) { held[place].append(one) }
    }
    return held
  }

  /// - Throws: `Failure` when constraints clash, or amounts go beyond what can be counted exactly.
  func domains(_ regions: [RegionCode]) throws(Failure) -> [Domain] {
    let parts = try parts(regions)
    return try parts.groups.indices.map { (number) throws(Failure) in try domain(number, of: parts) }
  }

  /// - Throws: as above.
  func domain(_ number: Int, of parts: Parts) throws(Failure) -> Domain {
    try domain(parts.groups[number], parts.byRegion, envelopes: parts.envelopes, held: parts.held[number])
  }

  /// Whether a domain is small enough, and its ways cheap enough, to be built without fail: seen by its numbers alone.
  func isSurelyStated(_ number: Int, of parts: Parts) -> Bool {
    let units = parts.groups[number].flatMap { parts.byRegion[$0]?.below ?? [] }
    let room = TableLimits(scenario: scenario, regions: parts.groups[number])
    let targets = Target.all(for: units, scenario: scenario).count
    let (heaviest, weight) = units.reduce((0, 0)) { (max($0.0, $1.weight), $0.1 + $1.weight) }
    guard (try? room.check(pairs: units.count * units.count, targets: targets)) != nil,
      (try? room.check(weight: weight)) != nil
    else { return false }
    let price = scenario.distancePrice
    let dearest = Double(price.centsPerKm) * Self.farthestKm * scenario.detour * Double(heaviest)
    return dearest + 100 * scenario.stability + 1 < Double(Instance.amounts.upperBound)
  }

  /// Half of the Earth's circumference and a little: no way on it is longer.
  private static let farthestKm = 20_040.0

  func units(of region: RegionCode) -> RegionUnits {
    let minimum = scenario.campaign.routes.regional.limits(in: region).minimum
    let excluded = Set((scenario.constraints?.lines ?? []).filter { $0.kind == .exclu }.map(\.a))
    var found = RegionUnits()
    for og in register.units(in: region) {
      let isSmall = (essmsInAll[og.og] ?? og.essms.count) < scenario.bareme.smallOgBelow
      guard let unit = Unit(og, situation: scenario.situation, isSmall: isSmall) else { continue }
      if unit.weight >= minimum {
        found.standalone.append(unit)
      } else {
        found.weights.append(unit.weight)
        if excluded.contains(og.og) { found.forbidden.append(unit) } else { found.below.append(unit) }
      }
    }
    return found
  }

  func domain(
    _ regions: [RegionCode], _ byRegion: [RegionCode: RegionUnits], envelopes: [Domain.NamedEnvelope],
    held: [HeldGrappe] = [], wishes: UnitWishes = UnitWishes()
  ) throws(Failure) -> Domain {
    let parts = regions.compactMap { byRegion[$0] }
    let units = parts.flatMap(\.below)
    let room = TableLimits(scenario: scenario, regions: regions)
    try room.check(weight: units.reduce(0) { $0 + $1.weight })
    let targets = Target.all(for: units, scenario: scenario).count
    let reach = Pairs.Reach(units, scenario: scenario)
    try room.check(pairs: reach.pairCount, targets: targets)
    let pairs = Pairs(units, scenario: scenario, reach: reach)
    let chains = Chains(scenario.constraints, units: units, held: held, wishes: wishes)
    let names = Set(regions.map(\.rawValue) + (scenario.routes.contains(.national) ? ["national"] : []))
    let own = envelopes.filter { names.contains($0.name) }
    let weights = Dictionary(uniqueKeysWithValues: regions.map { ($0, byRegion[$0]?.weights ?? []) })
    let make = GrappeKinds(
      regions: regions, units: units, chains: chains, scenario: scenario, pairs: pairs, envelopes: own, weights: weights
    )
    let problem: JointInstance
    let first: [Int]
    let kinds: [GrappeKind]
    do {
      if let plain = try plain(regions, units: units, chains: chains, pairs: pairs, weights: weights, envelopes: own) {
        (problem, first) = (JointInstance(plain.instance), [])
        kinds = [plain.kind]
      } else {
        let made = try make.joint()
        (problem, first) = (made.joint, made.first)
        kinds = made.kinds
      }
    } catch {
      throw failure(error, regions: regions)
    }
    return Domain(
      regions: regions, units: units, standalone: parts.flatMap(\.standalone), forbidden: parts.flatMap(\.forbidden),
      blocks: chains.blocks, blockOf: chains.blockOf, firstSeats: chains.blocks.map { make.firstSeat(of: $0) },
      existing: chains.existing, problem: problem, first: first, surroundings: surroundings(units, pairs: pairs),
      envelopes: own,
      kinds: kinds)
  }

  /// One kind of grappes with nothing that binds them together: the engine's own problem.
  ///
  /// - Returns: nil when it is not that simple.
  private func plain(
    _ regions: [RegionCode], units: [Unit], chains: Chains, pairs: Pairs, weights: [RegionCode: [Int]],
    envelopes: [Domain.NamedEnvelope]
  ) throws(InstanceError) -> (instance: Instance, kind: GrappeKind)? {
    let targets = Target.all(for: units, scenario: scenario)
    guard regions.count == 1, let region = regions.first, scenario.routes == [.regional], envelopes.isEmpty,
      scenario.success.isEmpty, chains.isTrivial, targets.count <= 1
    else { return nil }
    let target = targets.first ?? Target()
    let limits = scenario.limits(.regional, region: region) ?? scenario.campaign.routes.regional.limits(in: region)
    guard limits.minimumOg <= 2, units.allSatisfy({ $0.admits(target) && $0.strangers(to: target) == 0 }) else {
      return nil
    }
    let funding = UnitFunding(scenario)
    let table = ProbabilityTable(
      withdrawal: scenario.withdrawal, weights: weights[region] ?? [], minimum: limits.minimum)
    let instance = try Instance(
      weights: units.map(\.weight), rewards: units.map { funding.cents($0, target: target.dui) },
      groupReward: funding.grappeCents, bonuses: units.indices.map(pairs.announced.bonus), ownCosts: pairs.ownCosts,
      minimum: limits.minimum, maximum: TableLimits.binding(limits.maximum),
      allowsHeavyUnits: scenario.minimumRelief > 0, probabilities: table, offsets: pairs.offsets,
      candidates: pairs.candidates, costs: pairs.costs)
    let kind = GrappeKind(
      route: .regional, region: region, limits: limits, target: target, leader: nil,
      probabilities: table.tenThousandths)
    return (instance, kind)
  }

  private func surroundings(_ units: [Unit], pairs: Pairs) -> Domain.Surroundings {
    let around = units.indices.map { unit in
      pairs.candidates[pairs.offsets[unit]..<pairs.offsets[unit + 1]]
        .reduce(units[unit].weight) { $0 + units[Int($1)].weight }
    }
    return Domain.Surroundings(
      most: units.indices.map { unit in
        pairs.candidates[pairs.offsets[unit]..<pairs.offsets[unit + 1]].reduce(around[unit]) {
          max($0, around[Int($1)])
        }
      },
      hasNeighbour: units.indices.map { pairs.offsets[$0] < pairs.offsets[$0 + 1] })
  }

  private func failure(_ error: InstanceError, regions: [RegionCode]) -> Failure {
    if case .amount = error {
      return Failure(
        .usage,
        fr: "--spread-price \(scenario.spreadPrice) : avec ces distances (détour \(scenario.detour)) le trajet d'un OG "
          + "dépasse 10 milliards d'euros ; attendu un prix plus bas",
        en: "--spread-price \(scenario.spreadPrice): with these distances (detour \(scenario.detour)) the way of an OG "
          + "costs more than 10 billion euros; expected a lower price")
    }
    let list = regions.map(\.rawValue).joined(separator: ", ")
    return Failure(
      .data, fr: "région \(list) : le problème ne peut pas être posé (\(error))",
      en: "region \(list): the problem cannot be stated (\(error))")
  }
}
