import Foundation
import Geography
import Testing

@testable import Register

/// Positions that lie far from the commune which their row names.
@Suite struct FarFromCommuneTests {
  /// A place so many km north of a town hall: one degree is as long on every meridian of the sphere.
  static func north(of position: Coordinate, km: Double) -> Coordinate {
    Coordinate(lat: position.lat + km / (Coordinate.earthRadiusKm * .pi / 180), lon: position.lon)
  }

  /// An archive's row at a place, in degrees.
  static func read(
    _ place: Coordinate, commune: String, departement: String? = nil, region: String = ""
  ) throws -> Register {
    try ArchiveReaderTests.read([
      "coordx": "\(place.lon)", "coordy": "\(place.lat)", "sourcegeocod": "", "cog": commune, "commune": "",
      "departement": departement ?? String(commune.prefix(2)), "region": region, "ligneacheminement": "",
    ])
  }

  /// Small, large, with islands, in arrondissements, overseas, merged into another.
  @Test(arguments: [
    ("35238", "35238"), ("13004", "13004"), ("83069", "83069"), ("33103", "33103"), ("75118", "75118"),
    ("69123", "69123"), ("13055", "13055"), ("2A004", "2A004"), ("74268", "74010"), ("74011", "74010"),
  ]) func `beyond the extent and 5 km, and not before`(commune: String, now: String) throws {
    let known = try #require(try Communes.bundled().commune(now))
    let reach = try #require(known.extentKm) + 5
    let inside = try Self.read(Self.north(of: known.position, km: reach - 0.01), commune: commune)
    #expect(inside.problems.isEmpty)
    #expect(inside.essms.map(\.placement) == [.register])
    let outside = try Self.read(Self.north(of: known.position, km: reach + 0.06), commune: commune)
    #expect(outside.problems.map(\.kind) == [.farFromCommune])
    #expect(outside.oddities.counts[.placedAtCommune] == 1)
    #expect(outside.essms.map(\.placement) == [.commune])
    #expect(outside.essms.map(\.coordinate) == [known.position])
    let km = (10 * (reach + 0.06)).rounded() / 10
    let told = String(format: "350000010 %.0f km (%@ %@)", km, now, known.name)
    #expect(outside.problems.map(\.value) == [String(told.prefix(60))])
    #expect(outside.problems.first?.finess?.text == "350000010")
  }

  /// A commune of no known extent, or none at all, refuses nothing.
  @Test(arguments: ["35999", "97127", "97123"]) func `no commune, no distance`(commune: String) throws {
    let place = commune == "35999" ? Coordinate(lat: 48.1, lon: -4) : Coordinate(lat: 18.07, lon: -63.08)
    let register = try Self.read(place, commune: commune, departement: commune == "35999" ? "35" : "9A")
    #expect(register.problems.isEmpty)
    #expect(register.essms.map(\.placement) == [.register])
  }

  @Test func `two positions that changed places are both told, and no other row`() throws {
    let places = [("350000010", "238", "352000.5", "6789000.5"), ("350000028", "288", "331500.5", "6849000.5")]
    func lines(_ shift: Int) -> [String] {
      places.map { Extracts.establishment($0.0, commune: $0.1) }
        + places.indices.map {
          let at = places[($0 + shift) % 2]
          return Extracts.location(places[$0].0, x: at.2, y: at.3)
        } + [Extracts.establishment("350000036"), Extracts.location("350000036", x: "352100.5")]
    }
    let right = try Extracts.read(lines(0))
    #expect(right.problems.isEmpty)
    let wrong = try Extracts.read(lines(1))
    #expect(wrong.problems.map(\.kind) == [.farFromCommune, .farFromCommune])
    #expect(wrong.problems.map(\.line) == [3, 4])
    #expect(wrong.essms.map(\.placement) == [.commune, .commune, .register])
    #expect(wrong.essms.last == right.essms.last)
    #expect(try RegisterSummary(wrong).totals.placedAtCommune == 2)
  }
}
