import Synchronization
import Testing

@testable import Grouping

@Suite struct BoundGenerationTests {
  private static func run(
    _ instance: Instance, prices: [Double], columns: [Group] = [], goal: Double = -.infinity,
    report: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws -> BoundGeneration.Outcome {
    try BoundGeneration(joint: JointInstance(instance), threads: 1, shouldStop: { false }).run(
      prices: .init(units: prices), columns: columns.map { JointGroup(of: instance, $0) }, goal: goal, report: report)
  }

  /// From wherever it starts it comes to the relaxation over all groups, which no prices can beat.
  @Test(arguments: Family.allCases, 0..<4) func toTheRelaxation(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 700)
    let instance = try problem.instance()
    let relaxation = try Relaxation.value(of: problem)
    var generator = SeededGenerator(seed: UInt64(seed))
    let most = max(1, (problem.rewards.max() ?? 0) + problem.groupReward)
    for prices in [
      [Double](repeating: 0, count: problem.unitCount), [Double](repeating: Double(2 * most), count: problem.unitCount),
      problem.weights.map { _ in Double(generator.below(most)) },
    ] {
      let outcome = try Self.run(instance, prices: prices)
      #expect(outcome.isSolved)
      #expect(outcome.bound >= relaxation - 1)
      #expect(outcome.bound <= relaxation * (1 + 1e-8) + 2)
      #expect(outcome.prices.units.allSatisfy { $0 >= 0 && $0.isFinite })
      // The prices say the same to code that shares nothing with it.
      let rounded = BruteForce(problem).bound(prices: outcome.prices.units.map { Int($0.rounded()) })
      #expect(abs(Double(rounded) - outcome.bound) <= Double(problem.unitCount * (1 + problem.unitCount)))
    }
  }

  /// The groups it returns are those of the instance, and hold the relaxation's optimum: from them it is there at once.
  @Test(arguments: 0..<4) func itsGroupsAreEnough(seed: Int) throws {
    let problem = TinyProblem(.plain, seed: seed + 800)
    let instance = try problem.instance()
    let first = try Self.run(instance, prices: [Double](repeating: 0, count: problem.unitCount))
    #expect(first.groups.allSatisfy { instance.isConsistent(Solution(groups: [Group($0)])) })
    let again = try Self.run(instance, prices: first.prices.units, columns: first.groups.map { Group($0) })
    #expect(again.isSolved && abs(again.bound - first.bound) <= 1)
  }

  /// Every bound that it reports holds, and none is worse than the one before.
  @Test(arguments: [Family.plain, .bounded, .levels]) func neverWorseBounds(family: Family) throws {
    let problem = TinyProblem(family, seed: 900)
    let optimum = Double(BruteForce(problem).optimum)
    let reported = Mutex<[Double]>([])
    let high = 2 * Double(problem.groupReward + (problem.rewards.max() ?? 0))
    _ = try Self.run(try problem.instance(), prices: [Double](repeating: high, count: problem.unitCount)) { bound in
      reported.withLock { $0.append(bound) }
    }
    let bounds = reported.withLock { $0 }
    #expect(Set(bounds).count > 1)
    #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(bounds.allSatisfy { $0 >= optimum - 1e-6 })
  }

  /// It ends where the goal is reached, and when it has to, with what it has.
  @Test func noFurtherThanAsked() throws {
    let problem = TinyProblem(.plain, seed: 901)
    let instance = try problem.instance()
    let prices = [Double](repeating: 0, count: problem.unitCount)
    let easy = try Self.run(instance, prices: prices, goal: .infinity)
    #expect(easy.prices.units == prices && !easy.isSolved)
    let stopped = try BoundGeneration(joint: JointInstance(instance), threads: 1, shouldStop: { true }).run(
      prices: .init(units: prices), columns: [], goal: 0)
    #expect(stopped.prices.units == prices && stopped.bound == easy.bound)
  }

  /// With several kinds, envelopes, compulsory units and conflicts too it comes to the relaxation over all groups, from rough
  /// prices or not.
  @Test(arguments: RandomJointProblem.Features.everyMake, 0..<4)
  func toTheJointRelaxation(features: RandomJointProblem.Features, seed: Int) throws {
    var random = RandomJointProblem(seed: UInt64(seed + 9_000))
    let joint = random.make(features, unitCount: 6)
    guard let relaxation = try JointRelaxation.value(of: joint) else { return }
    let best = JointBruteForce.best(joint)
    for isRough in [false, true] {
      let outcome = try BoundGeneration(joint: joint, threads: 1, shouldStop: { false }).run(
        prices: .init(
          units: joint.weights.map { (isRough ? 2_000 : 20_000) * Double($0) }, rates: joint.resources.map { _ in 0 }),
        columns: [], goal: -.infinity, isRough: isRough)
      if let best { #expect(outcome.bound >= Double(best.value) - 1) }
      #expect(outcome.bound >= relaxation - 1)
      // Rates are whole millionths, and tolls whole cents.
      #expect(outcome.bound <= relaxation + (joint.resources.isEmpty ? 10 : 2_000), "\(outcome.isSolved)")
      for group in outcome.groups {
        #expect(joint.group(kind: group.kind, porteur: group.porteur, members: group.members) == group)
      }
      #expect(zip(outcome.prices.units, joint.isCompulsory).allSatisfy { $1 || $0 >= 0 })
      let certificate = Certificate(joint, prices: outcome.prices.units, rates: outcome.prices.rates, threads: 1)
      #expect(abs(Double(certificate.bound) - outcome.bound) <= 2_000)
      if let best { #expect(certificate.bound >= best.value) }
    }
  }

  /// Where nothing can hold a compulsory unit prices fall until that is plain, and no further.
  @Test func `a unit that no group can hold`() throws {
    let instance = try Instance(
      weights: [2, 2, 2], rewards: [100, 100, 100], groupReward: 50, minimum: 4, maximum: nil,
      cost: { $0 == 2 || $1 == 2 ? nil : 1 })
    let joint = JointInstance(
      weights: instance.weights, isCompulsory: [false, false, true],
      kinds: [.init(instance: instance, units: [0, 1, 2], unitCount: 3)])
    let outcome = try BoundGeneration(joint: joint, threads: 1, shouldStop: { false }).run(
      prices: .init(units: [100, 100, 100]), columns: [], goal: -.infinity)
    #expect(outcome.bound <= -1e12)
  }
}
