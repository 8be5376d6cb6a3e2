import Testing

@testable import Grouping

/// Pricing against all groups of the porteur, for random prices. All numbers are whole cents, so equality is exact.
@Suite struct PricingTests {
  /// Below any value, yet a number.
  static let anything = -1e15

  static func prices(_ problem: TinyProblem, seed: Int) -> [Int?] {
    var generator = SeededGenerator(seed: UInt64(seed) &+ 9_000)
    // Low prices make many candidates profitable at once, so that a maximum binds.
    let divisor = seed.isMultiple(of: 2) ? 1 : 5
    let prices = problem.randomPrices(generator: &generator)
    return prices.map { generator.below(15) == 0 ? nil : $0 / divisor }
  }

  static func gains(_ instance: Instance, prices: [Int?]) -> Gains {
    let gains = Gains(instance)
    gains.update(instance, prices: prices.map { $0.map(Double.init) ?? .infinity })
    return gains
  }

  /// Reduced value of the pricing's members; nil when they are no admissible group.
  static func reducedValue(
    _ members: [Int32], porteur: Int, problem: TinyProblem, prices: [Int?]
  ) -> Int? {
    let members = members.map(Int.init)
    guard members.first == porteur, Set(members).count == members.count,
      let value = problem.value(porteur: porteur, members: members.sorted())
    else { return nil }
    return members.reduce(value) { sum, member in prices[member].map { sum - $0 } ?? .min / 2 }
  }

