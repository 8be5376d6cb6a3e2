import HeapModule

/// The first plan: the group of the greatest reduced value is taken, again and again, as long as one can be formed; then
/// every unit left joins where it brings something.
///
/// Prices do not change on the way, so a porteur's group of a kind stays its best as long as none of its units is taken:
/// groups wait in a heap, and only one that has lost a unit is priced anew when its turn comes.
struct Greedy {
  let joint: JointInstance
  let threads: Int
  /// Asked now and then; the plan is then what has been formed so far.
  let shouldStop: @Sendable () -> Bool

  /// A porteur's best group of a kind, by its reduced value, the lower porteur and kind first among equals.
  private struct Candidate: Comparable {
    let value: Double
    let kind: Int
    let porteur: Int
    let members: [Int]

    static func < (a: Candidate, b: Candidate) -> Bool {
      (a.value, b.porteur, b.kind) < (b.value, a.porteur, a.kind)
    }
  }

  init(_ joint: JointInstance, threads: Int, shouldStop: @escaping @Sendable () -> Bool = { false }) {
    self.joint = joint
    self.threads = threads
    self.shouldStop = shouldStop
  }

  /// - Parameters:
  ///   - groups: to go on from.
  ///   - prices: of units and resources, best those of the bound.
  func plan(_ groups: [JointGroup] = [], prices: BoundGeneration.Prices) -> [JointGroup] {
    var found = formed(groups, prices: prices, exact: false)
    // The prices, or the cheap form, may hide the only groups that are worth anything.
    if found.isEmpty, !shouldStop() { found = formed([], prices: .free(joint), exact: true) }
    return inserting(found)
  }

  private func formed(_ groups: [JointGroup], prices: BoundGeneration.Prices, exact: Bool) -> [JointGroup] {
    var groups = groups
    var isTaken = [Bool](repeating: false, count: joint.unitCount)
    for group in groups { for member in group.members { isTaken[member] = true } }
    var left = joint.left(by: groups)
    var forms = joint.kinds.map { KindForm($0, prices: prices, isTaken: isTaken) }
    var heap = Heap<Candidate>()
    for (index, form) in forms.enumerated() {
      if shouldStop() { return groups }
      let priced = form.priced(threads: threads, exact: exact, shouldStop: shouldStop)
      heap.insert(
        contentsOf: form.kind.units.enumerated().compactMap { local, porteur -> Candidate? in
          let members = priced.column(of: local)
          guard !members.isEmpty else { return nil }
          return Candidate(
            value: priced.values[local] - form.toll, kind: index, porteur: porteur,
            members: members.map { form.kind.units[Int($0)] })
        })
    }
    let popsPerLook = joint.kinds.reduce(64) { min($0, Pricing.porteursPerLook($1.instance)) }
    var popped = 0
    while groups.count < joint.groupLimit, let candidate = heap.popMax() {
      popped += 1
      if popped.isMultiple(of: popsPerLook), shouldStop() { break }
      guard !isTaken[candidate.porteur] else { continue }
      if candidate.members.contains(where: { isTaken[$0] }) {
        guard let (value, members) = forms[candidate.kind].best(porteur: candidate.porteur, exact: exact) else {
          continue
        }
        heap.insert(Candidate(value: value, kind: candidate.kind, porteur: candidate.porteur, members: members))
        continue
      }
      guard let group = joint.mended(kind: candidate.kind, porteur: candidate.porteur, members: candidate.members),
        let gain = joint.gain(group, left: left), gain > 0 || joint.isNeeded(group)
      else { continue }
      joint.take(group, from: &left)
      groups.append(group)
      for member in group.members {
        isTaken[member] = true
        for form in forms { form.remove(member) }
      }
    }
    return groups
  }

  /// Every unit that is left joins the group where it brings most, if anything.
  func inserting(_ groups: [JointGroup]) -> [JointGroup] {
    var groups = groups
    var isTaken = [Bool](repeating: false, count: joint.unitCount)
    for group in groups { for member in group.members { isTaken[member] = true } }
    var left = joint.left(by: groups)
    for unit in isTaken.indices where !isTaken[unit] {
      if shouldStop() { break }
      var best: (index: Int, group: JointGroup)?
      var bestGain = 0
      for (index, group) in groups.enumerated() where joint.isWithinReach(unit, of: group) {
        guard let joined = joint.bestGroup(porteur: group.porteur, members: (group.members + [unit]).sorted()),
          let gain = joint.gain(joined, instead: group, left: left), gain > bestGain
        else { continue }
        bestGain = gain
        best = (index, joined)
      }
      guard let best else { continue }
      joint.giveBack(groups[best.index], to: &left)
      joint.take(best.group, from: &left)
      groups[best.index] = best.group
    }
    return groups
  }

  /// One kind's side of the work.
  private struct KindForm {
    let kind: JointInstance.Kind
    /// Of a group's own reward, in cents.
    let toll: Double
    private let gains: Gains
    private let prices: [Double]
    /// Laid out when it is first needed: for a large problem that alone takes a second.
    private lazy var pricing = Pricing(kind.instance)

    init(_ kind: JointInstance.Kind, prices: BoundGeneration.Prices, isTaken: [Bool]) {
      self.kind = kind
      let instance = kind.instance
      let (tolls, ofGroup) = kind.tolls(prices.rates)
      toll = ofGroup
      self.prices = zip(kind.units, tolls).map { isTaken[$0] ? .infinity : prices.units[$0] + $1 }
      gains = Gains(instance)
      gains.update(instance, prices: self.prices)
    }

    func priced(threads: Int, exact: Bool, shouldStop: @escaping @Sendable () -> Bool) -> PricingRound.Result {
      PricingRound(kind.instance, threads: threads, shouldStop: shouldStop).price(
        prices, floor: -.greatestFiniteMagnitude, exact: exact)
    }

    /// The porteur's best group of the units left, in joint numbers; nil when there is none.
    mutating func best(porteur: Int, exact: Bool) -> (value: Double, members: [Int])? {
      guard let local = kind.local(porteur) else { return nil }
      let value = pricing.best(porteur: local, gains: gains, floor: -.greatestFiniteMagnitude, exact: exact)
      guard !pricing.members.isEmpty else { return nil }
      return (value - toll, pricing.members.map { kind.units[Int($0)] })
    }

    func remove(_ unit: Int) {
      if let local = kind.local(unit) { gains.remove(local) }
    }
  }
}

extension JointInstance {
  /// Whether a group holds a compulsory unit, and so may be worth nothing.
  func isNeeded(_ group: JointGroup) -> Bool { hasCompulsory && group.members.contains { isCompulsory[$0] } }

  /// Whether a unit may follow the group's porteur in the group's kind.
  func isWithinReach(_ unit: Int, of group: JointGroup) -> Bool {
    let kind = kinds[group.kind]
    guard let porteur = kind.local(group.porteur), let local = kind.local(unit) else { return false }
    return kind.instance.cost(porteur: porteur, unit: local) != nil
  }
}
