import Foundation
import Planning
import Programme
import Register
import Testing
import TinyRegisters
import Wording

@testable import Plans

/// A plan with a bit of everything, and its JSON.
enum Sample {
  static let plan = Result {
    var tiny = TinyRegister.random(seed: 5, areas: [.bretagne, .guadeloupe], ogs: 20, halfWidthKm: 40)
    tiny.add(og: 500, in: .bretagne, count: 15)
    tiny.add(og: 501, in: .bretagne, count: 1, north: 300)
    tiny.exclude(999_000_001, in: .bretagne)
    let (campaign, bareme) = try RuleBook.bundled().campaign("2024")
    var scenario = Scenario(campaign: campaign, bareme: bareme)
    scenario.timeLimit = 10
    scenario.gap = 0.1
    return try Planner(scenario: scenario, version: "test").plan(tiny.register)
  }

  static func json() throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: PlanFile.data(plan.get()))
    return try #require(object as? [String: Any])
  }

  /// Reads bytes as a plan file.
  static func read(_ bytes: Data) throws -> Plan {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("plan-\(UUID()).json")
    try bytes.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try PlanFile.read(path: file.path)
  }

  static func failure(_ bytes: Data) -> Failure? {
    #expect(throws: Failure.self) { try read(bytes) }
  }
}

@Suite struct PlanFileTests {
  @Test func `a plan comes back as it was, and gives the same bytes again`() throws {
    let plan = try Sample.plan.get()
    let bytes = try PlanFile.data(plan)
    let back = try Sample.read(bytes)
    #expect(back == plan)
    #expect(try PlanFile.data(back) == bytes)
    #expect(bytes.last == UInt8(ascii: "\n"))
  }

  /// The keys of the published schema `grappes/plan/2`.
  static let keys: [(place: String, keys: [String])] = [
    (
      "",
      [
        "schema", "campaign", "bareme", "baremeVerified", "regions", "parameters", "status", "totals", "bound", "gap",
        "grappes", "standalone", "ungrouped", "excluded", "essms", "notEssms", "certificate", "provenance",
      ]
    ),
    ("parameters", ["spreadPrice", "radiusKm", "detour", "mode", "minimum", "maximum"]),
    ("search", ["stop", "certifiedBound", "exhausted", "treeBounds", "spent"]),
    ("search.spent", ["bound", "columns", "neighbourhoods", "tree"]),
    ("totals", ["value", "funding", "expectedFunding", "spreadKm", "meanKm", "essms", "og", "grappes"]),
    (
      "grappes.0",
      [
        "id", "route", "region", "porteur", "seat", "members", "essmsCount", "ogCount", "sectors", "dui", "funding",
        "probability", "expectedFunding", "value", "spread", "deadline", "filedWith",
      ]
    ),
    ("grappes.0.seat", ["lat", "lon"]), ("grappes.0.members.0", ["og", "name", "region", "essms"]),
    ("grappes.0.funding", ["total", "lines"]), ("grappes.0.funding.lines.0", ["item", "count", "unit", "amount"]),
    ("grappes.0.spread", ["sumKm", "meanKm", "maxKm", "diameterKm"]), ("standalone.0", ["og", "region", "essms"]),
    ("ungrouped.0", ["og", "region", "essms", "reason", "detail", "price"]), ("excluded.0", ["essms", "reason"]),
    ("certificate", ["unitPrices", "envelopePrices"]),
    ("provenance", ["register", "situation", "constraints", "seed", "version", "solver", "seconds"]),
    ("provenance.register.0", ["file", "sha256", "date"]),
  ]

  @Test(arguments: keys) func `keys of the schema are there, also when null`(place: String, keys: [String]) throws {
    var value: Any = try Sample.json()
    for step in place.split(separator: ".") {
      if let index = Int(step) {
        value = try #require((value as? [Any])?.dropFirst(index).first)
      } else {
        value = try #require((value as? [String: Any])?[String(step)])
      }
    }
    let object = try #require(value as? [String: Any])
    #expect(Set(keys).subtracting(object.keys).isEmpty)
  }

  @Test func `what is not known is null`() throws {
    let json = try Sample.json()
    let grappe = try #require((json["grappes"] as? [[String: Any]])?.first)
    #expect(grappe["dui"] is NSNull)
    #expect((json["parameters"] as? [String: Any])?["maximum"] is NSNull)
    let provenance = try #require(json["provenance"] as? [String: Any])
    #expect(provenance["situation"] is NSNull)
    #expect(provenance["constraints"] is NSNull)
  }

  @Test func `two-space indent, keys in order, slashes as they are`() throws {
    let text = String(decoding: try PlanFile.data(Sample.plan.get()), as: UTF8.self)
    #expect(text.hasPrefix("{\n  \"bareme\" : \"2021-T2\",\n  \"baremeVerified\" : false,\n"))
    #expect(text.contains("\"schema\" : \"grappes/plan/2\""))
  }
}

@Suite struct DamagedPlanTests {
  @Test func `no file`() {
    let failure = #expect(throws: Failure.self) { try PlanFile.read(path: "/nowhere/plan.json") }
    #expect(failure?.kind == .unreadable)
    #expect(failure?.wording.en == "/nowhere/plan.json: no such file; expected a plan.json file")
  }

