import Geography
import Plans
import Register

/// Distances as the plan says that it measured them, taken anew: nothing of the search's measure is used.
struct DistanceMeasure: Sendable {
  var radiusKm: Double
  let detour: Double

  init(_ parameters: Plan.Parameters) {
    radiusKm = parameters.radiusKm
    detour = parameters.detour
  }

  /// In km.
  func km(from essms: ESSMS, to seat: ESSMS) -> Double {
    essms.coordinate.distanceKm(to: seat.coordinate) * detour
  }

  /// As the crow flies whatever the measure, times the detour; in km.
  func greatCircleKm(_ a: ESSMS, _ b: ESSMS) -> Double { a.coordinate.distanceKm(to: b.coordinate) * detour }

  /// Whether seats are within the radius of each other.
  func isWithinRadius(_ a: ESSMS, _ b: ESSMS) -> Bool {
    a.coordinate == b.coordinate || a.coordinate.distanceKm(to: b.coordinate) <= radiusKm / detour
  }

  /// Distance of some ESSMS to a seat, summed, in whole metres.
  func metres(from essms: [ESSMS], to seat: ESSMS) -> Int {
    var km = 0.0
    for one in essms { km += one.coordinate.distanceKm(to: seat.coordinate) }
    return Int((1000 * detour * km).rounded())
  }

  /// Seats and who is within the radius of whom.
  ///
  /// - Parameter wider: km beyond the radius.
  func neighbours(_ seats: [ESSMS], wider: Double = 0) -> Neighbours {
    Neighbours(
      seats.map(\.coordinate), radiusKm: radiusKm / detour,
      widerKm: max(radiusKm / detour, (radiusKm + wider) / detour))
  }

  /// Distances of lists of ESSMS to seats, mostly without trigonometry.
  struct Table: Sendable {
    private let measure: DistanceMeasure
    private let lists: [[ESSMS]]
    private let seats: [ESSMS]
    private let seatPoints: [SpherePoint]
    /// ESSMS of all lists, one list after the other.
    private let points: [SpherePoint]
    private let offsets: [Int]

    init(_ measure: DistanceMeasure, lists: [[ESSMS]], seats: [ESSMS]) {
      self.measure = measure
      self.lists = lists
      self.seats = seats
      seatPoints = seats.map { SpherePoint($0.coordinate) }
      points = lists.flatMap { $0.map { SpherePoint($0.coordinate) } }
      offsets = lists.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    }

    /// The metres of `DistanceMeasure.metres`.
    func metres(list: Int, to seat: Int) -> Int {
      nearly(list, seat) ?? measure.metres(from: lists[list], to: seats[seat])
    }

    /// nil where the sum is too close to half a metre for a chord to tell.
    private func nearly(_ list: Int, _ seat: Int) -> Int? {
      let range = offsets[list]..<offsets[list + 1]
      var km = 0.0
      for place in range {
        guard let distance = points[place].distanceKm(to: seatPoints[seat]) else { return nil }
        km += distance
      }
      let metres = 1000 * measure.detour * km
      let error = 1000 * measure.detour * Double(range.count) * SpherePoint.distanceErrorKm + 1e-14 * metres
      guard abs(metres - metres.rounded()) < 0.5 - error else { return nil }
      return Int(metres.rounded())
    }
  }
}
