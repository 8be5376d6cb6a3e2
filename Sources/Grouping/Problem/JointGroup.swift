/// A group of a joint problem, in joint numbers.
public struct JointGroup: Sendable, Hashable {
  /// Place in `JointInstance.kinds`.
  public let kind: Int
  public let porteur: Int
  /// Ascending, the porteur among them.
  public let members: [Int]
  /// In cents.
  public let value: Int
  /// Full reward in cents, before any probability.
  public let reward: Int

  /// The same group where units have other numbers that ascend alike.
  func renumbered(_ number: (Int) -> Int) -> JointGroup {
    JointGroup(kind: kind, porteur: number(porteur), members: members.map(number), value: value, reward: reward)
  }
}

extension JointGroup {
  /// The only kind's group.
  init(of instance: Instance, _ group: Group) {
    self.init(
      kind: 0, porteur: group.porteur, members: group.members, value: group.value,
      reward: group.members.reduce(instance.groupReward) { $0 + instance.rewards[$1] })
  }
}

extension Group {
  /// A group of the only kind.
  init(_ group: JointGroup) {
    self.init(porteur: group.porteur, members: group.members, value: group.value)
  }
}

extension [JointGroup] {
  /// In cents.
  var value: Int { reduce(0) { $0 + $1.value } }
}

/// The only place that knows what a joint group is worth, and whether it may be.
extension JointInstance {
  /// - Parameter members: joint numbers, ascending.
  /// - Returns: nil when the kind does not admit it.
  public func group(kind index: Int, porteur: Int, members: [Int]) -> JointGroup? {
    let kind = kinds[index]
    guard let leader = kind.local(porteur) else { return nil }
    var locals: [Int] = []
    locals.reserveCapacity(members.count)
    for member in members {
      guard let local = kind.local(member) else { return nil }
      locals.append(local)
    }
    guard !isTorn(members), isRegular(members, porteur: porteur, kind),
      let group = kind.instance.group(porteur: leader, members: locals)
    else { return nil }
    return JointGroup(
      kind: index, porteur: porteur, members: members, value: group.value,
      reward: locals.reduce(kind.instance.groupReward) { $0 + kind.instance.rewards[$1] })
  }

  /// The best group of these members under this porteur, over all kinds; the first among equals.
  public func bestGroup(porteur: Int, members: [Int]) -> JointGroup? {
    var best: JointGroup?
    for kind in kinds.indices {
      if let group = group(kind: kind, porteur: porteur, members: members), group.value > best?.value ?? .min {
        best = group
      }
    }
    return best
  }

  /// The best group of these members, over all porteurs and kinds.
  public func bestGroup(members: [Int]) -> JointGroup? {
    var best: JointGroup?
    for porteur in members {
      if let group = bestGroup(porteur: porteur, members: members), group.value > best?.value ?? .min { best = group }
    }
    return best
  }

  /// The zone that holds most of the weight of some units; the porteur's main zone, or the lowest, among equals.
  public func filingZone(_ members: [Int], porteur: Int) -> Int {
    var weightOf: [Int: Int] = [:]
    for member in members { for share in zones[member] { weightOf[share.zone, default: 0] += share.weight } }
    let most = weightOf.values.max() ?? 0
    let own = zones[porteur].max { ($0.weight, $1.zone) < ($1.weight, $0.zone) }?.zone ?? 0
    if weightOf[own] == most { return own }
    return weightOf.filter { $0.value == most }.keys.min() ?? 0
  }

  /// Whether two of the members are in conflict.
  func isTorn(_ members: [Int]) -> Bool {
    guard hasConflicts else { return false }
    for member in members where !conflicts[member].isEmpty {
      if conflicts[member].contains(where: { members.contains($0) }) { return true }
    }
    return false
  }

  /// Whether a group of these members keeps the kind's rules on members and zones.
  func isRegular(_ members: [Int], porteur: Int, _ kind: Kind) -> Bool {
    canSatisfy(kind, units: members) && isWithinSides(members, kind)
      && (kind.filingZone.map { $0 == filingZone(members, porteur: porteur) } ?? true)
  }

  func isWithinSides(_ members: [Int], _ kind: Kind) -> Bool {
    guard !kind.instance.sides.isEmpty else { return true }
    let locals = members.map { Int(kind.localOf[$0]) }
    return kind.instance.isWithinSides(locals, weight: locals.reduce(0) { $0 + kind.instance.weights[$1] })
  }

  /// Whether the units are enough members and lie in enough zones; more units never are fewer.
  func canSatisfy(_ kind: Kind, units: [Int]) -> Bool {
    hasEnoughMembers(units, kind) && liesInEnoughZones(units, kind)
  }

  private func hasEnoughMembers(_ members: [Int], _ kind: Kind) -> Bool {
    var found: [Int] = []
    for member in members {
      if found.count >= kind.minimumMembers { return true }
      for id in memberIDs[member] where !found.contains(id) { found.append(id) }
    }
    return found.count >= kind.minimumMembers
  }

  private func liesInEnoughZones(_ members: [Int], _ kind: Kind) -> Bool {
    guard kind.minimumZones > 1 else { return true }
    var found: [Int] = []
    for member in members {
      for share in zones[member] where !found.contains(share.zone) { found.append(share.zone) }
      if found.count >= kind.minimumZones { return true }
    }
    return false
  }

  /// What pricing found, made admissible where it is not: of two units in conflict one leaves; a group that its own kind
  /// does not admit may be one of another kind.
  func mended(kind: Int, porteur: Int, members: [Int]) -> JointGroup? {
    var members = members.sorted()
    if hasConflicts {
      for member in members where conflicts[member].contains(where: { members.contains($0) }) {
        // The porteur stays; of others the lighter leaves.
        for other in conflicts[member] where members.contains(other) && members.contains(member) {
          let leaver =
            other == porteur ? member : member == porteur ? other : weights[member] < weights[other] ? member : other
          members.removeAll { $0 == leaver }
        }
      }
    }
    return group(kind: kind, porteur: porteur, members: members) ?? bestGroup(porteur: porteur, members: members)
  }

  /// Whether the groups make a plan, compulsory units left aside.
  public func isConsistent(_ groups: [JointGroup]) -> Bool {
    var seen = [Bool](repeating: false, count: unitCount)
    for group in groups {
      guard self.group(kind: group.kind, porteur: group.porteur, members: group.members) == group else { return false }
      for member in group.members {
        guard !seen[member] else { return false }
        seen[member] = true
      }
    }
    return isWithin(left(by: groups))
  }

  /// Compulsory units that no group holds.
  public func missing(in groups: [JointGroup]) -> [Int] {
    guard hasCompulsory else { return [] }
    var seen = [Bool](repeating: false, count: unitCount)
    for group in groups { for member in group.members { seen[member] = true } }
    return isCompulsory.indices.filter { isCompulsory[$0] && !seen[$0] }
  }
}
