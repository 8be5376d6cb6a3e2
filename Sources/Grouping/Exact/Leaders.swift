/// Who may lead groups of what kind: pairs of a kind and one of its units, numbered kind by kind.
///
/// What the porteurs are to a plain problem, leaders are to the exact finish of any: each has a knapsack of its own. A plain
/// problem has one kind, whose leaders are the units. Members are joint numbers throughout.
struct Leaders: Sendable {
  let joint: JointInstance
  /// Kind of each leader.
  let kinds: [Int32]
  /// Joint number of the porteur that each leader is.
  let units: [Int32]
  /// Leaders of each unit, ascending.
  let ofUnit: [[Int32]]
  /// First leader of each kind.
  private let firstOfKind: [Int]
  /// Whether groups of each kind must keep rules that a knapsack does not carry, conflicts left aside.
  let isRuled: [Bool]
  /// Of each kind; see `Instance.bindingMaximum`.
  let bindingMaxima: [Int?]

  var count: Int { kinds.count }

  init(_ joint: JointInstance) {
    self.joint = joint
    var kinds: [Int32] = []
    var units: [Int32] = []
    var firstOfKind: [Int] = []
    var ofUnit = [[Int32]](repeating: [], count: joint.unitCount)
    for (index, kind) in joint.kinds.enumerated() {
      firstOfKind.append(kinds.count)
      for unit in kind.units {
        ofUnit[unit].append(Int32(kinds.count))
        kinds.append(Int32(index))
        units.append(Int32(unit))
      }
    }
    self.kinds = kinds
    self.units = units
    self.firstOfKind = firstOfKind
    self.ofUnit = ofUnit
    isRuled = joint.kinds.map { joint.isRuled($0) }
    bindingMaxima = joint.kinds.map(\.instance.bindingMaximum)
  }

  @inline(__always)
  func kind(_ leader: Int) -> Int { Int(kinds[leader]) }

  @inline(__always)
  func unit(_ leader: Int) -> Int { Int(units[leader]) }

  /// Whether its groups draw on a resource.
  func draws(_ leader: Int) -> Bool { !joint.kinds[kind(leader)].draws.isEmpty }

  /// Leader of a group; nil when its porteur is none of its kind.
  func leader(of group: JointGroup) -> Int? {
    joint.kinds[group.kind].local(group.porteur).map { firstOfKind[group.kind] + $0 }
  }

  func leaders(ofKind kind: Int) -> Range<Int> {
    firstOfKind[kind]..<(firstOfKind[kind] + joint.kinds[kind].units.count)
  }

  /// - Parameter members: in any order.
  func group(_ leader: Int, members: some Sequence<Int32>) -> JointGroup? {
    joint.group(kind: kind(leader), porteur: unit(leader), members: members.map(Int.init).sorted())
  }

  func column(_ group: JointGroup) -> Master.Column? {
    leader(of: group).map { leader in
      Master.Column(
        members: group.members.map(Int32.init), leader: leader, value: Double(group.value),
        draws: draws(leader, members: group.members.lazy.map(Int32.init)))
    }
  }

  /// What a group draws on each resource that its kind draws on.
  func draws(_ leader: Int, members: some Sequence<Int32>) -> [Master.Draw] {
    let kind = joint.kinds[kind(leader)]
    return kind.draws.map { draw in
      Master.Draw(
        resource: draw.resource,
        amount: members.reduce(draw.ofGroup) { $0 + draw.amounts[Int(kind.localOf[Int($1)])] })
    }
  }

  /// The unit and those that can join it, the nearest by cost and weight first.
  func near(_ center: Int) -> [Int32] {
    var found: [(reach: Double, unit: Int32)] = []
    for leader in ofUnit[center] {
      let kind = joint.kinds[kind(Int(leader))]
      let instance = kind.instance
      let local = Int(kind.localOf[center])
      for place in instance.offsets[local]..<instance.offsets[local + 1] {
        let candidate = Int(instance.candidates[place])
        found.append((instance.costs[place] / Double(instance.weights[candidate]), Int32(kind.units[candidate])))
      }
    }
    found.sort { ($0.reach, $0.unit) < ($1.reach, $1.unit) }
    guard ofUnit[center].count > 1 else { return [Int32(center)] + found.map(\.unit) }
    var seen: Set<Int32> = [Int32(center)]
    return [Int32(center)] + found.compactMap { seen.insert($0.unit).inserted ? $0.unit : nil }
  }

  // MARK: Amounts that no plan passes

  /// What a group that is missing to a count costs, in cents, and a compulsory unit that is missing: more than a group can
  /// be worth, no more than the simplex can bear. Where units are compulsory, more than any two plans can differ by.
  ///
  /// - Parameter leastValue: see `Restriction.leastValue`.
  func missingPrice(leastValue: Double) -> Double {
    var rewards = [Double](repeating: 0, count: joint.unitCount)
    var groupReward = 0.0
    for kind in joint.kinds {
      guard let level = kind.instance.levels.last else { continue }
      groupReward = max(groupReward, level.groupReward + Double(kind.instance.mostTerm))
      for (local, unit) in kind.units.enumerated() { rewards[unit] = max(rewards[unit], level.rewards[local]) }
    }
    let all = rewards.reduce(0, +)
    guard joint.hasCompulsory else { return all + groupReward }
    return 4 * (all + groupReward * Double(max(1, min(joint.groupLimit, joint.unitCount))) - leastValue)
  }
}

extension JointInstance {
  /// Whether a group of the kind may be heavy enough and yet have too few members, or lie in the wrong zones.
  fileprivate func isRuled(_ kind: Kind) -> Bool {
    if kind.minimumZones > 1 || kind.filingZone != nil || !kind.instance.sides.isEmpty { return true }
    // As few units as can make a group have as many members, unless some stand for the same or for none.
    var left = kind.instance.minimum
    var fewest = 0
    for weight in kind.instance.weights.sorted(by: >) where left > 0 {
      left -= weight
      fewest += 1
    }
    var seen: Set<Int> = []
    for unit in kind.units {
      if memberIDs[unit].isEmpty { return kind.minimumMembers > 0 }
      if !seen.isDisjoint(with: memberIDs[unit]) { fewest = 1 }
      seen.formUnion(memberIDs[unit])
    }
    return fewest < kind.minimumMembers
  }
}
