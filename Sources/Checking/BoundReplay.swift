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
  let rows: BoundRows
  /// Whether the rows beyond the radius count too.
  var isWide = false

  struct Result {
    /// In cents.
    var bound: Int
    /// Whether each block finds enough around it for some route and target.
    var isHoldable: [Bool]
  }

  /// Grappes of one porteur's region, route and target, and what they bring at each level of probability.
  private struct Offer {
    let leaders: [BoundRows.Leader]
    let terms: [Terms]
  }

  private func sums() -> [Int] { area.blocks.map { block in block.reduce(0) { $0 + area.units[$1].weight } } }

  func run() -> Result {
    let weights = sums()
    let total = weights.reduce(0, +)
    let appraisal = Appraisal(ground: ground, area: area)
    let targets = BoundTargets(appraisal: appraisal).all
    var offers: [Offer] = []
    var isHoldable = [Bool](repeating: false, count: area.blocks.count)
    var least: Int?
    for region in area.regions {
      let leaders = rows.leaders(in: region, wide: isWide)
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
                || row(leader).contains { isForeign[Int($0.block)] && rewards[Int($0.block)] != nil })
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
          offers.append(Offer(leaders: leading, terms: terms))
        }
      }
    }
    let best = self.best(of: offers, weights: weights, count: least.map { total / $0 } ?? 0)
    return Result(bound: prices.reduce(0, +) + envelopes + best, isHoldable: isHoldable)
  }

  private func row(_ leader: BoundRows.Leader) -> ArraySlice<BoundKnapsack.Candidate> {
    isWide ? leader.row[...] : leader.near
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

  /// Weight of all that the leaders and their rows hold; marks those that find the minimum around them.
  private func reach(
    _ leaders: [BoundRows.Leader], rewards: [Int?], weights: [Int], minimum: Int, _ isHoldable: inout [Bool]
  ) -> Int {
    var isTouched = [Bool](repeating: false, count: weights.count)
    for leader in leaders {
      var around = weights[leader.block]
      isTouched[leader.block] = true
      for candidate in row(leader) where rewards[Int(candidate.block)] != nil {
        around += weights[Int(candidate.block)]
        isTouched[Int(candidate.block)] = true
      }
      guard around >= minimum else { continue }
      isHoldable[leader.block] = true
      for candidate in row(leader) where rewards[Int(candidate.block)] != nil {
        isHoldable[Int(candidate.block)] = true
      }
    }
    return isTouched.indices.reduce(0) { $0 + (isTouched[$1] ? weights[$1] : 0) }
  }

  // MARK: Values

  /// What members bring at one level of probability, in cents.
  private struct Terms: Sendable {
    let level: BoundLevel
    let gains: [Int]
    let grappe: Int

    /// What those beside a leader of this weight must weigh, and may.
    func limits(beside weight: Int) -> (least: Int, most: Int?) {
      (level.least - weight, level.most.map { $0 - weight })
    }
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
        rewards[block].map { net($0) + bonuses[block] - prices[block] - extras[block] } ?? BoundKnapsack.notAdmitted
      },
      grappe: net(appraisal.payout.grappeCents))
  }

  /// Sum of the `count` greatest of the blocks' best values as porteurs, each 0 at least.
  ///
  /// The promising first: once as many are known to be worth more than the others can be, these need not be looked at.
  private func best(of offers: [Offer], weights: [Int], count: Int) -> Int {
    var best = [Int](repeating: 0, count: area.blocks.count)
    guard count > 0 else { return 0 }
    let reach = offers.flatMap(\.terms).reduce(0) { max($0, $1.level.least, $1.level.most ?? 0) }
    let knapsack = BoundKnapsack(weights: weights, reach: min(reach, weights.reduce(0, +)))
    for offer in offers {
      let most = Concurrent.map(offer.leaders.count) { mostValue(offer.leaders[$0], offer.terms, weights, knapsack) }
      var order = offer.leaders.indices.filter { most[$0] > 0 }.sorted { most[$0] > most[$1] }[...]
      while !order.isEmpty {
        let floor = count < best.count ? best.sorted(by: >)[count - 1] : 0
        let next = order.prefix { most[$0] > floor }.prefix(Self.batch)
        guard !next.isEmpty else { break }
        order = order.dropFirst(next.count)
        let places = Array(next)
        let values = Concurrent.map(places.count, scratch: knapsack) { place, knapsack in
          value(offer.leaders[places[place]], offer.terms, weights, moreThan: floor, &knapsack)
        }
        for (place, value) in zip(places, values) {
          let block = offer.leaders[place].block
          best[block] = max(best[block], value)
        }
      }
    }
    return best.sorted(by: >).prefix(count).reduce(0, +)
  }

  private static let batch = 128

  /// What a leader's best value cannot pass, by a look at each follower.
  private func mostValue(
    _ leader: BoundRows.Leader, _ terms: [Terms], _ weights: [Int], _ knapsack: BoundKnapsack
  ) -> Int {
    terms.reduce(0) { most, term in
      let gain = term.gains[leader.block]
      guard gain != BoundKnapsack.notAdmitted else { return most }
      let (least, limit) = term.limits(beside: weights[leader.block])
      let quick = knapsack.quick(row(leader), gains: term.gains, least: least, most: limit)
      return quick.most.map { max(most, $0 + gain - leader.ownCost + term.grappe) } ?? most
    }
  }

  /// A leader's best value; 0 where it is no more than `floor`.
  private func value(
    _ leader: BoundRows.Leader, _ terms: [Terms], _ weights: [Int], moreThan floor: Int,
    _ knapsack: inout BoundKnapsack
  ) -> Int {
    var best = floor
    // The likeliest first: the others then seldom need more than a look.
    for term in terms.reversed() {
      let gain = term.gains[leader.block]
      guard gain != BoundKnapsack.notAdmitted else { continue }
      let own = gain - leader.ownCost + term.grappe
      let (least, limit) = term.limits(beside: weights[leader.block])
      let rest = knapsack.best(row(leader), gains: term.gains, least: least, most: limit, moreThan: best - own)
      if let rest { best = max(best, rest + own) }
    }
    return best > floor ? best : 0
  }
}
