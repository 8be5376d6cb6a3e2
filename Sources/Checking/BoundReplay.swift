import Dispatch
import Geography
import Plans
import Programme
import Register

/// The bound that prices prove for an area, computed again in whole cents: for each porteur, route and target a knapsack over
/// all that may join it; constraints on pairs, numbers of OG and of regions are left aside.
///
///     UB(π, β) = Σ π_i + Σ_e ⌈β_e B_e⌉ + the ⌊Σw / least minimum⌋ greatest of max(0, best_h(π, β))
///
/// A grappe that an envelope pays for gives up ⌊β·reward⌋ of each block's full reward and of its own.
///
/// Complexity: O(routes × targets × levels × pairs), over the machine's cores.
struct BoundReplay {
  let ground: Ground
  let area: Area
  /// Of each block, in cents.
  let prices: [Int]
  /// By name of the envelope, in millionths.
  let rates: [String: Int]

  struct Result {
    /// In cents.
    var bound: Int
    /// Whether each block finds enough around it for some route and target.
    var isHoldable: [Bool]
  }

  /// A block as porteur, by one of its seats, and who may follow it.
  private struct Leader {
    let block: Int
    let ownCost: Int
    let row: [BoundKnapsack.Candidate]
  }

  private var weights: [Int] { area.blocks.map { block in block.reduce(0) { $0 + area.units[$1].weight } } }

  func run() -> Result {
    let weights = self.weights
    let total = weights.reduce(0, +)
    let appraisal = Appraisal(ground: ground, area: area)
    let targets = BoundTargets(appraisal: appraisal).all
    let neighbours = Neighbours(
      area.units.map(\.seat.coordinate), radiusKm: ground.parameters.radiusKm / ground.parameters.detour)
    var best = [Int](repeating: 0, count: area.blocks.count)
    var isHoldable = [Bool](repeating: false, count: area.blocks.count)
    var least: Int?
    for region in area.regions {
      let leaders = self.leaders(in: region, neighbours: neighbours)
      for route in ground.routes {
        let several = ground.campaign.requiresSeveralRegions(route)
        guard let limits = ground.limits(route, region: region), !several || area.regions.count > 1 else {
          continue
        }
        let isForeign = area.blocks.map { block in block.contains { area.units[$0].region != region } }
        for target in targets {
          let rewards =
            route == .regional ? zip(target.rewards, isForeign).map { $1 ? nil : $0 } : target.rewards
          let leading = leaders.filter { leader in
            rewards[leader.block] != nil
              && (!several || isForeign[leader.block]
                || leader.row.contains { isForeign[Int($0.block)] && rewards[Int($0.block)] != nil })
          }
          let reached = self.reach(leading, rewards: rewards, weights: weights, minimum: limits.minimum, &isHoldable)
          guard reached >= limits.minimum else { continue }
          least = min(least ?? .max, limits.minimum)
          let levels = BoundLevel.levels(limits: limits, heaviest: total) {
            appraisal.probability(route, porteurIn: region, size: $0, isHomogeneous: target.isHomogeneous)
          }
          let terms = levels.map { level in
            self.terms(level, rewards: rewards, extras: target.extras, rate: rate(route, region), appraisal: appraisal)
          }
          let values = Self.values(leading, terms: terms, weights: weights)
          for (leader, value) in zip(leading, values) { best[leader.block] = max(best[leader.block], value) }
        }
      }
    }
    let most = least.map { total / $0 } ?? 0
    let bound =
      prices.reduce(0, +) + envelopes + best.sorted(by: >).prefix(most).reduce(0, +)
    return Result(bound: bound, isHoldable: isHoldable)
  }

  // MARK: Envelopes

  /// ⌈β·B⌉ of the area's envelopes, in cents.
  private var envelopes: Int {
    let names = area.regions.map(\.rawValue) + (ground.routes.contains(.national) ? [EnvelopeCheck.national] : [])
    return names.reduce(0) { sum, name in
      guard let rate = rates[name], let envelope = ground.parameters.envelopes[name] else { return sum }
      let product = rate.multipliedFullWidth(by: max(0, envelope.amount.cents))
      let (quotient, rest) = 1_000_000.dividingFullWidth(product)
      return sum + quotient + (rest > 0 ? 1 : 0)
    }
  }

  /// Price of the envelope that pays for a grappe; the lowest where it may be filed in several regions.
  private func rate(_ route: Route, _ region: RegionCode) -> Int {
    func of(_ name: String) -> Int { ground.parameters.envelopes[name] == nil ? 0 : rates[name] ?? 0 }
    switch route {
    case .regional: return of(region.rawValue)
    case .national: return of(EnvelopeCheck.national)
    case .multiregional: return area.regions.map { of($0.rawValue) }.min() ?? 0
    }
  }

  // MARK: Leaders

