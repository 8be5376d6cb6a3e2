import Geography
import Plans
import Register

/// Distances as the plan says that it measured them, taken anew: nothing of the search's measure is used but the tables that
/// both read.
struct DistanceMeasure: Sendable {
  let kind: Plan.DistanceKind
  private(set) var radiusKm: Double
  private var radiusMinutes: Double?
  private let countsMinutes: Bool
  private let roads: RoadDistances?
  let detour: Double
  private let land: LandWays?

  /// - Parameters:
  ///   - places: all whose distances may be asked for.
  ///   - reachKm: the greatest great circle to be measured often.
  init(_ parameters: Plan.Parameters, places: [ESSMS], reachKm: Double, roads: RoadDistances? = nil) {
    kind = parameters.distance
    radiusKm = parameters.radiusKm
    detour = parameters.detour
    radiusMinutes = parameters.radiusMinutes
    countsMinutes = parameters.minutePrice != nil
    self.roads = parameters.distance == .route ? roads : nil
    land = parameters.distance == .terre ? LandWays(places, reachKm: reachKm) : nil
  }

  /// Makes the radius wider, in its own unit.
  mutating func widen(by step: Double) {
    radiusKm += step
    radiusMinutes? += step
  }

  /// In km.
  func km(from essms: ESSMS, to seat: ESSMS) -> Double { bareKm(essms, seat) * detour }

  /// As the crow flies whatever the measure, times the detour; in km.
  func greatCircleKm(_ a: ESSMS, _ b: ESSMS) -> Double { a.coordinate.distanceKm(to: b.coordinate) * detour }

  /// Whether seats are within the radius of each other.
  func isWithinRadius(_ a: ESSMS, _ b: ESSMS) -> Bool { isWithin(a, b, wider: 0) }

  private func isWithin(_ a: ESSMS, _ b: ESSMS, wider: Double) -> Bool {
    if let roads {
      // Both ways.
      guard let one = roads.way(from: a.number, to: b.number), let two = roads.way(from: b.number, to: a.number) else {
        return false
      }
      if let radiusMinutes { return one.minutes <= radiusMinutes + wider && two.minutes <= radiusMinutes + wider }
      return one.km <= radiusKm + wider && two.km <= radiusKm + wider
    }
    let bareKm = wider > 0 ? max(radiusKm / detour, (radiusKm + wider) / detour) : radiusKm / detour
    if a.coordinate == b.coordinate { return true }
    let direct = a.coordinate.distanceKm(to: b.coordinate)
    guard direct <= bareKm, let land else { return direct <= bareKm }
    return land.hasWay(a, b) && land.km(a, b, direct: direct) <= bareKm
  }

  private func bareKm(_ a: ESSMS, _ b: ESSMS) -> Double {
    if let roads { return Double(roadMetres(a, b, roads)) / 1000 }
    let direct = a.coordinate.distanceKm(to: b.coordinate)
    return land?.km(a, b, direct: direct) ?? direct
  }

  /// Distance of some ESSMS to a seat, summed, in whole metres.
  func metres(from essms: [ESSMS], to seat: ESSMS) -> Int {
    var km = 0.0
    for one in essms { km += bareKm(one, seat) }
    return Int((1000 * detour * km).rounded())
  }

  private func roadMetres(_ a: ESSMS, _ b: ESSMS, _ roads: RoadDistances) -> Int {
    roads.way(from: a.number, to: b.number).map { Int($0.metres) }
      ?? Int((1000 * RoadDistances.stretch * a.coordinate.distanceKm(to: b.coordinate)).rounded())
  }

  /// In thousandths.
  private func roadMinutes(_ a: ESSMS, _ b: ESSMS, _ roads: RoadDistances) -> Int {
    if let way = roads.way(from: a.number, to: b.number) { return Int(way.milliminutes) }
    let km = RoadDistances.stretch * a.coordinate.distanceKm(to: b.coordinate)
    return Int((1000 * RoadDistances.minutesPerKm * km).rounded())
  }

  /// By road; nil where roads do not count.
  func minutes(from essms: ESSMS, to seat: ESSMS) -> Double? {
    roads.map { Double(roadMinutes(essms, seat, $0)) / 1000 }
  }

  /// Whether the file tells of no way by road.
  func lacksRoad(_ essms: ESSMS, to seat: ESSMS) -> Bool {
    roads.map { $0.way(from: essms.number, to: seat.number) == nil } ?? false
  }

  /// What is priced: metres, or thousandths of a minute.
  func priced(from essms: [ESSMS], to seat: ESSMS) -> Int {
    guard let roads, countsMinutes else { return metres(from: essms, to: seat) }
    return essms.reduce(0) { $0 + roadMinutes($1, seat, roads) }
  }

  /// Boats that the way between two ESSMS takes.
  func boats(_ a: ESSMS, _ b: ESSMS) -> Int { land?.boats(a, b) ?? 0 }

  /// Those of some ESSMS whose commune is that of the nearest town hall.
  func byPosition(_ essms: [ESSMS]) -> [ESSMS] { essms.filter { land?.isTold($0) == false } }

  /// The island that an ESSMS stands on, by its commune's code.
  func island(_ essms: ESSMS) -> String? { land?.island(essms) }

  /// An island's name, and whether a boat goes there.
  func told(island code: String) -> (name: String, hasBoat: Bool)? { land?.told(code) }

  /// Seats and who is within the radius of whom.
  ///
  /// - Parameter wider: km beyond the radius.
  func neighbours(_ seats: [ESSMS], wider: Double = 0) -> Neighbours {
    let near = radiusKm / detour
    let far = max(near, (radiusKm + wider) / detour)
    if land == nil, roads == nil { return Neighbours(seats.map(\.coordinate), radiusKm: near, widerKm: far) }
    // Roads are not held to great circles.
    let all = roads == nil ? far : 50_000
    return Neighbours(seats.map(\.coordinate), radiusKm: near, widerKm: all) { a, b in
      guard isWithin(seats[a], seats[b], wider: wider) else { return nil }
      return isWithin(seats[a], seats[b], wider: 0)
    }
  }

  /// Distances of lists of ESSMS to seats, mostly without trigonometry where great circles count.
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

    /// As `DistanceMeasure.priced`.
    func priced(list: Int, to seat: Int) -> Int {
      guard measure.kind == .grandCercle, let metres = nearly(list, seat) else {
        return measure.priced(from: lists[list], to: seats[seat])
      }
      return metres
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
