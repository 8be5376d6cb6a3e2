import Geography
import Grouping
import Plans
import Programme
import Register

/// Regions planned together, since a grappe may join them or an envelope binds them; mostly one region by itself.
struct Domain: Sendable {
  /// Sorted.
  let regions: [RegionCode]
  /// OG that may be grouped, by region, then by number: below the minimum of their region, and not kept out.
  let units: [Unit]
  /// OG that reach their region's minimum alone, in the same order.
  let standalone: [Unit]
  /// OG below the minimum that the constraints keep out.
  let forbidden: [Unit]
  /// What the engine takes for one unit: units that must be together, ascending; by their first unit.
  let blocks: [[Int]]
  /// The block of each unit.
  let blockOf: [Int]
  /// The unit whose seat a grappe has when the block leads it, in kinds that name no other.
  let firstSeats: [Int]
  /// Earlier grappe that a block continues, as the constraints name it.
  let existing: [Int: String]
  /// What the engine solves: units are blocks.
  let problem: JointInstance
  /// Kinds of it that share no unit, solved each by itself first.
  let first: [Int]
  /// Weight of the units within the radius of each unit, itself among them, and the most that a porteur within its reach
  /// has around it, whatever their software and sector; whether there is another unit within the radius.
  let surroundings: Surroundings
  /// Envelopes of the engine: what they are called in plans, and where their figures are from.
  let envelopes: [NamedEnvelope]

  /// Kinds of groups, in the engine's order.
  let kinds: [GrappeKind]

  struct NamedEnvelope: Sendable {
    /// A region's code, or `national`.
    let name: String
    let cents: Int
    let source: Plan.Envelope.Source
  }

  struct Surroundings: Sendable {
    var most: [Int]
    var hasNeighbour: [Bool]
  }
}

/// A kind of grappe: where it is filed, and what its members have in common.
struct GrappeKind: Sendable {
  let route: Route
  /// Of the porteur.
  let region: RegionCode
  let limits: Campaign.Limits
  let target: Target
  /// The only block that leads grappes of this kind, and the unit of it whose seat they have; nil: every block leads, by its
  /// first seat.
  let leader: (block: Int, unit: Int)?
  /// In ten-thousandths, by weight from the route's minimum on, success included.
  let probabilities: [Int]
}

/// A grappe that the engine found, in the domain's terms.
struct PlannedGroup: Sendable {
  let kind: Int
  /// Unit numbers; members ascending.
  let porteur: Int
  let members: [Int]
  /// In cents.
  let value: Int
}

extension Domain {
  /// The best grappe of these units under this porteur, over all kinds; nil when none is admissible.
  ///
  /// - Parameter members: whole blocks.
  func group(porteur: Int, members: [Int]) -> PlannedGroup? {
    let blocks = blocks(of: members)
    var best: PlannedGroup?
    for (index, kind) in kinds.enumerated() {
      guard seat(ofBlock: blockOf[porteur], kind: kind) == porteur,
        let group = problem.group(kind: index, porteur: blockOf[porteur], members: blocks)
      else { continue }
      if group.value > best?.value ?? .min { best = planned(group) }
    }
    return best
  }

  /// The blocks that hold these units, ascending.
  func blocks(of members: [Int]) -> [Int] { Set(members.map { blockOf[$0] }).sorted() }

  /// The unit whose seat a grappe of this kind has when the block leads it.
  func seat(ofBlock block: Int, kind: GrappeKind) -> Int? {
    if let leader = kind.leader { return leader.block == block ? leader.unit : nil }
    return firstSeats[block]
  }

  func planned(_ group: JointGroup) -> PlannedGroup {
    PlannedGroup(
      kind: group.kind, porteur: seat(ofBlock: group.porteur, kind: kinds[group.kind]) ?? blocks[group.porteur][0],
      members: group.members.flatMap { blocks[$0] }.sorted(), value: group.value)
  }

  /// Probability by weight, in ten-thousandths.
  func probability(_ kind: GrappeKind, weight: Int) -> Int {
    kind.probabilities[min(max(0, weight - kind.limits.minimum), kind.probabilities.count - 1)]
  }
}
