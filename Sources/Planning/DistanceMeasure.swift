import Geography
import Register

/// How far ESSMS are from each other as the scenario measures it, and who is within the radius: the one place that knows.
///
/// A member's seat must be within the radius of its porteur's; what is priced is the distance of each of its ESSMS to the
/// porteur's seat.
struct DistanceMeasure: Sendable {
  /// Of the measure, in km.
  let radiusKm: Double
  let detour: Double

  init(_ scenario: Scenario) {
    radiusKm = scenario.radiusKm
    detour = scenario.detour
  }

  /// The radius without the detour: what great circles are held against, without another rounding.
  private var greatCircleRadiusKm: Double { radiusKm / detour }

  /// In km.
  func km(from essms: ESSMS, to seat: ESSMS) -> Double {
    essms.coordinate.distanceKm(to: seat.coordinate) * detour
  }

  /// As the crow flies whatever the measure, times the detour; in km.
  func greatCircleKm(_ a: ESSMS, _ b: ESSMS) -> Double { a.coordinate.distanceKm(to: b.coordinate) * detour }

  /// Whether two seats are within the radius of each other.
  func isWithinRadius(_ a: ESSMS, _ b: ESSMS) -> Bool {
    a.coordinate == b.coordinate || a.coordinate.distanceKm(to: b.coordinate) <= greatCircleRadiusKm
  }

  /// Whether some third seat might be within the radius of both.
  func mayShareNeighbour(_ a: ESSMS, _ b: ESSMS) -> Bool {
    a.coordinate == b.coordinate || a.coordinate.distanceKm(to: b.coordinate) <= 2 * greatCircleRadiusKm
  }

  /// Sum over some ESSMS of the distance to a seat, in whole metres.
  func metres(from essms: [ESSMS], to seat: ESSMS) -> Int {
    let km = essms.reduce(0) { $0 + $1.coordinate.distanceKm(to: seat.coordinate) }
    return Int((1000 * detour * km).rounded())
  }

  /// Who is within the radius of whom.
  func reach(of seats: [ESSMS]) -> Reach {
    Reach(index: SeatIndex(seats.map(\.coordinate), radiusKm: greatCircleRadiusKm))
  }

  /// Seats within the radius of each seat.
  struct Reach: Sendable {
    fileprivate let index: SeatIndex

    /// Calls `found` with each other seat within the radius, in no order.
    @inline(__always)
    func forEachNeighbour(of seat: Int, _ found: (Int32) -> Void) { index.forEachNeighbour(of: seat, found) }
  }

  /// Distances of many ESSMS to many seats, mostly without their trigonometry: the very metres of `metres(from:to:)`.
  struct Table: Sendable {
    private let measure: DistanceMeasure
    private let lists: [[ESSMS]]
    private let seats: [ESSMS]
    private let seatPoints: [SpherePoint]
    /// ESSMS of list i: places `starts[i]..<starts[i + 1]`.
    private let starts: [Int]
    private let places: [SpherePoint]

    /// - Parameters:
    ///   - lists: of the ESSMS whose distances are summed.
    ///   - seats: to which.
    init(_ measure: DistanceMeasure, lists: [[ESSMS]], seats: [ESSMS]) {
      self.measure = measure
      self.lists = lists
      self.seats = seats
      seatPoints = seats.map { SpherePoint($0.coordinate) }
      places = lists.flatMap { $0.map { SpherePoint($0.coordinate) } }
      starts = lists.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    }

    /// Of the ESSMS of a list to a seat, summed.
    ///
    /// - Complexity: O(ESSMS of the list).
    func metres(list: Int, to seat: Int) -> Int {
      let point = seatPoints[seat]
      let range = starts[list]..<starts[list + 1]
      var km = 0.0
      var isExact = true
      places.withUnsafeBufferPointer { places in
        for place in range {
          if let distance = places[place].distanceKm(to: point) { km += distance } else { isExact = false }
        }
      }
      let metres = 1000 * measure.detour * km
      let whole = (metres + 0.5).rounded(.down)
      // Too close to half a metre: only the distances themselves say to which side it falls.
      let error = 1000 * measure.detour * Double(range.count) * SpherePoint.distanceErrorKm + 1e-14 * metres
      guard isExact, (metres + 0.5 - whole - 0.5).magnitude < 0.5 - error else {
        return measure.metres(from: lists[list], to: seats[seat])
      }
      return Int(whole)
    }
  }
}

extension Scenario {
  var measure: DistanceMeasure { DistanceMeasure(self) }
}
