import Geography
import Plans
import Programme
import Register

/// Whether units make a grappe, and each reason why they do not: the problem's own rules, then the planner's wishes.
struct Admission {
  let bench: Workbench
  let wishes: PlanWishes

  private var scenario: Scenario { bench.scenario }

  /// - Parameters:
  ///   - members: of one domain, ascending.
  ///   - porteur: nil: whoever leads them best.
  /// - Returns: the group, where the problem admits it; reasons are empty where wishes do too.
  func judge(_ members: [Int], porteur: Int?, in number: Int) -> (group: PlannedGroup?, reasons: [ChangeReason]) {
    let domain = bench.domains[number]
    var reasons: [ChangeReason] = []
    for block in domain.blocks(of: members) {
      let units = domain.blocks[block]
      let outside = units.filter { !members.contains($0) }
      if let lost = outside.first, let held = units.first(where: members.contains) {
        reasons.append(.together(UnitPair(domain.name(held), domain.name(lost))))
      }
    }
    let group =
      reasons.isEmpty
      ? porteur.map { domain.group(porteur: $0, members: members) } ?? best(members, in: domain) : nil
    if reasons.isEmpty, group == nil { reasons = why(members, porteur: porteur, in: domain) }
    reasons += wishReasons(members, porteur: group?.porteur ?? porteur, in: domain)
    return (group, reasons)
  }

  /// Under the best porteur, one that must lead where there is one.
  private func best(_ members: [Int], in domain: Domain) -> PlannedGroup? {
    let wanted = members.filter { wishes.leading.contains(domain.name($0)) }
    return domain.group(members, leaders: wanted.isEmpty ? members : wanted)
  }

  private func wishReasons(_ members: [Int], porteur: Int?, in domain: Domain) -> [ChangeReason] {
    guard !wishes.isEmpty else { return [] }
    let names = Set(members.map { domain.name($0) })
    var reasons: [ChangeReason] = []
    for pair in wishes.apart where names.contains(pair.a) && names.contains(pair.b) { reasons.append(.apart(pair)) }
    for pair in wishes.together where names.contains(pair.a) != names.contains(pair.b) {
      reasons.append(.together(pair))
    }
    for unit in wishes.excluded where names.contains(unit) { reasons.append(.excluded(unit)) }
    let leader = porteur.map { domain.name($0) }
    for unit in wishes.leading where names.contains(unit) && unit != leader { reasons.append(.mustLead(unit)) }
    return reasons.sorted { $0.wording.en < $1.wording.en }
  }

  /// Units that the constraints want in a grappe, of those touched, and that are in none.
  func missing(in plan: EditedPlan, touched: [String: ChangeDraft.Grappe]) -> [ChangeReason] {
    var held: Set<UnitName>?
    var reasons: [ChangeReason] = []
    for (number, domain) in bench.domains.enumerated() where domain.problem.isCompulsory.contains(true) {
      guard touched.values.contains(where: { $0.domain == number }) else { continue }
      let all = held ?? Set(plan.grappes.flatMap(\.members))
      held = all
      for block in domain.blocks.indices where domain.problem.isCompulsory[block] {
        let name = domain.name(domain.blocks[block][0])
        if !all.contains(name) { reasons.append(.compulsory(name)) }
      }
    }
    return reasons
  }

  // MARK: Why not

  /// Each reason why the problem admits no group of these units.
  private func why(_ members: [Int], porteur: Int?, in domain: Domain) -> [ChangeReason] {
    var reasons: [ChangeReason] = []
    if let porteur, !members.contains(porteur) { return [.porteurOutside(domain.name(porteur))] }
    let weight = members.reduce(0) { $0 + domain.units[$1].weight }
    let regions = Set(members.map { domain.units[$0].region })
    let open = scenario.routes.filter { regions.count == 1 || $0 != .regional }
    if open.isEmpty { reasons.append(.severalRegions) }
    let limits = regions.sorted().flatMap { region in open.compactMap { scenario.limits($0, region: region) } }
    if let least = limits.map(\.minimum).min(), weight < least {
      reasons.append(.tooFewEssms(found: weight, least: least))
    }
    if let most = limits.map({ $0.maximum ?? .max }).max(), weight > most {
      reasons.append(.tooManyEssms(found: weight, most: most))
    }
    let ogs = Set(members.map { domain.units[$0].og.og }).count
    if let fewest = limits.map(\.minimumOg).min(), ogs < fewest {
      reasons.append(.tooFewOG(found: ogs, least: fewest))
    }
    reasons += tooFar(members, porteur: porteur, in: domain)
    if let porteur, !mayLead(porteur, in: domain) { reasons.append(.mayNotLead(domain.name(porteur))) }
    let blocks = domain.blocks(of: members)
    for block in blocks {
      for other in domain.problem.conflicts[block] where other > block && blocks.contains(other) {
        reasons.append(.apart(UnitPair(domain.name(domain.blocks[block][0]), domain.name(domain.blocks[other][0]))))
      }
    }
    let admitting = domain.problem.kinds.contains { kind in blocks.allSatisfy { kind.units.contains($0) } }
    if !admitting || reasons.isEmpty { reasons.append(.incompatible(strangers(blocks, in: domain))) }
    return reasons
  }

  /// Members out of the porteur's reach; of the one that reaches most, where none is named and none reaches all.
  private func tooFar(_ members: [Int], porteur: Int?, in domain: Domain) -> [ChangeReason] {
    func km(_ member: Int, _ porteur: Int) -> Double {
      bench.measure.km(from: domain.units[member].seat, to: domain.units[porteur].seat)
    }
    func out(_ porteur: Int) -> [Int] {
      members.filter { !bench.measure.isWithinRadius(domain.units[$0].seat, domain.units[porteur].seat) }
    }
    guard let center = porteur ?? members.min(by: { (out($0).count, $0) < (out($1).count, $1) }) else { return [] }
    return out(center).map { member in
      .outOfReach(
        domain.name(member), km: (km(member, center) * 10).rounded() / 10, radiusKm: scenario.radiusKm)
    }
  }

  private func mayLead(_ unit: Int, in domain: Domain) -> Bool {
    let block = domain.blockOf[unit]
    return domain.kinds.indices.contains { index in
      let kind = domain.problem.kinds[index]
      let seat = domain.kinds[index].leader.map { $0.block == block ? $0.unit : -1 } ?? domain.firstSeats[block]
      guard seat == unit, let place = kind.units.firstIndex(of: block) else { return false }
      return kind.instance.leads?[place] ?? true
    }
  }

  /// Blocks that the kind which admits most of them does not, or all where one admits all.
  private func strangers(_ blocks: [Int], in domain: Domain) -> [UnitName] {
    let foreign = domain.problem.kinds.map { kind in blocks.filter { !kind.units.contains($0) } }
    let fewest = foreign.min { $0.count < $1.count } ?? blocks
    return (fewest.isEmpty ? blocks : fewest).map { domain.name(domain.blocks[$0][0]) }
  }
}