  @Test(arguments: Family.allCases, 0..<12) func bestGroups(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed)
    let oracle = BruteForce(problem)
    let prices = Self.prices(problem, seed: seed)
    let instance = try problem.instance()
    let gains = Self.gains(instance, prices: prices)
    let pricing = Pricing(instance)
    for porteur in 0..<problem.unitCount {
      let best = oracle.best(porteur: porteur, prices: prices)
      let found = pricing.best(porteur: porteur, gains: gains, floor: -.infinity, exact: true)
      #expect(found == best.map(Double.init) ?? -.infinity)
      let value = Self.reducedValue(pricing.members, porteur: porteur, problem: problem, prices: prices)
      #expect(value == best)
      #expect(pricing.members.isEmpty == (best == nil))
    }
  }

  /// What is worth the floor or less need not be found, and nothing above it is missed.
  @Test(arguments: Family.allCases, 0..<6) func floors(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 100)
    let oracle = BruteForce(problem)
    let prices = Self.prices(problem, seed: seed)
    let instance = try problem.instance()
    let gains = Self.gains(instance, prices: prices)
    let pricing = Pricing(instance)
    for porteur in 0..<problem.unitCount {
      let best = oracle.best(porteur: porteur, prices: prices)
      let floors = [-4_000, 0, 800, 5_000] + (best.map { [$0 - 1, $0, $0 + 1] } ?? [])
      for floor in floors {
        let found = pricing.best(porteur: porteur, gains: gains, floor: Double(floor), exact: true)
        if let best, best > floor {
          #expect(found == Double(best))
          #expect(Self.reducedValue(pricing.members, porteur: porteur, problem: problem, prices: prices) == best)
        } else {
          #expect(found <= Double(floor) && found >= best.map(Double.init) ?? -.infinity)
          #expect(pricing.members.isEmpty)
        }
      }
    }
  }

  /// The cheap form shows a real group or none, and with one level it misses nothing.
  @Test(arguments: Family.allCases, 0..<12) func cheapForm(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed + 200)
    let oracle = BruteForce(problem)
    let prices = Self.prices(problem, seed: seed)
    let instance = try problem.instance()
    let gains = Self.gains(instance, prices: prices)
    let pricing = Pricing(instance)
    for porteur in 0..<problem.unitCount {
      let best = oracle.best(porteur: porteur, prices: prices)
      let found = pricing.best(porteur: porteur, gains: gains, floor: Self.anything, exact: false)
      let value = Self.reducedValue(pricing.members, porteur: porteur, problem: problem, prices: prices)
      #expect(found <= best.map(Double.init) ?? -.infinity)
      #expect(value.map(Double.init) == (pricing.members.isEmpty ? nil : found))
      if instance.levels.count == 1 { #expect(value == best) }
    }
  }

  /// Where all that is profitable is too heavy, the cheap form still has a group to show.
  @Test func cheapFormUnderTheMaximum() throws {
    let table = try #require(ProbabilityTable([5_000, 10_000]))
    let instance = try Instance(
      weights: [2, 2, 2, 2, 2], rewards: [10, 20, 30, 40, 50], groupReward: 0, minimum: 5, maximum: 6,
      probabilities: table, cost: { _, _ in 0 })
    let pricing = Pricing(instance)
    let gains = Self.gains(instance, prices: [0, 0, 0, 0, 0])
    #expect(pricing.best(porteur: 0, gains: gains, floor: 0, exact: false) == 100)
    #expect(pricing.members.sorted() == [0, 3, 4])
  }

  /// The families above do make the maximum bind: taking all that is profitable would be too heavy, at one level and
  /// at several.
  @Test(arguments: [Family.bounded, .boundedLevels]) func maximumBinds(family: Family) throws {
    var binding = 0
    for seed in 0..<12 {
      let problem = TinyProblem(family, seed: seed)
      let instance = try problem.instance()
      let prices = Self.prices(problem, seed: seed)
      let maximum = try #require(problem.maximum)
      for porteur in 0..<problem.unitCount where prices[porteur] != nil {
        let profitable = (0..<problem.unitCount).filter { unit in
          guard unit != porteur, let price = prices[unit], let cost = problem.costs[porteur][unit] else { return false }
          return Int(instance.levels[instance.levels.count - 1].rewards[unit]) - price - cost > 0
        }
        let weight = problem.weights[porteur] + profitable.reduce(0) { $0 + problem.weights[$1] }
        if weight > maximum { binding += 1 }
      }
    }
    #expect(binding >= 10)
  }

  /// A maximum that no group can pass costs no memory and changes nothing.
  @Test(arguments: 0..<4) func greatMaximum(seed: Int) throws {
    var problem = TinyProblem(.levels, seed: seed)
    let prices = Self.prices(problem, seed: seed)
    let oracle = BruteForce(problem)
    problem.maximum = .max
    let instance = try problem.instance()
    let gains = Self.gains(instance, prices: prices)
    let pricing = Pricing(instance)
    for porteur in 0..<problem.unitCount {
      let found = pricing.best(porteur: porteur, gains: gains, floor: -.infinity, exact: true)
      #expect(found == oracle.best(porteur: porteur, prices: prices).map(Double.init) ?? -.infinity)
    }
  }

  /// The scratch memory of one porteur leaves no trace in the next.
  @Test(arguments: [Family.levels, .boundedLevels], 0..<6) func anyOrder(family: Family, seed: Int) throws {
    let problem = TinyProblem(family, seed: seed)
    let prices = Self.prices(problem, seed: seed)
    let instance = try problem.instance()
    let gains = Self.gains(instance, prices: prices)
    let pricing = Pricing(instance)
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<40 {
      let porteur = generator.below(problem.unitCount)
      let floor = [-Double.infinity, 0, 1_500][generator.below(3)]
      let exact = generator.below(2) == 0
      let found = pricing.best(porteur: porteur, gains: gains, floor: floor, exact: exact)
      let fresh = Pricing(instance)
      #expect(found == fresh.best(porteur: porteur, gains: gains, floor: floor, exact: exact))
      #expect(pricing.members == fresh.members)
    }
  }

  /// A unit taken out of the gains is taken out of every group.
  @Test func removedUnits() throws {
    let problem = TinyProblem(.levels, seed: 3, count: 8)
    let oracle = BruteForce(problem)
    var prices: [Int?] = problem.weights.map { _ in 0 }
    let instance = try problem.instance()
    let gains = Self.gains(instance, prices: prices)
    let pricing = Pricing(instance)
    for removed in [2, 5, 0, 7] {
      gains.remove(removed)
      prices[removed] = nil
      for porteur in 0..<problem.unitCount {
        let found = pricing.best(porteur: porteur, gains: gains, floor: -.infinity, exact: true)
        #expect(found == oracle.best(porteur: porteur, prices: prices).map(Double.init) ?? -.infinity)
      }
    }
  }
}
