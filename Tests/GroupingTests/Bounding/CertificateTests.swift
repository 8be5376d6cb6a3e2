import Testing

@testable import Grouping

@Suite struct CertificateTests {
  /// For any prices the bound is that of the formula, to the cent, and not below the optimum.
  @Test(arguments: Family.allCases, 0..<10) func anyPrices(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 700)
    let oracle = BruteForce(problem)
    let instance = try problem.instance()
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<4 {
      let prices = problem.randomPrices(generator: &generator)
      let certificate = Certificate(JointInstance(instance), prices: prices.map(Double.init), threads: 1)
      #expect(certificate.prices == prices)
      #expect(certificate.bound == oracle.bound(prices: prices))
      #expect(certificate.bound >= oracle.optimum)
    }
  }

  /// Prices that need no evaluation: their sum is the bound, to the cent.
  @Test(arguments: Family.allCases, 0..<5) func whatUnitsAreWorth(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 900)
    let oracle = BruteForce(problem)
    let certificate = Certificate(worthOf: JointInstance(try problem.instance()))
    #expect(certificate.bound == certificate.prices.reduce(0, +))
    #expect(certificate.bound == oracle.bound(prices: certificate.prices))
    #expect(certificate.bound >= oracle.optimum)
  }

  /// A round that is stopped leaves a bound that holds.
  @Test func stopped() throws {
    let instance = try PricingRoundTests.long()
    let certificate = Certificate(
      JointInstance(instance), prices: [Double](repeating: 0, count: instance.unitCount), threads: 2,
      shouldStop: { true })
    #expect(certificate == Certificate(worthOf: JointInstance(instance)))
  }

  /// Prices are rounded to cents, and those below 0 are raised to it, before the bound is evaluated.
  @Test(arguments: [Family.plain, .boundedLevels], 0..<5) func pricesBecomeCents(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 800)
    let oracle = BruteForce(problem)
    var generator = SeededGenerator(seed: UInt64(seed))
    let prices = problem.weights.map { _ in 900 * generator.unit() - 50 }
    let certificate = Certificate(JointInstance(try problem.instance()), prices: prices, threads: 2)
    for (cents, price) in zip(certificate.prices, prices) {
      #expect(cents >= 0 && abs(Double(cents) - max(0, price)) <= 0.5)
    }
    #expect(certificate.bound == oracle.bound(prices: certificate.prices))
  }
}
