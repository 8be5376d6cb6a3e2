/// The knapsack with a lower and an upper weight, for porteurs whose profitable candidates weigh more than the maximum.
///
/// Units of one weight class are interchangeable but for their profit, so of class k only the ⌊most/k⌋ best profits can
/// be in an optimal group. Dynamic programming over the exact weight, one row of the table for each item, all rows kept:
/// the item was taken where its row is above the one before. Cells are filled four at a time, without branches.
///
/// Complexity: O(candidates + Σ_k ⌊most/k⌋ × most). An object is scratch memory for one thread: nothing is allocated while
/// it solves.
final class BoundedKnapsack {
  private typealias Four = SIMD4<Double>

  private let maximum: Int
  private let heaviest: Int
  private let lists: LossLists
  private let table: Scratch<Double>
  private let itemWeight: Scratch<Int>
  private let itemUnit: Scratch<Int32>
  /// Cells of a row, and those before weight 0, which hold −∞.
  private let stride: Int
  private let zero: Int
  private var itemCount = 0
  private var solvedWeight = 0

  /// - Parameters:
  ///   - heaviest: greatest weight of a unit.
  ///   - maximum: greatest weight of a group.
  ///   - unitCount: units there are: no more items than that are ever told apart.
  init(heaviest: Int, maximum: Int, unitCount: Int) {
    self.maximum = maximum
    self.heaviest = max(1, heaviest)
    lists = LossLists(heaviest: self.heaviest, reach: maximum)
    zero = self.heaviest
    stride = zero + maximum + 1 + Four.scalarCount
    let mostItems = min(lists.capacity, unitCount)
    table = Scratch(count: (mostItems + 1) * stride, filledWith: -.infinity)
    itemWeight = Scratch(count: mostItems, filledWith: 0)
    itemUnit = Scratch(count: mostItems, filledWith: 0)
  }

  /// - Parameters:
  ///   - gain: reward less price of each unit at the level at hand.
  ///   - least: weight to be reached besides the porteur's.
  ///   - most: weight not to be passed besides the porteur's, at most the maximum.
  /// - Returns: the greatest profit besides the porteur's; −∞ when no set fits.
  func solve(_ instance: Instance, porteur: Int, gain: UnsafePointer<Double>, least: Int, most: Int) -> Double {
    itemCount = 0
    guard most >= max(0, least) else { return -.infinity }
    lists.clear(most: most)
    // A group that is heavy enough without them has no use for losses.
    let mostLoss = least <= 0 ? 0 : Double.infinity
    instance.candidates.withUnsafeBufferPointer { candidates in
      instance.costs.withUnsafeBufferPointer { costs in
        instance.weights.withUnsafeBufferPointer { weights in
          for place in instance.offsets[porteur]..<instance.offsets[porteur + 1] {
            let unit = candidates[place]
            // A loss here is a profit turned round, positive or not.
            let loss = costs[place] - gain[Int(unit)]
            if loss < mostLoss { lists.offer(loss: loss, unit: unit, weight: weights[Int(unit)]) }
          }
        }
      }
    }
    let first = row(0)
    first[0] = 0
    for weight in 0..<(most + Four.scalarCount) { first[weight + 1] = -.infinity }
    for weight in 1...heaviest {
      for rank in 0..<lists.count(weight: weight) {
        add(
          profit: -lists.loss(weight: weight, rank: rank), unit: lists.unit(weight: weight, rank: rank), weight: weight,
          most: most)
      }
    }
    let best = row(itemCount)
    solvedWeight = max(0, least)
    for weight in solvedWeight...most where best[weight] > best[solvedWeight] { solvedWeight = weight }
    return best[solvedWeight]
  }

  @inline(__always)
  private func add(profit: Double, unit: Int32, weight: Int, most: Int) {
    let old = UnsafeRawPointer(row(itemCount))
    let shifted = UnsafeRawPointer(row(itemCount) - weight)
    let new = UnsafeMutableRawPointer(row(itemCount + 1))
    let profits = Four(repeating: profit)
    // The last cells may lie beyond the maximum: nothing up to it depends on them.
    var offset = 0
    let end = (most + 1) * MemoryLayout<Double>.stride
    while offset < end {
      let without = old.loadUnaligned(fromByteOffset: offset, as: Four.self)
      let with = shifted.loadUnaligned(fromByteOffset: offset, as: Four.self) + profits
      new.storeBytes(of: without.replacing(with: with, where: with .> without), toByteOffset: offset, as: Four.self)
      offset += MemoryLayout<Four>.stride
    }
    itemWeight[itemCount] = weight
    itemUnit[itemCount] = unit
    itemCount += 1
  }

  /// Greatest profits by weight once `count` items may be taken.
  private func row(_ count: Int) -> UnsafeMutablePointer<Double> { table.start + count * stride + zero }

  func appendSolution(to members: inout [Int32]) {
    var weight = solvedWeight
    for item in (0..<itemCount).reversed() where row(item + 1)[weight] > row(item)[weight] {
      members.append(itemUnit[item])
      weight -= itemWeight[item]
    }
  }
}
