/// Duals of the master's rows, in cents, and what they prove.
struct Duals: Sendable {
  /// π of "each unit once at most", below 0 only where the unit is compulsory.
  var units: [Double]
  /// β ≥ 0 of the resources, in cents for each unit.
  var rates: [Double] = []
  /// Sum of the duals of the count rows that a leader's groups are in.
  var ofLeader: [Double]
  /// σ ≥ 0 of the cuts.
  var cuts: [Double]
  /// Σ dual × right-hand side over the count rows and the resources; with the units' and the cuts' it is the relaxation's
  /// bound as long as no group has a positive reduced value.
  var ofRows: Double

  /// The bound before the groups of positive reduced value are added.
  var base: Double { units.reduce(0, +) + cuts.reduce(0, +) + ofRows }

  /// Proves nothing.
  static func none(_ leaders: Leaders) -> Duals {
    Duals(
      units: .init(repeating: 0, count: leaders.joint.unitCount),
      rates: .init(repeating: 0, count: leaders.joint.resources.count),
      ofLeader: .init(repeating: 0, count: leaders.count), cuts: [], ofRows: .infinity)
  }

  /// α·self + (1 − α)·other, row by row.
  func blended(with other: Duals, share: Double) -> Duals {
    func blend(_ a: [Double], _ b: [Double]) -> [Double] {
      b.indices.map { ($0 < a.count ? a[$0] * share : 0) + b[$0] * (1 - share) }
    }
    return Duals(
      units: blend(units, other.units), rates: blend(rates, other.rates), ofLeader: blend(ofLeader, other.ofLeader),
      cuts: blend(cuts, other.cuts), ofRows: ofRows * share + other.ofRows * (1 - share))
  }
}

/// Which cuts each unit is in, one unit after the other, and what the cuts cost.
struct CutTable: Sendable {
  let starts: [Int]
  let cuts: [Int32]
  let prices: [Double]

  var isEmpty: Bool { cuts.isEmpty }

  /// Cuts that cost nothing are left out of the units' lists.
  init(_ all: [SubsetRowCut], prices: [Double], unitCount: Int) {
    var lists = [[Int32]](repeating: [], count: unitCount)
    for (index, cut) in all.enumerated() where index < prices.count && prices[index] > 1e-9 {
      for unit in cut.units { lists[Int(unit)].append(Int32(index)) }
    }
    var starts = [0]
    starts.reserveCapacity(unitCount + 1)
    for list in lists { starts.append(starts[starts.count - 1] + list.count) }
    self.starts = starts
    cuts = Array(lists.joined())
    self.prices = prices
  }
}
