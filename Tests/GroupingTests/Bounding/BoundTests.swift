import Testing

@testable import Grouping

@Suite struct BoundTests {
  /// Never below the optimum, never rising, and equal to the formula at its own prices, from the first iteration to
  /// the last.
  @Test(arguments: Family.allCases, 0..<4) func neverBelowTheOptimum(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 400)
    let oracle = BruteForce(problem)
    let bound = Bound(JointInstance(try problem.instance()), threads: 1, patience: 5)
    let slack = 1e-9 * Double(oracle.optimum) + 1e-6
    var last = Double.infinity
    while !bound.isExhausted, bound.iterations < 1_000 {
      _ = bound.iterate(target: Double(oracle.optimum), exact: true)
      #expect(bound.bestBound >= Double(oracle.optimum) - slack)
      #expect(bound.bestBound <= last)
      last = bound.bestBound
    }
    #expect(bound.isExhausted)
    #expect(bound.bestPrices.allSatisfy { $0 >= 0 && $0.isFinite })
    // Rounding a price moves the bound by half a cent, and by as much again in each group.
    let rounded = oracle.bound(prices: bound.bestPrices.map { Int($0.rounded()) })
    #expect(abs(Double(rounded) - bound.bestBound) <= Double(problem.unitCount * (1 + problem.unitCount)))
  }

  /// Cheap iterations guide; the first exact one starts the record anew.
  @Test(arguments: 0..<10) func exactAfterCheap(seed: Int) throws {
    let problem = TinyProblem(seed.isMultiple(of: 2) ? .levels : .boundedLevels, seed: seed + 500)
    let oracle = BruteForce(problem)
    let bound = Bound(JointInstance(try problem.instance()), threads: 1, patience: 5)
    for _ in 0..<60 { _ = bound.iterate(target: 0, exact: false) }
    let guided = bound.bestPrices
    _ = bound.iterate(target: 0, exact: true)
    #expect(bound.bestPrices == guided)
    #expect(bound.bestBound >= Double(oracle.optimum) - 1e-6)
  }

  /// The dual optimum is that of the linear relaxation over all groups; the subgradient comes close to it.
  @Test(arguments: [Family.plain, .bounded, .levels, .boundedLevels, .noGroupReward, .realAmounts], 0..<4)
  func nearTheRelaxation(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 600)
    let relaxation = try Relaxation.value(of: problem)
    let bound = Bound(JointInstance(try problem.instance()), threads: 1)
    while !bound.isExhausted { _ = bound.iterate(target: 0.98 * relaxation, exact: true) }
    #expect(bound.bestBound >= relaxation * (1 - 1e-9) - 1e-6)
    #expect(bound.bestBound <= relaxation * 1.01 + 1)
  }
}
