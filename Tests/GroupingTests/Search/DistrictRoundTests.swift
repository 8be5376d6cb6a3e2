import Testing

@testable import Grouping

@Suite struct DistrictRoundTests {
  private struct Case {
    let joint: JointInstance
    let groups: [JointGroup]
  }

  private static func plain(_ family: Family, seed: Int) throws -> Case {
    let instance = try TinyProblem(family, seed: seed + 2_400, count: 40).instance()
    var generator = SeededGenerator(seed: UInt64(seed))
    let joint = JointInstance(instance)
    return Case(joint: joint, groups: joint.groups(of: instance.randomSolution(generator: &generator)))
  }

  private static func round(_ joint: JointInstance, size: Int, threads: Int = 2) -> DistrictRound {
    DistrictRound(joint: joint, threads: threads, size: size)
  }

  private static func moves(_ joint: JointInstance) -> [DistrictRound.Move] {
    let prices = BoundGeneration.Prices(
      units: joint.weights.map { Double(15 * $0) }, rates: joint.scales.map { $0.rate(0.3) })
    var ruin = KindRuin(joint, prices: prices, seed: 3, temperatures: 1...30)
    ruin.iterationsPerUnit = 2
    return [.ruin(ruin), .packing(SetPacking(rounds: 60))]
  }

  /// Every unit in one district, every group in one as a whole.
  @Test(arguments: Quarter.families, [1, 7, 12, 200]) func districts(family: Family, size: Int) throws {
    let start = try Self.plain(family, seed: 1)
    var generator = SeededGenerator(seed: 9)
    let districts = Self.round(start.joint, size: size).districts(of: start.groups, generator: &generator)
    #expect(districts.joined().sorted() == Array(0..<40))
    #expect(districts.allSatisfy { $0 == $0.sorted() })
    for group in start.groups {
      #expect(districts.contains { $0.contains(group.porteur) && Set(group.members).isSubset(of: $0) })
    }
    // Larger than asked for only where one group is.
    let largest = start.groups.map(\.members.count).max() ?? 1
    #expect(districts.allSatisfy { $0.count <= max(size, largest) })
  }

  @Test(arguments: Quarter.families, 0..<3) func neverWorse(family: Family, seed: Int) throws {
    let start = try Self.plain(family, seed: seed)
    try Self.expectNeverWorse(start, seed: seed)
  }

  /// With rules of every make.
  @Test(arguments: JointOptimiserTests.features) func rules(features: RandomJointProblem.Features) throws {
    for seed in 0..<3 {
      var random = RandomJointProblem(seed: UInt64(seed + 91))
      let joint = random.make(features)
      let groups = Greedy(joint, threads: 1).plan(
        prices: .init(units: joint.weights.map { _ in 0 }, rates: joint.scales.map { $0.rate(1) }))
      try Self.expectNeverWorse(Case(joint: joint, groups: groups), seed: seed)
    }
  }

  private static func expectNeverWorse(_ start: Case, seed: Int) throws {
    let joint = start.joint
    var generator = SeededGenerator(seed: UInt64(seed))
    let districts = round(joint, size: 14).districts(of: start.groups, generator: &generator)
    for move in moves(joint) {
      func run(threads: Int, work: Int? = nil) -> (groups: [JointGroup], work: Int) {
        let budget = SetPackingTests.budget(work: work)
        let groups = round(joint, size: 14, threads: threads).run(
          start.groups, districts: districts, move: move, number: 4, budget: budget)
        return (groups, budget.work)
      }
      let improved = run(threads: 1)
      #expect(joint.isConsistent(improved.groups) && improved.groups.value >= start.groups.value)
      #expect(joint.isWithin(joint.left(by: improved.groups)))
      #expect(joint.missing(in: improved.groups).count <= joint.missing(in: start.groups).count)
      let again = run(threads: 2)
      #expect(again.groups == improved.groups && again.work == improved.work)
      // Cut by work: the same districts on any threads.
      for limit in [1, improved.work / 2, improved.work] {
        let (one, two) = (run(threads: 1, work: limit), run(threads: 2, work: limit))
        #expect(one.groups == two.groups && one.work == two.work && one.work >= min(limit, improved.work))
      }
    }
  }

  /// What is not taken up leaves the plan as it was.
  @Test(arguments: [Family.plain, .levels]) func stopped(family: Family) throws {
    let start = try Self.plain(family, seed: 4)
    let round = Self.round(start.joint, size: 14)
    var generator = SeededGenerator(seed: 2)
    let districts = round.districts(of: start.groups, generator: &generator)
    for move in Self.moves(start.joint) {
      let kept = round.run(
        start.groups, districts: districts, move: move, number: 1,
        budget: SetPackingTests.budget(isInterrupted: true))
      #expect(Set(kept) == Set(start.groups))
    }
  }
}
