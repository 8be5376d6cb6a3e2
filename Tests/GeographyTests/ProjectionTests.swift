import Foundation
import Testing
import Wording

@testable import Geography

@Suite struct ProjectionTests {
  struct CheckPoint: Sendable {
    let epsg: Int
    let x: Double
    let y: Double
    let lon: Double
    let lat: Double
  }

  static let checkPoints = [
    CheckPoint(epsg: 2154, x: 870262.2, y: 6571540.8, lon: 5.20918, lat: 46.22229),
    CheckPoint(epsg: 5490, x: 657242.9, y: 1795384.4, lon: -61.52874, lat: 16.234),
    CheckPoint(epsg: 4559, x: 657242.9, y: 1795384.4, lon: -61.52874, lat: 16.234),
    CheckPoint(epsg: 2972, x: 353672.8, y: 544349.1, lon: -52.31973, lat: 4.92347),
    CheckPoint(epsg: 2975, x: 323086.6, y: 7679599.8, lon: 55.29821, lat: -20.97571),
    CheckPoint(epsg: 4471, x: 524819.9, y: 8587194.7, lon: 45.22868, lat: -12.77989),
  ]

  @Test(arguments: checkPoints) func `published points`(point: CheckPoint) throws {
    let place = try #require(Projection(epsg: point.epsg).geographic(x: point.x, y: point.y))
    #expect(abs(place.lat - point.lat) < 1e-5)
    #expect(abs(place.lon - point.lon) < 1e-5)
  }

  @Test(arguments: checkPoints) func `there and back`(point: CheckPoint) throws {
    let projection = try Projection(epsg: point.epsg)
    let place = try #require(projection.geographic(x: point.x, y: point.y))
    let back = try #require(projection.projected(place))
    #expect(abs(back.x - point.x) < 0.001)
    #expect(abs(back.y - point.y) < 0.001)
  }

  static let cs2cs = "/usr/bin/cs2cs"

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: cs2cs)), arguments: try Regions.bundled().all)
  func `as cs2cs says, all over the territory`(region: Region) throws {
    let projection = try Projection(epsg: region.epsg)
    let steps = stride(from: 0.0, through: 1, by: 0.05)
    let bounds = region.bounds
    let points = try steps.flatMap { south in
      try steps.map { west in
        let place = Coordinate(
          lat: bounds.south + south * (bounds.north - bounds.south),
          lon: bounds.west + west * (bounds.east - bounds.west))
        return try #require(projection.projected(place))
      }
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try points.map { "\($0.x) \($0.y)\n" }.joined().write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.cs2cs)
    process.arguments = ["-f", "%.9f", "EPSG:\(region.epsg)", "EPSG:4326", file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let lines = text.split(separator: "\n")
    try #require(lines.count == points.count)
    for (line, place) in zip(lines, projection.geographic(points)) {
      let degrees = line.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
      let place = try #require(place)
      #expect(abs(place.lat - degrees[0]) < 1e-8)
      #expect(abs(place.lon - degrees[1]) < 1e-8)
    }
  }

  @Test func `bulk equals one by one, whatever stands between`() throws {
    let projection = try Projection(epsg: 2154)
    let points = [(x: 870262.2, y: 6571540.8), (x: .infinity, y: 0), (x: .nan, y: .nan), (x: 352_000, y: 6_789_000)]
    let together = projection.geographic(points)
    #expect(together == points.map { projection.geographic(x: $0.x, y: $0.y) })
    #expect(together[0] != nil)
    #expect(together[1] == nil)
    #expect(together[2] == nil)
    #expect(together[3] != nil)
    #expect(projection.geographic([]).isEmpty)
  }

  @Test(arguments: [0, -1, 4326, 999_999]) func `no map projection of that code`(epsg: Int) {
    #expect(throws: Failure.self) { try Projection(epsg: epsg) }
  }

  @Test(arguments: try Regions.bundled().all.map(\.epsg)) func `every region's projection is known`(epsg: Int) throws {
    #expect(try Projection(epsg: epsg).epsg == epsg)
  }
}
