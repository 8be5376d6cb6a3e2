/// What prices prove, kept porteur by porteur: the bound, what it becomes under a wish, and where the gap of a plan sits.
///
///     UB(π, β) = Σ π_i + Σ_e ⌈β_e B_e⌉ + the K greatest of v_h,   v_h = max(0, best_h(π, β))
///
/// A wish changes few of the v_h: those of the porteurs whose best group it forbids. These are priced anew, the others
/// stand. All amounts are whole cents, so that what is proven is proven exactly.
///
/// Not for two threads at once: the scratch memory of one.
public final class PricedBound {
  /// A group worth more than nothing at these prices.
  struct Standing {
    let kind: Int
    /// Reduced value in cents.
    let value: Int
    let members: [Int]
  }

  public let joint: JointInstance
  /// In whole cents.
  public let prices: [Int]
  /// Of the resources, in millionths.
  public let rates: [Int]
  /// Σ π + Σ ⌈β B⌉, in cents.
  let base: Int
  /// The best group of each kind under each unit, the best first, those worth something only.
  let standings: [[Standing]]
  /// The units that lead one, ascending.
  let leaders: [Int]
  let held: HeldPricing

  /// UB(π, β) in cents.
  public let bound: Int

  /// - Parameters:
  ///   - prices: one for each unit; below 0 counts as 0 where the unit is not compulsory.
  ///   - rates: one for each resource, in millionths.
  /// - Complexity: one round of pricing.
  public init(_ joint: JointInstance, prices: [Int], rates: [Int], threads: Int) {
    let prices = zip(prices, joint.isCompulsory).map { $1 ? $0 : max(0, $0) }
    self.joint = joint
    self.prices = prices
    self.rates = rates
    held = HeldPricing(joint, prices: prices, rates: rates)
    let priced = Oracle(joint, threads: threads).price(
      prices.map(Double.init), rates: rates.map { Double($0) / 1_000_000 })
    var standings = [[Standing]](repeating: [], count: joint.unitCount)
    for kind in 0..<priced.kindCount {
      for porteur in joint.kinds[kind].units {
        let members = priced.column(of: porteur, kind: kind)
        guard !members.isEmpty,
          let value = joint.reduced(kind: kind, porteur: porteur, members: members, prices: prices, rates: rates),
          value > 0
        else { continue }
        standings[porteur].append(Standing(kind: kind, value: value, members: members))
      }
    }
    for porteur in standings.indices where standings[porteur].count > 1 {
      standings[porteur].sort { ($0.value, $1.kind) > ($1.value, $0.kind) }
    }
    self.standings = standings
    leaders = standings.indices.filter { !standings[$0].isEmpty }
    base =
      prices.reduce(0, +) + zip(rates, joint.resources).reduce(0) { $0 + Toll.worth(of: $1.1.limit, millionths: $1.0) }
    bound = base + Self.greatest(joint.groupLimit, of: leaders.map { standings[$0][0].value })
  }

  public convenience init(_ joint: JointInstance, certificate: Certificate, threads: Int) {
    self.init(joint, prices: certificate.prices, rates: certificate.rates, threads: threads)
  }

  /// Sum of the `count` greatest of some values above 0.
  static func greatest(_ count: Int, of values: [Int]) -> Int {
    guard values.count > count else { return values.reduce(0, +) }
    return values.sorted(by: >).prefix(max(0, count)).reduce(0, +)
  }

  /// The greatest reduced value of a porteur's groups, 0 at least.
  func value(_ porteur: Int) -> Int { standings[porteur].first?.value ?? 0 }

  /// The same once some units are in none of them.
  ///
  /// - Parameter without: as `held` is set.
  func value(_ porteur: Int, without: Set<Int>) -> Int {
    guard !without.contains(porteur) else { return 0 }
    var best = 0
    // What a kind was worth before bounds what it is worth now.
    for standing in standings[porteur] where standing.value > best {
      guard standing.members.contains(where: without.contains) else {
        best = standing.value
        continue
      }
      if let found = held.best(kind: standing.kind, porteur: porteur), found.value > best { best = found.value }
    }
    return best
  }

  /// The values of all porteurs but those left out, once some units are in none of their groups.
  func values(without units: [Int]) -> [Int] {
    let without = Set(units)
    guard held.set(without: units) else { return [] }
    return leaders.compactMap { porteur in
      let value = value(porteur, without: without)
      return value > 0 ? value : nil
    }
  }
}

extension JointInstance {
  /// Reduced value of a group in whole cents, as certificates count it; nil when its kind does not admit its weight.
  func reduced(kind index: Int, porteur: Int, members: [Int], prices: [Int], rates: [Int]) -> Int? {
    let kind = kinds[index]
    guard let leader = kind.local(porteur),
      let group = kind.instance.group(
        porteur: leader, members: members.compactMap { kind.local($0) }, keepsSides: false),
      group.members.count == members.count
    else { return nil }
    let toll = tolls(kind: index, members: members, rates: rates).reduce(0) { $0 + $1.cents }
    return group.value - members.reduce(toll) { $0 + prices[$1] }
  }

  /// What a group gives up at the prices of the resources that it draws on.
  func tolls(kind index: Int, members: [Int], rates: [Int]) -> [(resource: Int, cents: Int)] {
    let kind = kinds[index]
    return kind.draws.map { draw in
      let rate = rates[draw.resource]
      let cents = members.reduce(Toll.of(draw.ofGroup, millionths: rate)) { sum, unit in
        sum + (kind.local(unit).map { Toll.of(draw.amounts[$0], millionths: rate) } ?? 0)
      }
      return (draw.resource, cents)
    }
  }
}
