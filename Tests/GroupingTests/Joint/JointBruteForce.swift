@testable import Grouping

/// The best joint plan by trying all of them, for a handful of units.
enum JointBruteForce {
  /// - Returns: nil when no plan holds all compulsory units.
  static func best(_ joint: JointInstance) -> (value: Int, groups: [JointGroup])? {
    // The groups of each set of units, told apart by kind: they may draw on different envelopes.
    var groupsOf: [[JointGroup]] = [[]]
    for mask in 1..<(1 << joint.unitCount) {
      let members = (0..<joint.unitCount).filter { mask >> $0 & 1 == 1 }
      groupsOf.append(
        joint.kinds.indices.compactMap { kind in
          members.compactMap { joint.group(kind: kind, porteur: $0, members: members) }.max { $0.value < $1.value }
        })
    }
    var best: (value: Int, groups: [JointGroup])?
    func extend(_ open: Int, _ chosen: [JointGroup], _ left: [Int]) {
      guard open != 0 else {
        let value = chosen.reduce(0) { $0 + $1.value }
        if value > best?.value ?? .min { best = (value, chosen) }
        return
      }
      let first = open.trailingZeroBitCount
      if !joint.isCompulsory[first] { extend(open & ~(1 << first), chosen, left) }
      let rest = open & ~(1 << first)
      var others = rest
      while true {
        for group in groupsOf[others | 1 << first] where chosen.count < joint.groupLimit {
          var left = left
          if let envelope = joint.kinds[group.kind].envelope {
            left[envelope] -= group.reward
            guard left[envelope] >= 0 else { continue }
          }
          extend(rest & ~others, chosen + [group], left)
        }
        if others == 0 { break }
        others = (others - 1) & rest
      }
    }
    extend((1 << joint.unitCount) - 1, [], joint.envelopes)
    return best
  }
}
