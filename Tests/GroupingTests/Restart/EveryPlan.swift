@testable import Grouping

/// All groups and plans of a handful of units, under every porteur: the oracle of what wishes cost.
struct EveryPlan {
  let joint: JointInstance
  /// By the set of their members, one bit for each unit.
  let groups: [[JointGroup]]

  init(_ joint: JointInstance) {
    self.joint = joint
    groups = (0..<(1 << joint.unitCount)).map { mask in
      let members = (0..<joint.unitCount).filter { mask >> $0 & 1 == 1 }
      return joint.kinds.indices.flatMap { kind in
        members.compactMap { joint.group(kind: kind, porteur: $0, members: members) }
      }
    }
  }

  /// - Parameter admits: of a whole plan.
  /// - Returns: nil when no plan that holds all compulsory units is admitted.
  func best(_ admits: ([JointGroup]) -> Bool = { _ in true }) -> (value: Int, groups: [JointGroup])? {
    var best: (value: Int, groups: [JointGroup])?
    func extend(_ open: Int, _ chosen: [JointGroup]) {
      guard open != 0 else {
        let worth = joint.worth(of: chosen)
        if worth > best?.value ?? .min, joint.isWithin(joint.left(by: chosen)), admits(chosen) {
          best = (worth, chosen)
        }
        return
      }
      let first = open.trailingZeroBitCount
      let rest = open & ~(1 << first)
      if !joint.isCompulsory[first] { extend(rest, chosen) }
      var others = rest
      while true {
        for group in groups[others | 1 << first] where chosen.count < joint.groupLimit {
          extend(rest & ~others, chosen + [group])
        }
        if others == 0 { break }
        others = (others - 1) & rest
      }
    }
    extend((1 << joint.unitCount) - 1, [])
    return best
  }
}

extension Wish {
  /// Whether a plan keeps to it.
  func isKept(by plan: [JointGroup]) -> Bool {
    func group(of unit: Int) -> JointGroup? { plan.first { $0.members.contains(unit) } }
    switch self {
    case .under(let unit, let porteur): return group(of: unit)?.porteur == porteur
    case .lock(let units): return plan.contains { group in units.allSatisfy(group.members.contains) }
    case .kept(let group): return plan.contains(group)
    case .together(let a, let b): return group(of: a) == group(of: b)
    case .apart(let a, let b): return a == b || group(of: a) == nil || group(of: a) != group(of: b)
    case .leads(let unit): return group(of: unit).map { $0.porteur == unit } ?? true
    case .out(let unit): return group(of: unit) == nil
    }
  }

  /// Some of every sort over so many units, of a plan's groups among them.
  static func some(of count: Int, plan: [JointGroup], generator: inout SeededGenerator) -> [Wish] {
    let units = (0..<count).shuffled(using: &generator)
    return [
      .under(unit: units[0], porteur: units[1]), .under(unit: units[2], porteur: units[2]),
      .lock([units[0], units[1]]), .lock(Array(units.prefix(3))), .together(units[1], units[2]),
      .apart(units[0], units[1]), .leads(units[3]), .out(units[1]),
    ] + plan.map { .kept($0) }
      + plan.flatMap { [.apart($0.members[0], $0.members[$0.members.count - 1]), .out($0.porteur)] }
  }
}

extension JointInstance {
  /// Prices near what the units bring, some of them 0; below 0 now and then where the unit is compulsory.
  func randomPrices(generator: inout SeededGenerator) -> (units: [Int], rates: [Int]) {
    let units = isCompulsory.map { isCompulsory in
      generator.below(4) == 0 ? 0 : generator.below(90_000) - (isCompulsory ? 30_000 : 0)
    }
    return (units, scales.map { Int($0.rate(0.9 * generator.unit()) * 1_000_000) })
  }
}
