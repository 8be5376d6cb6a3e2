/// The knapsack with a lower and an upper weight, for porteurs whose profitable candidates weigh more than the maximum.
///
/// Units of one weight class are interchangeable but for their profit, so of class k only the ⌊most/k⌋ best profits can
/// be in an optimal group. Dynamic programming over the exact weight. Complexity: O(Σ_k ⌊most/k⌋ × most).
final class BoundedKnapsack {
  private let most: Int
  private let best: Scratch<Double>
  private let taken: Scratch<Bool>
  private let capacity: Int
  /// By weight class: (profit, unit), best first.
  private var classes: [[(profit: Double, unit: Int32)]]
  private var items: [(unit: Int32, weight: Int)] = []
  private var solvedWeight = 0

  /// - Parameters:
  ///   - heaviest: greatest weight of a unit.
  ///   - maximum: greatest weight of a group.
  init(heaviest: Int, maximum: Int) {
    most = maximum
    best = Scratch(count: maximum + 1, filledWith: 0)
    capacity = (1...max(1, heaviest)).reduce(0) { $0 + maximum / $1 }
    taken = Scratch(count: (capacity + 1) * (maximum + 1), filledWith: false)
    classes = .init(repeating: [], count: heaviest + 1)
  }

  /// - Parameters:
  ///   - gain: reward less price of each unit at the level at hand.
  ///   - least: weight to be reached besides the porteur's.
  ///   - most: weight not to be passed besides the porteur's, at most the maximum.
  /// - Returns: the greatest profit besides the porteur's; −∞ when no set fits.
  func solve(_ instance: Instance, porteur: Int, gain: UnsafePointer<Double>, least: Int, most: Int) -> Double {
    for weight in classes.indices { classes[weight].removeAll(keepingCapacity: true) }
    for place in instance.offsets[porteur]..<instance.offsets[porteur + 1] {
      let unit = instance.candidates[place]
      let profit = gain[Int(unit)] - instance.costs[place]
      // A group that is heavy enough without them has no use for losses.
      guard profit > (least <= 0 ? 0 : -.infinity) else { continue }
      offer(profit: profit, unit: unit, weight: instance.weights[Int(unit)], most: most)
    }
    guard most >= max(0, least) else { return -.infinity }
    items.removeAll(keepingCapacity: true)
    best[0] = 0
    for weight in 0..<most { best[weight + 1] = -.infinity }
    for weight in classes.indices.dropFirst() {
      for (profit, unit) in classes[weight] { add(profit: profit, unit: unit, weight: weight, most: most) }
    }
    solvedWeight = max(0, least)
    for weight in solvedWeight...most where best[weight] > best[solvedWeight] { solvedWeight = weight }
    return best[solvedWeight]
  }

  private func offer(profit: Double, unit: Int32, weight: Int, most: Int) {
    let cap = most / weight
    guard cap > 0 else { return }
    if classes[weight].count == cap {
      guard profit > classes[weight][cap - 1].profit else { return }
      classes[weight].removeLast()
    }
    var place = classes[weight].count
    while place > 0, classes[weight][place - 1].profit < profit { place -= 1 }
    classes[weight].insert((profit, unit), at: place)
  }

  private func add(profit: Double, unit: Int32, weight: Int, most: Int) {
    let row = taken.start + items.count * (self.most + 1)
    for reached in stride(from: most, through: 0, by: -1) {
      let with = reached >= weight ? best[reached - weight] + profit : -.infinity
      row[reached] = with > best[reached]
      if row[reached] { best[reached] = with }
    }
    items.append((unit, weight))
  }

  func appendSolution(to members: inout [Int32]) {
    var weight = solvedWeight
    for item in items.indices.reversed() where taken[item * (most + 1) + weight] {
      members.append(items[item].unit)
      weight -= items[item].weight
    }
  }
}
