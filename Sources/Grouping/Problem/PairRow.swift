import Algorithms

/// A porteur's row in the contiguous arrays of pairs.
package enum PairRow {
  /// Where a unit stands in a row; nil when it does not.
  ///
  /// - Parameters:
  ///   - candidates: of all porteurs, ascending in each row.
  ///   - row: places of this one.
  /// - Complexity: O(log n).
  package static func place(of unit: Int, in candidates: [Int32], _ row: Range<Int>) -> Int? {
    let place = candidates[row].partitioningIndex { $0 >= unit }
    return place < row.upperBound && candidates[place] == unit ? place : nil
  }
}
