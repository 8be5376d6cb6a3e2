import Geography

/// What the distances of a unit's ESSMS to a porteur's seat cost, for many pairs: the very cents that `Unit.metres` and
/// `DistancePrice` give, mostly without their trigonometry.
struct DistancePricer: Sendable {
  private let units: [Unit]
  private let scenario: Scenario
  private let seats: [SpherePoint]
  /// ESSMS of unit i: places `starts[i]..<starts[i + 1]`.
  private let starts: [Int]
  private let places: [SpherePoint]
  private let price: DistancePrice

  init(_ units: [Unit], scenario: Scenario) {
    self.units = units
    self.scenario = scenario
    seats = units.map { SpherePoint($0.seat.coordinate) }
    places = units.flatMap { $0.og.essms.map { SpherePoint($0.coordinate) } }
    starts = units.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.weight) }
    price = scenario.distancePrice
  }

  /// In cents.
  ///
  /// - Complexity: O(ESSMS of the unit).
  func cost(unit: Int, porteur: Int) -> Int {
    let seat = seats[porteur]
    let range = starts[unit]..<starts[unit + 1]
    var km = 0.0
    var isExact = true
    places.withUnsafeBufferPointer { places in
      for place in range {
        if let distance = places[place].distanceKm(to: seat) { km += distance } else { isExact = false }
      }
    }
    let metres = 1000 * scenario.detour * km
    let whole = (metres + 0.5).rounded(.down)
    // Too close to half a metre: only the distances themselves say to which side it falls.
    let error = 1000 * scenario.detour * Double(range.count) * SpherePoint.distanceErrorKm + 1e-14 * metres
    guard isExact, (metres + 0.5 - whole - 0.5).magnitude < 0.5 - error else {
      return price.cents(metres: units[unit].metres(to: units[porteur].seat.coordinate, detour: scenario.detour))
    }
    return price.cents(metres: Int(whole))
  }
}
