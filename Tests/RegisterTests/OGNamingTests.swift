import Geography
import Testing

@testable import Register

/// What OG are called that no file names.
@Suite struct OGNamingTests {
  private static func number(_ text: String) throws -> FinessNumber { try #require(FinessNumber(text)) }

  private static func essms(_ number: String, og: String = "290000001", name: String, commune: String = "29279")
    throws -> ESSMS
  {
    ESSMS(
      number: try Self.number(number), og: try Self.number(og), name: name, category: "500", sector: .elderly,
      region: RegionCode("53"), commune: commune, town: "29670 TAULE", siret: "",
      coordinate: .init(lat: 48.6, lon: -3.9))
  }

  private static func name(
    _ essms: [ESSMS], own: String? = nil, places: [String: Int] = [:]
  ) throws -> String {
    let og = try number("290000001")
    let register = Register(
      essms: essms, ogNames: own.map { [og: $0] } ?? [:], excluded: [], notEssms: [:], sources: [], problems: [],
      capacities: try places.reduce(into: [:]) { $0[try number($1.key)] = $1.value })
    return register.name(of: og)
  }

  @Test func `after the only ESSMS and its commune`() throws {
    #expect(try Self.name([Self.essms("290000101", name: "EHPAD BEL AIR")]) == "EHPAD BEL AIR, Taulé")
  }

  @Test func `the one with most places, the others counted`() throws {
    let essms = try [
      Self.essms("290000101", name: "SSIAD DU HAUT LEON"), Self.essms("290000102", name: "EHPAD BEL AIR"),
      Self.essms("290000103", name: "EHPAD DU PORT"),
    ]
    #expect(try Self.name(essms) == "SSIAD DU HAUT LEON, Taulé (+2)")
    #expect(try Self.name(essms, places: ["290000103": 40, "290000102": 80]) == "EHPAD BEL AIR, Taulé (+2)")
    #expect(try Self.name(essms, places: ["290000103": 80, "290000102": 80]) == "EHPAD BEL AIR, Taulé (+2)")
  }

  @Test func `a commune that is not known is told as the register spells it`() throws {
    #expect(try Self.name([Self.essms("290000101", name: "EHPAD", commune: "29999")]) == "EHPAD, TAULE")
  }

  @Test(arguments: ["", "12", "290000001"]) func `a bare number is no name`(own: String) throws {
    #expect(try Self.name([Self.essms("290000101", name: "EHPAD BEL AIR")], own: own) == "EHPAD BEL AIR, Taulé")
    #expect(try Self.name([Self.essms("290000101", name: own)]) == "290000001")
    let essms = try [Self.essms("290000101", name: own), Self.essms("290000102", name: "EHPAD")]
    #expect(try Self.name(essms) == "EHPAD, Taulé (+1)")
  }

  @Test func `the OG's own name comes first`() throws {
    #expect(try Self.name([Self.essms("290000101", name: "EHPAD BEL AIR")], own: "ASS DES LILAS") == "ASS DES LILAS")
  }

  @Test func `the name stays when the situation rules an ESSMS out`() throws {
    let essms = try [Self.essms("290000101", name: "EHPAD A"), Self.essms("290000102", name: "EHPAD B")]
    let register = Register(essms: essms, ogNames: [:], excluded: [], notEssms: [:], sources: [], problems: [])
    var entry = Situation.Entry.unknown
    entry.isFunded = true
    let situation = Situation(
      entries: [essms[0].number: entry], source: SourceFile(file: "s.csv", sha256: "", date: nil))
    let known = register.applying(situation)
    #expect(known.essms.count == 1)
    #expect(known.name(of: essms[0].og) == "EHPAD A, Taulé (+1)")
  }
}
