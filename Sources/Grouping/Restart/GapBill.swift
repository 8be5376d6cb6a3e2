/// Where the distance between a plan and a bound sits, in whole cents:
///
///     Σ π_i of units left out + Σ_r (⌈β_r B_r⌉ − what the groups give up + what is paid beyond B_r) + μ·(K − number of groups)
///       + Σ_h [max(0, v_h − μ) − (reduced value of its group − μ)]
///
/// where μ is the K-th greatest of the v_h, and the last bracket's second part counts where h leads a group. What a tree, cuts
/// or an older bound prove beyond the prices is taken off in a line of its own.
public struct GapBill: Sendable, Hashable, Codable {
  /// Price of each unit that no group holds, by unit; those of 0 are left out.
  public let leftOut: [Int: Int]
  /// What each resource's price asks for more than the groups give up, and what is paid for drawing beyond its limit.
  public let resources: [Int]
  /// Groups that the bound counts on beyond those of the plan, at μ each.
  public let groupsMissing: Int
  /// By the porteur of a group: what the best group under it would be worth more.
  public let groups: [Int: Int]
  /// By a unit that leads no group: what the bound counts on it for.
  public let porteurs: [Int: Int]
  /// What is proven beyond the prices, 0 or less.
  public let provenBeyond: Int

  /// Bound less value, in cents: the sum of all lines.
  public var gap: Int {
    leftOut.values.reduce(0, +) + resources.reduce(0, +) + groupsMissing + groups.values.reduce(0, +)
      + porteurs.values.reduce(0, +) + provenBeyond
  }
}

extension PricedBound {
  /// - Parameters:
  ///   - groups: of a plan that the problem admits.
  ///   - claimed: the bound that stands, in cents; nil for that of the prices.
  public func bill(of groups: [JointGroup], claimed: Int? = nil) -> GapBill {
    let limit = joint.groupLimit
    let greatest = leaders.map { value($0) }.sorted(by: >)
    let mu = greatest.count >= limit && limit > 0 ? greatest[limit - 1] : 0
    var isHeld = [Bool](repeating: false, count: joint.unitCount)
    for group in groups { for member in group.members { isHeld[member] = true } }
    var leftOut: [Int: Int] = [:]
    for unit in isHeld.indices where !isHeld[unit] && prices[unit] != 0 { leftOut[unit] = prices[unit] }
    var resources = zip(zip(rates, joint.resources), joint.left(by: groups)).map { own, left in
      Toll.worth(of: own.1.limit, millionths: own.0) + own.1.cost(left: left)
    }
    var led: [Int: Int] = [:]
    for group in groups {
      let tolls = joint.tolls(kind: group.kind, members: group.members, rates: rates)
      for toll in tolls { resources[toll.resource] -= toll.cents }
      let toll = tolls.reduce(0) { $0 + $1.cents }
      let reduced = group.members.reduce(group.value - toll) { $0 - prices[$1] }
      led[group.porteur] = max(0, value(group.porteur) - mu) - (reduced - mu)
    }
    var porteurs: [Int: Int] = [:]
    for porteur in leaders where led[porteur] == nil && value(porteur) > mu { porteurs[porteur] = value(porteur) - mu }
    return GapBill(
      leftOut: leftOut, resources: resources, groupsMissing: mu * (limit - groups.count),
      groups: led.filter { $0.value != 0 }, porteurs: porteurs, provenBeyond: (claimed ?? bound) - bound)
  }
}
