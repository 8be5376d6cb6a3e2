/// A porteur's best group at given prices among those that hold some units and leave others out: the knapsack of `Pricing`,
/// in which what must be held brings so much more that no group worth the most goes without it.
///
/// Scratch memory for one thread; a kind's is laid out when it is first asked for.
final class HeldPricing {
  /// What a held unit brings beyond its own, in cents: more than all else that a group can gain or lose (every amount is
  /// below 10¹²), and as many of them as a lock can have still add up exactly in a double.
  private static let weightOfHeld = 0x1p44
  private static let mostHeld = 128

  private let joint: JointInstance
  /// Of each kind's units, tolls included, in cents.
  private let prices: [[Double]]
  private let groupTolls: [Int]
  private var forms: [Form?]
  private var held: Set<Int> = []
  private var isWithout: Set<Int> = []
  /// Of what is held and left out.
  private var version = 0

  private final class Form {
    let pricing: Pricing
    let gains: Gains
    var version = -1

    init(_ instance: Instance) {
      pricing = Pricing(instance)
      gains = Gains(instance)
    }
  }

  /// - Parameters:
  ///   - prices: of the units in whole cents.
  ///   - rates: of the resources, in millionths.
  init(_ joint: JointInstance, prices: [Int], rates: [Int]) {
    self.joint = joint
    let tolls = joint.kinds.map { $0.tolls(rates.map { Double($0) / 1_000_000 }) }
    self.prices = zip(joint.kinds, tolls).map { kind, tolls in
      zip(kind.units, tolls.units).map { Double(prices[$0]) + $1 }
    }
    groupTolls = tolls.map { Int($0.group) }
    forms = joint.kinds.map { _ in nil }
  }

  /// What groups must hold from now on, and what they must do without.
  ///
  /// - Returns: whether so many can be held.
  func set(holding held: [Int] = [], without: [Int] = []) -> Bool {
    self.held = Set(held)
    isWithout = Set(without)
    version += 1
    return self.held.count <= Self.mostHeld && self.held.isDisjoint(with: isWithout)
  }

  /// A porteur's best group of a kind that holds what it must, members in no order; nil when there is none. Conflicts, counts
  /// of members and of zones are left aside, as in the bound.
  ///
  /// - Complexity: that of `Pricing.best`, and O(units × levels) after each `set`.
  func best(kind index: Int, porteur: Int) -> (value: Int, members: [Int])? {
    let kind = joint.kinds[index]
    guard !isWithout.contains(porteur), let leader = kind.local(porteur), kind.instance.mayLead(leader) else {
      return nil
    }
    for unit in held where unit != porteur {
      guard let local = kind.local(unit), kind.instance.cost(porteur: leader, unit: local) != nil else { return nil }
    }
    let form = form(of: index)
    let value = form.pricing.best(
      porteur: leader, gains: form.gains, floor: -.greatestFiniteMagnitude, exact: true)
    let extra = Double(held.count) * Self.weightOfHeld
    // One that is left out, since the group would be too heavy, lacks its whole weight.
    guard value > extra - Self.weightOfHeld / 2, !form.pricing.members.isEmpty else { return nil }
    return (Int(value - extra) - groupTolls[index], form.pricing.members.map { kind.units[Int($0)] })
  }

  private func form(of index: Int) -> Form {
    let kind = joint.kinds[index]
    let form = forms[index] ?? Form(kind.instance)
    forms[index] = form
    guard form.version != version else { return form }
    form.version = version
    var local = prices[index]
    for unit in held { if let place = kind.local(unit) { local[place] -= Self.weightOfHeld } }
    for unit in isWithout { if let place = kind.local(unit) { local[place] = .infinity } }
    form.gains.update(kind.instance, prices: local)
    return form
  }
}
