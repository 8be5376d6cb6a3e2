/// A plan while it is annealed: a fixed number of groups, some perhaps empty, any of which may be too light or too heavy
/// for a while, at a price for each unit of weight. Units without a group form a group of their own that is worth nothing,
/// `outside`. Each group is of a kind, which may change between moves.
///
/// The sums of each group give what a move changes in O(1); `led` tells for each unit what its group would cost if it were
/// porteur, so that a porteur that leaves is replaced in O(m) for m members, and the best member always leads.
///
/// Belongs to one thread at a time; its moves allocate nothing.
final class ElasticPlan<Kinds: ElasticKinds> {
  let joint: JointInstance
  let unitCount: Int
  /// Number of the group of those that have none; the others are below.
  let outside: Int
  /// Price in cents of each unit of weight that a group lacks or has too much.
  private(set) var price = 0.0

  let costs: ElasticCosts<Kinds>
  /// For each unit the others, the nearest first, −1 where there are no more.
  let nearest: Scratch<Int32>
  let nearestCount: Int
  let weights: Scratch<Int>
  /// By kind, then by unit.
  private let rewards: Scratch<Double>
  /// By kind, then by weight, up to the last that matters: the probability, the weight that is missing or too much, and,
  /// where there are several kinds, what a group is worth besides, tolls taken off.
  private let probability: Scratch<Double>
  private let excess: Scratch<Double>
  private let besides: Scratch<Double>
  private let lastWeight: Int
  /// By kind.
  let groupRewards: Scratch<Double>
  let minima: Scratch<Int>
  /// What there is of the resources and what is drawn on them.
  let resources: ElasticResources
  let sides: ElasticSides
  /// The first kind that draws on the same resources as each.
  let drawsLike: [Int]
  /// Whether there are resources or sides.
  let hasCharges: Bool
  /// In cents for each unit of weight that stands for what is too much of a side.
  var sidePrice: Double { price * Self.tooMuch }
  /// Units in conflict with each unit: places `conflictOffsets[unit]..<conflictOffsets[unit + 1]`.
  private let conflictOffsets: Scratch<Int>
  private let conflicts: Scratch<Int>

  let groupOf: Scratch<Int32>
  /// Of each group; `outside` has none.
  private let kinds: Scratch<Int>
  let porteur: Scratch<Int>
  let weight: Scratch<Int>
  let reward: Scratch<Double>
  let cost: Scratch<Double>
  /// Value at the present price.
  let value: Scratch<Double>
  let size: Scratch<Int>
  /// Members of each group as a linked list.
  let first: Scratch<Int32>
  let next: Scratch<Int32>
  private let previous: Scratch<Int32>
  /// For each unit in a group, the group's cost if it were porteur.
  let led: Scratch<Double>

  /// What a compulsory unit is worth in any group, in cents: far more than anything else that a move may change, far less
  /// than what bars it.
  static var compulsoryWorth: Double { 0x1p35 }

  /// How many times dearer a unit of weight too much is than one that is missing.
  private static var tooMuch: Double { Kinds.areSeveral ? SearchParameters.Annealing.tooMuchOfKinds : 1 }

