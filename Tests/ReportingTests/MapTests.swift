import Geography
import Testing

@testable import Reporting

@Suite struct MapTests {
  /// Splitmix64 (Steele, Lea and Flood, 2014).
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private func points(_ count: Int, seed: UInt64) -> [PlanePoint] {
    var random = Seeded(state: seed)
    return (0..<count).map { _ in
      PlanePoint(x: Double(Int.random(in: 0...200, using: &random)), y: Double(Int.random(in: 0...200, using: &random)))
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func hullHoldsEveryPoint(seed: UInt64) {
    let cloud = points(Int(seed) * 3 + 3, seed: seed)
    let hull = Hull.convex(cloud)
    guard hull.count >= 3 else { return }
    #expect(Hull.area(hull) > 0)
    for corner in hull { #expect(cloud.contains(corner)) }
    for (a, b) in zip(hull, hull.dropFirst() + hull.prefix(1)) {
      for p in cloud { #expect((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) >= 0) }
    }
  }

  @Test func hullOfLittle() {
    #expect(Hull.convex([]).isEmpty)
    let one = PlanePoint(x: 1, y: 2)
    #expect(Hull.convex([one, one]) == [one])
    #expect(Hull.convex((0..<5).map { PlanePoint(x: Double($0), y: Double($0)) }).count == 2)
  }

  @Test(arguments: [1, 2, 12, 120, 250])
  func nearestGrappesDifferInColour(count: Int) {
    let seats = points(count, seed: 7)
    let colours = GrappeColours.assign(to: seats)
    #expect(colours.allSatisfy { Palette.colours.indices.contains($0) })
    for grappe in seats.indices {
      let others = seats.indices.filter { $0 != grappe }.sorted {
        distance(seats[grappe], seats[$0]) < distance(seats[grappe], seats[$1])
      }
      // The three nearest, ties between equally distant ones aside.
      for other in others.prefix(3) where distance(seats[grappe], seats[other]) > 0 {
        #expect(colours[grappe] != colours[other])
      }
    }
  }

  private func distance(_ a: PlanePoint, _ b: PlanePoint) -> Double {
    ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
  }

  @Test func labelsNeverOverlap() {
    let places = points(120, seed: 3)
    let first = MapLabels.firstZoom(places)
    for zoom in MapLabels.zooms.dropLast() {
      let shown = places.indices.filter { first[$0] <= zoom }
      for a in shown {
        for b in shown where a < b {
          let gap = max(abs(places[a].x - places[b].x), abs(places[a].y - places[b].y)) * zoom
          #expect(gap >= 20.9)
        }
      }
    }
  }

  @Test func distancesOnTheMapAreTrue() throws {
    let rennes = Coordinate(lat: 48.1173, lon: -1.6778)
    let vannes = Coordinate(lat: 47.6582, lon: -2.7608)
    let bretagne = try Regions.bundled().region(RegionCode("53"))
    let outline = try SamplePlan.contours().regions[0].polygons
    for region in [bretagne, nil] {
      let frame = try #require(
        MapFrame(region: region, outline: outline, places: [rennes, vannes]))
      let (a, b) = (try #require(frame.point(rennes)), try #require(frame.point(vannes)))
      let km = distance(a, b) / frame.unitsPerKm
      #expect(abs(km / rennes.distanceKm(to: vannes) - 1) < 0.01)
      #expect(a.x > b.x && a.y < b.y)
      #expect(frame.width <= MapFrame.largest.width + 0.01 && frame.height <= MapFrame.largest.height + 0.01)
    }
  }

  @Test func aStrayPlaceDoesNotShrinkTheRegion() throws {
    let outline = try SamplePlan.contours().regions[0].polygons
    let region = try Regions.bundled().region(RegionCode("53"))
    let usual = try #require(MapFrame(region: region, outline: outline, places: []))
    let stray = try #require(MapFrame(region: region, outline: outline, places: [Coordinate(lat: 0, lon: 0)]))
    #expect(usual.unitsPerKm == stray.unitsPerKm)
  }

  @Test func pathsAreShort() {
    var path = SVGPath()
    path.move(to: PlanePoint(x: 1.04, y: -0.26))
    path.line(to: PlanePoint(x: 1.04, y: -0.26))
    path.line(to: PlanePoint(x: 2, y: 0))
    path.close()
    #expect(path.data == "M1 -0.3l1 0.3z")
  }
}
