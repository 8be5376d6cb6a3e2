import Geography
import Testing

@testable import Register

/// Cells that name a département as copies of extracts spell it.
@Suite struct DepartementSpellingTests {
  /// Cell, commune, FINESS number, INSEE code meant.
  static let rows = [
    ("971", "105", "970100010", "971"), ("9a", "105", "970100010", "971"), ("977", "123", "970100010", "971"),
    ("978", "127", "970100010", "971"), ("972", "209", "970200010", "972"), ("973", "302", "970300010", "973"),
    ("974", "411", "970400010", "974"), ("976", "608", "980500010", "976"), ("975", "502", "970500010", "975"),
    ("97", "105", "970100010", "971"), ("97", "411", "970400010", "974"),
    ("69D", "123", "690000010", "69"), ("69m", "123", "690000010", "69"), ("069", "123", "690000010", "69"),
    ("1", "053", "010000010", "01"), ("001", "053", "010000010", "01"), ("01", "053", "010000010", "01"),
    ("02a", "004", "2A0000010", "2A"), ("2b", "033", "2B0000010", "2B"), ("02B", "033", "2B0000010", "2B"),
    // Corse in one: by the commune, else by the number, else by the postal codes' 201 and 202.
    ("20", "004", "2A0000010", "2A"), ("20", "033", "2B0000010", "2B"), ("20", "", "2B0000010", "2B"),
    ("201", "004", "2A0000010", "2A"), ("202", "033", "2B0000010", "2B"), ("020", "033", "2B0000010", "2B"),
    ("201", "", "350000010", "2A"), ("202", "", "350000010", "2B"), ("20A", "", "350000010", "2A"),
  ]

  @Test(arguments: rows) func legacy(cell: String, commune: String, number: String, code: String) throws {
    let expected = try #require(try Departements.bundled().departement(code: code))
    let register = try Extracts.read([
      Extracts.establishment(number, og: number, commune: commune, departement: cell, category: "355")
    ])
    let essms = try Extracts.read([Extracts.establishment(number, og: number, commune: commune, departement: cell)])
    #expect(register.notEssms == [expected.region: 1])
    #expect(!essms.problems.contains { $0.kind == .unknownDepartement })
    #expect(essms.essms.map(\.region) + essms.excluded.compactMap(\.region) == [expected.region])
  }

  @Test(arguments: rows) func archive(cell: String, commune: String, number: String, code: String) throws {
    let expected = try #require(try Departements.bundled().departement(code: code))
    let register = try ArchiveReaderTests.read([
      "nofinesset": number, "departement": cell, "commune": commune, "cog": "", "region": "", "coordx": "",
      "coordy": "", "ligneacheminement": "",
    ])
    #expect(!register.problems.contains { $0.kind == .unknownDepartement })
    let regions = register.essms.map(\.region) + register.excluded.compactMap(\.region)
    #expect(regions == [expected.region])
    let wanted = commune.isEmpty ? [] : [expected.communeCode(commune)]
    #expect(register.essms.map(\.commune).allSatisfy { wanted.contains($0) })
  }

  /// The same place as by FINESS's own spelling.
  @Test func `nothing else of the row changes`() throws {
    func read(_ departement: String, _ commune: String) throws -> [ESSMS] {
      try Extracts.read([
        Extracts.establishment("970100010", commune: commune, departement: departement, town: "97100 BASSE TERRE"),
        Extracts.location("970100010", x: "642000.5", y: "1770000.5", source: "1,BAN,EPSG:5490"),
      ]).essms
    }
    let own = try read("9A", "105")
    #expect(own.map(\.placement) == [.register])
    #expect(try read("971", "105") == own)
    #expect(try read("971", "97105") == own)
    #expect(try read("97", "105") == own)
  }
}
