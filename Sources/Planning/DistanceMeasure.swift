import Geography
import Plans
import Register

/// How far ESSMS are from each other as the scenario measures it, and who is within the radius: the one place that knows.
///
/// A member's seat must be within the radius of its porteur's; what is priced is the distance of each of its ESSMS to the
/// porteur's seat. By every measure two places are at least as far from each other as the crow flies.
struct DistanceMeasure: Sendable {
  let kind: Plan.DistanceKind
  /// Of the measure, in km.
  let radiusKm: Double
  let detour: Double
  /// Between communes; nil but over land.
  private let ways: Ways?
  /// By road; nil where roads do not count.
  private let roads: RoadDistances?
  /// The radius in minutes; nil for one in km.
  private let radiusMinutes: Double?
  /// Whether time is priced instead of km.
  private let countsMinutes: Bool

  init(_ scenario: Scenario) {
    kind = scenario.distance
    radiusKm = scenario.radiusKm
    detour = scenario.detour
    ways = scenario.distance == .terre ? Ways.bundled : nil
    roads = scenario.distance == .route ? scenario.roads : nil
    radiusMinutes = scenario.radiusMinutes
    countsMinutes = scenario.minutePrice != nil && scenario.objective == .weighted
  }

  /// The radius without the detour: what distances are held against, without another rounding.
  private var bareRadiusKm: Double { radiusKm / detour }

  private static let boardingKm = Double(CommuneGraph.boardingMetres) / 1000

  /// An ESSMS as the measure sees it.
  struct Site: Sendable {
    let coordinate: Coordinate
    fileprivate let point: SpherePoint
    /// Its place in the graph; −1 where great circles count.
    fileprivate let commune: Int32
    /// To the commune's town hall.
    fileprivate let hallKm: Double
    /// By which the roads' table knows it; −1 where it does not, or roads do not count.
    fileprivate let road: Int32
  }

  func site(_ essms: ESSMS) -> Site {
    let commune = ways.map { $0.graph.commune(of: essms) }
    let hall = ways.flatMap { ways in commune.map { ways.graph.halls[$0.place] } }
    return Site(
      coordinate: essms.coordinate, point: SpherePoint(essms.coordinate), commune: Int32(commune?.place ?? -1),
      hallKm: hall.map { essms.coordinate.distanceKm(to: $0) } ?? 0,
      road: roads?.place(of: essms.number) ?? -1)
  }

  /// In km.
  func km(from essms: ESSMS, to seat: ESSMS) -> Double { km(site(essms), site(seat)) * detour }

  /// By road; nil where roads do not count.
  func minutes(from essms: ESSMS, to seat: ESSMS) -> Double? {
    roads.map { Double(minutes(site(essms), site(seat), $0)) / 1000 }
  }

  /// The same to each of some seats.
  func km(from essms: ESSMS, to seats: [ESSMS]) -> [Double] {
    let own = site(essms)
    let sites = seats.map { site($0) }
    // All ways at once.
    _ = ways?.rows(from: [own.commune], wanted: [Set(sites.map(\.commune)).sorted()], threads: 1)
    return sites.map { km(own, $0) * detour }
  }

  /// Boats that the way between two ESSMS takes.
  func boats(from essms: ESSMS, to seat: ESSMS) -> Int {
    let (a, b) = (site(essms), site(seat))
    guard let ways, a.commune != b.commune else { return 0 }
    return ways.way(a.commune, b.commune)?.way.boats ?? 0
  }

  /// What there is to say of where some ESSMS stand, and of the grappes' ways; nil where great circles count.
  func ground(of essms: [ESSMS], grappes: [Plan.Grappe] = []) -> Plan.Ground? {
    if let roads {
      let without = grappes.flatMap { grappe in
        grappe.members.flatMap(\.essms).filter { one in
          grappe.seatEssms.map { roads.way(from: one, to: $0) == nil } ?? true
        }
      }
      return Plan.Ground(communeByPosition: [], islands: [], withoutRoad: without.sorted())
    }
    guard let graph = ways?.graph else { return nil }
    var byPosition: [FinessNumber] = []
    var islands: [Int: [FinessNumber]] = [:]
    for one in essms {
      let (commune, isTold) = graph.commune(of: one)
      if !isTold { byPosition.append(one.number) }
      if graph.isIsland[commune] { islands[commune, default: []].append(one.number) }
    }
    return Plan.Ground(
      communeByPosition: byPosition.sorted(),
      islands: islands.sorted { $0.key < $1.key }.map { commune, numbers in
        .init(
          commune: graph.codes[commune], name: graph.name(of: commune), essms: numbers.sorted(),
          hasBoat: graph.starts[commune] < graph.starts[commune + 1])
      })
  }

