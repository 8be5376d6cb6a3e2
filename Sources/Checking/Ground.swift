import Geography
import Plans
import Programme
import Register
import Wording

/// All that the checks measure a plan against: the regions' OG, the rules that hold, the regions that go together.
struct Ground: Sendable {
  private(set) var parameters: Plan.Parameters
  private(set) var measure: DistanceMeasure
  let campaign: Campaign
  let bareme: Bareme
  private(set) var territories: [RegionCode: Territory]
  /// Regions planned together, each region in one; by their first region.
  private(set) var areas: [Area]
  /// Area of each region.
  private(set) var areaOf: [RegionCode: Int]
  /// Routes open to the plan that the campaign has.
  private(set) var routes: [Route]
  /// ESSMS less than the campaign's that a grappe needs: 0 but where that rule is priced.
  private var relief = 0
  let constraints: [Constraints.Line]
  let held: [Area.Held]
  /// Of the plan's sentences; nil in plans of earlier versions.
  let language: Language?
  private let names: NamesOfOG

  /// - Parameters:
  ///   - read: the register as read, which tells small OG from others.
  ///   - known: the register after the situation.
  init(
    plan: Plan, read: Register, known: Register, situation: Situation?, constraints: Constraints?, campaign: Campaign,
    bareme: Bareme, roads: RoadDistances? = nil
  ) {
    let parameters = plan.parameters
    self.parameters = parameters
    self.campaign = campaign
    self.bareme = bareme
    language = plan.language
    names = NamesOfOG(read)
    self.constraints = constraints?.lines ?? []
    let routes = Route.allCases.filter { route in
      parameters.routes.contains { $0.rawValue == route.rawValue } && campaign.limits(route) != nil
    }
    self.routes = routes
    let essmsInAll = Dictionary(read.essms.map { ($0.og, 1) }, uniquingKeysWith: +)
    let out = Set(self.constraints.filter { $0.kind == .exclu }.map(\.a))
    var byRegion: [RegionCode: [FinessNumber: [ESSMS]]] = [:]
    for essms in known.essms { byRegion[essms.region, default: [:]][essms.og, default: []].append(essms) }
    var territories: [RegionCode: Territory] = [:]
    for region in plan.regions {
      let minimum = campaign.routes.regional.limits(in: region).minimum
      var units: [FinessNumber: Territory.Unit] = [:]
      for (og, list) in byRegion[region] ?? [:] {
        let essms = list.sorted { $0.number < $1.number }
        guard let seat = Territory.medoid(essms) else { continue }
        let entries = essms.map { situation?.entry($0.number) ?? .unknown }
        units[og] = Territory.Unit(
          og: og, region: region, essms: essms, seat: seat, dui: entries.map(\.dui),
          shares: entries.map { $0.eligibleShare ?? 10_000 },
          isSmall: essmsInAll[og] ?? essms.count < bareme.smallOgBelow,
          editors: entries.reduce(into: []) { if case .editor(let name) = $1.dui { $0.insert(name) } },
          sectors: Set(essms.map(\.sector)))
      }
      var tables: [Route: [Int]] = [:]
      for route in routes {
        guard let limits = campaign.limits(route, region: region) else { continue }
        tables[route] = ProbabilityReplay.table(
          withdrawal: parameters.withdrawal, minimum: limits.minimum,
          weights: units.values.map(\.weight).filter { $0 < minimum },
          stated: parameters.probabilities[Self.tableKey(route, region)] ?? [])
      }
      territories[region] = Territory(
        region: region, minimum: minimum, units: units,
        forbidden: Set(units.values.filter { $0.weight < minimum && out.contains($0.og) }.map(\.og)),
        probabilities: tables)
    }
    self.territories = territories
    let units = territories.values.flatMap(\.units.values)
    let widest = units.reduce(0.0) { km, unit in
      unit.essms.reduce(km) { max($0, $1.coordinate.distanceKm(to: unit.seat.coordinate)) }
    }
    measure = DistanceMeasure(
      parameters, places: units.flatMap(\.essms),
      reachKm: (parameters.radiusKm + RulePriceCheck.step) / parameters.detour + widest, roads: roads)
    let joined = plan.search.domains.map { $0.filter { territories[$0] != nil } }.filter { !$0.isEmpty }
    let listed = Set(joined.flatMap(\.self))
    let lists = (joined + plan.regions.filter { !listed.contains($0) }.map { [$0] }).sorted { $0[0] < $1[0] }
    let unitsOf = lists.map { $0.flatMap { territories[$0]?.groupable ?? [] } }
    // A held grappe is one: in the area that has most of its OG, the heaviest, the first among equals.
    var held = [[Area.Held]](repeating: [], count: lists.count)
    for one in Area.Held.all(self.constraints) {
      let presence = unitsOf.map { one.presence(in: $0) }
      if let best = presence.indices.max(by: { presence[$0] < presence[$1] }), presence[best].ogs > 0 {
        held[best].append(one)
      }
    }
    let lines = self.constraints
    areas = lists.indices.map { Area(regions: lists[$0], units: unitsOf[$0], lines: lines, held: held[$0]) }
    self.held = Area.Held.all(lines)
    areaOf = Dictionary(
      lists.enumerated().flatMap { place, regions in regions.map { ($0, place) } }, uniquingKeysWith: { a, _ in a })
  }

