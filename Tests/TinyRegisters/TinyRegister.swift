import Geography
import Register

/// A register written OG by OG in a test, or drawn at random, without any file.
///
/// Places are given in km north and east of a point, so that distances can be read off the test.
public struct TinyRegister: Sendable {
  /// A region and the point in it from which places are given.
  public struct Area: Sendable {
    public let region: RegionCode
    public let centre: Coordinate

    public init(region: RegionCode, centre: Coordinate) {
      self.region = region
      self.centre = centre
    }

    /// Minimum 15.
    public static let bretagne = Area(region: RegionCode("53"), centre: Coordinate(lat: 48.1, lon: -2.8))
    /// Minimum 15.
    public static let normandie = Area(region: RegionCode("28"), centre: Coordinate(lat: 49.1, lon: 0.2))
    /// Minimum 8.
    public static let guadeloupe = Area(region: RegionCode("01"), centre: Coordinate(lat: 16.2, lon: -61.5))

    /// The point so many km north, along the meridian, and east, along the parallel.
    public func place(north: Double, east: Double) -> Coordinate {
      let degree = Coordinate.earthRadiusKm * .pi / 180
      // The parallel's length by its chord in longitude: exact enough at these distances, and only the test's places
      // depend on it.
      let shrink = 1 - (centre.lat * .pi / 180) * (centre.lat * .pi / 180) / 2
      return Coordinate(lat: centre.lat + north / degree, lon: centre.lon + east / (degree * max(0.2, shrink)))
    }
  }

  private var essms: [ESSMS] = []
  private var names: [FinessNumber: String] = [:]
  private var excluded: [ExcludedESSMS] = []
  private var notEssms: [RegionCode?: Int] = [:]

  /// One ESSMS in so many is said to stand at its commune's town hall.
  private static let placedEvery = 20

  public init() {}

  /// The FINESS number of the OG that tests call `og`.
  public static func number(og: Int) -> FinessNumber { finess(100_000_000 + og) }

  /// Adds an OG's ESSMS, one for each place (km north, km east). An OG may be given in several areas.
  public mutating func add(
    og: Int, in area: Area, sector: Sector = .elderly, at places: [(north: Double, east: Double)]
  ) {
    let number = Self.number(og: og)
    names[number] = "OG \(og)"
    for place in places {
      essms.append(
        ESSMS(
          number: Self.finess(500_000_000 + essms.count), og: number, name: "ESSMS \(essms.count)", category: "500",
          sector: sector, region: area.region, commune: "", town: "", siret: "",
          coordinate: area.place(north: place.north, east: place.east),
          placement: essms.count % Self.placedEvery == Self.placedEvery - 1 ? .commune : .register))
    }
  }

  /// Adds an OG with `count` ESSMS in one place.
  public mutating func add(og: Int, in area: Area, count: Int, north: Double = 0, east: Double = 0) {
    add(og: og, in: area, at: Array(repeating: (north, east), count: count))
  }

  /// Adds an ESSMS without coordinates.
  public mutating func exclude(_ number: Int, in area: Area) {
    excluded.append(ExcludedESSMS(number: Self.finess(number), region: area.region, reason: .noCoordinates))
  }

  /// Adds establishments of other categories.
  public mutating func addOthers(_ count: Int, in area: Area) { notEssms[area.region, default: 0] += count }

  public var register: Register {
    Register(
      essms: essms.sorted { $0.number < $1.number }, ogNames: names,
      excluded: excluded.sorted { $0.number < $1.number }, notEssms: notEssms,
      sources: [SourceFile(file: "tiny.csv", sha256: String(repeating: "0", count: 64), date: "2026-05-12")],
      problems: [])
  }

  private static func finess(_ value: Int) -> FinessNumber {
    guard let number = FinessNumber(String(value)) else { preconditionFailure("\(value) has not nine digits") }
    return number
  }
}

extension TinyRegister {
  /// A register of many small OG, a few larger ones, some far from all others.
  ///
  /// - Parameters:
  ///   - ogs: OG in each area.
  ///   - halfWidthKm: places lie in a square of this half side.
  public static func random(seed: UInt64, areas: [Area], ogs: Int, halfWidthKm: Double) -> TinyRegister {
    var generator = SplitMix(state: seed)
    var tiny = TinyRegister()
    let sectors = Sector.allCases
    for (rank, area) in areas.enumerated() {
      for og in 0..<ogs {
        // A tenth of the OG are in every area.
        let number = og.isMultiple(of: 10) ? og : 1000 * (rank + 1) + og
        let count =
          Int.random(in: 0..<12, using: &generator) == 0
          ? Int.random(in: 8...20, using: &generator) : Int.random(in: 1...4, using: &generator)
        let home = (Self.km(halfWidthKm, &generator), Self.km(halfWidthKm, &generator))
        let places = (0..<count).map { _ in
          (north: home.0 + Self.km(15, &generator), east: home.1 + Self.km(15, &generator))
        }
        let sector = sectors[Int.random(in: sectors.indices, using: &generator)]
        tiny.add(og: number, in: area, sector: sector, at: places)
      }
      for _ in 0..<Int.random(in: 0...2, using: &generator) {
        tiny.exclude(900_000_000 + tiny.excluded.count, in: area)
      }
      tiny.addOthers(Int.random(in: 0...5, using: &generator), in: area)
    }
    return tiny
  }

  private static func km(_ halfWidth: Double, _ generator: inout SplitMix) -> Double {
    Double.random(in: -halfWidth...halfWidth, using: &generator)
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same sequence everywhere for the same seed.
public struct SplitMix: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(state: UInt64) {
    self.state = state
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
