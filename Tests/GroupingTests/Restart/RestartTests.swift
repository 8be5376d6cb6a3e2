import Testing

@testable import Grouping

@Suite struct RestartTests {
  typealias Features = RandomJointProblem.Features

  /// A plan from which a group's members were put elsewhere by hand comes back, whatever the problem, and never gets worse;
  /// what is fixed stays.
  @Test(arguments: Features.everyMake + [.fewGroups])
  func `never worse, and what is fixed stays`(features: Features) {
    for seed in 0..<6 {
      var random = RandomJointProblem(seed: UInt64(seed + 70))
      let joint = random.make(features, unitCount: 12)
      var options = Optimiser.Options()
      options.timeLimit = 2
      let solved = Optimiser(options: options).solve(joint)
      guard solved.missing.isEmpty, let kept = solved.groups.first else { continue }
      let start =
        [kept]
        + solved.groups.dropFirst().filter { group in
          group.members.contains { joint.isCompulsory[$0] }
        }
      var restart = Restart(
        joint, groups: start, fixed: [kept], prices: solved.certificate.prices, rates: solved.certificate.rates)
      restart.touched = solved.groups.last?.members ?? []
      restart.options.workLimit = 2_000_000
      restart.options.timeLimit = 60
      var values: [Int] = []
      let outcome = restart.run(better: { values.append(joint.worth(of: $0)) })
      #expect(joint.isConsistent(outcome.groups))
      #expect(outcome.groups.contains(kept))
      #expect(joint.missing(in: outcome.groups).isEmpty)
      let worth = joint.worth(of: outcome.groups)
      #expect(worth >= joint.worth(of: start) && worth <= solved.bound)
      #expect(outcome.groups.count <= joint.groupLimit)
      #expect(values == values.sorted() && Set(values).count == values.count)
      #expect((outcome.firstBetter == nil) == values.isEmpty)
      #expect(!outcome.isCut)
    }
  }

  @Test func `the same plan whatever the number of threads`() throws {
    let joint = JointInstance(try TinyProblem(.plain, seed: 3, count: 60).instance())
    let prices = joint.weights.map { 400 * $0 }
    let plans = [1, 2].map { threads in
      var restart = Restart(joint, groups: [], prices: prices, rates: [])
      restart.touched = [3, 9]
      restart.options.threads = threads
      restart.options.workLimit = 3_000_000
      restart.options.timeLimit = 60
      return restart.run().groups
    }
    #expect(!plans[0].isEmpty)
    #expect(plans[0] == plans[1])
  }
}
