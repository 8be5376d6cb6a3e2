/// A plan while it is annealed: a fixed number of groups, some perhaps empty, any of which may be too light or too heavy
/// for a while, at a price for each unit of weight. Units without a group form a group of their own that is worth nothing,
/// `outside`.
///
/// The sums of each group give what a move changes in O(1); `led` tells for each unit what its group would cost if it were
/// porteur, so that a porteur that leaves is replaced in O(m) for m members, and the best member always leads.
///
/// Memory: 4 bytes for each pair of units. Belongs to one thread at a time; nothing is allocated after `init`.
final class ElasticPlan {
  let instance: Instance
  let unitCount: Int
  /// Number of the group of those that have none; the others are below.
  let outside: Int
  /// Price in cents of each unit of weight that a group lacks or has too much.
  private(set) var price = 0.0

  /// Cost in cents of unit i in the group of porteur h, less its bonus, at `h * unitCount + i`.
  private let costs: Scratch<Float>
  /// For each unit the others, the nearest first, −1 where there are no more.
  let nearest: Scratch<Int32>
  let nearestCount: Int
  let weights: Scratch<Int>
  let rewards: Scratch<Double>
  /// By weight, up to the last that matters: the probability, and the weight that is missing or too much.
  private let probability: Scratch<Double>
  private let excess: Scratch<Double>
  private let lastWeight: Int
  private let groupReward: Double

  let groupOf: Scratch<Int32>
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

  /// Cost of what is not allowed: above any sum of costs that are, and exact when it is added and taken away again.
  static let barred: Double = 0x1p42

  /// Near units that moves are drawn from. Measured on Bretagne and Nouvelle-Aquitaine.
  private static let nearestMost = 48

  /// - Parameter groupCount: at least the number of groups that will be loaded.
  /// - Complexity: O(n²) for n units.
  init(_ instance: Instance, groupCount: Int) {
    self.instance = instance
    unitCount = instance.unitCount
    outside = groupCount
    let count = instance.unitCount
    costs = Scratch(count: count * count, filledWith: Float(Self.barred))
    for porteur in 0..<count {
      costs[porteur * count + porteur] = Float(instance.ownCosts[porteur] - instance.bonus(porteur))
      for place in instance.offsets[porteur]..<instance.offsets[porteur + 1] {
        let unit = Int(instance.candidates[place])
        costs[porteur * count + unit] = Float(instance.costs[place] - Double(instance.bonus(unit)))
      }
    }
    nearestCount = max(1, min(Self.nearestMost, count - 1))
    nearest = Scratch(count: count * nearestCount, filledWith: -1)
    weights = Scratch(count: count, filledWith: 0)
    rewards = Scratch(count: count, filledWith: 0)
    for unit in 0..<count {
      weights[unit] = instance.weights[unit]
      rewards[unit] = Double(instance.rewards[unit])
    }
    groupReward = Double(instance.groupReward)
    let entries = instance.probabilities.tenThousandths
    // A maximum is passed by the weight of two units at most: heavier groups are never entered.
    lastWeight =
      max(instance.minimum + entries.count - 1, instance.bindingMaximum ?? 0) + 2 * (instance.weights.max() ?? 1)
    probability = Scratch(count: lastWeight + 1, filledWith: 0)
    excess = Scratch(count: lastWeight + 1, filledWith: 0)
    for weight in 0...lastWeight {
      probability[weight] = Double(entries[min(max(0, weight - instance.minimum), entries.count - 1)]) / 10_000
      excess[weight] = Double(max(0, instance.minimum - weight, weight - (instance.bindingMaximum ?? .max)))
    }
    groupOf = Scratch(count: count, filledWith: Int32(groupCount))
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
    for unit in 0..<count { link(unit, to: outside) }
    listNearest()
  }

  /// By cost for each unit of weight, which stands for the distance, whatever it was made of.
  private func listNearest() {
    var reaches = [Double](repeating: 0, count: nearestCount)
    for center in 0..<unitCount {
      let row = nearest.start + center * nearestCount
      var found = 0
      for unit in 0..<unitCount where unit != center {
        let reach = min(
          cost(of: unit, under: center) / Double(weights[unit]), cost(of: center, under: unit) / Double(weights[center])
        )
        guard reach < Self.barred / Double(instance.minimum), found < nearestCount || reach < reaches[found - 1] else {
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

  /// In cents, `barred` where the unit cannot join.
  @inline(__always)
  func cost(of unit: Int, under porteur: Int) -> Double { Double(costs.start[porteur * unitCount + unit]) }

  /// Value in cents of a group from its sums.
  @inline(__always)
  func value(weight: Int, reward: Double, cost: Double) -> Double {
    let place = min(weight, lastWeight)
    return probability.start[place] * (reward + groupReward) - cost - price * excess.start[place]
  }

  /// Cost of the group when `unit` has left it and `joining`, unless it is −1, has come: under the same porteur, or under
  /// the best one when the porteur leaves.
  @inline(__always)
  func cost(of group: Int, without unit: Int, with joining: Int) -> Double {
    let leader = porteur.start[group]
    if leader != unit {
      return cost.start[group] - cost(of: unit, under: leader) + (joining >= 0 ? cost(of: joining, under: leader) : 0)
    }
    var best = Double.infinity
    var own = joining >= 0 ? cost(of: joining, under: joining) : 0
    var member = Int(first.start[group])
    while member >= 0 {
      if member != unit {
        var cost = led.start[member] - cost(of: unit, under: member)
        if joining >= 0 {
          cost += self.cost(of: joining, under: member)
          own += self.cost(of: member, under: joining)
        }
        best = min(best, cost)
      }
      member = Int(next.start[member])
    }
    return joining >= 0 ? min(best, own) : best
  }

  /// Moves a unit to another group and lets the best member of both lead.
  ///
  /// - Complexity: O(m) for m members.
  func move(_ unit: Int, to target: Int) {
    let source = Int(groupOf.start[unit])
    unlink(unit)
    if source != outside { update(source, unit, sign: -1) }
    if target != outside {
      var own = 0.0
      var member = Int(first.start[target])
      while member >= 0 {
        own += cost(of: member, under: unit)
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
    weight.start[group] += Int(sign) * weights.start[unit]
    reward.start[group] += sign * rewards.start[unit]
    var best = -1
    var bestCost = Double.infinity
    var member = Int(first.start[group])
    while member >= 0 {
      let cost = led.start[member] + sign * cost(of: unit, under: member)
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

  private func revalue(_ group: Int) {
    value.start[group] =
      size.start[group] == 0
      ? 0 : value(weight: weight.start[group], reward: reward.start[group], cost: cost.start[group])
  }

  /// - Parameter price: in cents for each unit of weight that a group lacks or has too much.
  func setPrice(_ price: Double) {
    self.price = price
    for group in 0..<outside { revalue(group) }
  }

  /// Weight that is missing in all groups together.
  var missing: Int {
    (0..<outside).reduce(0) { $0 + (size[$1] == 0 ? 0 : max(0, instance.minimum - weight[$1])) }
  }
}
