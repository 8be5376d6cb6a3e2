/// Something that a plan is asked to keep to, in joint numbers: each takes plans away and adds none.
public enum Wish: Sendable, Hashable {
  /// The unit is in the group that this porteur leads; where both are one, it leads a group.
  case under(unit: Int, porteur: Int)
  /// These units are in one group, whoever leads it and joins them.
  case lock([Int])
  /// This group is in the plan as it is.
  case kept(JointGroup)
  /// Both are in one group, or in none.
  case together(Int, Int)
  /// No group holds both.
  case apart(Int, Int)
  /// The unit is the porteur of its group, if it is in one.
  case leads(Int)
  /// The unit is in no group.
  case out(Int)
}

/// The price of a wish, as far as prices tell.
public struct WishPrice: Sendable, Hashable {
  /// What the bound loses, in cents: about what the wish costs.
  public let indicative: Int
  /// What a plan's value exceeds the wish's bound by, in cents: the best plan loses this at the least.
  public let proven: Int
  /// No plan that keeps to the wish is worth more, in cents.
  public let bound: Int
}

extension PricedBound {
  /// - Parameters:
  ///   - kinds: those that a group under the porteur of `under` may be of; nil for all.
  ///   - value: of a plan, in cents.
  ///   - claimed: a bound known from elsewhere, in cents.
  /// - Returns: nil when no plan can keep to the wish, as the prices' own knapsacks show.
  public func price(of wish: Wish, kinds: [Int]? = nil, value: Int, claimed: Int = .max) -> WishPrice? {
    guard let under = bound(under: wish, kinds: kinds) else { return nil }
    let least = min(under, bound, claimed)
    return WishPrice(indicative: max(0, bound - under), proven: max(0, value - least), bound: least)
  }

  /// No plan that keeps to the wish is worth more, in cents; nil when there is none.
  public func bound(under wish: Wish, kinds: [Int]? = nil) -> Int? {
    switch wish {
    case .under(let unit, let porteur): return boundOf(unit: unit, porteur: porteur, kinds: kinds)
    case .lock(let units): return boundOf(lock: Set(units).sorted())
    case .kept(let group): return boundOf(kept: group)
    case .together(let a, let b):
      guard a != b else { return bound }
      return most(boundOf(out: [a, b]), boundOf(lock: [a, b]))
    case .apart(let a, let b): return a == b ? bound : boundOf(apart: a, b)
    case .leads(let unit):
      return most(boundOf(out: [unit]), boundOf(unit: unit, porteur: unit, kinds: nil))
    case .out(let unit): return boundOf(out: [unit])
    }
  }

  private func most(_ a: Int?, _ b: Int?) -> Int? { [a, b].compactMap(\.self).max() }

  private func boundOf(out units: [Int]) -> Int? {
    guard !units.contains(where: { joint.isCompulsory[$0] }) else { return nil }
    return units.reduce(base) { $0 - prices[$1] } + Self.greatest(joint.groupLimit, of: values(without: units))
  }

  /// One group is given, with these units in it and its reduced value; the others do without them.
  private func total(forced value: Int, others: [Int]) -> Int? {
    joint.groupLimit > 0 ? base + value + Self.greatest(joint.groupLimit - 1, of: others) : nil
  }

  private func boundOf(unit: Int, porteur: Int, kinds: [Int]?) -> Int? {
    let allowed = kinds ?? Array(joint.kinds.indices)
    guard held.set(holding: [unit]) else { return nil }
    guard let forced = allowed.compactMap({ held.best(kind: $0, porteur: porteur)?.value }).max() else { return nil }
    return total(forced: forced, others: values(without: unit == porteur ? [unit] : [unit, porteur]))
  }

  private func boundOf(lock units: [Int]) -> Int? {
    guard let first = units.first, held.set(holding: units) else { return nil }
    var forced: Int?
    for (index, kind) in joint.kinds.enumerated() {
      guard units.allSatisfy({ kind.local($0) != nil }) else { continue }
      for porteur in kind.units where porteur == first || joint.isWithin(first, porteur: porteur, kind) {
        if let found = held.best(kind: index, porteur: porteur)?.value { forced = max(forced ?? .min, found) }
      }
    }
    return forced.flatMap { total(forced: $0, others: values(without: units)) }
  }

  private func boundOf(kept group: JointGroup) -> Int? {
    let reduced = joint.reduced(
      kind: group.kind, porteur: group.porteur, members: group.members, prices: prices, rates: rates)
    return reduced.flatMap { total(forced: $0, others: values(without: group.members)) }
  }

  private func boundOf(apart a: Int, _ b: Int) -> Int {
    var values: [Int: Int] = [:]
    for porteur in leaders { values[porteur] = value(porteur) }
    let torn = leaders.filter { porteur in
      standings[porteur].contains { $0.members.contains(a) && $0.members.contains(b) }
    }
    for porteur in torn { values[porteur] = 0 }
    // Who holds both does better without the one or without the other.
    for left in [a, b] {
      guard held.set(without: [left]) else { continue }
      for porteur in torn { values[porteur] = max(values[porteur] ?? 0, value(porteur, withoutBoth: a, b, left: left)) }
    }
    return base + Self.greatest(joint.groupLimit, of: values.values.filter { $0 > 0 })
  }

  /// The greatest value of a porteur's groups that do not hold both, where one of the two is left out of those that do.
  private func value(_ porteur: Int, withoutBoth a: Int, _ b: Int, left: Int) -> Int {
    var best = 0
    for standing in standings[porteur] where standing.value > best {
      guard standing.members.contains(a), standing.members.contains(b) else {
        best = standing.value
        continue
      }
      if let found = held.best(kind: standing.kind, porteur: porteur), found.value > best { best = found.value }
    }
    return best
  }
}

extension JointInstance {
  /// Whether a unit may follow a porteur in a kind.
  func isWithin(_ unit: Int, porteur: Int, _ kind: Kind) -> Bool {
    guard let leader = kind.local(porteur), let local = kind.local(unit) else { return false }
    return kind.instance.cost(porteur: leader, unit: local) != nil
  }
}
