import Testing

@testable import Grouping

@Suite struct AnnealingRoundTests {
  /// Sound, never worse, and the same whatever the number of threads; as one area and cut into several.
  @Test(arguments: [Family.plain, .boundedLevels, .costly], [12, 200]) func sameOnAllThreads(
    family: Family, areaSize: Int
  ) throws {
    let instance = try TinyProblem(family, seed: 3_300, count: 40).instance()
    var generator = SeededGenerator(seed: 3)
    let start = instance.randomSolution(generator: &generator)
    let joint = JointInstance(instance)
    expectSameOnAllThreads(joint, from: joint.groups(of: start), areaSize: areaSize)
  }

  @Test(arguments: JointOptimiserTests.features, [12, 200]) func sameOnAllThreadsWithKinds(
    features: RandomJointProblem.Features, areaSize: Int
  ) {
    var random = RandomJointProblem(seed: 3_350)
    let joint = random.make(features, unitCount: 40)
    expectSameOnAllThreads(joint, from: joint.someGroups(), areaSize: areaSize)
  }

  private func expectSameOnAllThreads(_ joint: JointInstance, from start: [JointGroup], areaSize: Int) {
    let results = [1, 2, 3].map { threads in
      AnnealingRound(
        joint: joint, rates: joint.scales.map { $0.rate(0.3) }, threads: threads,
        annealing: Annealing(options: .init(movesPerUnit: 800)), areaSize: areaSize
      ).run(start, seed: 7, number: 2, budget: SetPackingTests.budget())
    }
    let lacking = joint.missing(in: results[0]).count - joint.missing(in: start).count
    #expect(joint.isConsistent(results[0]))
    #expect(lacking < 0 || lacking == 0 && results[0].value >= start.value)
    #expect(results.allSatisfy { $0 == results[0] })
  }

  /// Where the number of groups is limited, areas together keep to it: as many medians as nodes would cost nothing.
  @Test(arguments: 0..<4) func areasKeepTheNumberOfGroups(seed: Int) throws {
    let example = MedianProblemTests.Example(seed: seed, count: 60, medians: 12)
    let instance = try example.problem.instance(penalty: 200)
    var generator = SeededGenerator(seed: UInt64(seed))
    let start = instance.randomSolution(generator: &generator)
    let limited = Solution(groups: Array(start.groups.prefix(instance.groupLimit)))
    let joint = JointInstance(instance)
    let plan = AnnealingRound(
      joint: joint, threads: 2, annealing: Annealing(options: .init(movesPerUnit: 800, moreGroups: 3)),
      areaSize: 15
    ).run(joint.groups(of: limited), seed: 7, number: 2, budget: SetPackingTests.budget())
    #expect(joint.isConsistent(plan) && plan.value >= limited.value)
    #expect(plan.count <= 12)
  }

  @Test func stopsBetweenDistricts() throws {
    let instance = try TinyProblem(.plain, seed: 3_301, count: 40).instance()
    var generator = SeededGenerator(seed: 3)
    let start = instance.randomSolution(generator: &generator)
    let joint = JointInstance(instance)
    let groups = joint.groups(of: start)
    let round = AnnealingRound(joint: joint, threads: 1, annealing: Annealing(), areaSize: 12)
    #expect(round.run(groups, seed: 7, number: 2, budget: SetPackingTests.budget(isInterrupted: true)) == groups)
  }
}
