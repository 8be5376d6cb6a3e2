/// Covering a missing weight at least loss: for every r up to what is missing, the cheapest units whose weights add up
/// to r or more. Dynamic programming over r, saturating at 0.
///
/// Complexity: O(items × missing), items = Σ_k ⌈missing/k⌉.
struct Cover: ~Copyable {
  private let least: Scratch<Double>
  private let weightAdded: Scratch<Int>
  private let taken: Scratch<Bool>
  private let itemWeight: Scratch<Int>
  private let itemUnit: Scratch<Int32>
  private let reach: Int
  private var itemCount = 0
  private var solved = 0

  /// - Parameters:
  ///   - capacity: most items that the lists may hold.
  ///   - reach: greatest weight that may be missing.
  init(capacity: Int, reach: Int) {
    self.reach = max(1, reach)
    least = Scratch(count: self.reach + 1, filledWith: 0)
    weightAdded = Scratch(count: self.reach + 1, filledWith: 0)
    taken = Scratch(count: capacity * (self.reach + 1), filledWith: false)
    itemWeight = Scratch(count: capacity, filledWith: 0)
    itemUnit = Scratch(count: capacity, filledWith: 0)
  }

  /// Solves for every weight up to `missing`; nothing to do when it is 0 or less.
  mutating func solve(_ lists: borrowing LossLists, missing: Int) {
    itemCount = 0
    solved = max(0, missing)
    guard missing > 0 else { return }
    least[0] = 0
    weightAdded[0] = 0
    for r in 1...missing {
      least[r] = .infinity
      weightAdded[r] = 0
    }
    for weight in 1...lists.heaviest {
      for rank in 0..<min(lists.count(weight: weight), (missing + weight - 1) / weight) {
        let loss = lists.loss(weight: weight, rank: rank)
        guard loss < .infinity else { break }
        add(loss: loss, unit: lists.unit(weight: weight, rank: rank), weight: weight, missing: missing)
      }
    }
  }

  @inline(__always)
  private mutating func add(loss: Double, unit: Int32, weight: Int, missing: Int) {
    let row = taken.start + itemCount * (reach + 1)
    let least = least.start
    let weightAdded = weightAdded.start
    var r = missing
    while r > 0 {
      let before = r > weight ? r - weight : 0
      let with = least[before] + loss
      let better = with < least[r]
      row[r] = better
      if better {
        least[r] = with
        weightAdded[r] = weightAdded[before] + weight
      }
      r -= 1
    }
    itemWeight[itemCount] = weight
    itemUnit[itemCount] = unit
    itemCount += 1
  }

  /// Least loss that covers `missing`, at most what was solved for; +∞ when it cannot be covered.
  func loss(missing: Int) -> Double { missing <= 0 ? 0 : least[missing] }

  /// Weight of the units that cover `missing` at least loss.
  func weight(missing: Int) -> Int { missing <= 0 ? 0 : weightAdded[missing] }

  func appendSolution(missing: Int, to members: inout [Int32]) {
    var r = max(0, missing)
    var item = itemCount
    while r > 0, item > 0 {
      item -= 1
      if taken[item * (reach + 1) + r] {
        members.append(itemUnit[item])
        r = max(0, r - itemWeight[item])
      }
    }
  }
}
