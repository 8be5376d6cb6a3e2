/// Covering a missing weight at least loss: for every r up to what is missing, the cheapest units whose weights add up
/// to r or more. Dynamic programming over r, saturating at 0, one row of the table for each item:
///
///     row_j[r] = min(row_{j−1}[r], row_{j−1}[r − weight_j] + loss_j),   row_j[r] = 0 for r ≤ 0.
///
/// All rows are kept, so that no choice need be written down: the item was taken where its row is below the one before.
/// Cells are filled four at a time, without branches.
///
/// Complexity: O(items × missing), items = Σ_k ⌈missing/k⌉.
struct Cover: ~Copyable {
  private typealias Four = SIMD4<Double>

  private let table: Scratch<Double>
  private let itemWeight: Scratch<Int>
  private let itemUnit: Scratch<Int32>
  /// Cells of a row, and those before r = 0, which hold 0.
  private let stride: Int
  private let zero: Int
  private var itemCount = 0

  /// - Parameters:
  ///   - capacity: most items that the lists may hold.
  ///   - reach: greatest weight that may be missing.
  ///   - heaviest: greatest weight of a unit.
  init(capacity: Int, reach: Int, heaviest: Int) {
    zero = max(1, heaviest)
    stride = zero + max(1, reach) + 1 + Four.scalarCount
    table = Scratch(count: (capacity + 1) * stride, filledWith: 0)
    itemWeight = Scratch(count: capacity, filledWith: 0)
    itemUnit = Scratch(count: capacity, filledWith: 0)
  }

  /// Solves for every weight up to `missing`; nothing to do when it is 0 or less.
  mutating func solve(_ lists: borrowing LossLists, missing: Int) {
    itemCount = 0
    guard missing > 0 else { return }
    let first = table.start + zero
    for r in 1...(missing + Four.scalarCount) { first[r] = .infinity }
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
    let old = UnsafeRawPointer(row(itemCount) + 1)
    let shifted = UnsafeRawPointer(row(itemCount) + 1 - weight)
    let new = UnsafeMutableRawPointer(row(itemCount + 1) + 1)
    let losses = Four(repeating: loss)
    // The last cells may lie beyond what is missing: nothing up to it depends on them.
    var offset = 0
    let end = missing * MemoryLayout<Double>.stride
    while offset < end {
      let without = old.loadUnaligned(fromByteOffset: offset, as: Four.self)
      let with = shifted.loadUnaligned(fromByteOffset: offset, as: Four.self) + losses
      new.storeBytes(of: without.replacing(with: with, where: with .< without), toByteOffset: offset, as: Four.self)
      offset += MemoryLayout<Four>.stride
    }
    itemWeight[itemCount] = weight
    itemUnit[itemCount] = unit
    itemCount += 1
  }

  /// Least losses by r once `count` items may be taken.
  private func row(_ count: Int) -> UnsafeMutablePointer<Double> { table.start + count * stride + zero }

  /// Least loss that covers `missing`, at most what was solved for; +∞ when it cannot be covered.
  func loss(missing: Int) -> Double { missing <= 0 ? 0 : row(itemCount)[missing] }

  /// Weight of the units that cover `missing` at least loss; 0 when it cannot be covered.
  ///
  /// - Complexity: O(items).
  func weight(missing: Int) -> Int {
    var sum = 0
    forEachTaken(missing: missing) { sum += itemWeight[$0] }
    return sum
  }

  func appendSolution(missing: Int, to members: inout [Int32]) {
    forEachTaken(missing: missing) { members.append(itemUnit[$0]) }
  }

  @inline(__always)
  private func forEachTaken(missing: Int, _ take: (Int) -> Void) {
    var r = missing
    var item = itemCount
    while r > 0, item > 0 {
      item -= 1
      if row(item + 1)[r] < row(item)[r] {
        take(item)
        r -= itemWeight[item]
      }
    }
  }
}
