/// Something that a plan's groups draw on and of which there is only so much: an envelope of money, seats in a session of a
/// committee, or, with amounts below 0, what a territory must get at the least.
///
/// A plan may draw `limit` at the most, all groups together, or pays `excessPrice` for each unit beyond. That at least so much
/// be drawn is the same with all signs turned round; see `atLeast`.
public struct Resource: Sendable, Hashable {
  /// What may be drawn, of either sign, in units of the resource.
  public let limit: Int
  /// Price in cents of each unit beyond, above 0; nil: no plan draws more.
  public let excessPrice: Int?

  /// - Parameters:
  ///   - limit: below 0 only with a price: that nothing is grouped must always be a plan.
  ///   - excessPrice: in cents.
  public init(limit: Int, excessPrice: Int? = nil) {
    self.limit = limit
    self.excessPrice = excessPrice.map { max(1, $0) } ?? (limit < 0 ? Self.forbidding : nil)
  }

  /// A resource of which at least so much should be drawn, at a price in cents for each unit that is missing; amounts drawn
  /// count with their sign turned round.
  public static func atLeast(_ amount: Int, missingPrice: Int) -> Resource {
    Resource(limit: -amount, excessPrice: missingPrice)
  }

  /// Stands for a price where there is none and yet the empty plan draws too much: more than a unit can be worth.
  static let forbidding = 1_000_000_000

  /// What a plan that leaves so much, below 0 where it draws too much, pays, in cents.
  func cost(left: Int) -> Int { left < 0 ? -left * (excessPrice ?? 0) : 0 }
}

extension JointInstance {
  /// What the groups of a kind draw on a resource.
  public struct Draw: Sendable {
    /// Place in `JointInstance.resources`.
    public let resource: Int
    /// What each of the kind's units draws, of either sign, in units of the resource.
    public let amounts: [Int]
    /// What each group draws besides.
    public let ofGroup: Int

    public init(resource: Int, amounts: [Int], ofGroup: Int = 0) {
      self.resource = resource
      self.amounts = amounts
      self.ofGroup = ofGroup
    }

    /// What is paid to a group if it succeeds, from an envelope in cents.
    public init(paidFrom resource: Int, by instance: Instance) {
      self.init(resource: resource, amounts: instance.rewards, ofGroup: instance.groupReward)
    }

    func restricted(to locals: [Int]) -> Draw {
      Draw(resource: resource, amounts: locals.map { amounts[$0] }, ofGroup: ofGroup)
    }
  }

  /// The sizes that make prices of resources comparable: what a group that is just full draws, about, and the highest price.
  struct ResourceScale: Sendable {
    /// In units of the resource, at least 1.
    var size = 1.0
    /// No price in cents of a unit need be higher: it would be more than any group is worth, or than the excess costs.
    var highestPrice = 0.0
    /// Price in cents at which what a full group draws costs what it is paid.
    var usualPrice = 1.0

    /// So many times the usual price, in whole millionths of a cent, no higher than the highest.
    func rate(_ times: Double) -> Double { (min(highestPrice, times * usualPrice) * 1e6).rounded() / 1e6 }
  }

  static func scales(_ resources: [Resource], kinds: [Kind], typicalReward: Double) -> [ResourceScale] {
    resources.enumerated().map { number, resource in
      var scale = ResourceScale()
      for kind in kinds {
        guard let draw = kind.draws.first(where: { $0.resource == number }) else { continue }
        let perWeight =
          Double(draw.amounts.reduce(0) { $0 + $1.magnitude }) / Double(max(1, kind.instance.totalWeight))
        scale.size = max(1, Double(draw.ofGroup.magnitude) + perWeight * Double(kind.instance.minimum))
        break
      }
      scale.usualPrice = typicalReward / scale.size
      scale.highestPrice = resource.excessPrice.map(Double.init) ?? SearchParameters.highestPrice * scale.usualPrice
      return scale
    }
  }
}

// MARK: Plans

extension JointInstance {
  /// Calls `body` with each resource that a group draws on and how much.
  func forEachDraw(of group: JointGroup, _ body: (_ resource: Int, _ amount: Int) -> Void) {
    let kind = kinds[group.kind]
    for draw in kind.draws {
      body(
        draw.resource,
        group.members.reduce(draw.ofGroup) { $0 + (kind.local($1).map { local in draw.amounts[local] } ?? 0) })
    }
  }

  /// What the groups draw on each resource.
  func drawn(by groups: [JointGroup]) -> [Int] {
    var drawn = [Int](repeating: 0, count: resources.count)
    for group in groups { forEachDraw(of: group) { drawn[$0] += $1 } }
    return drawn
  }

  /// What is left of each resource; below 0 what is drawn too much.
  func left(by groups: [JointGroup]) -> [Int] { zip(resources, drawn(by: groups)).map { $0.limit - $1 } }

  /// Value of a plan in cents: of its groups, less what is paid for what they draw beyond the limits.
  public func worth(of groups: [JointGroup]) -> Int {
    hasElastic ? groups.value - cost(left: left(by: groups)) : groups.value
  }

  /// The same with other limits.
  func worth(of groups: [JointGroup], limits: [Int]) -> Int {
    hasElastic ? groups.value - cost(left: zip(limits, drawn(by: groups)).map { $0 - $1 }) : groups.value
  }

  private func cost(left: [Int]) -> Int { zip(resources, left).reduce(0) { $0 + $1.0.cost(left: $1.1) } }

