import Foundation
import Geography
import Testing

@testable import Register

@Suite struct RegisterViewTests {
  static func register() throws -> Register {
    try Extracts.read([
      Extracts.manifest, Extracts.og("350000001", rs: "ASSOCIATION DES LILAS"),
      Extracts.establishment("350000013", og: "350000002"), Extracts.location("350000013"),
      Extracts.establishment("350000012"), Extracts.location("350000012"),
      Extracts.establishment("350000011", category: "183"), Extracts.location("350000011"),
      Extracts.establishment("2A0000022", commune: "004", departement: "2A"),
      Extracts.location("2A0000022", x: "1180000", y: "6100000"),
      Extracts.establishment("350000014", commune: "999", town: ""),
      Extracts.establishment("350000015", category: "620"),
      Extracts.establishment("980600027", departement: "9J", category: "355"), Extracts.location("350000099"),
    ])
  }

  @Test func `units of a region`() throws {
    let register = try Self.register()
    #expect(register.regions == [RegionCode("53"), RegionCode("94")])
    let units = register.units(in: RegionCode("53"))
    #expect(units.map(\.og.text) == ["350000001", "350000002"])
    #expect(units.map(\.name) == ["ASSOCIATION DES LILAS", "EHPAD LES LILAS, Rennes"])
    #expect(units.map { $0.essms.map(\.number.text) } == [["350000011", "350000012"], ["350000013"]])
    #expect(register.units(in: RegionCode("94")).map(\.og.text) == ["350000001"])
    #expect(register.units(in: RegionCode("11")).isEmpty)
    let og = try #require(FinessNumber("350000001"))
    #expect(register.essmsCount(of: og) == 3)
    #expect(register.essmsCounts[og] == 3)
  }

  @Test func summary() throws {
    let summary = try RegisterSummary(Self.register())
    #expect(summary.regions.map(\.region) == [RegionCode("53"), RegionCode("94"), nil])
    #expect(summary.regions.map(\.name) == ["Bretagne", "Corse", ""])
    let bretagne = try #require(summary.regions.first?.figures)
    #expect(bretagne.og == 2)
    #expect(bretagne.essms == 3)
    #expect(bretagne.sectors == [.elderly: 2, .disabledChildren: 1])
    #expect(bretagne.excluded == [.noCoordinates: 1])
    #expect(bretagne.notEssms == 1)
    #expect(summary.totals.og == 2)
    #expect(summary.totals.essms == 4)
    #expect(summary.totals.notEssms == 2)
    #expect(summary.problems.map(\.kind).filter { !$0.isOddity } == [.orphanLocation])
    #expect(summary.problems.first?.examples.first?.value == "350000099")
    #expect(summary.sources.count == 1)
  }

  @Test func `summary of the regions asked for`() throws {
    let summary = try RegisterSummary(Self.register(), only: [RegionCode("94"), RegionCode("11")])
    #expect(summary.regions.map(\.region) == [RegionCode("11"), RegionCode("94")])
    #expect(summary.totals.essms == 1)
    #expect(summary.totals.notEssms == 0)
  }

  @Test func `summary as JSON and back`() throws {
    let summary = try RegisterSummary(Self.register())
    let json = try JSONEncoder().encode(summary)
    #expect(String(decoding: json, as: UTF8.self).contains("\"PH_ENFANTS\":1"))
    #expect(try JSONDecoder().decode(RegisterSummary.self, from: json) == summary)
  }

  @Test func `categories`() throws {
    let categories = try Categories.bundled()
    #expect(categories.all.count == 78)
    #expect(categories.all.count { $0.scope == .edge } == 5)
    #expect(categories.category("500")?.sector == .elderly)
    #expect(categories.eligible("219") == nil)
    #expect(categories.eligible("219", includingEdge: true)?.sector == .housing)
    #expect(categories.category("355") == nil)
  }
}
