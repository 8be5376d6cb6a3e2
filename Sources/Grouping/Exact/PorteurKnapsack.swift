/// The groups of one leader under given duals, by a table over its candidates: the best group, the best one with each
/// candidate, all groups worth more than a floor.
///
/// For candidates in order 0…n−1, `rest[k][w]` is the greatest profit of a choice among k…n−1 that brings a group of
/// weight w to an admissible one. Where no maximum binds, weights above the level's threshold are one. Complexity of the
/// table: O(n · threshold), or O(n · maximum).
///
/// The table leaves cuts out, so that it bounds the groups from above; the walk through the groups counts them.
///
/// An object of this class is scratch memory for one thread: nothing is allocated while it works.
final class PorteurKnapsack {
  private let leaders: Leaders
  private let unit: Scratch<Int32>
  private let weight: Scratch<Int32>
  private let profit: Scratch<Double>
  private var rest: UnsafeMutablePointer<Double>
  private var restCapacity: Int
  private let reached: Scratch<Double>
  private let cutCount: Scratch<Int32>
  private var width = 0
  private var count = 0
  private var level = 0
  /// Greatest weight told apart.
  private var top = 0
  private var threshold = 0
  private var ownWeight = 0
  private var ownProfit = 0.0
  private var binding: Int?
  private var terms: [Int] = []
  private var minimum = 0
  private let hasConflicts: Bool
  /// How many members of the group at hand each unit is in conflict with.
  private let conflicting: Scratch<Int32>

  /// The group at hand during a walk.
  private let chosen: Scratch<Int32>
  private var chosenCount = 0

  /// - Parameter mostCuts: cuts that a walk may have to count.
  init(_ leaders: Leaders, mostCuts: Int) {
    self.leaders = leaders
    let n = max(1, leaders.joint.unitCount)
    unit = Scratch(count: n, filledWith: 0)
    weight = Scratch(count: n, filledWith: 0)
    profit = Scratch(count: n, filledWith: 0)
    chosen = Scratch(count: n + 1, filledWith: 0)
    hasConflicts = leaders.joint.hasConflicts
    conflicting = Scratch(count: hasConflicts ? n : 1, filledWith: 0)
    let widths = zip(leaders.joint.kinds, leaders.bindingMaxima).map { kind, binding in
      binding ?? Self.last(kind.instance)
    }
    reached = Scratch(count: (widths.max() ?? 0) + 1, filledWith: 0)
    cutCount = Scratch(count: max(1, mostCuts), filledWith: 0)
    restCapacity = 0
    rest = .allocate(capacity: 1)
  }

  deinit { rest.deallocate() }

  /// Greatest weight that need be told apart where no maximum binds.
  private static func last(_ instance: Instance) -> Int {
    max(instance.levels.last?.threshold ?? 0, instance.minimum + instance.terms.count - 1)
  }

  /// What a group of this weight, or of `top` or more, is worth besides, in cents.
  @inline(__always)
  private func term(_ weight: Int) -> Double {
    terms.isEmpty ? 0 : Double(terms[min(weight - minimum, terms.count - 1)])
  }

  /// What a table is for.
  enum Purpose {
    /// The best group.
    case best
    /// The best group with each candidate, in the order of the candidates.
    case pairs
    /// All groups.
    case all
  }

