import Geography
import Register
import Testing
import TinyRegisters

@testable import Planning

@Suite struct SeatIndexTests {
  struct Case: Sendable {
    let seats: Int
    let radiusKm: Double
    let box: Bounds

    func draw() -> [Coordinate] {
      var generator = SplitMix(state: UInt64(seats) + UInt64(radiusKm))
      var drawn: [Coordinate] = []
      for _ in 0..<seats {
        // A tenth stand where another stands.
        if !drawn.isEmpty, Int.random(in: 0..<10, using: &generator) == 0 {
          drawn.append(drawn[Int.random(in: drawn.indices, using: &generator)])
        } else {
          drawn.append(
            Coordinate(
              lat: .random(in: box.south...box.north, using: &generator),
              lon: .random(in: box.west...box.east, using: &generator)))
        }
      }
      return drawn
    }
  }

  static let france = Bounds(south: 47, west: -5, north: 49, east: -1)
  static let earth = Bounds(south: -90, west: -180, north: 90, east: 180)

  @Test(arguments: [
    Case(seats: 0, radiusKm: 60, box: france), Case(seats: 1, radiusKm: 60, box: france),
    Case(seats: 300, radiusKm: 60, box: france), Case(seats: 300, radiusKm: 0, box: france),
    Case(seats: 200, radiusKm: 0.000_001, box: france),
    Case(seats: 200, radiusKm: 0, box: Bounds(south: 48, west: -3, north: 48, east: -3)),
    Case(seats: 200, radiusKm: 60, box: Bounds(south: 48, west: -3, north: 48, east: -3)),
    Case(seats: 200, radiusKm: 0.01, box: Bounds(south: 48, west: -3, north: 48.001, east: -2.999)),
    Case(seats: 150, radiusKm: 3, box: Bounds(south: 14.3, west: -61.3, north: 15, east: -60.7)),
    // Across the date line, at the poles, everywhere.
    Case(seats: 150, radiusKm: 500, box: Bounds(south: -20, west: 175, north: -10, east: 185)),
    Case(seats: 150, radiusKm: 0, box: Bounds(south: 90, west: -180, north: 90, east: 180)),
    Case(seats: 150, radiusKm: 60, box: Bounds(south: 89.5, west: -180, north: 90, east: 180)),
    Case(seats: 150, radiusKm: 1_500, box: Bounds(south: -90, west: -180, north: -75, east: 180)),
    Case(seats: 150, radiusKm: 10_000, box: earth), Case(seats: 150, radiusKm: 19_990, box: earth),
    Case(seats: 150, radiusKm: 20_015.1, box: earth), Case(seats: 100, radiusKm: 25_000, box: earth),
  ])
  func `finds the pairs that all pairs give`(test: Case) {
    let seats = test.draw()
    let expected = seats.indices.map { a in
      seats.indices.filter { $0 != a && seats[a].distanceKm(to: seats[$0]) <= test.radiusKm }
    }
    #expect(neighbours(seats, radiusKm: test.radiusKm) == expected)
  }

  /// Both ends of the date line are one place but for the last bit of the haversine formula, which has the last word.
  @Test(arguments: [0, 1e-9, 1]) func `the date line itself`(radiusKm: Double) {
    let seats = [180.0, -180, 180, 179.999_999].map { Coordinate(lat: -17, lon: $0) }
    let expected = seats.indices.map { a in
      seats.indices.filter { $0 != a && seats[a].distanceKm(to: seats[$0]) <= radiusKm }
    }
    #expect(neighbours(seats, radiusKm: radiusKm) == expected)
  }

  /// The radius is the very distance of a pair, or the next number below.
  @Test(arguments: 0..<200) func `a seat on the very edge`(seed: Int) throws {
    var generator = SplitMix(state: UInt64(seed))
    let box = seed.isMultiple(of: 2) ? Self.france : Self.earth
    let seats = (0..<2).map { _ in
      Coordinate(
        lat: .random(in: box.south...box.north, using: &generator),
        lon: .random(in: box.west...box.east, using: &generator))
    }
    let distance = seats[0].distanceKm(to: seats[1])
    #expect(neighbours(seats, radiusKm: distance) == [[1], [0]])
    #expect(neighbours(seats, radiusKm: distance.nextDown) == [[], []])
  }

  private func neighbours(_ seats: [Coordinate], radiusKm: Double) -> [[Int]] {
    let index = SeatIndex(seats, radiusKm: radiusKm)
    return seats.indices.map { seat in
      var found: [Int] = []
      index.forEachNeighbour(of: seat) { found.append(Int($0)) }
      return found.sorted()
    }
  }
}
