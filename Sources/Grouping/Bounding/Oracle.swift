/// The best group of every porteur at given prices, over all kinds: what the bound, the pool and the first plan ask for.
///
/// The price of a resource is a toll on what draws on it, so that each kind's problem stays a knapsack.
final class Oracle {
  private typealias Parameters = SearchParameters.Oracle

  private let joint: JointInstance
  private let rounds: [PricingRound]
  private let shouldStop: @Sendable () -> Bool
  /// By kind and its unit, after the last round that looked at all kinds.
  private var isPromising: [[Bool]] = []
  /// Of each unit as porteur, in that round.
  private var bestKind: [Int32] = []
  private var partialRoundsLeft = 0

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
  ///   - rates: price of a unit of each resource, in cents, in whole millionths.
  ///   - floor: groups worth no more than this need not be found.
  ///   - exact: see `Pricing.best`.
  ///   - bestOnly: whether a porteur's groups of a kind need not be found where one of an earlier kind is worth more; takes
  ///     less time where there are many kinds. When not exact, most rounds then leave out kinds that were far behind.
  ///   - promisingOnly: whether to leave those out once they are known: what is found is then no bound.
  func price(
    _ prices: [Double], rates: [Double] = [], floor: Double = 0, exact: Bool = true, bestOnly: Bool = false,
    promisingOnly: Bool = false
  ) -> Result {
    var values = [Double](repeating: -.infinity, count: joint.unitCount)
    var kinds = [Int32](repeating: 0, count: joint.unitCount)
    var results: [PricingRound.Result] = []
    let ranks = bestOnly && hasManyKinds
    let isPartial =
      ranks && !isPromising.isEmpty && (promisingOnly || !exact && partialRoundsLeft > 0)
    var standing: [[Double]] = []
    for (index, kind) in joint.kinds.enumerated() {
      if index % Parameters.kindsPerLook == Parameters.kindsPerLook - 1, shouldStop() { break }
      let (tolls, toll) = kind.tolls(rates)
      let local = zip(kind.units, tolls).map { prices[$0] + $1 }
      var floors = bestOnly && index > 0 ? kind.units.map { max(floor, values[$0]) + toll } : nil
      if isPartial {
        floors = kind.units.indices.map { place in
          let isWanted = exact ? bestKind[kind.units[place]] == Int32(index) : isPromising[index][place]
          return isWanted ? floors?[place] ?? floor + toll : .infinity
        }
      }
      let priced = rounds[index].price(local, floor: floor + toll, floors: floors, exact: exact)
      for (place, unit) in kind.units.enumerated() where priced.values[place] - toll > values[unit] {
        values[unit] = priced.values[place] - toll
        kinds[unit] = Int32(index)
      }
      if ranks, !isPartial { standing.append(priced.values.map { $0 - toll }) }
      results.append(priced)
    }
    let result = Result(values: values, kinds: kinds, rounds: results, joint: joint)
    if isPartial {
      partialRoundsLeft -= 1
    } else if ranks, result.isComplete {
      bestKind = kinds
      rank(standing)
    }
    return result
  }

  /// Whether there are so many that some may be left out.
  var hasManyKinds: Bool { joint.kinds.count > Parameters.promisingKinds }

  /// Tells the promising kinds of each porteur from the others.
  ///
  /// - Parameter standing: of each kind, the values of its units as porteurs.
  private func rank(_ standing: [[Double]]) {
    var leading = [[Double]](repeating: [], count: joint.unitCount)
    for (kind, values) in zip(joint.kinds, standing) {
      for (unit, value) in zip(kind.units, values) where value > -.infinity {
        let place = leading[unit].firstIndex { $0 < value } ?? leading[unit].count
        guard place < Parameters.promisingKinds else { continue }
        leading[unit].insert(value, at: place)
        if leading[unit].count > Parameters.promisingKinds { leading[unit].removeLast() }
      }
    }
    isPromising = zip(joint.kinds, standing).map { kind, values in
      zip(kind.units, values).map { $1 > -.infinity && $1 >= leading[$0].last ?? .infinity }
    }
    partialRoundsLeft = Parameters.partialRounds
  }
}
