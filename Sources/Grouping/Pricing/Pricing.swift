/// The best group of one porteur under given unit prices: a knapsack with a lower and an upper weight.
///
/// Without the rows "each unit at most once" the problem falls apart by porteur; what is left for porteur `h` is
///
///     max { p(W)·(Σ reward_i + groupReward) − Σ cost_hi − Σ π_i :  h ∈ S,  minimum ≤ W ≤ maximum }.
///
/// For one level of the probability the profit of each unit is known and the following is exact:
///
/// - **No maximum, or one that does not bind.** Every positive profit is taken. If the threshold is not reached, the
///   missing weight is covered at least loss from the rest; of each weight class k only the ⌈missing/k⌉ smallest losses
///   can matter, since units of one class are interchangeable but for their profit.
/// - **A maximum that binds.** Dynamic programming over the weight (`BoundedKnapsack`).
///
/// - **A side, or a term by weight.** Where the best group without them passes a side, or might be worth more at another
///   weight, a table over weight and side (`SideKnapsack`).
///
/// With several levels, the optimum at the highest probability bounds all the others (a group of weight ≥ t loses at
/// least `drop · t` by the lower probability), which spares most levels their own pass.
///
/// Complexity for one porteur and level: O(candidates + Σ_k ⌈t/k⌉ · t), whatever the density of the region.
///
/// An object of this class is scratch memory for one thread: nothing is allocated while it prices.
final class Pricing {
  let instance: Instance

  /// Porteurs that may be priced between two looks at the clock, which lie some hundredths of a second apart: a count of
  /// work, so that the rounds of all but the largest problems never look.
  static func porteursPerLook(_ instance: Instance) -> Int {
    let count = max(1, instance.unitCount)
    let heaviest = max(1, instance.weights.max() ?? 1)
    var cells = instance.candidates.count / count
    if let maximum = instance.bindingMaximum {
      let items = (1...heaviest).reduce(0) { min(count, $0 + maximum / $1) }
      cells += items * maximum / 4
    }
    return max(1, SearchParameters.Pricing.cellsPerLook / max(1, cells * instance.levels.count))
  }

  /// Members of the last column priced, the porteur first, then in no order; empty when none was worth the floor.
  private(set) var members: [Int32] = []

  private let lists: LossLists
  private var cover: Cover
  private let bounded: BoundedKnapsack?
  /// Where groups have sides or terms.
  private let sided: SideKnapsack?
  /// Whether the last pass needed the bounded knapsack.
  private var isBounded = false
  /// The candidates that bring something, in the last pass.
  private let positives: Scratch<Int32>
  private var positiveCount = 0
  private let weights: Scratch<Int32>
  /// Profit and weight of the porteur and of the positive candidates, in the last pass.
  private var takenProfit = 0.0
  private var takenWeight = 0
  /// At `high * levels + low`: least loss of reward for each unit of weight when the level falls from `high` to `low`, in
  /// cents.
  private let drops: Scratch<Double>
  private let levelBounds: Scratch<Double>
  /// Threshold and reward of a group, by level.
  private let thresholds: Scratch<Int>
  private let groupRewards: Scratch<Double>
  private var limits: LossLimits?

  init(_ instance: Instance) {
    self.instance = instance
    let heaviest = max(1, instance.weights.max() ?? 1)
    let top = instance.levels[instance.levels.count - 1]
    positives = Scratch(count: instance.unitCount, filledWith: 0)
    weights = Scratch(count: instance.unitCount, filledWith: 0)
    for (unit, weight) in instance.weights.enumerated() { weights[unit] = Int32(weight) }
    lists = LossLists(heaviest: heaviest, reach: top.threshold)
    // No more items than units, however far the minimum is beyond their weight.
    cover = Cover(
      capacity: min(lists.capacity, instance.unitCount), reach: top.threshold, heaviest: heaviest)
    bounded = instance.bindingMaximum.map {
      BoundedKnapsack(heaviest: heaviest, maximum: $0, unitCount: instance.unitCount)
    }
    sided = instance.isBare ? nil : SideKnapsack(instance)
    let count = instance.levels.count
    drops = Scratch(count: count * count, filledWith: 0)
    levelBounds = Scratch(count: count, filledWith: 0)
    thresholds = Scratch(count: count, filledWith: 0)
    groupRewards = Scratch(count: count, filledWith: 0)
    for (place, high) in instance.levels.enumerated() {
      thresholds[place] = high.threshold
      groupRewards[place] = high.groupReward
      for (other, low) in instance.levels.enumerated() {
        drops[place * count + other] =
          instance.weights.indices.lazy
          .map { (high.rewards[$0] - low.rewards[$0]) / Double(instance.weights[$0]) }.min() ?? 0
      }
    }
    members.reserveCapacity(instance.unitCount)
  }