  @Test(arguments: ["/tmp", "/dev/zero", "/dev/null"]) func `a folder or a device`(path: String) {
    let failure = #expect(throws: Failure.self) { try PlanFile.read(path: path) }
    #expect(failure?.kind == .unreadable)
  }

  @Test(arguments: [
    "", " ", "{", "[]", "null", "12", "\"plan\"", "{}", "\u{0}\u{1}", "finess;etalab;111;2026-05-12",
    String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000),
  ])
  func `no plan at all`(text: String) {
    #expect(Sample.failure(Data(text.utf8))?.kind == .data)
  }

  @Test(arguments: [0.1, 0.5, 0.9, 0.999]) func `cut`(share: Double) throws {
    let bytes = try PlanFile.data(Sample.plan.get())
    #expect(Sample.failure(bytes.prefix(Int(share * Double(bytes.count))))?.kind == .data)
  }

  @Test func `another schema`() throws {
    var plan = try Sample.plan.get()
    plan.schema = "grappes/plan/3"
    let failure = Sample.failure(try PlanFile.data(plan))
    #expect(failure?.wording.en.hasSuffix("schema \"grappes/plan/3\", expected \"grappes/plan/2\"") == true)
  }

  @Test func `a plan of an earlier version does not say how its time was spent`() throws {
    var plan = try Sample.plan.get()
    plan.search.spent = nil
    #expect(try Sample.read(PlanFile.data(plan)) == plan)
  }

  /// Every key of the schema but those that may be null; the message names it.
  @Test(arguments: [
    "schema", "regions", "status", "search", "totals", "bound", "gap", "grappes", "certificate", "provenance",
  ])
  func `a key is missing`(key: String) throws {
    var json = try Sample.json()
    json[key] = nil
    let failure = Sample.failure(try JSONSerialization.data(withJSONObject: json))
    #expect(failure?.kind == .data)
    #expect(failure?.wording.en.hasSuffix("not a plan: key \"\(key)\" is missing") == true)
  }

  /// Numbers that no plan can have, each with the key that the message names.
  @Test(arguments: [
    ("notEssms", "-1"), ("notEssms", "9223372036854775807"), ("notEssms", "1e400"), ("notEssms", "1.5"),
    ("essmsCount", "9223372036854775807"), ("essmsCount", "-9223372036854775808"), ("ogCount", "1000000001"),
    ("count", "-1"), ("count", "1000000000000000000"), ("bound", "1e18"), ("bound", "-1e11"), ("bound", "1e400"),
    ("amount", "1e300"), ("total", "\"670000\""), ("bound", "null"), ("essms", "9223372036854775807"),
  ])
  func `an absurd number`(key: String, number: String) throws {
    let text = String(decoding: try PlanFile.data(Sample.plan.get()), as: UTF8.self)
    let start = try #require(text.firstRange(of: try Regex("\"\(key)\" : [0-9.]+")))
    let damaged = text.replacingCharacters(in: start, with: "\"\(key)\" : \(number)")
    let failure = Sample.failure(Data(damaged.utf8))
    #expect(failure?.kind == .data)
    // These two are found before any key is looked at.
    if !["1e400", "1.5"].contains(number) { #expect(failure?.wording.en.contains(key) == true) }
  }

  @Test func `more grappes than there are OG`() throws {
    var plan = try Sample.plan.get()
    let grappe = try #require(plan.grappes.first)
    plan.grappes = Array(repeating: grappe, count: 100_001)
    #expect(plan.excess?.key == "grappes")
    plan.grappes = [grappe]
    plan.grappes[0].members = Array(repeating: grappe.members[0], count: 100_001)
    #expect(plan.excess?.key == "grappes[0].members")
    plan.grappes = [grappe]
    plan.grappes[0].sectors = ["PA": -1]
    #expect(plan.excess?.key == "grappes[0].sectors.PA")
    plan.regions = Array(repeating: plan.regions[0], count: 1_001)
    #expect(plan.excess?.key == "regions")
  }
}

@Suite struct EurosTests {
  @Test(arguments: [
    ("0", 0), ("25000", 2_500_000), ("0.1", 10), ("0.29", 29), ("-12.34", -1_234),
    ("99999999999.99", 9_999_999_999_999),
  ])
  func `read in whole cents`(text: String, cents: Int) throws {
    #expect(try JSONDecoder().decode(Euros.self, from: Data(text.utf8)) == Euros(cents: cents))
  }

  @Test(arguments: ["1.005", "0.001", "1e11", "25000.0049"]) func `what is no amount`(text: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Euros.self, from: Data(text.utf8)) }
  }

  @Test(arguments: [0, 1, 10, 29, 99, 100, -1, -150, 123_456_789, 9_999_999_999_999])
  func `written and read again`(cents: Int) throws {
    let data = try JSONEncoder().encode(Euros(cents: cents))
    #expect(try JSONDecoder().decode(Euros.self, from: data).cents == cents)
    if cents.isMultiple(of: 100) { #expect(String(decoding: data, as: UTF8.self) == String(cents / 100)) }
  }
}
