/// What the distances of a unit's ESSMS to a porteur's seat cost, for many pairs.
struct DistancePricer: Sendable {
  private let reach: DistanceMeasure.Reach
  private let price: DistancePrice

  /// - Parameter reach: of the units.
  init(_ reach: DistanceMeasure.Reach, scenario: Scenario) {
    self.reach = reach
    price = scenario.distancePrice
  }

  /// In cents.
  ///
  /// - Complexity: O(ESSMS of the unit).
  func cost(unit: Int, porteur: Int) -> Int { price.cents(metres: reach.priced(list: unit, to: porteur)) }
}
