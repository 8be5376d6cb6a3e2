import Geography
import Register
import Testing
import TinyRegisters

@testable import Planning

@Suite struct UnitTests {
  /// The unit of one OG whose ESSMS stand at the given km north of a point.
  private func unit(at north: [Double]) throws -> Unit {
    var tiny = TinyRegister()
    tiny.add(og: 1, in: .bretagne, at: north.map { ($0, 0) })
    let og = try #require(tiny.register.units(in: RegionCode("53")).first)
    return try #require(Unit(og))
  }

  @Test(arguments: [
    // The middle one of three.
    ([0.0, 10, 100], 1),
    // Two are always equally good, as are the inner two of four: the lowest number.
    ([0, 10], 0), ([10, 0], 0), ([0, 10, 20, 30], 1), ([30, 20, 10, 0], 1),
    // In one place.
    ([5, 5, 5], 0),
  ])
  func `the seat is the medoid, the lowest number among equals`(north: [Double], seat: Int) throws {
    let unit = try unit(at: north)
    // On the sphere sums that are equal on paper may differ in the last bit; then the least one counts.
    let sums = unit.og.essms.map { a in
      unit.og.essms.reduce(0) { $0 + a.coordinate.distanceKm(to: $1.coordinate) }
    }
    let least = try #require(sums.min())
    let first = try #require(sums.firstIndex { $0 == least })
    #expect(unit.seat == unit.og.essms[first])
    #expect(sums[seat] - least < 1e-9)
    #expect(unit.weight == north.count)
  }

  @Test func `of two ESSMS the lowest number is the seat`() throws {
    #expect(try unit(at: [0, 10]).seat.number < unit(at: [0, 10]).og.essms[1].number)
    #expect(try unit(at: [10, 0]).seat.coordinate == TinyRegister.Area.bretagne.place(north: 10, east: 0))
  }

  @Test(arguments: [(1.0, 60_000), (1.3, 78_000), (0.5, 30_000)])
  func `distance in whole metres, with the detour`(detour: Double, metres: Int) throws {
    let unit = try unit(at: [10, 20, 30])
    #expect(unit.metres(to: TinyRegister.Area.bretagne.place(north: 0, east: 0), detour: detour) == metres)
  }
}

@Suite struct SeatIndexTests {
  struct Case: Sendable {
    let seats: Int
    let radiusKm: Double
    let box: Bounds
  }

  @Test(arguments: [
    Case(seats: 0, radiusKm: 60, box: Bounds(south: 47, west: -5, north: 49, east: -1)),
    Case(seats: 1, radiusKm: 60, box: Bounds(south: 47, west: -5, north: 49, east: -1)),
    Case(seats: 200, radiusKm: 60, box: Bounds(south: 47, west: -5, north: 49, east: -1)),
    Case(seats: 200, radiusKm: 0, box: Bounds(south: 48, west: -3, north: 48, east: -3)),
    Case(seats: 150, radiusKm: 3, box: Bounds(south: 14.3, west: -61.3, north: 15, east: -60.7)),
    // Across the date line, at the poles, everywhere.
    Case(seats: 150, radiusKm: 500, box: Bounds(south: -20, west: 175, north: -10, east: 185)),
    Case(seats: 150, radiusKm: 1_500, box: Bounds(south: 75, west: -180, north: 90, east: 180)),
    Case(seats: 100, radiusKm: 25_000, box: Bounds(south: -90, west: -180, north: 90, east: 180)),
  ])
  func `finds the pairs that all pairs give`(test: Case) {
    var generator = SplitMix(state: UInt64(test.seats) + UInt64(test.radiusKm))
    let seats = (0..<test.seats).map { _ in
      Coordinate(
        lat: .random(in: test.box.south...test.box.north, using: &generator),
        lon: .random(in: test.box.west...test.box.east, using: &generator))
    }
    let expected = seats.indices.map { a in
      seats.indices.filter { $0 != a && seats[a].distanceKm(to: seats[$0]) <= test.radiusKm }.map { Int32($0) }
    }
    #expect(SeatIndex(seats).neighbours(radiusKm: test.radiusKm) == expected)
  }
}