  /// - Parameters:
  ///   - groupCount: at least the number of groups that will be loaded.
  ///   - rates: prices of the resources; 0 without them.
  /// - Complexity: see `ElasticCosts`.
  init(_ joint: JointInstance, groupCount: Int, rates: [Double] = []) {
    self.joint = joint
    unitCount = joint.unitCount
    outside = groupCount
    let count = joint.unitCount
    let kindCount = joint.kinds.count
    resources = ElasticResources(joint, rates: rates)
    sides = ElasticSides(joint, groupCount: groupCount)
    hasCharges = resources.count > 0 || sides.count > 0
    let drawn = joint.kinds.map { Set($0.draws.map(\.resource)) }
    drawsLike = drawn.map { own in drawn.firstIndex(of: own) ?? 0 }
    costs = ElasticCosts(joint, worth: Self.compulsoryWorth, tolls: resources)
    nearestCount = max(1, min(SearchParameters.Annealing.nearest, count - 1))
    nearest = Scratch(count: count * nearestCount, filledWith: -1)
    weights = Scratch(count: count, filledWith: 0)
    for unit in 0..<count { weights[unit] = joint.weights[unit] }
    rewards = Scratch(count: kindCount * count, filledWith: 0)
    groupRewards = Scratch(count: kindCount, filledWith: 0)
    minima = Scratch(count: kindCount, filledWith: 0)
    // A maximum is passed by the weight of two units at most: heavier groups are never entered.
    lastWeight =
      joint.kinds.reduce(0) { last, kind in
        let instance = kind.instance
        return max(
          last, instance.minimum + max(instance.probabilities.tenThousandths.count, instance.terms.count) - 1,
          instance.bindingMaximum ?? 0)
      } + 2 * (joint.weights.max() ?? 1)
    probability = Scratch(count: kindCount * (lastWeight + 1), filledWith: 0)
    excess = Scratch(count: kindCount * (lastWeight + 1), filledWith: 0)
    besides = Scratch(count: kindCount * (lastWeight + 1), filledWith: 0)
    let pairs = joint.conflicts.reduce(0) { $0 + $1.count }
    conflictOffsets = Scratch(count: count + 1, filledWith: 0)
    conflicts = Scratch(count: pairs, filledWith: 0)
    groupOf = Scratch(count: count, filledWith: Int32(groupCount))
    kinds = Scratch(count: groupCount + 1, filledWith: 0)
    porteur = Scratch(count: groupCount + 1, filledWith: -1)
    weight = Scratch(count: groupCount + 1, filledWith: 0)
    reward = Scratch(count: groupCount + 1, filledWith: 0)
    cost = Scratch(count: groupCount + 1, filledWith: 0)
    value = Scratch(count: groupCount + 1, filledWith: 0)
    size = Scratch(count: groupCount + 1, filledWith: 0)
    first = Scratch(count: groupCount + 1, filledWith: -1)
    next = Scratch(count: count, filledWith: -1)
    previous = Scratch(count: count, filledWith: -1)
    led = Scratch(count: count, filledWith: 0)
    for (index, kind) in joint.kinds.enumerated() {
      let instance = kind.instance
      for (local, unit) in kind.units.enumerated() { rewards[index * count + unit] = Double(instance.rewards[local]) }
      groupRewards[index] = Double(instance.groupReward)
      minima[index] = instance.minimum
      let entries = instance.probabilities.tenThousandths
      let toll = resources.toll(ofGroup: index)
      for weight in 0...lastWeight {
        let place = index * (lastWeight + 1) + weight
        probability[place] = Double(entries[min(max(0, weight - instance.minimum), entries.count - 1)]) / 10_000
        besides[place] = Double(instance.term(max(weight, instance.minimum))) - toll
        excess[place] =
          Double(max(0, instance.minimum - weight))
          + Self.tooMuch * Double(max(0, weight - (instance.bindingMaximum ?? .max)))
      }
    }
    for unit in 0..<count {
      conflictOffsets[unit + 1] = conflictOffsets[unit] + joint.conflicts[unit].count
      for (place, other) in joint.conflicts[unit].enumerated() { conflicts[conflictOffsets[unit] + place] = other }
    }
    for unit in 0..<count { link(unit, to: outside) }
    listNearest()
  }

