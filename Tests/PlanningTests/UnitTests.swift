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
    let origin = try self.unit(at: [0]).seat
    let measure = try scenario { $0.detour = detour }.measure
    #expect(unit.metres(to: origin, by: measure) == metres)
  }
}
