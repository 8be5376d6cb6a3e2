/// The knapsack of a porteur whose groups are limited by a side besides their weight, or worth more or less by their weight
/// (`Side`, `Instance.terms`): a table over weight and side.
///
/// Where a maximum binds, weights are told apart up to it. Where none does, all from `top` on count as one: nothing changes
/// beyond, except what a side allows by weight (`grows`), of which such a group may then hold any amount: a valid relaxation,
/// as it is to leave the side out where the table would have more than `SearchParameters.Pricing.mostCells` cells.
///
/// Complexity: O(items × cells); of units alike in weight and side only those that can be in a best group are items. An object
/// is scratch memory for one thread.
final class SideKnapsack {
  private let instance: Instance
  private let isBounded: Bool
  /// Greatest weight told apart.
  private let top: Int
  /// By side: the most of it that is told apart.
  private let mosts: [Int]
  /// By side: whether any amount is allowed at `top`, so that amounts from `mosts` on count as one.
  private let grows: [Bool]
  private var values: [Double]
  /// By item, then by cell: one more than the cell that the item was added to; 0 where it was not taken.
  private var origins: [UInt16] = []
  private var items: [Item] = []
  private var cells = 0
  private var solved = -1

  private struct Item {
    let unit: Int32
    let weight: Int
    let side: Int
    let profit: Double
  }

  init(_ instance: Instance) {
    self.instance = instance
    isBounded = instance.bindingMaximum != nil
    let threshold = instance.levels.last?.threshold ?? instance.minimum
    let last = max(threshold, instance.minimum + instance.terms.count - 1)
    // Beyond, sides that grow with the weight are left out: the heavier, the closer.
    let reach = instance.sides.contains { $0.ofWeight > 0 } ? max(last, 3 * instance.minimum) : last
    let top = instance.bindingMaximum ?? min(reach, max(last, instance.totalWeight))
    self.top = top
    let isBounded = isBounded
    grows = instance.sides.map { !isBounded && $0.ofWeight > 0 }
    mosts = instance.sides.map { $0.limit(weight: top) + (!isBounded && $0.ofWeight > 0 ? 1 : 0) }
    values = []
  }

  /// Whether the table of a side is not too large.
  func carries(_ side: Int) -> Bool { (top + 1) * (mosts[side] + 1) <= SearchParameters.Pricing.mostCells }

  /// The best group of the porteur at one level of the probability.
  ///
  /// - Parameters:
  ///   - gain: reward less price of each unit at that level.
  ///   - side: the one that is kept; nil for none.
  /// - Returns: its value in cents, term included; −∞ when there is none.
  func solve(porteur: Int, level: Instance.Level, gain: UnsafePointer<Double>, side number: Int?) -> Double {
    let side = number.map { instance.sides[$0] }
    let most = number.map { mosts[$0] } ?? 0
    let width = most + 1
    cells = (top + 1) * width
    let grows = number.map { self.grows[$0] } ?? false
    let own = min(instance.weights[porteur], top)
    let ownSide = grows ? min(most, side?.amounts[porteur] ?? 0) : side?.amounts[porteur] ?? 0
    solved = -1
    guard ownSide <= most, instance.weights[porteur] <= instance.bindingMaximum ?? .max else { return -.infinity }
    collect(porteur: porteur, gain: gain, side: side, most: most, grows: grows)
    values = [Double](repeating: -.infinity, count: cells)
    values[own * width + ownSide] =
      gain[porteur] - Double(instance.ownCosts[porteur]) + level.groupReward
    if origins.count < items.count * cells { origins = [UInt16](repeating: 0, count: items.count * cells) }
    values.withUnsafeMutableBufferPointer { values in
      origins.withUnsafeMutableBufferPointer { origins in
        for (place, item) in items.enumerated() {
          add(
            item, values, UnsafeMutableBufferPointer(rebasing: origins[(place * cells)..<((place + 1) * cells)]), width,
            grows: grows)
        }
      }
    }
    var best = -Double.infinity
    for weight in level.threshold..<max(level.threshold, top + 1) {
      let allowed = grows && weight == top ? most : min(most, side?.limit(weight: weight) ?? 0)
      let term = Double(instance.term(weight))
      for held in 0..<(allowed + 1) where values[weight * width + held] + term > best {
        best = values[weight * width + held] + term
        solved = weight * width + held
      }
    }
    return best
  }

  private func add(
    _ item: Item, _ values: UnsafeMutableBufferPointer<Double>, _ origins: UnsafeMutableBufferPointer<UInt16>,
    _ width: Int, grows: Bool
  ) {
    for cell in 0..<cells { origins[cell] = 0 }
    // From the heaviest down, so that no cell has the item twice.
    for weight in (0..<max(0, isBounded ? top - item.weight + 1 : top + 1)).reversed() {
      let to = min(top, weight + item.weight)
      for held in (0..<(grows ? width : max(0, width - item.side))).reversed() {
        let from = weight * width + held
        guard values[from] > -.infinity else { continue }
        let cell = to * width + min(width - 1, held + item.side)
        if values[from] + item.profit > values[cell] {
          values[cell] = values[from] + item.profit
          origins[cell] = UInt16(from + 1)
        }
      }
    }
  }

  /// The units that may be in a best group, the best of each weight and side first.
  private func collect(porteur: Int, gain: UnsafePointer<Double>, side: Side?, most: Int, grows: Bool) {
    items.removeAll(keepingCapacity: true)
    for place in instance.offsets[porteur]..<instance.offsets[porteur + 1] {
      let unit = instance.candidates[place]
      let profit = gain[Int(unit)] - instance.costs[place]
      let amount = grows ? min(most, side?.amounts[Int(unit)] ?? 0) : side?.amounts[Int(unit)] ?? 0
      guard profit > -.infinity, amount <= most else { continue }
      items.append(Item(unit: unit, weight: instance.weights[Int(unit)], side: amount, profit: profit))
    }
    items.sort { ($0.weight, $0.side, $1.profit, $0.unit) < ($1.weight, $1.side, $0.profit, $1.unit) }
    var rank = 0
    var kept: [Item] = []
    for (place, item) in items.enumerated() {
      rank = place > 0 && items[place - 1].weight == item.weight && items[place - 1].side == item.side ? rank + 1 : 0
      // Where nothing limits the weight, all that bring something may be in a group.
      let ofWeight = !isBounded && item.profit > 0 ? Int.max : (top + item.weight - 1) / item.weight
      let ofSide = item.side > 0 && !grows ? most / item.side : .max
      if rank < min(ofWeight, ofSide) { kept.append(item) }
    }
    items = kept
  }

  /// The other members of the group that was found.
  func appendSolution(to members: inout [Int32]) {
    var cell = solved
    guard cell >= 0 else { return }
    for place in items.indices.reversed() where origins[place * cells + cell] > 0 {
      members.append(items[place].unit)
      cell = Int(origins[place * cells + cell]) - 1
    }
  }
}
