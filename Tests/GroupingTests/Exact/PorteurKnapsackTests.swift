import Testing

@testable import Grouping

@Suite struct PorteurKnapsackTests {
  static func duals(_ prices: [Int]) -> Duals {
    Duals(
      units: prices.map(Double.init), ofLeader: .init(repeating: 0, count: prices.count), cuts: [], ofRows: 0)
  }

  /// Each porteur's best reduced value, by the table and by enumeration.
  @Test(arguments: [Family.plain, .bounded, .levels, .boundedLevels, .proportional], 0..<6)
  func best(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 400)
    let instance = try problem.instance()
    let leaders = Leaders(JointInstance(instance))
    var generator = SeededGenerator(seed: UInt64(seed))
    let prices = problem.weights.map { 500 * $0 + generator.below(1_500) }
    let brute = BruteForce(problem)
    let pricing = ColumnPricing(leaders, threads: 2, mostCuts: 10)
    let restriction = Restriction(leaders)
    let none = CutTable([], prices: [], unitCount: instance.unitCount)
    let found = try #require(pricing.price(restriction, duals: Self.duals(prices), cuts: none))
    for porteur in 0..<instance.unitCount {
      let best = max(0, brute.best(porteur: porteur, prices: prices) ?? 0)
      #expect(found[porteur].bound == Double(best))
    }
  }

  /// All groups above a floor, those of every porteur, each once and at its value; and the best group with each pair.
  @Test(arguments: [Family.plain, .bounded, .levels, .boundedLevels], 0..<6)
  func enumeration(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 500)
    let instance = try problem.instance()
    let leaders = Leaders(JointInstance(instance))
    var generator = SeededGenerator(seed: UInt64(seed))
    let prices = problem.weights.map { 400 * $0 + generator.below(1_200) }
    let floor = -1_000
    var expected: Set<[Int]> = []
    var pairs: [[Int]: Int] = [:]
    for set in 1..<(1 << problem.unitCount) {
      let members = BruteForce.units(of: set)
      for porteur in members {
        guard let value = problem.value(porteur: porteur, members: members) else { continue }
        let reduced = value - members.reduce(0) { $0 + prices[$1] }
        if reduced > floor { expected.insert([porteur, value] + members) }
        for member in members where member != porteur {
          pairs[[porteur, member]] = max(pairs[[porteur, member]] ?? .min, reduced)
        }
      }
    }
    let pricing = ColumnPricing(leaders, threads: 1, mostCuts: 10)
    let restriction = Restriction(leaders)
    let none = CutTable([], prices: [], unitCount: instance.unitCount)
    let store = try #require(
      pricing.enumerate(restriction, duals: Self.duals(prices), cuts: none, floor: Double(floor), most: 10_000))
    let found = (0..<store.count).map { column in
      [Int(store.leaders[column]), Int(store.values[column])] + store.members(of: column).map(Int.init)
    }
    #expect(Set(found) == expected)
    #expect(found.count == expected.count)
    if expected.count > 1 {
      #expect(
        pricing.enumerate(
          restriction, duals: Self.duals(prices), cuts: none, floor: Double(floor), most: expected.count - 1) == nil)
    }
    let bounds = try #require(pricing.pairBounds(restriction, duals: Self.duals(prices)))
    for porteur in 0..<instance.unitCount {
      for place in restriction.starts[porteur]..<restriction.starts[porteur + 1] {
        let best = pairs[[porteur, Int(restriction.candidates[place])]]
        #expect(bounds.pairs[place] == best.map(Double.init) ?? -.infinity)
      }
    }
  }

  /// With cuts at a price: the best of all groups, the price taken off those that a cut counts.
  @Test(arguments: [Family.plain, .bounded, .levels], 0..<6)
  func cuts(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 600, count: 8)
    let instance = try problem.instance()
    let leaders = Leaders(JointInstance(instance))
    var generator = SeededGenerator(seed: UInt64(seed))
    var duals = Self.duals(problem.weights.map { 300 * $0 + generator.below(900) })
    let cuts = [[0, 1, 2], [1, 3, 5], [2, 4, 7]].map { SubsetRowCut(units: $0) }
    duals.cuts = [900, 350, 500]
    let table = CutTable(cuts, prices: duals.cuts, unitCount: 8)
    var best = [Double](repeating: 0, count: 8)
    for set in 1..<256 {
      let members = BruteForce.units(of: set)
      for porteur in members {
        guard let value = problem.value(porteur: porteur, members: members) else { continue }
        var reduced = Double(value) - members.reduce(0) { $0 + duals.units[$1] }
        for (cut, price) in zip(cuts, duals.cuts) where cut.units.count(where: { members.contains(Int($0)) }) >= 2 {
          reduced -= price
        }
        best[porteur] = max(best[porteur], reduced)
      }
    }
    let pricing = ColumnPricing(leaders, threads: 1, mostCuts: 10)
    let found = try #require(pricing.price(Restriction(leaders), duals: duals, cuts: table))
    #expect(found.map(\.bound) == best)
    let stop = { @Sendable in true }
    #expect(pricing.price(Restriction(leaders), duals: duals, cuts: table, shouldStop: stop) == nil)
    #expect(pricing.pairBounds(Restriction(leaders), duals: duals, shouldStop: stop) == nil)
  }
}
