import Testing

@testable import Grouping

@Suite struct AnnealingTests {
  /// From nothing but a random plan it comes to a plan that holds, most often a much better one.
  @Test(arguments: Quarter.families) func improves(family: Family) throws {
    var better = 0
    for seed in 0..<4 {
      let instance = try TinyProblem(family, seed: seed + 3_200, count: 40).instance()
      var generator = SeededGenerator(seed: UInt64(seed))
      let start = instance.randomSolution(generator: &generator)
      let annealing = Annealing(options: .init(movesPerUnit: 1_000))
      let joint = JointInstance(instance)
      let after = annealing.improve(
        joint.groups(of: start), of: joint, generator: &generator, shouldStop: { false })
      #expect(joint.isConsistent(after))
      if after.value > start.value { better += 1 }
    }
    #expect(better >= 3)
  }

  /// What two groups have to spare makes a third.
  @Test func fillsOneMoreGroup() throws {
    let instance = try Instance(
      weights: [2, 1, 1, 2, 1, 1, 1], rewards: [1, 1, 1, 1, 1, 1, 1].map { $0 * 1_000 }, groupReward: 50_000,
      minimum: 3, maximum: nil, cost: { 100 * abs($0 - $1) })
    // Of weight 4 and 5.
    let start = [
      try #require(instance.group(porteur: 0, members: [0, 1, 2])),
      try #require(instance.group(porteur: 3, members: [3, 4, 5, 6])),
    ]
    var generator = SeededGenerator(seed: 1)
    let joint = JointInstance(instance)
    let after = Annealing(options: .init(movesPerUnit: 2_000))
      .improve(joint.groups(of: Solution(groups: start)), of: joint, generator: &generator, shouldStop: { false })
    #expect(after.count == 3 && joint.isConsistent(after))
  }

  /// With several kinds, conflicts, compulsory units and envelopes too.
  @Test(arguments: JointOptimiserTests.features) func ofEveryMake(features: RandomJointProblem.Features) {
    var better = 0
    for seed in 0..<4 {
      var random = RandomJointProblem(seed: UInt64(seed + 3_250))
      let joint = random.make(features, unitCount: 40)
      let start = Array(joint.someGroups().dropLast())
      let after = Annealing(options: .init(movesPerUnit: 1_000)).improve(
        start, of: joint, rates: joint.scales.map { $0.rate(0.3) }, generator: &random.generator, shouldStop: { false })
      #expect(joint.isConsistent(after))
      if after.value > start.value { better += 1 }
    }
    // Where units are left over and a maximum binds, a greedy plan is hard to beat.
    #expect(better >= 1 || features.contains(.maximum))
  }

  @Test func emptyAndHopeless() throws {
    var generator = SeededGenerator(seed: 1)
    let none = try Instance(weights: [], rewards: [], groupReward: 0, minimum: 2, maximum: nil, cost: { _, _ in 0 })
    #expect(Annealing().improve([], of: JointInstance(none), generator: &generator, shouldStop: { false }).isEmpty)
    let apart = try Instance(
      weights: [1, 1, 1, 1], rewards: [5, 5, 5, 5], groupReward: 5, minimum: 2, maximum: nil,
      cost: { $0 == $1 ? 0 : nil })
    #expect(
      Annealing(options: .init(movesPerUnit: 500))
        .improve([], of: JointInstance(apart), generator: &generator, shouldStop: { false }).isEmpty)
  }
}