  /// Fills the table.
  ///
  /// - Returns: reduced value in cents of the best group whose weight reaches the level's threshold, cuts left out and
  ///   valued at this level; −∞ when none is admissible.
  func load(
    leader: Int, level index: Int, restriction: Restriction, duals: Duals, purpose: Purpose
  ) -> Double {
    let kind = leaders.joint.kinds[leaders.kind(leader)]
    let instance = kind.instance
    let level = instance.levels[index]
    self.level = index
    threshold = level.threshold
    binding = leaders.bindingMaxima[leaders.kind(leader)]
    width = (binding ?? Self.last(instance)) + 1
    top = binding ?? max(threshold, instance.minimum + instance.terms.count - 1)
    terms = instance.terms
    minimum = instance.minimum
    let porteur = leaders.unit(leader)
    let own = Int(kind.localOf[porteur])
    let draws = kind.draws.isEmpty ? [] : kind.draws.filter { duals.rates[$0.resource] > 0 }
    ownWeight = instance.weights[own]
    ownProfit =
      level.groupReward + level.rewards[own] - Double(instance.ownCosts[own]) - duals.units[porteur]
      - duals.ofLeader[leader]
    for draw in draws { ownProfit -= duals.rates[draw.resource] * Double(draw.ofGroup + draw.amounts[own]) }
    chosen[0] = Int32(porteur)
    chosenCount = 1
    count = 0
    let forced = restriction.forced[leader]
    // A group that is heavy enough without them has no use for candidates that cost more than they bring, unless they make
    // it admissible.
    let dropsLosses =
      purpose == .best && ownWeight >= threshold && !leaders.isRuled[leaders.kind(leader)] && terms.isEmpty
    for place in restriction.starts[leader]..<restriction.starts[leader + 1] {
      let candidate = restriction.candidates[place]
      let local = Int(kind.localOf[Int(candidate)])
      var value = level.rewards[local] - restriction.costs[place] - duals.units[Int(candidate)]
      for draw in draws { value -= duals.rates[draw.resource] * Double(draw.amounts[local]) }
      if !forced.isEmpty, forced.contains(candidate) {
        ownWeight += instance.weights[local]
        ownProfit += value
        chosen[chosenCount] = candidate
        chosenCount += 1
      } else if value > 0 || !dropsLosses {
        unit[count] = candidate
        weight[count] = Int32(instance.weights[local])
        profit[count] = value
        count += 1
      }
    }
    if binding != nil, ownWeight > top { return -.infinity }
    if purpose != .pairs { sortByProfit() }
    fillRest()
    return ownProfit + rest[min(ownWeight, top)]
  }

  /// The greatest profit first, so that a walk meets the best groups early.
  private func sortByProfit() {
    let order = (0..<count).sorted { (profit[$1], unit[$0]) < (profit[$0], unit[$1]) }
    let units = order.map { unit[$0] }
    let weights = order.map { weight[$0] }
    let profits = order.map { profit[$0] }
    for place in 0..<count {
      unit[place] = units[place]
      weight[place] = weights[place]
      profit[place] = profits[place]
    }
  }

  private func fillRest() {
    let needed = (count + 1) * width
    if needed > restCapacity {
      rest.deallocate()
      restCapacity = needed * 2
      rest = .allocate(capacity: restCapacity)
    }
    let isBinding = binding != nil
    var row = rest + count * width
    for w in 0...top { row[w] = w >= threshold ? term(w) : -.infinity }
    var item = count
    while item > 0 {
      item -= 1
      let next = row
      row -= width
      let own = Int(weight[item])
      let gain = profit[item]
      // Weights that stay below the top.
      let free = top - own
      var w = 0
      while w <= free {
        let with = next[w + own] + gain
        let without = next[w]
        row[w] = with > without ? with : without
        w += 1
      }
      while w <= top {
        let without = next[w]
        let with = isBinding ? -.infinity : next[top] + gain
        row[w] = with > without ? with : without
        w += 1
      }
    }
  }

  /// Members of the best group, the porteur first.
  func appendBest(to members: inout [Int32]) {
    for place in 0..<chosenCount { members.append(chosen[place]) }
    var w = min(ownWeight, top)
    for item in 0..<count {
      let row = rest + item * width
      let next = row + width
      if row[w] > next[w] {
        members.append(unit[item])
        w = min(top, w + Int(weight[item]))
      }
    }
  }

  /// Calls `body` with each candidate and the reduced value of the best group that holds it, cuts left out.
  func eachPair(_ body: (Int32, Double) -> Void) {
    for w in 0...top { reached[w] = -.infinity }
    let isBinding = binding != nil
    reached[min(ownWeight, top)] = ownProfit
    for item in 0..<count {
      let next = rest + (item + 1) * width
      let own = Int(weight[item])
      var best = -Double.infinity
      for w in 0...top where reached[w] > -.infinity {
        let to = w + own
        if isBinding, to > top { break }
        best = max(best, reached[w] + profit[item] + next[min(top, to)])
      }
      body(unit[item], best)
      var w = top
      while w >= 0 {
        if reached[w] > -.infinity {
          let to = w + own
          if !isBinding || to <= top {
            let place = min(top, to)
            reached[place] = max(reached[place], reached[w] + profit[item])
          }
        }
        w -= 1
      }
    }
  }

