import Testing

@testable import Grouping

@Suite struct InstanceTests {
  /// Three units in a row, each within reach of its neighbours.
  struct Parts {
    var weights = [2, 1, 2]
    var rewards = [100, 200, 300]
    var groupReward = 50
    var ownCosts = [0, 0, 0]
    var minimum = 3
    var maximum: Int? = 4
    var offsets = [0, 1, 3, 4]
    var candidates: [Int32] = [1, 0, 2, 1]
    var costs: [Double] = [10, 20, 30, 40]

    func instance() throws(InstanceError) -> Instance {
      try Instance(
        weights: weights, rewards: rewards, groupReward: groupReward, ownCosts: ownCosts, minimum: minimum,
        maximum: maximum, offsets: offsets, candidates: candidates, costs: costs)
    }
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let error: InstanceError
    let spoil: @Sendable (inout Parts) -> Void

    init(_ description: String, _ error: InstanceError, _ spoil: @escaping @Sendable (inout Parts) -> Void) {
      testDescription = description
      self.error = error
      self.spoil = spoil
    }
  }

  static let faults = [
    Fault("a reward missing", .lengths) { $0.rewards.removeLast() },
    Fault("an own cost missing", .lengths) { $0.ownCosts.removeLast() },
    Fault("an offset missing", .lengths) { $0.offsets.removeLast() },
    Fault("no offsets", .lengths) { $0.offsets = [] },
    Fault("a cost missing", .lengths) { $0.costs.removeLast() },
    Fault("candidates begin late", .lengths) { $0.offsets[0] = 1 },
    Fault("candidates end early", .lengths) { $0.offsets[3] = 3 },
    Fault("offsets fall", .lengths) { $0.offsets = [0, 3, 1, 4] },
    Fault("offsets rise beyond the candidates", .lengths) { $0.offsets = [0, 9, 3, 4] },
    Fault("offsets below 0", .lengths) { $0.offsets = [0, 1, -1, 4] },
    Fault("minimum of one", .limits(minimum: 1, maximum: 4)) { $0.minimum = 1 },
    Fault("maximum below the minimum", .limits(minimum: 3, maximum: 2)) { $0.maximum = 2 },
    Fault("weight 0", .weight(unit: 1, weight: 0)) { $0.weights[1] = 0 },
    Fault("weight of the minimum", .weight(unit: 2, weight: 3)) { $0.weights[2] = 3 },
    Fault("reward below 0", .amount(unit: 0)) { $0.rewards[0] = -1 },
    Fault("reward too great", .amount(unit: 0)) { $0.rewards[0] = 1_000_000_000_001 },
    Fault("own cost below 0", .amount(unit: 2)) { $0.ownCosts[2] = -1 },
    Fault("own cost too great", .amount(unit: 2)) { $0.ownCosts[2] = .max },
    Fault("group reward below 0", .amount(unit: nil)) { $0.groupReward = -1 },
    Fault("group reward too great", .amount(unit: nil)) { $0.groupReward = .max },
    Fault("cost below 0", .amount(unit: 2)) { $0.costs[2] = -1 },
    Fault("cost of part of a cent", .amount(unit: 2)) { $0.costs[2] = 0.5 },
    Fault("cost that is no number", .amount(unit: 2)) { $0.costs[2] = .nan },
    Fault("cost without end", .amount(unit: 2)) { $0.costs[2] = .infinity },
    Fault("candidate below 0", .candidate(porteur: 0, candidate: -1)) { $0.candidates[0] = -1 },
    Fault("candidate that does not exist", .candidate(porteur: 2, candidate: 3)) { $0.candidates[3] = 3 },
    Fault("porteur its own candidate", .candidate(porteur: 1, candidate: 1)) { $0.candidates[1] = 1 },
    Fault("candidates out of order", .candidate(porteur: 1, candidate: 0)) { $0.candidates.swapAt(1, 2) },
    Fault("candidate twice", .candidate(porteur: 1, candidate: 0)) { $0.candidates[2] = 0 },
  ]

  @Test(arguments: faults) func refuses(fault: Fault) {
    var parts = Parts()
    fault.spoil(&parts)
    #expect(throws: fault.error) { try parts.instance() }
  }

  @Test func acceptsTheLimits() throws {
    var parts = Parts()
    parts.maximum = 3
    parts.rewards[0] = 1_000_000_000_000
    parts.groupReward = 1_000_000_000_000
    parts.costs[0] = 1_000_000_000_000
    let instance = try parts.instance()
    #expect(instance.unitCount == 3 && instance.totalWeight == 5 && instance.groupLimit == 1)
    #expect(instance.group(porteur: 0, members: [0, 1])?.value == 1_000_000_000_200)
  }

  @Test func costsByPair() throws {
    let instance = try Parts().instance()
    #expect(instance.cost(porteur: 1, unit: 0) == 20)
    #expect(instance.cost(porteur: 1, unit: 2) == 30)
    #expect(instance.cost(porteur: 2, unit: 1) == 40)
    #expect(instance.cost(porteur: 0, unit: 2) == nil)
    #expect(instance.cost(porteur: 0, unit: 0) == 0)
  }

  /// Whatever a pair was said to cost is found again, in the whole and in a part of it.
  @Test(arguments: Family.allCases, 0..<4) func pairsAreKept(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed)
    let instance = try problem.instance()
    for porteur in 0..<problem.unitCount {
      for unit in 0..<problem.unitCount {
        #expect(instance.cost(porteur: porteur, unit: unit) == problem.costs[porteur][unit].map(Double.init))
      }
    }
    let units = (0..<problem.unitCount).filter { $0 % 3 != seed % 3 }
    let part = instance.restricted(to: units, mostGroups: .max)
    #expect(part.weights == units.map { problem.weights[$0] })
    #expect(part.rewards == units.map { problem.rewards[$0] })
    for (porteur, wholePorteur) in units.enumerated() {
      for (unit, wholeUnit) in units.enumerated() {
        #expect(part.cost(porteur: porteur, unit: unit) == instance.cost(porteur: wholePorteur, unit: wholeUnit))
      }
    }
    for level in instance.levels.indices {
      #expect(part.levels[level].rewards == units.map { instance.levels[level].rewards[$0] })
      #expect(part.levels[level].threshold == instance.levels[level].threshold)
    }
  }

  /// A level begins where the probability rises, and only where a group can be that heavy.
  @Test func levelsOfTheTable() throws {
    let table = try #require(ProbabilityTable([0, 0, 3_333, 3_333, 5_000, 10_000]))
    func thresholds(_ maximum: Int?) throws -> [Int] {
      try Instance(
        weights: [2, 2, 2], rewards: [1, 3, 5], groupReward: 7, minimum: 4, maximum: maximum, probabilities: table,
        cost: { _, _ in 0 }
      ).levels.map(\.threshold)
    }
    #expect(try thresholds(nil) == [4, 6, 8, 9])
    #expect(try thresholds(8) == [4, 6, 8])
    #expect(try thresholds(7) == [4, 6])
    #expect(try thresholds(4) == [4])
    let level = try Instance(
      weights: [2, 2, 2], rewards: [1, 3, 5], groupReward: 7, minimum: 4, maximum: nil, probabilities: table,
      cost: { _, _ in 0 }
    ).levels[2]
    #expect(level.tenThousandths == 5_000 && level.rewards == [1, 2, 3] && level.groupReward == 4)
  }
}
