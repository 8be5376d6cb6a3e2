@testable import Grouping

/// Random problems of every kind that the engine must not stumble over.
enum Family: CaseIterable {
  /// Several groups, no maximum, no withdrawal.
  case plain
  /// A maximum little above the minimum, often binding.
  case bounded
  /// The value depends on the weight.
  case levels
  case boundedLevels
  /// What a unit brings goes by its weight alone, as in the real barème: the probability's levels bound one another
  /// closely.
  case proportional
  /// Units bring nothing, groups do.
  case noRewards
  /// Groups bring nothing besides their units.
  case noGroupReward
  /// Neither does: no group is worth anything.
  case worthless
  /// Every group costs more than it brings.
  case costly
  /// All units at one point, so that many plans are worth the same.
  case onePoint
  /// No unit within reach of another.
  case apart
  /// All units together miss the minimum by one.
  case justBelow
  /// All units together just reach it: one group or none.
  case justEnough
  /// Amounts as in the real register: hundreds of thousands of euros, to the cent.
  case realAmounts
  /// Some units are worth something in any group, whatever its probability.
  case bonuses
  case empty
  case single
}

extension TinyProblem {
  /// - Parameter count: number of units, where the family does not say.
  init(_ family: Family, seed: Int, count: Int? = nil) {
    var generator = SeededGenerator(seed: UInt64(truncatingIfNeeded: seed) &* 1_000_003 &+ 77)
    let isBounded = family == .bounded || family == .boundedLevels
    let usual = (isBounded ? 7 : 5) + generator.below(isBounded ? 3 : 4)
    let count = family == .empty ? 0 : family == .single ? 1 : count ?? usual
    minimum = 4 + generator.below(4)
    let heaviest = 1 + generator.below(minimum - 1)
    weights = (0..<count).map { _ in 1 + generator.below(heaviest) }
    let most = family == .realAmounts ? 35_000_000 : 4_001
    rewards = (0..<count).map { _ in generator.below(8) == 0 ? 0 : generator.below(most) }
    groupReward = family == .realAmounts ? 11_500_000 : generator.below(5) == 0 ? 0 : generator.below(3_001)
    costs = Self.costs(family, of: weights, generator: &generator)
    switch family {
    case .bounded: maximum = minimum + generator.below(3)
    case .levels: entries = Self.entries(generator: &generator)
    case .proportional:
      rewards = weights.map { 501 * $0 }
      entries = Self.entries(generator: &generator)
    case .boundedLevels:
      maximum = minimum + generator.below(4)
      entries = Self.entries(generator: &generator)
    case .bonuses:
      bonuses = weights.map { _ in generator.below(2) == 0 ? 0 : generator.below(5_000) }
      entries = Self.entries(generator: &generator)
    case .noRewards: rewards = rewards.map { _ in 0 }
    case .noGroupReward: groupReward = 0
    case .worthless:
      rewards = rewards.map { _ in 0 }
      groupReward = 0
    case .justBelow: minimum = max(weights.reduce(0, +) + 1, heaviest + 1)
    case .justEnough: minimum = max(weights.reduce(0, +), heaviest + 1)
    case .plain, .costly, .onePoint, .apart, .realAmounts, .empty, .single: break
    }
  }

  /// Points in a square; a cost for each unit of weight and distance, and a little noise, so that no two porteurs are
  /// alike and distances are not even symmetric.
  private static func costs(
    _ family: Family, of weights: [Int], generator: inout SeededGenerator
  ) -> [[Int?]] {
    let side = family == .onePoint ? 0.0 : 100
    let points = weights.map { _ in (x: side * generator.unit(), y: side * generator.unit()) }
    let radius = family == .apart ? -1.0 : 50 + 80 * generator.unit()
    let price = family == .costly ? 5_000 : family == .realAmounts ? 10_000 : 2 + 10 * generator.unit()
    let noise = family == .onePoint ? 1 : 60
    let base = family == .costly ? 20_000 : 0
    return points.indices.map { porteur in
      points.indices.map { unit in
        let x = points[porteur].x - points[unit].x
        let y = points[porteur].y - points[unit].y
        let distance = (x * x + y * y).squareRoot()
        guard porteur == unit || distance <= radius else { return nil }
        return base + Int((distance * price).rounded()) * weights[unit] + generator.below(noise)
      }
    }
  }

  private static func entries(generator: inout SeededGenerator) -> [Int] {
    var entries = (0..<(1 + generator.below(7))).map { _ in generator.below(10_001) }.sorted()
    // Repeated entries are no levels of their own; nor does the table always end with certainty.
    if generator.below(3) == 0 { entries.append(entries[entries.count - 1]) }
    if generator.below(2) == 0 { entries.append(10_000) }
    return entries
  }

  /// Prices in cents near what the units bring, some of them 0.
  func randomPrices(generator: inout SeededGenerator) -> [Int] {
    let share = groupReward / max(1, minimum)
    return weights.indices.map { unit in
      generator.below(4) == 0 ? 0 : generator.below(2 * (rewards[unit] + share * weights[unit]) + 50)
    }
  }
}

extension Instance {
  /// A random plan, not a good one: groups of random members around random porteurs.
  func randomSolution(generator: inout SeededGenerator) -> Solution {
    var isFree = [Bool](repeating: true, count: unitCount)
    var solution = Solution()
    for porteur in (0..<unitCount).shuffled(using: &generator) where isFree[porteur] {
      var members = [porteur]
      let near = candidates[offsets[porteur]..<offsets[porteur + 1]].map(Int.init).filter { isFree[$0] }
      let wanted = minimum + generator.below(minimum)
      var weight = weights[porteur]
      for unit in near.shuffled(using: &generator) where weight < wanted {
        guard weight + weights[unit] <= maximum ?? .max else { continue }
        members.append(unit)
        weight += weights[unit]
      }
      guard let group = group(porteur: porteur, members: members) else { continue }
      for member in members { isFree[member] = false }
      solution.groups.append(group)
    }
    return solution
  }
}
