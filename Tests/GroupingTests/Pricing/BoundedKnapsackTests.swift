import Testing

@testable import Grouping

@Suite struct BoundedKnapsackTests {
  /// Every pair of limits, against all subsets of the porteur's candidates.
  @Test(arguments: [Family.plain, .boundedLevels, .onePoint, .costly], 0..<15)
  func againstEnumeration(family: Family, seed: Int) throws {
    var problem = TinyProblem(family, seed: seed)
    problem.maximum = problem.minimum + 3
    let instance = try problem.instance()
    var generator = SeededGenerator(seed: UInt64(seed))
    let prices = problem.randomPrices(generator: &generator).map {
      generator.below(12) == 0 ? Double.infinity : Double($0)
    }
    let gains = Gains(instance)
    gains.update(instance, prices: prices)
    let knapsack = BoundedKnapsack(
      heaviest: problem.weights.max() ?? 1, maximum: problem.minimum + 3, unitCount: problem.unitCount)
    let level = instance.levels.count - 1
    for porteur in 0..<problem.unitCount {
      func profit(_ set: [Int]) -> Double {
        set.reduce(0) { sum, unit in
          sum + gains.value(level: level, unit: unit) - (problem.costs[porteur][unit].map(Double.init) ?? .infinity)
        }
      }
      let sets = (0..<(1 << problem.unitCount)).map { BruteForce.units(of: $0) }.filter { !$0.contains(porteur) }
        .map { set in (weight: set.reduce(0) { $0 + problem.weights[$1] }, profit: profit(set)) }
      for most in 0...(problem.minimum + 3) {
        for least in [-1, 0, most / 2, most] {
          let best = sets.filter { (least...most).contains($0.weight) }.map(\.profit).max() ?? -.infinity
          let found = knapsack.solve(
            instance, porteur: porteur, gain: gains.pointer(level: level), least: least, most: most)
          #expect(found == best)
          guard found > -.infinity else { continue }
          var members: [Int32] = []
          knapsack.appendSolution(to: &members)
          let chosen = members.map(Int.init)
          #expect(Set(chosen).count == chosen.count && profit(chosen) == best)
          #expect((least...most).contains(chosen.reduce(0) { $0 + problem.weights[$1] }))
        }
      }
    }
  }

  @Test func limitsThatLeaveNothing() throws {
    let instance = try TinyProblem(.bounded, seed: 1).instance()
    let knapsack = BoundedKnapsack(heaviest: 6, maximum: 12, unitCount: 100)
    let gains = Gains(instance)
    gains.update(instance, prices: instance.weights.map { _ in 0 })
    #expect(knapsack.solve(instance, porteur: 0, gain: gains.pointer(level: 0), least: 3, most: 2) == -.infinity)
    #expect(knapsack.solve(instance, porteur: 0, gain: gains.pointer(level: 0), least: -4, most: -1) == -.infinity)
  }
}