  /// As the crow flies whatever the measure, times the detour; in km.
  func greatCircleKm(_ a: ESSMS, _ b: ESSMS) -> Double { a.coordinate.distanceKm(to: b.coordinate) * detour }

  /// Whether two seats are within the radius of each other.
  func isWithinRadius(_ a: ESSMS, _ b: ESSMS) -> Bool { isWithinRadius(site(a), site(b)) }

  /// Whether some third seat might be within the radius of both.
  func mayShareNeighbour(_ a: ESSMS, _ b: ESSMS) -> Bool {
    // Roads tell nothing of a third seat.
    roads != nil || a.coordinate == b.coordinate
      || a.coordinate.distanceKm(to: b.coordinate) <= 2 * bareRadiusKm
  }

  /// Sum over some ESSMS of the distance to a seat, in whole metres.
  func metres(from essms: [ESSMS], to seat: ESSMS) -> Int {
    let seat = site(seat)
    return metres(essms.reduce(0) { $0 + km(site($1), seat) })
  }

  /// What is priced: these metres, or thousandths of a minute.
  func priced(from essms: [ESSMS], to seat: ESSMS) -> Int {
    guard let roads, countsMinutes else { return metres(from: essms, to: seat) }
    let seat = site(seat)
    return essms.reduce(0) { $0 + minutes(site($1), seat, roads) }
  }

  private func metres(_ km: Double) -> Int { Int((1000 * detour * km).rounded()) }

  // MARK: Without the detour

  private func km(_ a: Site, _ b: Site) -> Double {
    if let roads { return Double(metres(a, b, roads)) / 1000 }
    let direct = a.coordinate.distanceKm(to: b.coordinate)
    guard let ways, a.commune != b.commune else { return direct }
    return Self.km(direct, a, b, ways.way(a.commune, b.commune))
  }

  /// Between two communes: the great circle made longer as the way between their town halls is, at most the way by these.
  ///
  /// - Parameter way: where there is none, such as from an island that no boat serves all year, a boat straight there.
  @inline(__always)
  private static func km(
    _ direct: Double, _ a: Site, _ b: Site, _ found: (way: Ways.Way, stretch: Double)?
  ) -> Double {
    guard direct > 0 else { return 0 }
    guard let (way, stretch) = found else { return direct + boardingKm }
    let byHalls = (a.hallKm + b.hallKm) + Double(way.metres) / 1000
    return max(direct, min(direct * stretch + Double(way.boats) * boardingKm, byHalls))
  }

  private static func road(_ a: Site, _ b: Site, _ roads: RoadDistances) -> RoadDistances.Way? {
    a.road >= 0 && b.road >= 0 ? roads.way(from: a.road, to: b.road) : nil
  }

  private func metres(_ a: Site, _ b: Site, _ roads: RoadDistances) -> Int {
    if let way = Self.road(a, b, roads) { return Int(way.metres) }
    return Int((1000 * RoadDistances.stretch * a.coordinate.distanceKm(to: b.coordinate)).rounded())
  }

  /// In thousandths.
  private func minutes(_ a: Site, _ b: Site, _ roads: RoadDistances) -> Int {
    if let way = Self.road(a, b, roads) { return Int(way.milliminutes) }
    let km = RoadDistances.stretch * a.coordinate.distanceKm(to: b.coordinate)
    return Int((1000 * RoadDistances.minutesPerKm * km).rounded())
  }

