import Geography
import Plans
import Programme
import Register

/// What units are worth as a grappe.
struct Appraisal: Sendable {
  let ground: Ground
  let area: Area
  let payout: Payout
  /// Pairs of OG that no grappe may hold.
  let apart: Set<Area.Pair>
  /// Known editors of the area's OG, and their sectors.
  let editors: Set<String>
  let sectors: Set<Sector>
  /// What each unit brings under each DUI that the plan's grappes may have, in cents.
  private let rewards: [OneDUI: [Int]]

  init(ground: Ground, area: Area) {
    self.ground = ground
    self.area = area
    let payout = Payout(bareme: ground.bareme, unknownDui: ground.parameters.unknownDui)
    self.payout = payout
    apart = Area.apart(ground.constraints)
    editors = area.units.reduce(into: []) { $0.formUnion($1.editors) }
    sectors = area.units.reduce(into: []) { $0.formUnion($1.sectors) }
    let targets: [OneDUI] = ground.parameters.dui == .require ? [.one(nil)] + editors.map { .one($0) } : [.own]
    rewards = targets.reduce(into: [:]) { rewards, target in
      rewards[target] = area.units.map { payout.cents($0, target) }
    }
  }

  var preferenceCents: Int { Int((ground.parameters.preferencePrice * 100).rounded()) }

  /// Value in cents at a probability in ten-thousandths; each block's rewards are rounded together.
  func value(
    _ members: [Int], porteur: Territory.Unit, target: OneDUI, probability: Int, strangers: Int
  ) -> Int {
    let known = self.rewards[target]
    var rewards: [Int: Int] = [:]
    var costs = 0
    for member in members {
      let unit = area.units[member]
      rewards[area.blockOf[member], default: 0] += known?[member] ?? payout.cents(unit, target)
      costs += ground.cost(unit, under: porteur) - ground.bonus(unit)
    }
    let funding = rewards.values.reduce(ProbabilityReplay.share(probability, of: payout.grappeCents)) {
      $0 + ProbabilityReplay.share(probability, of: $1)
    }
    return funding - costs - strangers * preferenceCents
  }

  /// Probability that the search counts with, in ten-thousandths.
  func probability(_ route: Route, porteurIn region: RegionCode, size: Int, isHomogeneous: Bool) -> Int {
    ProbabilityReplay.share(
      ground.success(size: size, isHomogeneous: isHomogeneous),
      of: ground.kept(route, porteurIn: region, weight: size))
  }

  /// The greatest value of these units under this porteur over routes and targets, in cents; nil when no route admits them.
  ///
  /// - Parameter members: whole blocks.
  func best(_ members: [Int], porteur: Int) -> Int? { offer(members, porteur: porteur)?.value }

  /// What units are worth together, and as what.
  struct Offer: Sendable {
    /// In cents.
    let value: Int
    let route: Route
    let target: OneDUI
  }

  /// The offer of the greatest value, the first among equals; nil when no route admits the units.
  ///
  /// - Parameter members: whole blocks.
  func offer(_ members: [Int], porteur: Int) -> Offer? {
    let leader = area.units[porteur]
    guard area.isAllowed(members, porteur: porteur, apart: apart),
      members.allSatisfy({ $0 == porteur || ground.measure.isWithinRadius(area.units[$0].seat, leader.seat) })
    else { return nil }
    let units = members.map { area.units[$0] }
    let makeUp = MakeUp(units)
    guard let targets = targets(units, makeUp) else { return nil }
    var strangers = 0
    if ground.parameters.dui == .prefer {
      strangers += makeUp.editors.values.reduce(0, +) - (makeUp.editors.values.max() ?? 0)
    }
    switch ground.parameters.sectors {
    case .ignore: break
    case .prefer: strangers += makeUp.essms - (makeUp.sectors.values.max() ?? 0)
    case .require: guard makeUp.sectors.count == 1 else { return nil }
    }
    let ogs = Set(units.map(\.og)).count
    let regions = Set(units.map(\.region)).count
    var best: Offer?
    for route in ground.routes {
      guard let limits = ground.limits(route, region: leader.region),
        limits.admits(essms: makeUp.essms, og: ogs), route != .regional || regions == 1,
        regions > 1 || !ground.campaign.requiresSeveralRegions(route)
      else { continue }
      let p = probability(
        route, porteurIn: leader.region, size: makeUp.essms, isHomogeneous: makeUp.isHomogeneous)
      for target in targets {
        let value = value(members, porteur: leader, target: target, probability: p, strangers: strangers)
        if value > best?.value ?? .min { best = Offer(value: value, route: route, target: target) }
      }
    }
    return best
  }

  /// The envelope that pays for a grappe: the national one, or that of the region with most of its ESSMS; among equals the
  /// porteur's, else the lowest code.
  func envelope(_ members: [Int], porteur: Int, route: Route) -> String {
    if route == .national { return EnvelopeCheck.national }
    let held = Dictionary(members.map { (area.units[$0].region, area.units[$0].weight) }, uniquingKeysWith: +)
    let most = held.values.max()
    let own = area.units[porteur].region
    return (held[own] == most ? own : held.filter { $0.value == most }.keys.min() ?? own).rawValue
  }

  /// What a grappe of these units is paid, in cents.
  func funding(_ members: [Int], target: OneDUI) -> Int {
    members.reduce(payout.grappeCents) { $0 + payout.cents(area.units[$1], target) }
  }

  /// The DUI that these units may have together; nil when there is none.
  private func targets(_ units: [Territory.Unit], _ makeUp: MakeUp) -> [OneDUI]? {
    guard ground.parameters.dui == .require else { return [.own] }
    if makeUp.editors.isEmpty { return [.one(nil)] }
    let common = makeUp.editors.keys.filter { editor in
      units.allSatisfy { $0.editors.isEmpty || $0.editors.contains(editor) }
    }
    return common.isEmpty ? nil : common.sorted().map { .one($0) }
  }
}