  /// Reduced value of the best group of `porteur`, in cents. When it exceeds `floor`, `members` holds the group.
  ///
  /// - Parameters:
  ///   - floor: a group worth no more than this need not be found; what is returned is then an upper bound on it that
  ///     does not exceed `floor`, and `members` is empty.
  ///   - exact: when false and there are several levels, the column is only the most promising one that the highest
  ///     level shows; its value is true for that column, but another may be worth more.
  ///   - limits: make scans faster, and change nothing in the result.
  /// - Returns: −∞ when no group is admissible.
  func best(
    porteur: Int, gains: Gains, floor: Double, exact: Bool, limits: LossLimits? = nil
  ) -> Double {
    self.limits = limits
    members.removeAll(keepingCapacity: true)
    let last = thresholds.count - 1
    guard instance.mayLead(porteur), gains.value(level: last, unit: porteur) > -.infinity else { return -.infinity }
    if let sided { return bestWithin(sided, porteur: porteur, gains: gains, floor: floor) }
    if last > 0 { return bestOverLevels(porteur: porteur, gains: gains, floor: floor, exact: exact) }
    let value = pass(level: 0, porteur: porteur, gains: gains)
    if value > floor { rebuild(porteur: porteur, threshold: thresholds[0]) }
    return value
  }

  /// Where there are sides or terms: level by level, each first without them, which bounds it.
  private func bestWithin(_ sided: SideKnapsack, porteur: Int, gains: Gains, floor: Double) -> Double {
    var best = -Double.infinity
    var top = -Double.infinity
    for index in (0..<thresholds.count).reversed() {
      let relaxed = pass(level: index, porteur: porteur, gains: gains)
      guard relaxed > -.infinity else { continue }
      let bound = relaxed + mostTerm(from: thresholds[index])
      top = max(top, min(bound, floor))
      guard bound > max(best, floor) else { continue }
      let kept = members
      rebuild(porteur: porteur, threshold: thresholds[index])
      let passed = passedSide
      if passed == nil, instance.terms.isEmpty {
        best = relaxed
        continue
      }
      let side = passed.flatMap { sided.carries($0) ? $0 : nil } ?? instance.sides.indices.first { sided.carries($0) }
      let value = sided.solve(
        porteur: porteur, level: instance.levels[index], gain: gains.pointer(level: index), side: side)
      guard value > max(best, floor) else {
        members = kept
        continue
      }
      best = value
      members.removeAll(keepingCapacity: true)
      members.append(Int32(porteur))
      sided.appendSolution(to: &members)
    }
    return best > floor ? best : top
  }

  /// The greatest term of a group that weighs so much or more, in cents.
  private func mostTerm(from weight: Int) -> Double {
    instance.terms.isEmpty
      ? 0 : Double(instance.terms[min(weight - instance.minimum, instance.terms.count - 1)...].max() ?? 0)
  }

  /// The first side that the members hold too much of, by their weight; nil where they hold no more than they may.
  private var passedSide: Int? {
    guard !instance.sides.isEmpty else { return nil }
    let weight = members.reduce(0) { $0 + instance.weights[Int($1)] }
    return instance.sides.indices.first { number in
      let side = instance.sides[number]
      return !side.allows(members.reduce(0) { $0 + side.amounts[Int($1)] }, weight: weight)
    }
  }

  private func bestOverLevels(porteur: Int, gains: Gains, floor: Double, exact: Bool) -> Double {
    let last = levelBounds.count - 1
    let top = pass(level: last, porteur: porteur, gains: gains)
    for index in 0...last { levelBounds[index] = .infinity }
    boundLevels(below: last)
    var promising = last
    for index in 0...last where levelBounds[index] > levelBounds[promising] { promising = index }
    guard levelBounds[promising] > floor else { return levelBounds[promising] }
    var best = top
    if best > floor { rebuild(porteur: porteur, threshold: thresholds[last]) }
    if promising < last {
      // A first good column from this one pass: it spares many levels theirs.
      isBounded = false
      let kept = members
      rebuild(porteur: porteur, threshold: thresholds[promising])
      var value = reducedValue(porteur: porteur, gains: gains)
      if value == -.infinity, pass(level: promising, porteur: porteur, gains: gains) > -.infinity {
        // Too heavy for the maximum, which this pass respects.
        rebuild(porteur: porteur, threshold: thresholds[promising])
        value = reducedValue(porteur: porteur, gains: gains)
      }
      if value > best {
        best = value
        if value <= floor { members.removeAll(keepingCapacity: true) }
      } else {
        members = kept
      }
    }
    guard exact else { return best }
    for index in stride(from: last - 1, through: 0, by: -1) where levelBounds[index] > max(best, floor) {
      let value = pass(level: index, porteur: porteur, gains: gains)
      boundLevels(below: index)
      guard value > max(best, floor) else { continue }
      best = value
      rebuild(porteur: porteur, threshold: thresholds[index])
    }
    return best > floor ? best : floor
  }

