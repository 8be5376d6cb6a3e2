import Testing

@testable import Grouping

@Suite struct EvaluationTests {
  /// Every set of units under every porteur, against the definition.
  @Test(arguments: Family.allCases, 0..<3) func groups(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed, count: 6)
    let instance = try problem.instance()
    for set in 0..<(1 << problem.unitCount) {
      let members = BruteForce.units(of: set)
      for porteur in 0..<problem.unitCount {
        let group = instance.group(porteur: porteur, members: members.reversed())
        #expect(group?.value == problem.value(porteur: porteur, members: members))
        if let group { #expect(group.porteur == porteur && group.members == members) }
      }
      let best = members.compactMap { problem.value(porteur: $0, members: members) }.max()
      #expect(instance.bestGroup(members: members)?.value == best)
    }
  }

  @Test(arguments: [
    (0, 12_345, 0), (10_000, 12_345, 12_345), (5_000, 1, 1), (5_000, 3, 2), (4_999, 1, 0), (3_333, 100, 33),
    (3_350, 100, 34), (1, 5_000, 1), (1, 4_999, 0), (9_999, 1_000_000_000_000, 999_900_000_000),
  ]) func sharesRoundHalvesUp(tenThousandths: Int, amount: Int, share: Int) {
    #expect(Instance.share(tenThousandths, of: amount) == share)
  }

  @Test func inconsistentSolutions() throws {
    let instance = try Instance(
      weights: [2, 2, 2, 2], rewards: [10, 10, 10, 10], groupReward: 5, minimum: 4, maximum: 6,
      cost: { $0 == 3 && $1 == 0 ? nil : $0 == $1 ? 0 : 1 })
    let first = try #require(instance.group(porteur: 0, members: [0, 1]))
    let second = try #require(instance.group(porteur: 3, members: [2, 3]))
    #expect(instance.isConsistent(Solution()))
    #expect(instance.isConsistent(Solution(groups: [first, second])))
    let faulty = [
      [first, first],
      [first, Group(porteur: 2, members: [1, 2], value: 24)],
      [Group(porteur: 0, members: [0, 1], value: first.value + 1)],
      [Group(porteur: 0, members: [1, 0], value: first.value)],
      [Group(porteur: 2, members: [0, 1], value: first.value)],
      [Group(porteur: 3, members: [0, 3], value: 24)],
      [Group(porteur: 0, members: [0], value: 10)],
      [Group(porteur: 0, members: [0, 4], value: 24)],
      [Group(porteur: 0, members: [-1, 0], value: 24)],
      [Group(porteur: 0, members: [0, 1, 2, 3], value: 42)],
    ]
    for groups in faulty { #expect(!instance.isConsistent(Solution(groups: groups)), "\(groups)") }
  }
}
