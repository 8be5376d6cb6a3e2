/// What the distances of a unit's ESSMS to a porteur's seat cost, for many pairs.
struct DistancePricer: Sendable {
  private let table: DistanceMeasure.Table
  private let price: DistancePrice

  init(_ units: [Unit], scenario: Scenario) {
    table = DistanceMeasure.Table(scenario.measure, lists: units.map(\.og.essms), seats: units.map(\.seat))
    price = scenario.distancePrice
  }

  /// In cents.
  ///
  /// - Complexity: O(ESSMS of the unit).
  func cost(unit: Int, porteur: Int) -> Int { price.cents(metres: table.metres(list: unit, to: porteur)) }
}
