/// One round of improvement: the whole is cut at random into districts that share no unit, each is improved by itself,
/// on all threads, and what was gained is put together.
struct DistrictRound {
  enum Move: Sendable {
    /// Set packing over groups of all kinds.
    case packing(SetPacking)
    /// Ruin and recreate within one kind.
    case ruin(KindRuin)
  }

  let joint: JointInstance
  let threads: Int
  /// Units in a district, about.
  var size = 150

  /// Cuts the plan into districts: from a random unit groups and ungrouped units by growing distance, and when those in its
  /// reach are used up, from the units taken in, one after the other. A small problem is one district.
  ///
  /// - Returns: units of each district, ascending; each group lies in one district as a whole. None when stopped.
  /// - Complexity: O(pairs of the units walked from · log).
  func districts(
    of groups: [JointGroup], generator: inout SeededGenerator, shouldStop: () -> Bool = { false }
  ) -> [[Int]] {
    var centers = Array(0..<joint.unitCount)
    centers.shuffle(using: &generator)
    return joint.districts(of: groups, size: size, centers: centers, shouldStop: shouldStop)
  }

  /// Improves each district, its share of what is left of the resources included.
  ///
  /// - Parameters:
  ///   - number: of this round, for random numbers of its own.
  ///   - budget: what is done is counted there, district by district; when it is used up those left stay as they are.
  /// - Returns: the plan put together; it never lacks more compulsory units than `groups`, and is never worth less.
  func run(_ groups: [JointGroup], districts: [[Int]], move: Move, number: Int, budget: Budget) -> [JointGroup] {
    var groupOf = [Int](repeating: -1, count: joint.unitCount)
    for (index, group) in groups.enumerated() { for member in group.members { groupOf[member] = index } }
    var inside = districts.map { units in
      Set(units.map { groupOf[$0] }).subtracting([-1]).sorted().map { groups[$0] }
    }
    let left = joint.left(by: groups)
    let before = inside
    let stopper = budget.stopper()
    Parallel.inOrder(
      districts.count, threads: threads, isStopped: stopper,
      run: { task -> (better: [JointGroup]?, work: Int) in
        let limits = zip(self.joint.drawn(by: before[task]), left).map { drawn, left in
          drawn + Parallel.share(of: left, part: task, count: before.count)
        }
        let part = District.Part(units: districts[task], groups: before[task], limits: limits)
        switch move {
        case .packing(let packing): return packing.improved(part, of: self.joint, budget: budget)
        case .ruin(let ruin):
          return ruin.improved(part, of: self.joint, number: number, task: task, shouldStop: stopper)
        }
      },
      commit: { task, result in
        budget.spend(result.work)
        if let better = result.better { inside[task] = better }
        return !budget.isSpent()
      })
    return Array(inside.joined())
  }
}

extension District {
  /// What a district's improvement starts from.
  struct Part: Sendable {
    /// Ascending.
    let units: [Int]
    let groups: [JointGroup]
    /// What the groups of the district may draw on each resource.
    let limits: [Int]
  }
}