  /// All blocks that may lead from a seat in the region, and the blocks that lie wholly within the radius of that seat.
  private func leaders(in region: RegionCode, neighbours: Neighbours) -> [Leader] {
    let isFollower = area.blocks.map { block in !block.contains { area.porteurs.contains(area.units[$0].og) } }
    let seats = area.units.indices.filter { unit in
      area.units[unit].region == region
        && (isFollower[area.blockOf[unit]] || area.porteurs.contains(area.units[unit].og))
    }
    return Self.concurrently(seats.count) { place in
      let seat = seats[place]
      let own = area.blockOf[seat]
      let porteur = area.units[seat]
      let near = neighbours.around(seat)
      var row: [BoundKnapsack.Candidate] = []
      row.reserveCapacity(near.count)
      var others: [Int: (cost: Int, count: Int)] = [:]
      for unit in near {
        let block = area.blockOf[unit]
        if area.blocks[block].count == 1 {
          guard isFollower[block], block != own else { continue }
          row.append(.init(block: Int32(block), cost: ground.cost(area.units[unit], under: porteur)))
        } else {
          others[block, default: (0, 0)].cost += ground.cost(area.units[unit], under: porteur)
          others[block, default: (0, 0)].count += 1
        }
      }
      // The block's other OG must be in reach of its own seat.
      guard area.blocks[own].count == 1 || others[own]?.count == area.blocks[own].count - 1 else { return nil }
      for (block, sum) in others
      where block != own && isFollower[block] && sum.count == area.blocks[block].count {
        row.append(.init(block: Int32(block), cost: sum.cost))
      }
      return Leader(
        block: own, ownCost: ground.cost(porteur, under: porteur) + (others[own]?.cost ?? 0), row: row)
    }.compactMap(\.self)
  }

  /// Weight of all that the leaders and their rows hold; marks those that find the minimum around them.
  private func reach(
    _ leaders: [Leader], rewards: [Int?], weights: [Int], minimum: Int, _ isHoldable: inout [Bool]
  ) -> Int {
    var isTouched = [Bool](repeating: false, count: weights.count)
    for leader in leaders {
      var around = weights[leader.block]
      isTouched[leader.block] = true
      for candidate in leader.row where rewards[Int(candidate.block)] != nil {
        around += weights[Int(candidate.block)]
        isTouched[Int(candidate.block)] = true
      }
      guard around >= minimum else { continue }
      isHoldable[leader.block] = true
      for candidate in leader.row where rewards[Int(candidate.block)] != nil {
        isHoldable[Int(candidate.block)] = true
      }
    }
    return isTouched.indices.reduce(0) { $0 + (isTouched[$1] ? weights[$1] : 0) }
  }

  // MARK: Values

  /// What members bring at one level of probability, in cents.
  private struct Terms: Sendable {
    let level: BoundLevel
    let gains: [Int?]
    let grappe: Int
  }

  private func terms(
    _ level: BoundLevel, rewards: [Int?], extras: [Int], rate: Int, appraisal: Appraisal
  ) -> Terms {
    func net(_ reward: Int) -> Int {
      ProbabilityReplay.share(level.probability, of: reward) - rate * reward / 1_000_000
    }
    let bonuses = area.blocks.map { block in block.reduce(0) { $0 + ground.bonus(area.units[$1]) } }
    return Terms(
      level: level,
      gains: rewards.indices.map { block in
        rewards[block].map { net($0) + bonuses[block] - prices[block] - extras[block] }
      },
      grappe: net(appraisal.payout.grappeCents))
  }

  /// The best value of each leader, at least 0.
  private static func values(_ leaders: [Leader], terms: [Terms], weights: [Int]) -> [Int] {
    concurrently(leaders.count, scratch: BoundKnapsack(weights: weights)) { place, knapsack in
      let leader = leaders[place]
      var best = 0
      // The likeliest first: the others then seldom need more than a sum.
      for term in terms.reversed() {
        guard let gain = term.gains[leader.block] else { continue }
        let own = gain - leader.ownCost + term.grappe
        let rest = knapsack.best(
          leader.row, gains: term.gains, least: term.level.least - weights[leader.block],
          most: term.level.most.map { $0 - weights[leader.block] }, moreThan: best - own)
        if let rest { best = max(best, rest + own) }
      }
      return best
    }
  }

  private static func concurrently<Value>(_ count: Int, _ work: @Sendable (Int) -> Value) -> [Value] {
    concurrently(count, scratch: ()) { place, _ in work(place) }
  }

  /// Results of `work` on 0..<count, shared out among the cores; each share of them has a copy of the scratch memory.
  private static func concurrently<Value, Scratch: Sendable>(
    _ count: Int, scratch: Scratch, _ work: @Sendable (Int, inout Scratch) -> Value
  ) -> [Value] {
    let share = 32
    var results = [Value?](repeating: nil, count: count)
    results.withUnsafeMutableBufferPointer { results in
      // Each place is written by the one thread that takes it.
      nonisolated(unsafe) let results = results
      DispatchQueue.concurrentPerform(iterations: (count + share - 1) / share) { number in
        var scratch = scratch
        for place in (number * share)..<min(count, (number + 1) * share) { results[place] = work(place, &scratch) }
      }
    }
    return results.compactMap(\.self)
  }
}
