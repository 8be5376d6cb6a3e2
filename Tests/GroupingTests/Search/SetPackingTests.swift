import Testing

@testable import Grouping

@Suite struct SetPackingTests {
  static func budget(work: Int? = nil, isInterrupted: Bool = false) -> Budget {
    Budget(limit: 1_000, workLimit: work, isInterrupted: { isInterrupted })
  }

  static func part(_ groups: [JointGroup], of joint: JointInstance) -> District.Part {
    District.Part(units: Array(0..<joint.unitCount), groups: groups, limits: joint.resources.map(\.limit))
  }

  @Test(arguments: Quarter.families, 0..<2) func soundAndNeverWorse(family: Family, seed: Int) throws {
    let instance = try TinyProblem(family, seed: seed + 2_000, count: 16).instance()
    let joint = JointInstance(instance)
    var generator = SeededGenerator(seed: UInt64(seed))
    let start = joint.groups(of: instance.randomSolution(generator: &generator))
    let (better, work) = SetPacking().improved(Self.part(start, of: joint), of: joint, budget: Self.budget())
    #expect(work > 0)
    if let better { #expect(joint.isConsistent(better) && better.value > start.value) }
  }

  /// The columns that pricing meets nearly always hold the optimum, from no plan at all.
  @Test(arguments: [Family.plain, .bounded, .levels, .noGroupReward]) func nearTheOptimum(family: Family) throws {
    var found = 0
    for seed in 0..<12 {
      let problem = TinyProblem(family, seed: seed + 2_000, count: 8)
      let joint = JointInstance(try problem.instance())
      let plan = SetPacking().improved(Self.part([], of: joint), of: joint, budget: Self.budget()).better ?? []
      let optimum = BruteForce(problem).optimum
      #expect(joint.isConsistent(plan) && plan.value <= optimum)
      if plan.value == optimum { found += 1 }
    }
    #expect(found >= 10)
  }

  /// The same over rules of every make.
  @Test(arguments: JointOptimiserTests.features.filter { !$0.contains(.fewGroups) }) func rules(
    features: RandomJointProblem.Features
  ) {
    var (found, of) = (0, 0)
    for seed in 0..<12 {
      var random = RandomJointProblem(seed: UInt64(seed + 311))
      let joint = random.make(features)
      guard let best = JointBruteForce.best(joint) else { continue }
      let plan = SetPacking().improved(Self.part([], of: joint), of: joint, budget: Self.budget()).better ?? []
      let (worth, most) = (joint.worth(of: plan), max(joint.worth(of: []), best.value))
      #expect(joint.isConsistent(plan) && worth <= most)
      of += 1
      if worth == most { found += 1 }
    }
    #expect(3 * found >= of)
  }

  @Test func stops() throws {
    let joint = JointInstance(try TinyProblem(.plain, seed: 2_003, count: 16).instance())
    let budget = Self.budget(isInterrupted: true)
    #expect(SetPacking().improved(Self.part([], of: joint), of: joint, budget: budget).better == nil)
  }
}