  /// Bounds the levels up to `index` by what the pass at `index` found: with the profits of a higher probability and
  /// without the maximum, a relaxation of each.
  private func boundLevels(below index: Int) {
    let profit = takenProfit
    let weight = takenWeight
    let row = index * levelBounds.count
    for lower in 0...index {
      let threshold = thresholds[lower]
      let bound =
        profit - cover.loss(missing: threshold - weight) + groupRewards[lower] - drops[row + lower] * Double(threshold)
      if bound < levelBounds[lower] { levelBounds[lower] = bound }
    }
  }

  /// Reduced value of the column in `members` at the level that its weight has reached.
  private func reducedValue(porteur: Int, gains: Gains) -> Double {
    var weight = 0
    for member in members { weight += instance.weights[Int(member)] }
    guard weight >= instance.minimum, weight <= instance.maximum ?? .max else { return -.infinity }
    var level = 0
    while level + 1 < thresholds.count, thresholds[level + 1] <= weight { level += 1 }
    var value = groupRewards[level]
    for member in members {
      let cost = instance.cost(porteur: porteur, unit: Int(member)) ?? .infinity
      value += gains.value(level: level, unit: Int(member)) - cost
    }
    return value
  }

  /// Scans the candidates at one level and solves the knapsack.
  ///
  /// - Returns: the best value with weight at least the level's threshold, −∞ when there is none.
  private func pass(level index: Int, porteur: Int, gains: Gains) -> Double {
    let threshold = thresholds[index]
    isBounded = false
    scan(level: index, porteur: porteur, gain: gains.pointer(level: index), reach: threshold)
    let own = instance.weights[porteur]
    let ownProfit = gains.value(level: index, unit: porteur) - Double(instance.ownCosts[porteur])
    takenProfit += ownProfit
    takenWeight += own
    let missing = threshold - takenWeight
    cover.solve(lists, missing: missing)
    let loss = cover.loss(missing: missing)
    guard loss < .infinity else { return -.infinity }
    if let bounded, let maximum = instance.maximum, takenWeight + cover.weight(missing: missing) > maximum {
      isBounded = true
      let value = bounded.solve(
        instance, porteur: porteur, gain: gains.pointer(level: index), least: threshold - own,
        most: maximum - own)
      return value + ownProfit + groupRewards[index]
    }
    return takenProfit - loss + groupRewards[index]
  }

  /// Splits the candidates into those that bring something and, by weight class, the least losses.
  private func scan(level: Int, porteur: Int, gain: UnsafePointer<Double>, reach: Int) {
    let limit = limits?.row(porteur: porteur, level: level)
    lists.clear(reach: reach - instance.weights[porteur], limits: limit)
    let row = instance.offsets[porteur]..<instance.offsets[porteur + 1]
    instance.candidates.withUnsafeBufferPointer { candidates in
      instance.costs.withUnsafeBufferPointer { costs in
        scan(row, of: candidates, costs: costs, gain: gain)
        if let limits {
          if lists.reopenUnfilled() { scanLosses(row, of: candidates, costs: costs, gain: gain) }
          limits.update(porteur: porteur, level: level, from: lists)
        }
      }
    }
  }

  @inline(__always)
  private func scan(
    _ row: Range<Int>, of candidates: UnsafeBufferPointer<Int32>, costs: UnsafeBufferPointer<Double>,
    gain: UnsafePointer<Double>
  ) {
    let weights = weights.start
    let positives = positives.start
    var count = 0
    var profit = 0.0
    var weight = 0
    for place in row {
      let unit = candidates[place]
      let found = gain[Int(unit)] - costs[place]
      if found > 0 {
        profit += found
        weight += Int(weights[Int(unit)])
        positives[count] = unit
        count += 1
      } else {
        lists.offer(loss: -found, unit: unit, weight: Int(weights[Int(unit)]))
      }
    }
    positiveCount = count
    takenProfit = profit
    takenWeight = weight
  }

  private func scanLosses(
    _ row: Range<Int>, of candidates: UnsafeBufferPointer<Int32>, costs: UnsafeBufferPointer<Double>,
    gain: UnsafePointer<Double>
  ) {
    for place in row {
      let unit = candidates[place]
      let found = gain[Int(unit)] - costs[place]
      if found <= 0 { lists.offer(loss: -found, unit: unit, weight: Int(weights[Int(unit)])) }
    }
  }

  /// Writes the last pass's solution for this threshold to `members`.
  private func rebuild(porteur: Int, threshold: Int) {
    members.removeAll(keepingCapacity: true)
    members.append(Int32(porteur))
    if isBounded, let bounded {
      bounded.appendSolution(to: &members)
    } else {
      members.append(contentsOf: UnsafeBufferPointer(start: positives.start, count: positiveCount))
      cover.appendSolution(missing: threshold - takenWeight, to: &members)
    }
  }
}
