/// The exact finish of a joint problem: every group that a better plan may hold is enumerated by its reduced value, and the
/// integer optimiser chooses among all of them. A plan that it proves best over these is best.
struct JointFinish {
  let joint: JointInstance
  let threads: Int
  /// Groups at the most.
  var most = 20_000
  let clock: SearchClock

  struct Outcome {
    /// Worth more than what was known; nil when there is none.
    var groups: [JointGroup]?
    /// Whether nothing beats the best plan known now.
    var isExhausted: Bool
    /// Whether there is no plan that holds the compulsory units.
    var isInfeasible = false
  }

  /// Below the value of any plan, in cents.
  private static let nothing = -1_000_000_000_000

  /// - Parameters:
  ///   - certificate: whose prices tell which groups matter.
  ///   - floor: value of the best plan known, in cents; nil when there is none that holds the compulsory units.
  func run(_ certificate: Certificate, floor: Int?) -> Outcome {
    let undecided = Outcome(groups: nil, isExhausted: false)
    guard let columns = enumerated(certificate, slack: Double(certificate.bound - (floor ?? Self.nothing))) else {
      return undecided
    }
    let packing = JointPacking(nodes: nil, timeLimit: max(0.1, clock.secondsLeft))
    let outcome = packing.solve(
      columns, joint: joint, above: floor, shouldStop: clock.stopper(), ranOut: { clock.decide() })
    return Outcome(
      groups: outcome.groups, isExhausted: outcome.isExhausted,
      isInfeasible: floor == nil && outcome.groups == nil && outcome.isExhausted)
  }

  /// All admissible groups whose reduced value is at least −slack; nil when there are too many, or when stopped.
  private func enumerated(_ certificate: Certificate, slack: Double) -> [JointGroup]? {
    let shouldStop = clock.stopper()
    var pool = JointPool()
    for (index, kind) in joint.kinds.enumerated() {
      let rate = kind.envelope.map { certificate.rates[$0] } ?? 0
      let instance = kind.instance
      let duals = Duals(
        units: kind.units.enumerated().map { place, unit in
          Double(certificate.prices[unit] + Certificate.toll(rate, on: instance.rewards[place]))
        },
        ofPorteur: [Double](
          repeating: Double(Certificate.toll(rate, on: instance.groupReward)), count: kind.units.count), cuts: [],
        ofCounts: 0)
      let pricing = ColumnPricing(instance, threads: threads, mostCuts: 0)
      let cuts = CutTable([], prices: [], unitCount: kind.units.count)
      guard
        let store = pricing.enumerate(
          Restriction(instance), duals: duals, cuts: cuts, floor: -slack - 1, most: 20 * most, shouldStop: shouldStop)
      else { return nil }
      for column in 0..<store.count {
        if column & 255 == 255, shouldStop() { return nil }
        let members = store.members(of: column).map { kind.units[Int($0)] }
        if let group = joint.group(kind: index, porteur: kind.units[Int(store.porteurs[column])], members: members) {
          pool.insert(group, of: joint)
          if pool.columns.count > most { return nil }
        }
      }
    }
    return pool.columns
  }
}
