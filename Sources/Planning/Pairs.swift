import Geography
import Grouping

/// Which units may join which porteur, and what each costs there: rows by porteur, one after the other in contiguous
/// arrays, as the engine reads them.
///
/// Memory: 12 bytes for each pair, and O(units + ESSMS) while it is made. The same whatever the number of threads.
struct Pairs: Sendable {
  /// Row of porteur h: places `offsets[h]..<offsets[h + 1]` of `candidates` and `costs`.
  let offsets: [Int]
  /// Units, ascending in each row, the porteur left out.
  let candidates: [Int32]
  /// In cents.
  let costs: [Double]
  /// Cost of each unit's own ESSMS when it is the porteur, in cents.
  let ownCosts: [Int]
  /// What staying with an earlier plan is worth: moving is in the costs.
  let announced: Announced

  /// Who is within the radius of whom, counted before room is made for the pairs.
  struct Reach: Sendable {
    fileprivate let index: DistanceMeasure.Reach
    /// Neighbours of each unit.
    fileprivate let lengths: [Int]

    /// - Complexity: O(n log n + pairs), over the threads.
    init(_ units: [Unit], scenario: Scenario) {
      index = Pairs.index(units, scenario: scenario)
      lengths = Pairs.lengths(index, count: units.count, threads: scenario.threads)
    }

    var pairCount: Int { lengths.reduce(0, +) }
  }

  /// Whose seat is within the radius of whose.
  static func index(_ units: [Unit], scenario: Scenario) -> DistanceMeasure.Reach {
    scenario.measure.reach(
      of: units.map(\.seat), with: units.map(\.og.essms), margin: scenario.radiusMargin, threads: scenario.threads)
  }

  /// - Complexity: O(n log n + pairs × ESSMS of a unit), twice the pairs' search, over the threads.
  init(_ units: [Unit], scenario: Scenario) {
    self.init(units, scenario: scenario, reach: Reach(units, scenario: scenario))
  }

  /// - Parameter reach: of these units.
  init(_ units: [Unit], scenario: Scenario, reach: Reach) {
    let count = units.count
    let index = reach.index
    let pricer = DistancePricer(index, scenario: scenario)
    let announced = Announced(units, scenario: scenario)
    self.announced = announced
    var offsets = [0]
    offsets.reserveCapacity(count + 1)
    for length in reach.lengths { offsets.append(offsets[offsets.count - 1] + length) }
    let total = offsets[count]
    var costs: [Double] = []
    candidates = Array(unsafeUninitializedCapacity: total) { candidates, initialised in
      costs = Array(unsafeUninitializedCapacity: total) { costs, initialised in
        // Each row is written by the one thread that takes it.
        nonisolated(unsafe) let candidates = candidates
        nonisolated(unsafe) let costs = costs
        let offsets = offsets
        Shares.run(count: count, threads: scenario.threads) { rows in
          var row = UnitSet(count: count)
          for porteur in rows {
            index.forEachNeighbour(of: porteur) { row.insert($0) }
            var place = offsets[porteur]
            row.drain { unit in
              candidates.initializeElement(at: place, to: unit)
              let cost =
                pricer.cost(unit: Int(unit), porteur: porteur) + announced.cost(unit: Int(unit), porteur: porteur)
              costs.initializeElement(at: place, to: Double(cost))
              place += 1
            }
          }
        }
        initialised = total
      }
      initialised = total
    }
    self.offsets = offsets
    self.costs = costs
    ownCosts = units.indices.map { pricer.cost(unit: $0, porteur: $0) + announced.cost(unit: $0, porteur: $0) }
  }

  /// Cost in cents of a unit under another one as porteur; nil when it is out of reach.
  ///
  /// - Complexity: O(log n).
  func cost(porteur: Int, unit: Int) -> Double? {
    PairRow.place(of: unit, in: candidates, offsets[porteur]..<offsets[porteur + 1]).map { costs[$0] }
  }

  /// Neighbours of each unit.
  private static func lengths(_ index: DistanceMeasure.Reach, count: Int, threads: Int) -> [Int] {
    Array(unsafeUninitializedCapacity: count) { lengths, initialised in
      nonisolated(unsafe) let lengths = lengths
      Shares.run(count: count, threads: threads) { rows in
        for porteur in rows {
          var length = 0
          index.forEachNeighbour(of: porteur) { _ in length += 1 }
          lengths.initializeElement(at: porteur, to: length)
        }
      }
      initialised = count
    }
  }
}

/// A set of unit numbers that gives them back in order: one bit for each unit.
private struct UnitSet {
  private var words: [UInt64]
  private var low = Int.max
  private var high = -1

  init(count: Int) {
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
  }

  mutating func insert(_ unit: Int32) {
    let word = Int(unit) >> 6
    words[word] |= 1 << UInt64(unit & 63)
    low = min(low, word)
    high = max(high, word)
  }

  /// Empties the set, in ascending order.
  mutating func drain(_ take: (Int32) -> Void) {
    guard low <= high else { return }
    for word in low...high {
      var bits = words[word]
      words[word] = 0
      while bits != 0 {
        take(Int32(word << 6 | bits.trailingZeroBitCount))
        bits &= bits - 1
      }
    }
    low = .max
    high = -1
  }
}
