import Geography
import Grouping
import Plans
import Wording

/// Why a unit is left out of every grappe of a domain's plan.
struct LeftOut: Sendable {
  let domain: Domain
  let solution: DomainSolution
  let scenario: Scenario
  /// Grappes with their identifiers.
  let groups: [(id: String, group: PlannedGroup)]
  /// Whether the search looked at all that the unit could join: more of its own kind within reach than the kinds allow.
  private let isCompatible: [Bool]
  /// What is left in each envelope, in cents, and whether it binds.
  private let left: [Int]
  private let index: DistanceMeasure.Reach
  /// The grappe that each unit leads, by its place in `groups`; −1 for none.
  private let ledBy: [Int]

  /// - Parameter index: of the domain's units.
  init(
    domain: Domain, solution: DomainSolution, scenario: Scenario, groups: [(id: String, group: PlannedGroup)],
    index: DistanceMeasure.Reach
  ) {
    self.domain = domain
    self.solution = solution
    self.scenario = scenario
    self.groups = groups
    isCompatible = Self.compatibility(domain)
    left = solution.envelopesLeft
    self.index = index
    var ledBy = domain.units.map { _ in -1 }
    for (place, group) in groups.enumerated() { ledBy[group.group.porteur] = place }
    self.ledBy = ledBy
  }

  /// Grappes whose porteur is within the radius, ascending: no other may be joined.
  private func near(_ unit: Int) -> [Int] {
    var found: [Int] = []
    index.forEachNeighbour(of: unit) { other in
      let place = ledBy[Int(other)]
      if place >= 0 { found.append(place) }
    }
    return found.sorted()
  }

  /// One for each of some units, in their order.
  func entries(_ units: [Int]) -> [Plan.Ungrouped] {
    [Plan.Ungrouped](unsafeUninitializedCapacity: units.count) { entries, count in
      // Each place is written by the one thread that takes it.
      nonisolated(unsafe) let entries = entries
      Shares.run(count: units.count, threads: scenario.threads) { places in
        for place in places { entries.initializeElement(at: place, to: entry(units[place])) }
      }
      count = units.count
    }
  }

  private func entry(_ unit: Int) -> Plan.Ungrouped {
    let own = domain.units[unit]
    let within = near(unit)
    let near = nearest(to: unit, among: within)
    let (reason, detail) = reason(of: unit, nearest: near, among: within)
    return .init(
      og: own.og.og, name: own.og.name, region: own.region, seat: own.seat.coordinate,
      essms: own.og.essms.map(\.number), reason: reason,
      detail: detail.hasPrefix(" ") ? String(detail.dropFirst()) : detail,
      price: Euros(cents: solution.unitPrices[unit]),
      nearest: near.map { near in
        Plan.Nearest(
          grappe: groups[near.index].id, km: near.km, cost: joined(unit, near.index).map { Euros(cents: -$0) })
      })
  }

  private func reason(
    of unit: Int, nearest: (index: Int, km: Double)?, among within: [Int]
  ) -> (reason: Plan.Reason, detail: String) {
    let radius = format(scenario.radiusKm)
    let minimum =
      scenario.routes.compactMap { scenario.limits($0, region: domain.units[unit].region)?.minimum }.min() ?? 0
    guard domain.surroundings.hasNeighbour[unit] || domain.blocks[domain.blockOf[unit]].count > 1 else {
      return (
        .noNeighbour,
        say(
          fr: "Aucun autre OG à grouper n'a son siège à moins de \(radius) km.",
          en: "No other OG to be grouped has its seat within \(radius) km.")
      )
    }
    let around = domain.surroundings.most[unit]
    guard around >= minimum else {
      return (
        .tooFewAround,
        say(
          fr: "Autour de chaque porteur possible il y a au plus \(around) ESSMS à moins de \(radius) km ; "
            + "il en faut \(minimum).",
          en: "Around every possible porteur there are at most \(around) ESSMS within \(radius) km; "
            + "\(minimum) are needed.")
      )
    }
    guard isCompatible[domain.blockOf[unit]] else {
      let isBound = scenario.effectiveDui == .require || scenario.sectors == .require
      return (.incompatible, isBound ? incompatible : outOfRoutes)
    }
    let nearestText = text(nearest)
    let gains = within.compactMap { index in joined(unit, index).map { (gain: $0, index: index) } }
    let affordable = gains.filter { fits(unit, $0.index) }
    if let best = affordable.map(\.gain).max(), best <= 0 {
      return (
        .notWorth,
        nearestText
          + say(
            fr: " Rejoindre une grappe coûterait au moins \(-best / 100) € de plus que cela ne rapporte.",
            en: " Joining a grappe would cost at least €\(-best / 100) more than it brings.")
      )
    }
    if isShortOfMoney(unit), affordable.isEmpty || !gains.isEmpty && affordable.count < gains.count {
      return (
        .envelope,
        nearestText
          + say(
            fr: " L'enveloppe ne suffit pas : les autres grappes en font un meilleur usage.",
            en: " The envelope does not suffice: the other grappes make better use of it.")
      )
    }
    if solution.isOptimal {
      return (
        .notWorth,
        nearestText
          + say(
            fr: " Le plan est prouvé optimal : tout plan qui groupe cet OG vaut au plus autant.",
            en: " The plan is proven optimal: every plan that groups this OG is worth no more.")
      )
    }
    return (
      .searchLimit,
      nearestText
        + say(
          fr: " La recherche n'a pas trouvé de meilleure place ; l'écart restant n'en exclut pas une.",
          en: " The search found no better place; the remaining gap does not rule one out.")
    )
  }

