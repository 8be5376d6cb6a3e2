import HeapModule

/// The first plan: the group of the greatest reduced value is taken, again and again, as long as one can be formed; then
/// every unit left joins where it brings something.
///
/// Prices do not change on the way, so a porteur's group stays its best as long as none of its units is taken: groups wait
/// in a heap, and only one that has lost a unit is priced anew when its turn comes.
struct Greedy {
  private let instance: Instance
  private let shouldStop: @Sendable () -> Bool
  /// Laid out when it is first needed: for a large problem that alone takes a second.
  private lazy var pricing = Pricing(instance)
  private let gains: Gains
  private var isTaken: [Bool]
  private var solution = Solution()

  /// A porteur's best group, by its reduced value, the lower porteur first among equals.
  private struct Candidate: Comparable {
    let value: Double
    let porteur: Int
    let members: [Int]

    static func < (a: Candidate, b: Candidate) -> Bool { (a.value, b.porteur) < (b.value, a.porteur) }
  }

  /// - Parameters:
  ///   - prices: unit prices in cents, best those of the bound.
  ///   - shouldStop: asked now and then; the plan is then what has been formed so far.
  static func plan(
    _ instance: Instance, prices: [Double], threads: Int, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) -> Solution {
    var greedy = Greedy(instance, shouldStop: shouldStop)
    greedy.form(prices: prices, threads: threads, exact: false)
    // The prices, or the cheap form, may hide the only groups that are worth anything.
    if greedy.solution.groups.isEmpty, !shouldStop() {
      greedy.form(prices: [Double](repeating: 0, count: instance.unitCount), threads: threads, exact: true)
    }
    greedy.insertLeft()
    return greedy.solution
  }

  private init(_ instance: Instance, shouldStop: @escaping @Sendable () -> Bool) {
    self.instance = instance
    self.shouldStop = shouldStop
    gains = Gains(instance)
    isTaken = [Bool](repeating: false, count: instance.unitCount)
  }

  private mutating func form(prices: [Double], threads: Int, exact: Bool) {
    gains.update(instance, prices: prices)
    let priced = PricingRound(instance, threads: threads, shouldStop: shouldStop).price(
      prices, floor: -.greatestFiniteMagnitude, exact: exact)
    var heap = Heap(
      priced.values.indices.compactMap { porteur -> Candidate? in
        let members = priced.column(of: porteur)
        guard !members.isEmpty else { return nil }
        return Candidate(value: priced.values[porteur], porteur: porteur, members: members.map(Int.init))
      })
    let popsPerLook = min(64, Pricing.porteursPerLook(instance))
    var popped = 0
    while solution.groups.count < instance.groupLimit, let candidate = heap.popMax() {
      popped += 1
      if popped.isMultiple(of: popsPerLook), shouldStop() { return }
      guard !isTaken[candidate.porteur] else { continue }
      if candidate.members.contains(where: { isTaken[$0] }) {
        let value = pricing.best(
          porteur: candidate.porteur, gains: gains, floor: -.greatestFiniteMagnitude, exact: exact)
        guard !pricing.members.isEmpty else { continue }
        heap.insert(Candidate(value: value, porteur: candidate.porteur, members: pricing.members.map(Int.init)))
        continue
      }
      guard let group = instance.group(porteur: candidate.porteur, members: candidate.members), group.value > 0
      else { continue }
      solution.groups.append(group)
      for member in candidate.members {
        isTaken[member] = true
        gains.remove(member)
      }
    }
  }

  /// Every unit that is left joins the group where it brings most, if anything.
  private mutating func insertLeft() {
    for unit in isTaken.indices where !isTaken[unit] {
      if shouldStop() { return }
      var best: (index: Int, group: Group)?
      var bestGain = 0
      for (index, group) in solution.groups.enumerated() {
        guard instance.cost(porteur: group.porteur, unit: unit) != nil,
          let joined = instance.group(porteur: group.porteur, members: group.members + [unit])
        else { continue }
        if joined.value - group.value > bestGain {
          bestGain = joined.value - group.value
          best = (index, joined)
        }
      }
      if let best { solution.groups[best.index] = best.group }
    }
  }
}
