/// A grouping problem: units with weights and rewards, the groups they may form, what each group is worth.
///
/// A **group** is a porteur `h` and members `S ∋ h`; each other member must be among the candidates of `h`. With `W`
/// the sum of the members' weights and `p(W)` from the table of probabilities, it is admissible when `minimum ≤ W ≤
/// maximum`, and its value is
///
///     Σ_{i ∈ S} ( ⌊p(W)·reward_i⌉ + bonus_i − cost_hi )  +  ⌊p(W)·groupReward⌉  +  term(W)
///
/// in whole cents. Sides may limit it further: how many members it has, how much of its weight lies outside a family. Each unit joins at most one group; a unit left alone brings nothing. No unit reaches the minimum by
/// itself, so that every group has two members at least, unless `allowsHeavyUnits` says otherwise.
///
/// Candidates are kept by porteur, one after the other in contiguous arrays. Immutable. Memory: 12 bytes for each pair
/// (porteur, candidate).
public struct Instance: Sendable {
  /// Weight of each unit, from 1 to minimum − 1.
  public let weights: [Int]
  /// What each unit brings to a group that succeeds, in cents, at least 0.
  public let rewards: [Int]
  /// What each group that succeeds brings besides, in cents, at least 0.
  public let groupReward: Int
  /// What each unit is worth in any group besides, whether the group succeeds or not, in cents, at least 0; empty: nothing.
  public let bonuses: [Int]
  /// Cost in cents of each unit's own places when it is the porteur.
  public let ownCosts: [Int]
  /// Least weight of a group, at least 2.
  public let minimum: Int
  /// Greatest weight of a group; nil when there is none.
  public let maximum: Int?
  public let probabilities: ProbabilityTable
  /// What a group is worth besides by its weight, from the minimum on and the last for all above, in cents, of either sign;
  /// empty: nothing.
  public let terms: [Int]
  /// What else limits each group.
  public let sides: [Side]
  /// How many groups a plan may have at the most; nil when only the weights limit it.
  public let mostGroups: Int?
  /// Whether a unit may be heavy enough for a group by itself, or too heavy for any.
  public let allowsHeavyUnits: Bool
  /// Whether each unit may be porteur; nil: all may.
  public let leads: [Bool]?

  /// Candidates of porteur `h`: places `offsets[h]..<offsets[h + 1]` of `candidates` and `costs`.
  public let offsets: [Int]
  /// Units, ascending for each porteur, the porteur itself left out.
  public let candidates: [Int32]
  /// Cost in cents of the candidate in the porteur's group, at least 0.
  public let costs: [Double]

  /// The probabilities that matter, by ascending weight. Never empty.
  let levels: [Level]

  /// From `threshold` on a group succeeds with the probability of this level (or of a later one).
  struct Level: Sendable {
    let threshold: Int
    let tenThousandths: Int
    /// ⌊p·reward⌉ + bonus of each unit, in cents.
    let rewards: [Double]
    /// ⌊p·groupReward⌉ in cents.
    let groupReward: Double
  }

  public var unitCount: Int { weights.count }
  public var totalWeight: Int { weights.reduce(0, +) }

  /// Whether neither terms nor sides make a group more than its sums.
  var isBare: Bool { terms.isEmpty && sides.isEmpty }

  /// The maximum, unless no group can pass it: nil then.
  var bindingMaximum: Int? { maximum.flatMap { $0 < totalWeight ? $0 : nil } }

  /// No plan has more groups than this.
  public var groupLimit: Int { min(mostGroups ?? .max, totalWeight / minimum) }

