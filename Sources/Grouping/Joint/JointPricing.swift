/// Prices every unit as porteur of every kind of groups.
final class JointPricing {
  private let joint: JointInstance
  private let rounds: [PricingRound]
  private let shouldStop: @Sendable () -> Bool

  /// - Parameter shouldStop: asked at each kind, and within where rounds are long; see `PricingRound`.
  init(_ joint: JointInstance, threads: Int, shouldStop: @escaping @Sendable () -> Bool = { false }) {
    self.joint = joint
    self.shouldStop = shouldStop
    rounds = joint.kinds.map { PricingRound($0.instance, threads: threads, shouldStop: shouldStop) }
  }

  struct Result {
    /// Best reduced value of each unit as porteur, over all kinds, in cents; −∞ when it can lead none.
    var values: [Double]
    /// The kind it is of.
    var kinds: [Int32]
    fileprivate let rounds: [PricingRound.Result]
    fileprivate let joint: JointInstance
    /// False when the round was stopped: the values prove nothing then.
    var isComplete: Bool { rounds.count == joint.kinds.count && rounds.allSatisfy(\.isComplete) }

    /// Members of the unit's best group, the porteur first; empty when it was not worth the floor.
    func column(of porteur: Int) -> [Int] { column(of: porteur, kind: Int(kinds[porteur])) }

    func column(of porteur: Int, kind index: Int) -> [Int] {
      let kind = joint.kinds[index]
      guard let local = kind.local(porteur), index < rounds.count else { return [] }
      return rounds[index].column(of: local).map { kind.units[Int($0)] }
    }

    var kindCount: Int { rounds.count }
  }

  /// - Parameters:
  ///   - prices: of the units, in cents; +∞ leaves a unit out.
  ///   - envelopePrices: of a cent of each envelope, in cents.
  ///   - floor: groups worth no more than this need not be found.
  ///   - exact: see `Pricing.best`.
  func price(_ prices: [Double], envelopePrices: [Double], floor: Double = 0, exact: Bool) -> Result {
    var values = [Double](repeating: -.infinity, count: joint.unitCount)
    var kinds = [Int32](repeating: 0, count: joint.unitCount)
    var results: [PricingRound.Result] = []
    for (index, kind) in joint.kinds.enumerated() {
      if index % Self.kindsPerLook == Self.kindsPerLook - 1, shouldStop() { break }
      let rate = kind.envelope.map { envelopePrices[$0] } ?? 0
      let toll = Self.toll(rate, on: kind.instance.groupReward)
      let local = kind.units.enumerated().map { place, unit in
        prices[unit] + Self.toll(rate, on: kind.instance.rewards[place])
      }
      let priced = rounds[index].price(local, floor: floor + toll, exact: exact)
      for (place, unit) in kind.units.enumerated() where priced.values[place] - toll > values[unit] {
        values[unit] = priced.values[place] - toll
        kinds[unit] = Int32(index)
      }
      results.append(priced)
    }
    return Result(values: values, kinds: kinds, rounds: results, joint: joint)
  }

  /// Kinds that are priced between two looks at the clock.
  private static let kindsPerLook = 16

  /// What a reward costs at an envelope's price: whole cents, rounded down, so that the bound holds.
  static func toll(_ rate: Double, on reward: Int) -> Double {
    rate == 0 ? 0 : Double(JointCertificate.toll(Int((rate * 1_000_000).rounded()), on: reward))
  }
}
