import Synchronization
import Testing

@testable import Grouping

@Suite struct BoundGenerationTests {
  private static func run(
    _ instance: Instance, prices: [Double], columns: [Group] = [], goal: Double = -.infinity,
    report: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws -> BoundGeneration.Outcome {
    try BoundGeneration(instance: instance, threads: 1, shouldStop: { false }).run(
      prices: prices, columns: columns, goal: goal, report: report)
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
      #expect(outcome.prices.allSatisfy { $0 >= 0 && $0.isFinite })
      // The prices say the same to code that shares nothing with it.
      let rounded = BruteForce(problem).bound(prices: outcome.prices.map { Int($0.rounded()) })
      #expect(abs(Double(rounded) - outcome.bound) <= Double(problem.unitCount * (1 + problem.unitCount)))
    }
  }

  /// The groups it returns are those of the instance, and hold the relaxation's optimum: from them it is there at once.
  @Test(arguments: 0..<4) func itsGroupsAreEnough(seed: Int) throws {
    let problem = TinyProblem(.plain, seed: seed + 800)
    let instance = try problem.instance()
    let first = try Self.run(instance, prices: [Double](repeating: 0, count: problem.unitCount))
    #expect(first.groups.allSatisfy { instance.isConsistent(Solution(groups: [$0])) })
    let again = try Self.run(instance, prices: first.prices, columns: first.groups)
    #expect(again.isSolved && abs(again.bound - first.bound) <= 1)
  }

  /// Every bound that it reports holds and is better than the one before.
  @Test(arguments: [Family.plain, .bounded, .levels]) func onlyBetterBounds(family: Family) throws {
    let problem = TinyProblem(family, seed: 900)
    let optimum = Double(BruteForce(problem).optimum)
    let reported = Mutex<[Double]>([])
    let high = 2 * Double(problem.groupReward + (problem.rewards.max() ?? 0))
    _ = try Self.run(try problem.instance(), prices: [Double](repeating: high, count: problem.unitCount)) { bound in
      reported.withLock { $0.append(bound) }
    }
    let bounds = reported.withLock { $0 }
    #expect(!bounds.isEmpty)
    #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 > $1 })
    #expect(bounds.allSatisfy { $0 >= optimum - 1e-6 })
  }

  /// It ends where the goal is reached, and when it has to, with what it has.
  @Test func noFurtherThanAsked() throws {
    let problem = TinyProblem(.plain, seed: 901)
    let instance = try problem.instance()
    let prices = [Double](repeating: 0, count: problem.unitCount)
    let easy = try Self.run(instance, prices: prices, goal: .infinity)
    #expect(easy.prices == prices && !easy.isSolved)
    let stopped = try BoundGeneration(instance: instance, threads: 1, shouldStop: { true }).run(
      prices: prices, columns: [], goal: 0)
    #expect(stopped.prices == prices && stopped.bound == easy.bound)
  }
}
