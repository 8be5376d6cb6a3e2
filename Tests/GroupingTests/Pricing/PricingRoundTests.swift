import Testing

@testable import Grouping

@Suite struct PricingRoundTests {
  /// Whatever thread prices a porteur, the round finds what the oracle finds. Two units past three chunks of porteurs.
  @Test(arguments: [1, 2, 3, 8]) func everyPorteurOnce(threads: Int) throws {
    let problem = TinyProblem(.boundedLevels, seed: 11, count: 50)
    let instance = try problem.instance()
    var generator = SeededGenerator(seed: 4)
    let prices = problem.randomPrices(generator: &generator).map(Double.init)
    let gains = Gains(instance)
    gains.update(instance, prices: prices)
    let pricing = Pricing(instance)
    let round = PricingRound(instance, threads: threads)
    for (floor, exact) in [(0.0, true), (-1e15, true), (-1e15, false)] {
      let priced = round.price(prices, floor: floor, exact: exact)
      #expect(priced.values.count == 50 && priced.starts.count == 51)
      for porteur in 0..<50 {
        #expect(priced.values[porteur] == pricing.best(porteur: porteur, gains: gains, floor: floor, exact: exact))
        #expect(Array(priced.column(of: porteur)) == pricing.members)
      }
    }
  }

  /// Units so heavy that the table of each porteur's knapsack has millions of cells.
  static func long() throws -> Instance {
    let weights = (0..<150).map { 9_000 + 13 * $0 }
    return try Instance(
      weights: weights, rewards: weights.map { _ in 1_000 }, groupReward: 500, minimum: 1, maximum: 30_000,
      mostGroups: 4, cost: { abs($0 - $1) })
  }

  /// A long round looks at the clock on its way, and tells that it is not complete.
  @Test(arguments: [1, 2]) func stopsOnTheWay(threads: Int) throws {
    let instance = try Self.long()
    #expect(Pricing.porteursPerLook(instance) < 50)
    let prices = [Double](repeating: 0, count: instance.unitCount)
    let whole = PricingRound(instance, threads: threads).price(prices)
    let stopped = PricingRound(instance, threads: threads, shouldStop: { true }).price(prices)
    #expect(whole.isComplete && !stopped.isComplete)
    #expect(whole.values.allSatisfy { $0 > 0 } && stopped.values.contains(-.infinity))
  }

  /// Of a problem as registers make them no round is long enough to look.
  @Test func doesNotLook() throws {
    let instance = try TinyProblem(.boundedLevels, seed: 12, count: 50).instance()
    let round = PricingRound(instance, threads: 2, shouldStop: { true })
    #expect(round.price([Double](repeating: 0, count: 50)).isComplete)
  }

  @Test(arguments: [Family.plain, .bounded, .levels, .boundedLevels], 0..<5)
  func againstEnumeration(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 300)
    let oracle = BruteForce(problem)
    var generator = SeededGenerator(seed: UInt64(seed))
    let prices = problem.randomPrices(generator: &generator)
    let priced = PricingRound(try problem.instance(), threads: 2).price(prices.map(Double.init))
    for porteur in 0..<problem.unitCount {
      let best = oracle.best(porteur: porteur, prices: prices) ?? .min
      #expect(max(0, priced.values[porteur]) == Double(max(0, best)))
      #expect(priced.column(of: porteur).isEmpty == (best <= 0))
    }
  }
}