  /// No plan pays more than this for what it draws beyond the limits, in cents.
  var mostExcessCost: Int {
    resources.enumerated().reduce(0) { sum, entry in
      guard let price = entry.element.excessPrice else { return sum }
      var most = [Int](repeating: 0, count: unitCount)
      var ofGroup = 0
      for kind in kinds {
        guard let draw = kind.draws.first(where: { $0.resource == entry.offset }) else { continue }
        for (local, unit) in kind.units.enumerated() { most[unit] = max(most[unit], draw.amounts[local]) }
        ofGroup = max(ofGroup, draw.ofGroup)
      }
      let drawn = most.reduce(0, +) + ofGroup * min(groupLimit, unitCount)
      return sum + price * max(0, drawn - entry.element.limit)
    }
  }

  /// Whether what is left, resource by resource, is no less than nothing where it may not be.
  func isWithin(_ left: [Int]) -> Bool { zip(resources, left).allSatisfy { $1 >= 0 || $0.excessPrice != nil } }

  /// What a plan gains in cents by a group, in place of another where there is one; nil where no more may be drawn.
  ///
  /// - Parameter left: by the plan as it is.
  func gain(_ group: JointGroup, instead before: JointGroup? = nil, left: [Int]) -> Int? {
    let gain = group.value - (before?.value ?? 0)
    guard !resources.isEmpty else { return gain }
    var after = left
    if let before { forEachDraw(of: before) { after[$0] += $1 } }
    forEachDraw(of: group) { after[$0] -= $1 }
    var cost = 0
    for (number, resource) in resources.enumerated() where after[number] != left[number] {
      if resource.excessPrice == nil {
        guard after[number] >= 0 || after[number] > left[number] else { return nil }
      } else {
        cost += resource.cost(left: after[number]) - resource.cost(left: left[number])
      }
    }
    return gain - cost
  }

  /// Takes what a group draws from what is left.
  func take(_ group: JointGroup, from left: inout [Int]) {
    guard !resources.isEmpty else { return }
    forEachDraw(of: group) { left[$0] -= $1 }
  }

  func giveBack(_ group: JointGroup, to left: inout [Int]) {
    guard !resources.isEmpty else { return }
    forEachDraw(of: group) { left[$0] += $1 }
  }

  /// Where more is drawn than there is, without the groups that bring least for what they draw; none that holds a compulsory
  /// unit leaves.
  ///
  /// - Returns: nil when that is not enough.
  func fitting(_ groups: [JointGroup]) -> [JointGroup]? {
    var groups = groups
    while case let left = left(by: groups),
      let short = left.indices.first(where: { left[$0] < 0 && resources[$0].excessPrice == nil })
    {
      var removable: [(index: Int, amount: Int)] = []
      for (index, group) in groups.enumerated() where !group.members.contains(where: { isCompulsory[$0] }) {
        forEachDraw(of: group) { if $0 == short, $1 > 0 { removable.append((index, $1)) } }
      }
      // Where one alone makes room, the one worth least of those.
      let alone = removable.filter { $0.amount >= -left[short] }
      func share(_ group: (index: Int, amount: Int)) -> Double {
        Double(groups[group.index].value) / Double(group.amount)
      }
      guard
        let worst = alone.min(by: { groups[$0.index].value < groups[$1.index].value })
          ?? removable.min(by: { share($0) < share($1) })
      else { return nil }
      groups.remove(at: worst.index)
    }
    return groups
  }
}

// MARK: Tolls

/// What the prices of resources take from a group, in whole cents, rounded down, so that the bound holds.
enum Toll {
  /// ⌊rate·amount⌋ in cents.
  ///
  /// - Parameter millionths: price of a unit, in millionths of a cent.
  static func of(_ amount: Int, millionths: Int) -> Int {
    let (product, overflows) = millionths.multipliedReportingOverflow(by: amount)
    if !overflows { return product >= 0 ? product / 1_000_000 : -((999_999 - product) / 1_000_000) }
    return Int(clamping: floor(Int128(millionths) * Int128(amount)))
  }

  /// ⌈rate·limit⌉ in cents: what a resource adds to the bound.
  static func worth(of limit: Int, millionths: Int) -> Int {
    Int(clamping: -floor(-Int128(millionths) * Int128(limit)))
  }

  private static func floor(_ millionths: Int128) -> Int128 {
    millionths >= 0 ? millionths / 1_000_000 : -((999_999 - millionths) / 1_000_000)
  }

  static func millionths(_ rate: Double) -> Int { Int((rate * 1_000_000).rounded()) }
}

extension JointInstance.Kind {
  /// What the resources' prices add to the prices of the kind's units, and take from each of its groups, in whole cents.
  ///
  /// - Parameter rates: price in cents of a unit of each resource, in whole millionths.
  func tolls(_ rates: [Double]) -> (units: [Double], group: Double) {
    var units = [Double](repeating: 0, count: self.units.count)
    var group = 0.0
    for draw in draws where rates[draw.resource] != 0 {
      let millionths = Toll.millionths(rates[draw.resource])
      for (local, amount) in draw.amounts.enumerated() where amount != 0 {
        units[local] += Double(Toll.of(amount, millionths: millionths))
      }
      group += Double(Toll.of(draw.ofGroup, millionths: millionths))
    }
    return (units, group)
  }
}
