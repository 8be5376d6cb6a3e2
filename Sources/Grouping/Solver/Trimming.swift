/// Keeps a master problem small: the simplex pays for each column at each step. What is taken away comes back by its price.
struct Trimming {
  /// Columns that a master may have; half of them are left when it has more.
  let most: Int

  /// Which columns stay: those that the last solution uses, and the most promising of the others.
  ///
  /// - Parameters:
  ///   - shares: of each column in that solution.
  ///   - reduced: reduced value of each column, −∞ where it cannot take part; asked for only where there are too many.
  /// - Returns: nil where all stay.
  func kept(shares: [Double], reduced: () -> [Double]) -> [Bool]? {
    guard shares.count > most else { return nil }
    let values = reduced()
    var kept = shares.map { $0 > 0 }
    for place in Self.order(values).prefix(most / 2) where values[place] > -.infinity { kept[place] = true }
    return kept
  }

  /// Places by their reduced value, the greatest first.
  static func order(_ reduced: [Double]) -> [Int] {
    reduced.indices.sorted { (reduced[$1], $0) < (reduced[$0], $1) }
  }
}
