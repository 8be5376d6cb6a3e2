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
