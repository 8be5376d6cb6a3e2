import Testing

@testable import Grouping

@Suite struct GreedyTests {
  private static func plan(_ instance: Instance, _ prices: [Double], threads: Int) -> Solution {
    Solution(Greedy(JointInstance(instance), threads: threads).plan(prices: .init(units: prices)))
  }

  /// With any prices the plan is legal, every group is worth something, no unit left over would add to a group, and
  /// there is a plan wherever one is worth anything.
  @Test(arguments: Family.allCases, 0..<8) func anyPrices(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 2_200)
    let oracle = BruteForce(problem)
    let instance = try problem.instance()
    var generator = SeededGenerator(seed: UInt64(seed))
    for scale in [0, 1, 20] {
      let prices = problem.randomPrices(generator: &generator).map { Double($0 * scale) }
      let solution = Self.plan(instance, prices, threads: 1)
      #expect(instance.isConsistent(solution))
      #expect(solution.value <= oracle.optimum && (solution.value > 0) == (oracle.optimum > 0))
      #expect(solution.groups.allSatisfy { $0.value > 0 })
      let last = solution.groupOfUnit(unitCount: problem.unitCount).lastIndex(of: -1)
      guard let last else { continue }
      for group in solution.groups {
        let joined = problem.value(porteur: group.porteur, members: (group.members + [last]).sorted())
        #expect(joined ?? .min <= group.value)
      }
    }
  }

  @Test func sameOnAnyThreads() throws {
    let instance = try TinyProblem(.levels, seed: 2_300, count: 60).instance()
    let prices = instance.rewards.map(Double.init)
    let solution = Self.plan(instance, prices, threads: 1)
    #expect(Self.plan(instance, prices, threads: 3) == solution)
    #expect(solution.groups.count >= 3)
  }

  /// With rules of every make: the plan is one, draws no more than there is, and where units are compulsory it can be
  /// completed.
  @Test(arguments: JointOptimiserTests.features) func rules(features: RandomJointProblem.Features) {
    for seed in 0..<10 {
      var random = RandomJointProblem(seed: UInt64(seed + 31))
      let joint = random.make(features)
      let prices = BoundGeneration.Prices(
        units: joint.weights.map { Double(20 * $0) }, rates: joint.scales.map { $0.rate(0.4) })
      let greedy = Greedy(joint, threads: 1)
      let plan = greedy.plan(prices: prices)
      #expect(joint.isConsistent(plan) && joint.isWithin(joint.left(by: plan)))
      #expect(plan == Greedy(joint, threads: 2).plan(prices: prices))
      let completed = greedy.completed(plan)
      #expect(joint.isConsistent(completed) && joint.isWithin(joint.left(by: completed)))
      #expect(joint.missing(in: completed).count <= joint.missing(in: plan).count)
    }
  }
}
