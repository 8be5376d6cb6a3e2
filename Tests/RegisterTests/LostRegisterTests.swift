import Testing
import Wording

@testable import Register

/// When nothing is left of a register, the failure says how many rows were lost, why, and shows the first.
@Suite struct LostRegisterTests {
  @Test func `rows lost by kind, and the first of them`() throws {
    let failure = try #require(
      Extracts.failure([
        Extracts.file([
          Extracts.manifest, "structureet;350000011;3500", Extracts.establishment("35000001X"),
          Extracts.establishment(""), Extracts.establishment("350000012", category: "abc"),
        ])
      ]))
    #expect(failure.kind == .data)
    #expect(
      failure.wording.en.contains(
        "no establishment (1 row malformed, 2 rows without a FINESS number, 1 row of unknown category; extract.csv, line 2: "
          + "\"structureet;350000011;3500\")"))
    #expect(failure.wording.fr.contains("ligne 2 : « structureet;350000011;3500 »"))
    #expect(!failure.wording.fr.contains("\n"))
  }

  @Test func `nothing but a first line`() throws {
    let failure = try #require(Extracts.failure([Extracts.file([Extracts.manifest])]))
    #expect(failure.wording.en.hasPrefix("extract.csv: no establishment; expected"))
  }

  @Test func `ESSMS that are all left out`() throws {
    let register = try Extracts.read([
      Extracts.establishment("350000010", departement: "9J"), Extracts.establishment("350000011", departement: "9K"),
    ])
    let failure = #expect(throws: Failure.self) { try register.requireLocated() }
    #expect(failure?.wording.en.contains("2 ESSMS, none") == true)
    #expect(failure?.wording.en.contains("2 rows of unknown département; extract.csv, line 1: \"9J\"") == true)
  }
}