  /// - Parameter mostGroups: with a limit a unit may form a group by itself: weights need not be below the minimum, which
  ///   may be 1.
  /// - Throws: `InstanceError` when an array has the wrong length or a value lies outside the range given above.
  public init(
    weights: [Int], rewards: [Int], groupReward: Int, bonuses: [Int] = [], ownCosts: [Int],
    minimum: Int, maximum: Int?, mostGroups: Int? = nil, allowsHeavyUnits: Bool = false,
    probabilities: ProbabilityTable = .certain, terms: [Int] = [], sides: [Side] = [], leads: [Bool]? = nil,
    offsets: [Int], candidates: [Int32], costs: [Double]
  ) throws(InstanceError) {
    let allowsHeavyUnits = allowsHeavyUnits || mostGroups != nil
    let count = weights.count
    guard rewards.count == count, ownCosts.count == count, bonuses.isEmpty || bonuses.count == count,
      offsets.count == count + 1, offsets.first == 0,
      offsets.last == candidates.count, costs.count == candidates.count, leads?.count ?? count == count,
      sides.allSatisfy({ $0.amounts.count == count }),
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 })
    else { throw .lengths }
    guard minimum >= (allowsHeavyUnits ? 1 : 2), mostGroups ?? 0 >= 0, maximum.map({ $0 >= minimum }) ?? true else {
      throw .limits(minimum: minimum, maximum: maximum)
    }
    for unit in weights.indices {
      guard weights[unit] >= 1, weights[unit] < (allowsHeavyUnits ? .max : minimum) else {
        throw .weight(unit: unit, weight: weights[unit])
      }
      guard Self.amounts.contains(rewards[unit]), Self.amounts.contains(ownCosts[unit]),
        Self.amounts.contains(bonuses.isEmpty ? 0 : bonuses[unit])
      else {
        throw .amount(unit: unit)
      }
      var last = -1
      for place in offsets[unit]..<offsets[unit + 1] {
        let candidate = Int(candidates[place])
        guard candidate > last, candidate < count, candidate != unit else {
          throw .candidate(porteur: unit, candidate: candidate)
        }
        guard costs[place] >= 0, costs[place] <= Double(Self.amounts.upperBound), costs[place].rounded() == costs[place]
        else { throw .amount(unit: candidate) }
        last = candidate
      }
    }
    guard Self.amounts.contains(groupReward), terms.allSatisfy({ $0.magnitude <= Self.amounts.upperBound }) else {
      throw .amount(unit: nil)
    }
    for side in sides {
      if let unit = side.amounts.firstIndex(where: { $0 < 0 }) { throw .amount(unit: unit) }
      guard side.most >= 0, side.ofWeight >= 0 else { throw .amount(unit: nil) }
    }
    self.weights = weights
    self.rewards = rewards
    self.groupReward = groupReward
    self.bonuses = bonuses
    self.ownCosts = ownCosts
    self.minimum = minimum
    self.maximum = maximum
    self.mostGroups = mostGroups
    self.allowsHeavyUnits = allowsHeavyUnits
    self.probabilities = probabilities
    self.terms = terms
    self.sides = sides
    self.leads = leads
    self.offsets = offsets
    self.candidates = candidates
    self.costs = costs
    var levels: [Level] = []
    for (step, p) in probabilities.tenThousandths.enumerated()
    where p > (levels.last?.tenThousandths ?? -1) && minimum + step <= maximum ?? .max {
      levels.append(
        Level(
          threshold: minimum + step, tenThousandths: p,
          rewards: rewards.indices.map {
            Double(Self.share(p, of: rewards[$0]) + (bonuses.isEmpty ? 0 : bonuses[$0]))
          },
          groupReward: Double(Self.share(p, of: groupReward))))
    }
    self.levels = levels
  }

  /// Amounts that keep every sum exact in a double: below 10¹² cents each.
  public static let amounts = 0...1_000_000_000_000

  /// What a group of this weight is worth besides, in cents.
  @inline(__always)
  func term(_ weight: Int) -> Int { terms.isEmpty ? 0 : terms[min(weight - minimum, terms.count - 1)] }

  /// The greatest term there is, 0 at the least.
  var mostTerm: Int { max(0, terms.max() ?? 0) }

  @inline(__always)
  func mayLead(_ unit: Int) -> Bool { leads?[unit] ?? true }

  /// Whether a group of these members may hold what they hold of the sides.
  ///
  /// - Parameter weight: of the members together.
  func isWithinSides(_ members: some Sequence<Int>, weight: Int) -> Bool {
    sides.allSatisfy { side in side.allows(members.reduce(0) { $0 + side.amounts[$1] }, weight: weight) }
  }

  /// What the unit is worth in any group besides its reward.
  func bonus(_ unit: Int) -> Int { bonuses.isEmpty ? 0 : bonuses[unit] }

  /// ⌊p·amount⌉ in cents, halves up.
  static func share(_ tenThousandths: Int, of amount: Int) -> Int {
    (amount * tenThousandths + 5_000) / 10_000
  }
}

/// Why an instance cannot be made.
public enum InstanceError: Error, Sendable, Equatable {
  case lengths
  case limits(minimum: Int, maximum: Int?)
  case weight(unit: Int, weight: Int)
  case amount(unit: Int?)
  case candidate(porteur: Int, candidate: Int)
}

