/// Plans nearly as good as one at hand and unlike it and each other.
///
/// Each further plan is sought in the same problem made dearer: two units that a plan already chosen has in one group cost a
/// price for being together again, whoever of that group leads. The price rises until the plan differs enough; what is found
/// counts by what it is truly worth.
public struct Alternatives: Sendable {
  public struct Options: Sendable {
    /// Plans wanted besides the one at hand.
    public var count = 5
    /// Share of the value of the plan at hand that each may be worth less.
    public var within = 0.005
    /// Units that each differs from each other in, at the least; see `difference`.
    public var apart = 10
    /// Seconds for all.
    public var timeLimit = 30.0
    /// Steps of work of each search.
    public var work = 3_000_000
    public var seed: UInt64 = 1
    public var threads = 1

    public init() {}
  }

  private typealias Parameters = SearchParameters.Alternatives

  public let joint: JointInstance
  /// The plan at hand.
  public let groups: [JointGroup]
  /// Groups of it that all have.
  public let fixed: [JointGroup]
  public let prices: [Int]
  public let rates: [Int]
  public var options = Options()

  /// - Parameters:
  ///   - groups: a plan that the problem admits.
  ///   - prices: of the units in cents, those of the bound; and of the resources, in millionths.
  public init(
    _ joint: JointInstance, groups: [JointGroup], fixed: [JointGroup] = [], prices: [Int], rates: [Int]
  ) {
    self.joint = joint
    self.groups = groups
    self.fixed = fixed
    self.prices = prices
    self.rates = rates
  }

  /// - Returns: as many plans as were found, up to those wanted, in the order in which they were.
  public func run(isInterrupted: @escaping @Sendable () -> Bool = { false }) -> [[JointGroup]] {
    let start = ContinuousClock.now
    func left() -> Double { options.timeLimit - (ContinuousClock.now - start) / .seconds(1) }
    let worth = joint.worth(of: groups)
    let least = Double(worth) - options.within * Double(worth.magnitude)
    var chosen = [groups]
    var misses = 0
    while chosen.count <= options.count, misses < Parameters.misses, left() > 0, !isInterrupted() {
      var price = Parameters.firstPrice * joint.typicalReward / Double(max(1, joint.unitCount))
      var found: [JointGroup]?
      for attempt in 0..<Parameters.raises where left() > 0 && !isInterrupted() {
        let candidate = plan(
          unlike: chosen, price: Int(price.rounded(.up)), seed: UInt64(1_000 * (chosen.count + misses) + attempt),
          seconds: left(), isInterrupted: isInterrupted)
        let isFar = chosen.allSatisfy { Self.difference(candidate, $0, unitCount: joint.unitCount) >= options.apart }
        let isGood = Double(joint.worth(of: candidate)) >= least
        if isFar, isGood { found = candidate }
        // A dearer price only makes it worth less.
        if isFar || !isGood { break }
        price *= Parameters.raise
      }
      if let found { chosen.append(found) } else { misses += 1 }
    }
    return Array(chosen.dropFirst())
  }

  /// The best plan found where being together again costs so much, in cents.
  private func plan(
    unlike chosen: [[JointGroup]], price: Int, seed: UInt64, seconds: Double,
    isInterrupted: @escaping @Sendable () -> Bool
  ) -> [JointGroup] {
    let dearer = joint.dearer(chosen, price: price)
    func priced(_ groups: [JointGroup]) -> [JointGroup] {
      groups.compactMap { dearer.group(kind: $0.kind, porteur: $0.porteur, members: $0.members) }
    }
    var restart = Restart(dearer, groups: priced(groups), fixed: priced(fixed), prices: prices, rates: rates)
    restart.options.timeLimit = seconds
    restart.options.workLimit = options.work
    restart.options.seed = options.seed &+ seed
    restart.options.threads = options.threads
    return restart.run(isInterrupted: isInterrupted).groups.compactMap {
      joint.group(kind: $0.kind, porteur: $0.porteur, members: $0.members)
    }
  }

  /// Units that stand elsewhere in the one plan than in the other, at the least: those that are not with most of their group,
  /// counted from the plan that tells more, and those that one groups and the other does not.
  public static func difference(_ a: [JointGroup], _ b: [JointGroup], unitCount: Int) -> Int {
    func strays(_ a: [JointGroup], _ b: [JointGroup]) -> Int {
      var groupOf = [Int](repeating: -1, count: unitCount)
      for (place, group) in b.enumerated() { for member in group.members { groupOf[member] = place } }
      var count = 0
      var isGrouped = [Bool](repeating: false, count: unitCount)
      for group in a {
        var shared: [Int: Int] = [:]
        for member in group.members {
          isGrouped[member] = true
          if groupOf[member] >= 0 { shared[groupOf[member], default: 0] += 1 }
        }
        count += group.members.count - (shared.values.max() ?? 0)
      }
      return count + groupOf.indices.count { groupOf[$0] >= 0 && !isGrouped[$0] }
    }
    return max(strays(a, b), strays(b, a))
  }
}

extension JointInstance {
  /// The same problem where each follower costs so much more, in cents, for each plan that has it in one group with its porteur.
  func dearer(_ plans: [[JointGroup]], price: Int) -> JointInstance {
    var groupOf = plans.map { _ in [Int](repeating: -1, count: unitCount) }
    for (number, plan) in plans.enumerated() {
      for (place, group) in plan.enumerated() { for member in group.members { groupOf[number][member] = place } }
    }
    let kinds = kinds.map { kind -> Kind in
      let instance = kind.instance
      var costs = instance.costs
      for porteur in kind.units.indices {
        for place in instance.offsets[porteur]..<instance.offsets[porteur + 1] {
          let (leader, unit) = (kind.units[porteur], kind.units[Int(instance.candidates[place])])
          let times = groupOf.count { $0[leader] >= 0 && $0[leader] == $0[unit] }
          if times > 0 { costs[place] = min(costs[place] + Double(times * price), Double(Instance.amounts.upperBound)) }
        }
      }
      return Kind(
        instance: instance.costing(costs), units: kind.units, unitCount: unitCount, minimumMembers: kind.minimumMembers,
        minimumZones: kind.minimumZones, filingZone: kind.filingZone, draws: kind.draws)
    }
    let pairs = conflicts.enumerated().flatMap { unit, others in others.filter { $0 > unit }.map { (unit, $0) } }
    return JointInstance(
      weights: weights, memberIDs: memberIDs, zones: zones, isCompulsory: isCompulsory, conflicts: pairs,
      resources: resources, mostGroups: mostGroups, kinds: kinds)
  }
}

extension Instance {
  /// The same with other costs of pairs, in cents, in their order.
  fileprivate func costing(_ costs: [Double]) -> Instance {
    let dearer = try? Instance(
      weights: weights, rewards: rewards, groupReward: groupReward, bonuses: bonuses, ownCosts: ownCosts,
      minimum: minimum, maximum: maximum, mostGroups: mostGroups, allowsHeavyUnits: allowsHeavyUnits,
      probabilities: probabilities, terms: terms, sides: sides, leads: leads, offsets: offsets, candidates: candidates,
      costs: costs)
    return dearer ?? self
  }
}

extension SearchParameters {
  /// Plans unlike those at hand.
  enum Alternatives {
    /// Price at first of two units that are together again, a share of what a group brings for each unit; what it is multiplied
    /// by where the plan is still too like, and how many times.
    static let firstPrice = 0.05
    static let raise = 2.0
    static let raises = 12
    /// Plans sought in vain after which there seem to be no more.
    static let misses = 3
  }
}
