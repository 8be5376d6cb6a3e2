import Grouping

/// Places of a list, drawn with chances in proportion to their weights.
struct WeightedTable: Sendable {
  private let cumulated: [Double]

  /// - Parameter weights: none below 0.
  init(_ weights: some Sequence<Double>) {
    var total = 0.0
    cumulated = weights.map {
      total += $0
      return total
    }
  }

  /// Whether nothing can be drawn.
  var isEmpty: Bool { (cumulated.last ?? 0) <= 0 }

  /// A place from 0; 0 when nothing can be drawn.
  ///
  /// - Complexity: O(log n).
  func draw(_ generator: inout SeededGenerator) -> Int {
    guard let total = cumulated.last, total > 0 else { return 0 }
    let mark = generator.unit() * total
    // The first place whose sum lies above the mark: one of weight 0 never does.
    var low = 0
    var high = cumulated.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulated[middle] > mark { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension SeededGenerator {
  mutating func happens(_ chance: Double) -> Bool { unit() < chance }

  mutating func integer(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

  /// One of a list that is not empty.
  mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }

  /// About normal, of mean 0 and deviation 1: twelve uniform draws less six (Irwin and Hall), which every machine sums
  /// alike.
  mutating func normal() -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + unit() }
  }

  /// The list in another order (Fisher and Yates).
  mutating func shuffle<Element>(_ list: inout [Element]) {
    for last in stride(from: list.count - 1, to: 0, by: -1) { list.swapAt(last, below(last + 1)) }
  }
}