  static func tableKey(_ route: Route, _ region: RegionCode) -> String {
    route == .regional ? region.rawValue : "\(region)/\(route.rawValue)"
  }

  func unit(_ og: FinessNumber, _ region: RegionCode) -> Territory.Unit? { territories[region]?.units[og] }

  func name(of og: FinessNumber) -> String { names[og] }

  /// What a grappe of the route needs where its porteur is; nil where the campaign has no such route.
  func limits(_ route: Route, region: RegionCode) -> Campaign.Limits? {
    guard let limits = campaign.limits(route, region: region), relief > 0 else {
      return campaign.limits(route, region: region)
    }
    return Campaign.Limits(
      minimum: max(2, limits.minimum - relief), maximum: limits.maximum, minimumOg: limits.minimumOg)
  }

  /// The ground of one region's own grappes, of its regional route alone, a rule being looser.
  ///
  /// - Parameters:
  ///   - relief: ESSMS less than the campaign's that a grappe needs.
  ///   - wider: km more in the radius.
  ///   - nudge: see `ProbabilityReplay.table`.
  func alone(_ region: RegionCode, relief: Int = 0, wider: Double = 0, nudge: Double = 0) -> Ground {
    guard var territory = territories[region] else { return self }
    var ground = self
    ground.relief = relief
    ground.parameters.radiusKm += wider
    ground.measure.widen(by: wider)
    ground.routes = [.regional]
    if relief > 0, let limits = ground.limits(.regional, region: region) {
      territory.probabilities[.regional] = ProbabilityReplay.table(
        withdrawal: parameters.withdrawal, minimum: limits.minimum, weights: territory.weights, stated: [],
        nudge: nudge)
    }
    ground.territories = [region: territory]
    ground.areas = [Area(regions: [region], units: territory.groupable, lines: constraints, held: held)]
    ground.areaOf = [region: 0]
    return ground
  }

  // MARK: Sentences

  /// In the plan's language, French where it does not tell.
  func text(_ wording: Wording) -> String { wording.text(in: language ?? .fr) }

  /// Whether a sentence of the plan is this one; in either language where the plan does not tell its own.
  func says(_ wording: Wording, _ stated: String) -> Bool {
    language.map { wording.text(in: $0) == stated } ?? [wording.fr, wording.en].contains(stated)
  }

  // MARK: Distances

  /// Of a km, or of a minute where time is priced.
  var centsPerUnit: Int { Int(((parameters.minutePrice ?? parameters.spreadPrice) * 100).rounded()) }

  /// What it takes from a grappe's value, in cents, that this unit's ESSMS lie where they do and that its porteur was another.
  func cost(_ unit: Territory.Unit, under porteur: Territory.Unit) -> Int {
    let metres = measure.priced(from: unit.essms, to: porteur.seat)
    let moving = announced(unit).map { $0 == porteur.og ? 0 : bonus(unit) } ?? 0
    switch parameters.mode {
    case .weighted: return (centsPerUnit * metres + 500) / 1000 + moving
    case .fundingFirst: return moving
    case .spreadFirst: return (metres > 0 ? Self.prohibitive : 0) + moving
    }
  }

  /// A billion euros: with the spread first any distance costs more than a grappe brings.
  private static let prohibitive = 100_000_000_000

  /// What an earlier plan makes the unit worth in any grappe, in cents; taken back under another porteur.
  func bonus(_ unit: Territory.Unit) -> Int { announced(unit) == nil ? 0 : parameters.stability?.price.cents ?? 0 }

  /// Its porteur in the earlier plan.
  func announced(_ unit: Territory.Unit) -> FinessNumber? { parameters.stability?.porteurs[unit.key] }

  // MARK: Probabilities

  /// By weight, success left aside, in ten-thousandths.
  func kept(_ route: Route, porteurIn region: RegionCode, weight: Int) -> Int {
    guard let limits = limits(route, region: region), let table = territories[region]?.probabilities[route],
      weight >= limits.minimum
    else { return 0 }
    return table[min(weight - limits.minimum, table.count - 1)]
  }

  /// Probability that a dossier succeeds, in ten-thousandths.
  func success(size: Int, isHomogeneous: Bool) -> Int {
    for band in parameters.success {
      let fitsSize = size >= band.from ?? 0 && size <= band.to ?? .max
      if fitsSize, band.homogeneous == nil || band.homogeneous == isHomogeneous {
        return Int((band.probability * 10_000).rounded())
      }
    }
    return 10_000
  }
}
