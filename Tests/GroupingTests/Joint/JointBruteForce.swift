@testable import Grouping

/// The best joint plan by trying all of them, for a handful of units.
enum JointBruteForce {
  /// - Returns: nil when no plan holds all compulsory units.
  static func best(_ joint: JointInstance) -> (value: Int, groups: [JointGroup])? {
    // The groups of each set of units, told apart by kind: they may draw on different resources.
    var groupsOf: [[JointGroup]] = [[]]
    for mask in 1..<(1 << joint.unitCount) {
      let members = (0..<joint.unitCount).filter { mask >> $0 & 1 == 1 }
      groupsOf.append(
        joint.kinds.indices.compactMap { kind in
          members.compactMap { joint.group(kind: kind, porteur: $0, members: members) }.max { $0.value < $1.value }
        })
    }
    var best: (value: Int, groups: [JointGroup])?
    func extend(_ open: Int, _ chosen: [JointGroup]) {
      guard open != 0 else {
        let left = left(joint, chosen)
        guard zip(joint.resources, left).allSatisfy({ $1 >= 0 || $0.excessPrice != nil }) else { return }
        let value =
          chosen.reduce(0) { $0 + $1.value }
          + zip(joint.resources, left).reduce(0) { $0 + min(0, $1.1) * ($1.0.excessPrice ?? 0) }
        if value > best?.value ?? .min { best = (value, chosen) }
        return
      }
      let first = open.trailingZeroBitCount
      if !joint.isCompulsory[first] { extend(open & ~(1 << first), chosen) }
      let rest = open & ~(1 << first)
      var others = rest
      while true {
        for group in groupsOf[others | 1 << first] where chosen.count < joint.groupLimit {
          extend(rest & ~others, chosen + [group])
        }
        if others == 0 { break }
        others = (others - 1) & rest
      }
    }
    extend((1 << joint.unitCount) - 1, [])
    return best
  }

  private static func left(_ joint: JointInstance, _ groups: [JointGroup]) -> [Int] {
    var left = joint.resources.map(\.limit)
    for group in groups {
      let kind = joint.kinds[group.kind]
      for draw in kind.draws {
        left[draw.resource] -= draw.ofGroup
        for member in group.members {
          if let place = kind.units.firstIndex(of: member) { left[draw.resource] -= draw.amounts[place] }
        }
      }
    }
    return left
  }
}