  private var outOfRoutes: String {
    say(
      fr: "Autour de chaque porteur possible, les voies ouvertes et les contraintes ne laissent pas former de grappe.",
      en: "Around every possible porteur the open routes and the constraints leave no grappe to be formed.")
  }

  private var incompatible: String {
    let dui = scenario.effectiveDui == .require
    let sectors = scenario.sectors == .require
    if dui, sectors {
      return say(
        fr: "Assez d'ESSMS alentour, mais pas du même DUI et du même secteur, ce que le scénario exige.",
        en: "Enough ESSMS around, but not of the same DUI and sector, which the scenario requires.")
    }
    if sectors {
      return say(
        fr: "Assez d'ESSMS alentour, mais pas du même secteur, ce que le scénario exige.",
        en: "Enough ESSMS around, but not of the same sector, which the scenario requires.")
    }
    return say(
      fr: "Assez d'ESSMS alentour, mais leurs DUI ne s'accordent pas, et le scénario en exige un seul par grappe.",
      en: "Enough ESSMS around, but their DUI do not agree, and the scenario requires one for each grappe.")
  }

  /// What a grappe gains by the unit's block, in cents; nil when it may not join.
  private func joined(_ unit: Int, _ index: Int) -> Int? {
    let group = groups[index].group
    return domain.group(porteur: group.porteur, members: group.members + domain.blocks[domain.blockOf[unit]])
      .map { $0.value - group.value }
  }

  private func fits(_ unit: Int, _ index: Int) -> Bool {
    guard !domain.envelopes.isEmpty else { return true }
    let group = groups[index].group
    guard
      let after = domain.group(porteur: group.porteur, members: group.members + domain.blocks[domain.blockOf[unit]]),
      let envelope = domain.envelope(ofKind: after.kind)
    else { return true }
    let same = domain.envelope(ofKind: group.kind) == envelope
    return domain.reward(after) - (same ? domain.reward(group) : 0) <= left[envelope]
  }

  /// Whether an envelope that the unit's grappes draw on has a price.
  private func isShortOfMoney(_ unit: Int) -> Bool {
    domain.envelopes.indices.contains { index in
      solution.envelopeRates[index] > 0
        && [domain.units[unit].region.rawValue, "national"].contains(domain.envelopes[index].name)
    }
  }

  private func nearest(to unit: Int, among within: [Int]) -> (index: Int, km: Double)? {
    let places = within.isEmpty ? Array(groups.indices) : within
    let seats = places.map { domain.units[groups[$0].group.porteur].seat }
    let near = zip(places, scenario.measure.km(from: domain.units[unit].seat, to: seats)).map { ($0, $1) }.min {
      ($0.1, $0.0) < ($1.1, $1.0)
    }
    return near.map { ($0.0, ($0.1 * 1000).rounded() / 1000) }
  }

  /// Said only where there is none: which is nearest stands beside the reason.
  private func text(_ nearest: (index: Int, km: Double)?) -> String {
    nearest == nil
      ? say(fr: "Aucune grappe n'est formée dans la région.", en: "No grappe is formed in the region.") : ""
  }

  /// Whether a block can be in some grappe that is heavy enough, by the kinds' own pairs.
  private static func compatibility(_ domain: Domain) -> [Bool] {
    var found = domain.blocks.map { _ in false }
    for kind in domain.problem.kinds {
      let instance = kind.instance
      for leader in kind.units.indices where instance.leads?[leader] ?? true {
        let row = instance.candidates[instance.offsets[leader]..<instance.offsets[leader + 1]]
        let weight = row.reduce(instance.weights[leader]) { $0 + instance.weights[Int($1)] }
        guard weight >= instance.minimum else { continue }
        found[kind.units[leader]] = true
        for other in row { found[kind.units[Int(other)]] = true }
      }
    }
    return found
  }

  private func say(fr: String, en: String) -> String { Wording(fr: fr, en: en).text(in: scenario.language) }

  private func format(_ km: Double) -> String {
    let tenths = Int((km * 10).rounded())
    guard !tenths.isMultiple(of: 10) else { return String(tenths / 10) }
    return "\(tenths / 10)\(scenario.language == .fr ? "," : ".")\(abs(tenths % 10))"
  }
}