  /// By road both ways must be known and within the radius.
  private func isWithinRadius(_ a: Site, _ b: Site, _ roads: RoadDistances) -> Bool {
    guard let there = Self.road(a, b, roads), let back = Self.road(b, a, roads) else { return false }
    if let radiusMinutes { return max(there.minutes, back.minutes) <= radiusMinutes }
    return max(there.km, back.km) <= bareRadiusKm
  }

  private func isWithinRadius(_ a: Site, _ b: Site) -> Bool {
    if let roads { return isWithinRadius(a, b, roads) }
    if a.coordinate == b.coordinate { return true }
    if let ways, a.commune != b.commune, ways.way(a.commune, b.commune) == nil { return false }
    return km(a, b) <= bareRadiusKm
  }

  // MARK: Many at once

  /// Seats within the radius of each other, and the distances of the ESSMS that come with each.
  ///
  /// - Parameters:
  ///   - lists: ESSMS whose distances are summed, for each seat; none where only who is within the radius counts.
  ///   - margin: km that the radius may soon be wider.
  /// - Complexity: O(n log n + pairs), and the ways from each commune that holds a seat; over the threads.
  func reach(of seats: [ESSMS], with lists: [[ESSMS]] = [], margin: Double = 0, threads: Int) -> Reach {
    let sites = seats.map { site($0) }
    let places = lists.map { $0.map { site($0) } }
    let index = SeatIndex(seats.map(\.coordinate), radiusKm: bareRadiusKm)
    var seatOfRoad: [Int32: Int32] = [:]
    if roads != nil {
      for (seat, site) in sites.enumerated() where site.road >= 0 { seatOfRoad[site.road] = Int32(seat) }
    }
    var rows: [Ways.Row] = []
    var rowOf: [Int32] = []
    if let ways {
      let wide = SeatIndex(seats.map(\.coordinate), radiusKm: (radiusKm + margin) / detour)
      let wanted = WantedWays(
        seats: sites.map(\.commune), lists: places.isEmpty ? [] : places.map { Set($0.map(\.commune)).sorted() },
        index: wide, communes: ways.graph.count, threads: threads)
      rows = ways.rows(from: wanted.sources, wanted: wanted.communes, threads: threads)
      rowOf = wanted.sourceOf
    }
    return Reach(
      measure: self, index: index, seats: sites, places: places.flatMap(\.self),
      starts: places.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }, rows: rows, rowOf: rowOf,
      seatOfRoad: seatOfRoad)
  }

  struct Reach: Sendable {
    fileprivate let measure: DistanceMeasure
    fileprivate let index: SeatIndex
    fileprivate let seats: [Site]
    /// ESSMS of list i: `starts[i]..<starts[i + 1]`.
    fileprivate let places: [Site]
    fileprivate let starts: [Int]
    /// Ways from the communes of the seats, and the row of each seat; empty where great circles count.
    fileprivate let rows: [Ways.Row]
    fileprivate let rowOf: [Int32]
    /// By road: seats by the table's numbers.
    fileprivate let seatOfRoad: [Int32: Int32]

    /// Calls `found` with each other seat within the radius, in no order.
    @inline(__always)
    func forEachNeighbour(of seat: Int, _ found: (Int32) -> Void) {
      if let roads = measure.roads {
        guard seats[seat].road >= 0 else { return }
        for origin in roads.origins(to: seats[seat].road) {
          guard let other = seatOfRoad[origin], Int(other) != seat,
            measure.isWithinRadius(seats[Int(other)], seats[seat], roads)
          else { continue }
          found(other)
        }
      } else if rows.isEmpty {
        index.forEachNeighbour(of: seat, found)
      } else {
        index.forEachNeighbour(of: seat) { other in if isWithinRadius(Int(other), seat) { found(other) } }
      }
    }

    private func isWithinRadius(_ other: Int, _ seat: Int) -> Bool {
      let (a, b) = (seats[other], seats[seat])
      // The index has told of great circles.
      guard a.commune != b.commune, a.coordinate != b.coordinate else { return true }
      guard let way = rows[Int(rowOf[seat])].way(to: a.commune) else { return false }
      if let direct = a.point.distanceKm(to: b.point) {
        let km = DistanceMeasure.km(direct, a, b, way)
        let error = SpherePoint.distanceErrorKm * way.stretch + 1e-12 * km
        if (km - measure.bareRadiusKm).magnitude > error { return km < measure.bareRadiusKm }
      }
      return measure.isWithinRadius(a, b)
    }

    /// Of the ESSMS of a list to a seat, summed: the very sum of `DistanceMeasure.priced`, mostly without their
    /// trigonometry.
    ///
    /// - Complexity: O(ESSMS of the list).
    func priced(list: Int, to seat: Int) -> Int {
      let hub = seats[seat]
      let range = starts[list]..<starts[list + 1]
      if let roads = measure.roads {
        return places[range].reduce(0) {
          $0 + (measure.countsMinutes ? measure.minutes($1, hub, roads) : measure.metres($1, hub, roads))
        }
      }
      var km = 0.0
      var error = 0.0
      var isExact = true
      places.withUnsafeBufferPointer { places in
        for place in range {
          guard let direct = places[place].point.distanceKm(to: hub.point) else {
            isExact = false
            continue
          }
          if places[place].commune == hub.commune {
            km += direct
            error += SpherePoint.distanceErrorKm
          } else {
            let way = rows[Int(rowOf[seat])].way(to: places[place].commune)
            km += DistanceMeasure.km(direct, places[place], hub, way)
            error += SpherePoint.distanceErrorKm * (way?.stretch ?? 1)
          }
        }
      }
      let metres = 1000 * measure.detour * km
      let whole = (metres + 0.5).rounded(.down)
      // Too close to half a metre: only the distances themselves say to which side it falls.
      error = 1000 * measure.detour * error + 1e-14 * metres
      guard isExact, (metres + 0.5 - whole - 0.5).magnitude < 0.5 - error else {
        return measure.metres(places[range].reduce(0) { $0 + measure.km($1, hub) })
      }
      return Int(whole)
    }
  }
}

