import Testing

@testable import Grouping

/// Groups with sides and terms are priced like all groups tried one by one.
@Suite struct SideKnapsackTests {
  struct Make: Sendable, CustomTestStringConvertible {
    let sides: [String]
    let hasTerms: Bool
    let hasLevels: Bool
    let maximum: Int?
    var testDescription: String { "\(sides) terms \(hasTerms) levels \(hasLevels) maximum \(maximum ?? 0)" }
  }

  static let makes: [Make] =
    [["members"], ["family"], [], ["members", "family"]].flatMap { sides in
      [true, false].flatMap { hasTerms in
        [true, false].flatMap { hasLevels in
          [nil, 9, 14].map { Make(sides: sides, hasTerms: hasTerms, hasLevels: hasLevels, maximum: $0) }
        }
      }
    }

  static func instance(_ make: Make, generator: inout SeededGenerator) throws -> Instance {
    let count = 9
    let weights = (0..<count).map { _ in 1 + generator.below(4) }
    let sides = make.sides.map { name -> Side in
      name == "members"
        ? .members((0..<count).map { _ in 1 + generator.below(2) }, most: 2 + generator.below(4))
        : .family(outside: weights.map { generator.below(2) == 0 ? 0 : 1 + generator.below($0) }, share: 7_000)
    }
    let costs = (0..<count).map { _ in (0..<count).map { _ in generator.below(5) == 0 ? nil : generator.below(9_000) } }
    return try Instance(
      weights: weights, rewards: weights.map { $0 * generator.below(6_000) }, groupReward: generator.below(9_000),
      minimum: 5, maximum: make.maximum,
      probabilities: make.hasLevels ? (ProbabilityTable([4_000, 7_000, 9_000, 10_000]) ?? .certain) : .certain,
      terms: make.hasTerms ? (0..<7).map { _ in generator.below(20_000) - 12_000 } : [], sides: sides,
      leads: (0..<count).map { _ in generator.below(5) > 0 }, cost: { h, i in h == i ? costs[h][h] ?? 0 : costs[h][i] })
  }

  /// The best reduced value of a porteur's groups; −∞ when there is none.
  static func best(_ instance: Instance, porteur: Int, prices: [Int]) -> Int? {
    var best: Int?
    for set in 0..<(1 << instance.unitCount) where set >> porteur & 1 == 1 {
      let members = BruteForce.units(of: set)
      guard let group = instance.group(porteur: porteur, members: members) else { continue }
      best = max(best ?? .min, members.reduce(group.value) { $0 - prices[$1] })
    }
    return best
  }

  /// Exact with one side that a table carries; with two, or a share without a maximum, no less than the best and, where it
  /// finds an admissible group, no more than that one is worth when it says so.
  @Test(arguments: makes, 0..<6) func likeAllGroups(make: Make, seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed + 40))
    let instance = try Self.instance(make, generator: &generator)
    let isExact =
      make.sides.count < 2 && (make.sides != ["family"] || make.maximum != nil || instance.totalWeight < 15)
    for _ in 0..<4 {
      let prices = (0..<instance.unitCount).map { _ in generator.below(9_000) }
      let gains = Gains(instance)
      gains.update(instance, prices: prices.map(Double.init))
      let pricing = Pricing(instance)
      for porteur in 0..<instance.unitCount {
        let best = Self.best(instance, porteur: porteur, prices: prices)
        let low = pricing.best(porteur: porteur, gains: gains, floor: -.greatestFiniteMagnitude, exact: true)
        if isExact {
          #expect(best.map(Double.init) ?? -.infinity == (pricing.members.isEmpty ? -.infinity : low))
        } else if let best {
          #expect(low >= Double(best))
        }
        let group = instance.group(porteur: porteur, members: pricing.members.map(Int.init))
        #expect(group != nil || pricing.members.isEmpty || !isExact)
        if let group { #expect(Double(group.members.reduce(group.value) { $0 - prices[$1] }) == low) }
        guard let best, best < 1_000_000 else { continue }
        // A floor above the best spares the search, and bounds it all the same.
        let high = pricing.best(porteur: porteur, gains: gains, floor: Double(best + 1), exact: true)
        #expect(high <= Double(best + 1) || !isExact)
        #expect(high >= Double(best))
      }
    }
  }
}
