import Testing
import Wording

@testable import Geography

@Suite struct RegionTests {
  @Test func `eighteen regions with their ARS, and Saint-Pierre-et-Miquelon without`() throws {
    let regions = try Regions.bundled()
    #expect(regions.all.count == 19)
    #expect(Set(regions.all.map(\.code)).count == 19)
    #expect(regions.all.filter { $0.ars.isEmpty }.map(\.code) == [RegionCode("975")])
    #expect(regions.region(RegionCode("53"))?.ars == "ARS Bretagne")
    #expect(regions.region(RegionCode("00")) == nil)
  }

  @Test(arguments: [
    ("01", 5490), ("02", 5490), ("03", 2972), ("04", 2975), ("06", 4471), ("975", 4467), ("94", 2154), ("53", 2154),
  ])
  func projection(code: String, epsg: Int) throws {
    #expect(try Regions.bundled().region(RegionCode(code))?.epsg == epsg)
  }

  @Test func `101 départements, each in a region`() throws {
    let departements = try Departements.bundled()
    let regions = try Regions.bundled()
    #expect(departements.all.filter { $0.region != RegionCode("975") }.count == 101)
    #expect(departements.all.allSatisfy { regions.region($0.region) != nil })
    #expect(Set(departements.all.map(\.region)).count == 19)
    #expect(Set(departements.all.map(\.finess)).count == 102)
  }

  @Test(arguments: [
    ("35", "35", "53"), ("2A", "2A", "94"), ("9A", "971", "01"), ("9B", "972", "02"), ("9C", "973", "03"),
    ("9D", "974", "04"), ("9E", "975", "975"), ("9F", "976", "06"),
  ])
  func `FINESS spelling`(finess: String, code: String, region: String) throws {
    let departement = try #require(Departements.bundled().departement(finess: finess))
    #expect(departement.code == code)
    #expect(departement.region == RegionCode(region))
    #expect(try Departements.bundled().departement(code: code) == departement)
  }

  @Test func `commune codes`() throws {
    let departements = try Departements.bundled()
    #expect(departements.departement(finess: "35")?.communeCode("238") == "35238")
    #expect(departements.departement(finess: "2B")?.communeCode("033") == "2B033")
    #expect(departements.departement(finess: "9A")?.communeCode("123") == "97123")
    #expect(departements.departement(finess: "9F")?.communeCode("606") == "97606")
  }

  @Test(arguments: [
    ("53", 48.11, -1.68), ("11", 48.86, 2.35), ("94", 41.93, 8.74), ("01", 18.07, -63.08), ("01", 17.9, -62.83),
    ("02", 14.6, -61.07), ("03", 4.92, -52.32), ("04", -20.98, 55.3), ("06", -12.78, 45.23), ("975", 46.78, -56.18),
    ("32", 51.04, 2.38), ("44", 48.58, 7.75), ("93", 43.7, 7.27),
  ])
  func `a town of each territory is in its box and in no other`(code: String, lat: Double, lon: Double) throws {
    let regions = try Regions.bundled()
    let own = try #require(regions.region(RegionCode(code)))
    for region in regions.all {
      #expect(region.bounds.contains(Coordinate(lat: lat, lon: lon)) == (region.bounds == own.bounds))
    }
  }

  @Test(arguments: ["a;b\n1;2;3\n", "a;c\n1;2\n"]) func `a damaged table is a failure`(text: String) {
    #expect(throws: Failure.self) { try ResourceTable(file: "x.csv", text: text, columns: ["a", "b"]) }
  }
}
