import Geography
import Plans
import Programme
import Register

@testable import Planning

/// The best plan of a handful of OG by trying all of them, from the rules' own words: nothing of the planner but the scenario
/// and the table of probabilities that the plan states.
struct RuleOracle {
  struct Member {
    let og: FinessNumber
    let region: RegionCode
    let essms: [ESSMS]
    var seat: Coordinate {
      essms.map { a in (a, essms.reduce(0.0) { $0 + a.coordinate.distanceKm(to: $1.coordinate) }) }
        .min { ($0.1, $0.0.number) < ($1.1, $1.0.number) }?.0.coordinate ?? Coordinate(lat: 0, lon: 0)
    }
  }

  let scenario: Scenario
  let plan: Plan
  let members: [Member]
  let counts: [FinessNumber: Int]

  init(_ register: Register, scenario: Scenario, plan: Plan) {
    self.scenario = scenario
    self.plan = plan
    counts = register.essmsCounts
    let known = scenario.situation.map { register.applying($0) } ?? register
    let excluded = Set((scenario.constraints?.lines ?? []).filter { $0.kind == .exclu }.map(\.a))
    members = known.regions.flatMap { region in
      known.units(in: region).filter { unit in
        unit.essms.count < scenario.campaign.routes.regional.limits(in: region).minimum && !excluded.contains(unit.og)
      }.map { Member(og: $0.og, region: region, essms: $0.essms) }
    }
  }

  /// In cents; nil when no plan holds what the constraints ask for.
  func best() -> Int? {
    let count = members.count
    var options: [[(value: Int, funding: Int, envelope: String)]] = []
    for mask in 0..<(1 << count) { options.append(mask == 0 ? [] : groups((0..<count).filter { mask >> $0 & 1 == 1 })) }
    let envelopes = plan.parameters.envelopes.mapValues(\.amount.cents)
    var best: Int?
    func extend(_ open: Int, _ value: Int, _ left: [String: Int], _ taken: [Int]) {
      guard open != 0 else {
        if holdsConstraints(taken) { best = max(best ?? .min, value) }
        return
      }
      let first = open & -open
      let rest = open & ~first
      extend(rest, value, left, taken)
      var others = rest
      while true {
        for option in options[others | first] {
          var left = left
          if let amount = left[option.envelope] {
            guard amount >= option.funding else { continue }
            left[option.envelope] = amount - option.funding
          }
          extend(rest & ~others, value + option.value, left, taken + [others | first])
        }
        if others == 0 { break }
        others = (others - 1) & rest
      }
    }
    extend((1 << count) - 1, 0, envelopes, [])
    return best
  }

  /// What the constraints ask of the whole plan: sets of members as bits.
  private func holdsConstraints(_ groups: [Int]) -> Bool {
    func group(_ og: FinessNumber) -> Set<Int> {
      Set(
        members.indices.filter { members[$0].og == og }.map { unit in groups.firstIndex { $0 >> unit & 1 == 1 } ?? -1 })
    }
    for line in scenario.constraints?.lines ?? [] {
      switch line.kind {
      case .ensemble: if let b = line.b, group(line.a) != group(b) { return false }
      case .separes: if let b = line.b, !group(line.a).subtracting([-1]).isDisjoint(with: group(b)) { return false }
      case .existante, .verrou:
        let same = (scenario.constraints?.lines ?? []).filter { $0.kind == line.kind && $0.grappe == line.grappe }
        let found = same.reduce(into: Set<Int>()) { $0.formUnion(group($1.a)) }
        if found.count != 1 || found.contains(-1) { return false }
        let others = (scenario.constraints?.lines ?? []).filter { $0.kind == line.kind && $0.grappe != line.grappe }
        if others.contains(where: { !group($0.a).isDisjoint(with: found) }) { return false }
      case .porteur, .exclu: break
      }
    }
    return true
  }

  /// The ways in which these members may be a grappe.
  private func groups(_ group: [Int]) -> [(value: Int, funding: Int, envelope: String)] {
    var found: [String: (value: Int, funding: Int, envelope: String)] = [:]
    let essms = group.flatMap { members[$0].essms }
    let regions = Set(group.map { members[$0].region })
    let wanted = Set((scenario.constraints?.lines ?? []).filter { $0.kind == .porteur }.map(\.a))
      .intersection(group.map { members[$0].og })
    for porteur in group where wanted.isEmpty || wanted == [members[porteur].og] {
      for route in scenario.routes {
        guard
          route == .regional
            ? regions.count == 1 : regions.count > 1 || !scenario.campaign.requiresSeveralRegions(route),
          let limits = scenario.campaign.limits(route, region: members[porteur].region),
          limits.admits(essms: essms.count, og: Set(group.map { members[$0].og }).count)
        else { continue }
        for editor in editors(of: essms) {
          guard let option = option(group, porteur: porteur, route: route, editor: editor, limits: limits) else {
            continue
          }
          let key = "\(option.envelope) \(option.funding)"
          if option.value > found[key]?.value ?? .min { found[key] = option }
        }
      }
    }
    return Array(found.values)
  }

  private func editors(of essms: [ESSMS]) -> [String?] {
    let known = Set(essms.compactMap { editor($0) })
    return known.isEmpty || scenario.dui ?? .ignore == .ignore ? [nil] : known.sorted().map(Optional.some)
  }

  private func editor(_ essms: ESSMS) -> String? {
    if case .editor(let name) = scenario.situation?.entry(essms.number).dui { name } else { nil }
  }

  private func option(
    _ group: [Int], porteur: Int, route: Route, editor target: String?, limits: Campaign.Limits
  ) -> (value: Int, funding: Int, envelope: String)? {
    let rule = scenario.dui ?? .ignore
    let essms = group.flatMap { members[$0].essms }
    if scenario.sectors == .require, Set(essms.map(\.sector)).count > 1 { return nil }
    let seat = members[porteur].seat
    var weightOf: [RegionCode: Int] = [:]
    for member in group { weightOf[members[member].region, default: 0] += members[member].essms.count }
    let most = weightOf.values.max() ?? 0
    let own = members[porteur].region
    let filed = weightOf[own] == most ? own : weightOf.filter { $0.value == most }.keys.min() ?? own
    let table = plan.parameters.probabilities[route == .regional ? own.rawValue : "\(own)/\(route.rawValue)"] ?? [1]
    let p = Int((10_000 * table[min(essms.count - limits.minimum, table.count - 1)]).rounded())
    var funding = 11_500_000
    var value = (11_500_000 * p + 5_000) / 10_000
    for index in group {
      let member = members[index]
      let known = Set(member.essms.compactMap { editor($0) })
      if rule == .require, !known.isEmpty, target.map({ !known.contains($0) }) ?? true { return nil }
      guard index == porteur || member.seat.distanceKm(to: seat) <= scenario.radiusKm else { return nil }
      var amount = counts[member.og] ?? 0 < 15 ? 2_000_000 : 0
      var strangers = 0
      for one in member.essms {
        let name = self.editor(one)
        let keeps = rule == .require ? name != nil && name == target : name != nil
        amount += keeps ? 1_000_000 : 2_500_000
        if rule == .prefer, let name, name != target { strangers += 1 }
      }
      let km = member.essms.reduce(0.0) { $0 + $1.coordinate.distanceKm(to: seat) }
      let metres = Int((1000 * km).rounded())
      funding += amount
      value += (amount * p + 5_000) / 10_000 - (Int(scenario.spreadPrice * 100) * metres + 500) / 1000
      value -= strangers * Int(scenario.preferencePrice * 100)
    }
    return (value, funding, route == .national ? "national" : filed.rawValue)
  }
}