  /// By cost for each unit of weight, which stands for the distance, whatever it was made of.
  private func listNearest() {
    let least = (0..<joint.kinds.count).reduce(Int.max) { min($0, minima[$1]) }
    var reaches = [Double](repeating: 0, count: nearestCount)
    for center in 0..<unitCount {
      let row = nearest.start + center * nearestCount
      var found = 0
      for unit in 0..<unitCount where unit != center {
        let reach = min(
          costs.distance(of: unit, under: center) / Double(weights[unit]),
          costs.distance(of: center, under: unit) / Double(weights[center]))
        guard reach < elasticBarred / Double(least), found < nearestCount || reach < reaches[found - 1] else {
          continue
        }
        var place = found < nearestCount ? found : found - 1
        while place > 0, reaches[place - 1] > reach {
          reaches[place] = reaches[place - 1]
          row[place] = row[place - 1]
          place -= 1
        }
        reaches[place] = reach
        row[place] = Int32(unit)
        found = min(found + 1, nearestCount)
      }
    }
  }

  @inline(__always)
  func kind(of group: Int) -> Int { Kinds.areSeveral ? kinds.start[group] : 0 }

  @inline(__always)
  func reward(of unit: Int, kind: Int) -> Double { rewards.start[Kinds.areSeveral ? kind * unitCount + unit : unit] }

  /// Value in cents of a group from its sums.
  @inline(__always)
  func value(kind: Int, weight: Int, reward: Double, cost: Double) -> Double {
    let place = (Kinds.areSeveral ? kind * (lastWeight + 1) : 0) + min(weight, lastWeight)
    let value = probability.start[place] * (reward + groupRewards.start[kind]) - cost - price * excess.start[place]
    return Kinds.areSeveral ? value + besides.start[place] : value
  }

  /// Cost of the group when `unit` has left it and `joining`, unless it is −1, has come: under the same porteur, or under
  /// the best one when the porteur leaves.
  @inline(__always)
  func cost(of group: Int, without unit: Int, with joining: Int) -> Double {
    let leader = porteur.start[group]
    let kind = kind(of: group)
    if leader != unit {
      return cost.start[group] - costs.cost(of: unit, under: leader, kind: kind)
        + (joining >= 0 ? costs.cost(of: joining, under: leader, kind: kind) : 0)
    }
    var best = Double.infinity
    var own = joining >= 0 ? costs.cost(of: joining, under: joining, kind: kind) : 0
    var member = Int(first.start[group])
    while member >= 0 {
      if member != unit {
        var cost = led.start[member] - costs.cost(of: unit, under: member, kind: kind)
        if joining >= 0 {
          cost += costs.cost(of: joining, under: member, kind: kind)
          own += costs.cost(of: member, under: joining, kind: kind)
        }
        best = min(best, cost)
      }
      member = Int(next.start[member])
    }
    return joining >= 0 ? min(best, own) : best
  }

  /// Whether a unit is in conflict with a member of the group other than these two.
  @inline(__always)
  func isTorn(_ group: Int, by unit: Int, without leaver: Int = -1, and other: Int = -1) -> Bool {
    guard Kinds.areSeveral, group != outside else { return false }
    for place in conflictOffsets.start[unit]..<conflictOffsets.start[unit + 1] {
      let member = conflicts.start[place]
      if Int(groupOf.start[member]) == group, member != leaver, member != other { return true }
    }
    return false
  }

  /// Moves a unit to another group and lets the best member of both lead.
  ///
  /// - Complexity: O(m) for m members.
  func move(_ unit: Int, to target: Int) {
    let source = Int(groupOf.start[unit])
    unlink(unit)
    if source != outside { update(source, unit, sign: -1) }
    if target != outside {
      let kind = kind(of: target)
      var own = 0.0
      var member = Int(first.start[target])
      while member >= 0 {
        own += costs.cost(of: member, under: unit, kind: kind)
        member = Int(next.start[member])
      }
      // Its own cost comes with the update.
      led.start[unit] = own
    }
    link(unit, to: target)
    if target != outside { update(target, unit, sign: 1) }
  }

  private func link(_ unit: Int, to group: Int) {
    let head = first.start[group]
    next.start[unit] = head
    previous.start[unit] = -1
    if head >= 0 { previous.start[Int(head)] = Int32(unit) }
    first.start[group] = Int32(unit)
    groupOf.start[unit] = Int32(group)
    size.start[group] += 1
  }

