import Testing

@testable import Grouping

@Suite("Joint optimiser")
struct JointOptimiserTests {
  typealias Features = RandomJointProblem.Features

  static let features: [Features] =
    [
      [], .zones, .targets, .conflicts, .compulsory, .envelopes, .members, .maximum, [.zones, .maximum],
      [.withdrawal, .zones], [.withdrawal, .targets], [.envelopes, .zones], [.envelopes, .targets],
      [.compulsory, .conflicts], [.compulsory, .envelopes], [.zones, .targets, .conflicts],
      [.zones, .targets, .conflicts, .compulsory, .envelopes, .withdrawal, .members, .maximum],
      .twoSides, [.twoSides, .zones, .withdrawal],
    ] + Features.richMakes

  @Test("value equals brute force, the bound holds, the plan is consistent", arguments: features)
  func bruteForce(features: Features) {
    for seed in 0..<12 {
      var random = RandomJointProblem(seed: UInt64(seed + 100 * features.rawValue))
      let joint = random.make(features)
      var options = Optimiser.Options()
      options.timeLimit = 20
      options.patience = 6
      let outcome = Optimiser(options: options).solve(joint)
      let best = JointBruteForce.best(joint)
      guard let best else {
        #expect(!outcome.missing.isEmpty)
        #expect(outcome.isInfeasible)
        continue
      }
      #expect(outcome.value == best.value, "seed \(seed)")
      #expect(outcome.missing.isEmpty)
      #expect(outcome.certificate.bound >= best.value)
      #expect(outcome.bound >= best.value)
      #expect(joint.isConsistent(outcome.groups))
      #expect(outcome.stop == .proven, "seed \(seed)")
    }
  }

  @Test(
    "an outcome that the clock has no part in is the same for every limit",
    arguments: [[], .zones, .targets] as [Features])
  func theClockIsTold(features: Features) throws {
    var random = RandomJointProblem(seed: 77)
    let joint = random.make(features)
    var calm: [Optimiser.Outcome] = []
    for limit in [0, 0.001, 0.01, 0.05, 0.3, 2, 300] {
      for threads in [1, 2] {
        var options = Optimiser.Options()
        (options.timeLimit, options.threads, options.patience) = (limit, threads, 6)
        let outcome = Optimiser(options: options).solve(joint)
        #expect(joint.isConsistent(outcome.groups) && outcome.bound >= outcome.value)
        if outcome.stop != .timeLimit { calm.append(outcome) }
      }
    }
    let first = try #require(calm.first)
    #expect(calm.count >= 2)
    #expect(calm.allSatisfy { $0.groups == first.groups && $0.stop == first.stop && $0.bound == first.bound })
  }
}