extension Instance {
  /// An instance whose pairs are all asked for, for small problems.
  ///
  /// - Parameter cost: cost in cents of unit `i` in the group of porteur `h`, also for `i == h`; nil when `i` cannot
  ///   join `h`.
  /// - Complexity: O(n²).
  public init(
    weights: [Int], rewards: [Int], groupReward: Int, bonuses: [Int] = [], minimum: Int, maximum: Int?,
    mostGroups: Int? = nil, allowsHeavyUnits: Bool = false, probabilities: ProbabilityTable = .certain,
    terms: [Int] = [], sides: [Side] = [], leads: [Bool]? = nil, cost: (_ porteur: Int, _ unit: Int) -> Int?
  ) throws(InstanceError) {
    var offsets = [0]
    var candidates: [Int32] = []
    var costs: [Double] = []
    var ownCosts: [Int] = []
    for porteur in weights.indices {
      ownCosts.append(cost(porteur, porteur) ?? 0)
      for unit in weights.indices where unit != porteur {
        if let cents = cost(porteur, unit) {
          candidates.append(Int32(unit))
          costs.append(Double(cents))
        }
      }
      offsets.append(candidates.count)
    }
    try self.init(
      weights: weights, rewards: rewards, groupReward: groupReward, bonuses: bonuses,
      ownCosts: ownCosts, minimum: minimum, maximum: maximum, mostGroups: mostGroups,
      allowsHeavyUnits: allowsHeavyUnits, probabilities: probabilities, terms: terms, sides: sides,
      leads: leads,
      offsets: offsets, candidates: candidates, costs: costs)
  }

  /// Cost in cents of `unit` in the group of `porteur`; nil when it cannot join it.
  ///
  /// - Complexity: O(log n).
  public func cost(porteur: Int, unit: Int) -> Double? {
    if porteur == unit { return Double(ownCosts[unit]) }
    return PairRow.place(of: unit, in: candidates, offsets[porteur]..<offsets[porteur + 1]).map { costs[$0] }
  }

  /// The problem restricted to some units, which are numbered anew in the order given.
  ///
  /// - Parameters:
  ///   - units: each once, ascending.
  ///   - mostGroups: how many groups these units may form; of no account where the whole problem has no such limit.
  func restricted(to units: [Int], mostGroups: Int) -> Instance {
    var offsets = [0]
    var candidates: [Int32] = []
    var costs: [Double] = []
    offsets.reserveCapacity(units.count + 1)
    for porteur in units {
      // Both lists ascend: walk through them together, or search the shorter in the longer.
      var place = self.offsets[porteur]
      let end = self.offsets[porteur + 1]
      for (local, unit) in units.enumerated() {
        while place < end, Int(self.candidates[place]) < unit { place += 1 }
        if place < end, Int(self.candidates[place]) == unit {
          candidates.append(Int32(local))
          costs.append(self.costs[place])
        }
      }
      offsets.append(candidates.count)
    }
    return Instance(
      restricting: self, to: units, mostGroups: self.mostGroups == nil ? nil : mostGroups, offsets: offsets,
      candidates: candidates, costs: costs)
  }

  private init(
    restricting whole: Instance, to units: [Int], mostGroups: Int?, offsets: [Int], candidates: [Int32], costs: [Double]
  ) {
    self.mostGroups = mostGroups
    allowsHeavyUnits = whole.allowsHeavyUnits
    weights = units.map { whole.weights[$0] }
    rewards = units.map { whole.rewards[$0] }
    bonuses = whole.bonuses.isEmpty ? [] : units.map { whole.bonuses[$0] }
    ownCosts = units.map { whole.ownCosts[$0] }
    groupReward = whole.groupReward
    minimum = whole.minimum
    maximum = whole.maximum
    probabilities = whole.probabilities
    terms = whole.terms
    sides = whole.sides.map { $0.restricted(to: units) }
    leads = whole.leads.map { leads in units.map { leads[$0] } }
    self.offsets = offsets
    self.candidates = candidates
    self.costs = costs
    levels = whole.levels.map { level in
      Level(
        threshold: level.threshold, tenThousandths: level.tenThousandths, rewards: units.map { level.rewards[$0] },
        groupReward: level.groupReward)
    }
  }
}