  private func unlink(_ unit: Int) {
    let group = Int(groupOf.start[unit])
    let before = previous.start[unit]
    let after = next.start[unit]
    if before >= 0 { next.start[Int(before)] = after } else { first.start[group] = after }
    if after >= 0 { previous.start[Int(after)] = before }
    size.start[group] -= 1
  }

  /// The sums of a group after `unit` has joined (+1) or left (−1) its list.
  private func update(_ group: Int, _ unit: Int, sign: Double) {
    let kind = kind(of: group)
    defer {
      // What a group draws itself comes and goes with its only unit.
      let isOnly = size.start[group] == (sign > 0 ? 1 : 0)
      hold(unit, in: group, kind: kind, sign: sign, isOnly: isOnly)
    }
    weight.start[group] += Int(sign) * weights.start[unit]
    reward.start[group] += sign * reward(of: unit, kind: kind)
    var best = -1
    var bestCost = Double.infinity
    var member = Int(first.start[group])
    while member >= 0 {
      let cost = led.start[member] + sign * costs.cost(of: unit, under: member, kind: kind)
      led.start[member] = cost
      if cost < bestCost {
        bestCost = cost
        best = member
      }
      member = Int(next.start[member])
    }
    porteur.start[group] = best
    cost.start[group] = best < 0 ? 0 : bestCost
    revalue(group)
  }

  @inline(__always)
  private func hold(_ unit: Int, in group: Int, kind: Int, sign: Double, isOnly: Bool) {
    guard Kinds.areSeveral, hasCharges else { return }
    if resources.draws(kind) {
      resources.take(unit, kind: kind, sign: sign)
      if isOnly { resources.takeGroup(kind: kind, sign: sign) }
    }
    sides.hold(unit, in: group, kind: kind, sign: sign)
  }

  private func revalue(_ group: Int) {
    value.start[group] =
      size.start[group] == 0
      ? 0
      : value(kind: kind(of: group), weight: weight.start[group], reward: reward.start[group], cost: cost.start[group])
  }

  /// - Parameter price: in cents for each unit of weight that a group lacks or has too much.
  func setPrice(_ price: Double) {
    self.price = price
    for group in 0..<outside { revalue(group) }
  }

  /// Makes a group one of another kind.
  ///
  /// - Complexity: O(m²) for m members.
  func setKind(_ kind: Int, of group: Int) {
    rehold(group, as: kind)
    kinds[group] = kind
    reward[group] = 0
    var best = -1
    var bestCost = Double.infinity
    var member = Int(first[group])
    while member >= 0 {
      reward[group] += reward(of: member, kind: kind)
      let cost = cost(of: group, under: member, kind: kind)
      led[member] = cost
      if cost < bestCost {
        bestCost = cost
        best = member
      }
      member = Int(next[member])
    }
    porteur[group] = best
    cost[group] = best < 0 ? 0 : bestCost
    revalue(group)
  }

  /// What a group draws, and holds of its sides, as one of another kind.
  private func rehold(_ group: Int, as kind: Int) {
    guard hasCharges else { return }
    let before = kinds[group]
    sides.clear(group)
    forEachMember(of: group) { member in
      resources.take(member, kind: before, sign: -1)
      resources.take(member, kind: kind, sign: 1)
      sides.hold(member, in: group, kind: kind, sign: 1)
    }
    guard size[group] > 0 else { return }
    resources.takeGroup(kind: before, sign: -1)
    resources.takeGroup(kind: kind, sign: 1)
  }

  /// Cost of a group's members under one of them in a kind.
  private func cost(of group: Int, under leader: Int, kind: Int) -> Double {
    var sum = 0.0
    var member = Int(first.start[group])
    while member >= 0 {
      sum += costs.cost(of: member, under: leader, kind: kind)
      member = Int(next.start[member])
    }
    return sum
  }
}
