/// A plain problem as a joint one.
extension JointInstance {
  /// One kind that admits all units, any of which may lead.
  public init(_ instance: Instance) {
    self.init(
      weights: instance.weights, mostGroups: instance.mostGroups,
      kinds: [
        Kind(
          instance: instance, units: Array(0..<instance.unitCount), unitCount: instance.unitCount, minimumMembers: 1)
      ])
  }

  /// Reward in cents of a group that is just full, about.
  var typicalReward: Double { Self.typicalReward(kinds) }

  static func typicalReward(_ kinds: [Kind]) -> Double {
    guard let kind = kinds.first?.instance else { return 1 }
    let perWeight = Double(kind.rewards.reduce(0, +)) / Double(max(1, kind.totalWeight))
    return max(1, Double(kind.groupReward) + perWeight * Double(kind.minimum))
  }

  /// Whether it is one kind that admits all units, with no rule but its own.
  public var isPlain: Bool {
    guard kinds.count == 1, let kind = kinds.first else { return false }
    return kind.units.count == unitCount && kind.instance.leads == nil && kind.draws.isEmpty && kind.instance.isBare
      && !hasConflicts && !hasCompulsory
  }

  /// The groups of a plain problem.
  func groups(of solution: Solution) -> [JointGroup] {
    solution.groups.compactMap { group(kind: 0, porteur: $0.porteur, members: $0.members) }
  }

  /// What a unit of weight brings on average, in cents, where each unit is in the kind that it brings most to.
  func rewardOfWeight(groupCount: Int) -> Double {
    var most = [Int](repeating: 0, count: unitCount)
    for kind in kinds {
      for (local, unit) in kind.units.enumerated() { most[unit] = max(most[unit], kind.instance.rewards[local]) }
    }
    let groupReward = kinds.map(\.instance.groupReward).max() ?? 0
    return (most.reduce(0) { $0 + Double($1) } + Double(groupReward) * Double(max(1, groupCount)))
      / Double(weights.reduce(0, +))
  }
}

extension Solution {
  /// Of a plain problem.
  init(_ groups: [JointGroup]) {
    self.init(groups: groups.map { Group(porteur: $0.porteur, members: $0.members, value: $0.value) })
  }
}