/// Which ways are wanted: from each commune that holds a seat to the communes of all that may follow it.
private struct WantedWays {
  let sources: [Int32]
  /// Of each source, ascending.
  let communes: [[Int32]]
  /// The source of each seat.
  let sourceOf: [Int32]

  init(seats: [Int32], lists: [[Int32]], index: SeatIndex, communes count: Int, threads: Int) {
    let sources = Set(seats).sorted()
    let place = Dictionary(uniqueKeysWithValues: zip(sources, sources.indices))
    sourceOf = seats.map { Int32(place[$0] ?? 0) }
    var seatsOf = [[Int]](repeating: [], count: sources.count)
    for (seat, source) in sourceOf.enumerated() { seatsOf[Int(source)].append(seat) }
    let all = seatsOf
    communes = [[Int32]](unsafeUninitializedCapacity: sources.count) { communes, initialised in
      // Each place is written by the one thread that takes it.
      nonisolated(unsafe) let communes = communes
      Shares.run(count: sources.count, threads: threads) { range in
        var isWanted = [Bool](repeating: false, count: count)
        for source in range {
          var wanted: [Int32] = []
          func want(_ commune: Int32) {
            guard !isWanted[Int(commune)] else { return }
            isWanted[Int(commune)] = true
            wanted.append(commune)
          }
          for seat in all[source] {
            want(seats[seat])
            if !lists.isEmpty { lists[seat].forEach(want) }
            index.forEachNeighbour(of: seat) { other in
              want(seats[Int(other)])
              if !lists.isEmpty { lists[Int(other)].forEach(want) }
            }
          }
          for commune in wanted { isWanted[Int(commune)] = false }
          wanted.sort()
          communes.initializeElement(at: source, to: wanted)
        }
      }
      initialised = sources.count
    }
    self.sources = sources
  }
}

extension CommuneGraph {
  /// Where an ESSMS stands in the graph: the commune of its code, else that of the nearest town hall.
  func commune(of essms: ESSMS) -> (place: Int, isTold: Bool) {
    if let told = commune(essms.commune) { return (told, true) }
    return (nearest(to: essms.coordinate), false)
  }
}

extension Scenario {
  var measure: DistanceMeasure { DistanceMeasure(self) }
}
