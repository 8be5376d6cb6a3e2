/// What distance costs.
struct DistancePrice: Sendable {
  /// Or for each minute, where time is priced.
  let centsPerKm: Int
  /// Whether any distance at all costs more than a grappe can bring.
  var isProhibitive = false

  /// In cents: a billion euros.
  private static let prohibitive = 100_000_000_000

  /// In whole cents, halves up; of thousandths of a minute where time is priced.
  func cents(metres: Int) -> Int {
    isProhibitive ? (metres > 0 ? Self.prohibitive : 0) : (centsPerKm * metres + 500) / 1000
  }
}
