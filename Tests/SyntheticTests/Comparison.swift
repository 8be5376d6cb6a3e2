/// Counts that were drawn beside those that they follow.
struct Comparison<Cell: Hashable> {
  let drawn: [Cell: Int]
  /// Expected counts.
  let expected: [Cell: Double]

  /// Of cells that expect `least` or more, those further off than four standard deviations of a count (Poisson) and a
  /// share of what is expected, which is left to the generator's model.
  func outliers(share: Double, least: Double = 5) -> [String] {
    expected.compactMap { cell, expected in
      guard expected >= least else { return nil }
      let found = Double(drawn[cell] ?? 0)
      let room = 4 * expected.squareRoot() + share * expected
      return abs(found - expected) > room ? "\(cell): \(found) for \(expected)" : nil
    }
  }
}

extension Sequence where Element: Hashable {
  var counts: [Element: Int] { reduce(into: [:]) { $0[$1, default: 0] += 1 } }
}
