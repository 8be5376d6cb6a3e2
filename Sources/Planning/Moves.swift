import Plans
import Register

/// Which OG another porteur has than in an earlier plan, and what each move brings.
struct Moves {
  let domain: Domain
  let groups: [PlannedGroup]
  /// In euros, for each OG that keeps its porteur.
  let stability: Double

  /// - Parameter porteurs: of the earlier plan, by `OG@region`.
  func all(since porteurs: [String: FinessNumber]) -> [Plan.Move] {
    var groupOf: [Int: Int] = [:]
    for (index, group) in groups.enumerated() { for member in group.members { groupOf[member] = index } }
    return domain.units.indices.compactMap { unit in
      let own = domain.units[unit]
      let from = porteurs["\(own.og.og)@\(own.region)"]
      let to = groupOf[unit].map { domain.units[groups[$0].porteur].og.og }
      guard from != to else { return nil }
      return Plan.Move(
        og: own.og.og, name: own.og.name, region: own.region, from: from, to: to,
        gain: gain(unit, from: from, in: groupOf[unit]).map { Euros(cents: $0) })
    }
  }

  /// What the plan is worth, stability aside, more than with this unit's block back where it was, in cents; nil when that is
  /// not admissible.
  private func gain(_ unit: Int, from: FinessNumber?, in present: Int?) -> Int? {
    let block = domain.blocks[domain.blockOf[unit]]
    var gain = 0
    if let present {
      let group = groups[present]
      guard !block.contains(group.porteur),
        let rest = domain.group(porteur: group.porteur, members: group.members.filter { !block.contains($0) })
      else { return nil }
      gain += group.value - rest.value
    }
    if let from {
      let gains = groups.filter { domain.units[$0.porteur].og.og == from }.compactMap { earlier in
        domain.group(porteur: earlier.porteur, members: earlier.members + block).map { $0.value - earlier.value }
      }
      guard let more = gains.max() else { return nil }
      // Back there it would count as staying.
      gain += Int((stability * 100).rounded()) - more
    }
    return gain
  }
}