  /// A walk through groups.
  struct Walk {
    /// Groups worth no more than this are passed over; may be raised on the way.
    var floor: Double
    /// Steps left; the walk ends when there are none.
    var budget: Int
    /// Groups heavier than this belong to a later level.
    var heaviest: Int
    var found = 0
  }

  /// Walks through all groups whose reduced value, cuts included, exceeds the floor and that hold no two units in conflict.
  ///
  /// - Parameters:
  ///   - cuts: which cuts a unit is in and what each costs.
  ///   - visit: gets members (the porteur first), weight and reduced value; may raise the floor.
  /// - Returns: whether the walk came to its end.
  func walk(
    _ walk: inout Walk, cuts: CutTable, visit: (UnsafeBufferPointer<Int32>, Int, Double, inout Walk) -> Void
  ) -> Bool {
    let hasCuts = !cuts.isEmpty
    if hasCuts { for cut in 0..<cuts.prices.count { cutCount[cut] = 0 } }
    var value = ownProfit
    if hasCuts { for place in 0..<chosenCount { value -= take(chosen[place], cuts) } }
    if hasConflicts { for place in 0..<chosenCount { countConflicts(chosen[place], 1) } }
    defer { if hasConflicts { for place in 0..<chosenCount { countConflicts(chosen[place], -1) } } }
    return step(
      from: 0, at: ownWeight, value: value, walk: &walk, cuts: cuts, hasCuts: hasCuts, visit: visit)
  }

  private func countConflicts(_ unit: Int32, _ change: Int32) {
    for other in leaders.joint.conflicts[Int(unit)] { conflicting[other] += change }
  }

  @inline(__always)
  private func take(_ unit: Int32, _ cuts: CutTable) -> Double {
    var cost = 0.0
    for place in cuts.starts[Int(unit)]..<cuts.starts[Int(unit) + 1] {
      let cut = Int(cuts.cuts[place])
      cutCount[cut] += 1
      if cutCount[cut] == 2 { cost += cuts.prices[cut] }
    }
    return cost
  }

  @inline(__always)
  private func release(_ unit: Int32, _ cuts: CutTable) {
    for place in cuts.starts[Int(unit)]..<cuts.starts[Int(unit) + 1] { cutCount[Int(cuts.cuts[place])] -= 1 }
  }

  private func step(
    from first: Int, at w: Int, value: Double, walk: inout Walk, cuts: CutTable, hasCuts: Bool,
    visit: (UnsafeBufferPointer<Int32>, Int, Double, inout Walk) -> Void
  ) -> Bool {
    if w >= threshold, w <= walk.heaviest, value + term(w) > walk.floor {
      visit(UnsafeBufferPointer(start: chosen.start, count: chosenCount), w, value + term(w), &walk)
    }
    var item = first
    let shortened = min(w, top)
    while item < count {
      let row = rest + item * width
      guard value + row[shortened] > walk.floor else { return true }
      walk.budget -= 1
      guard walk.budget > 0 else { return false }
      let to = w + Int(weight[item])
      if binding == nil || to <= top, to <= walk.heaviest {
        let with = value + profit[item]
        let next = row + width
        if with + next[min(top, to)] > walk.floor, !hasConflicts || conflicting[Int(unit[item])] == 0 {
          let candidate = unit[item]
          let cost = hasCuts ? take(candidate, cuts) : 0
          if with - cost + next[min(top, to)] > walk.floor {
            chosen[chosenCount] = candidate
            chosenCount += 1
            if hasConflicts { countConflicts(candidate, 1) }
            let isComplete = step(
              from: item + 1, at: to, value: with - cost, walk: &walk, cuts: cuts, hasCuts: hasCuts, visit: visit)
            chosenCount -= 1
            if hasConflicts { countConflicts(candidate, -1) }
            if hasCuts { release(candidate, cuts) }
            guard isComplete else { return false }
          } else if hasCuts {
            release(candidate, cuts)
          }
        }
      }
      item += 1
    }
    return true
  }
}
