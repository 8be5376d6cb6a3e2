import Foundation
import Geography
import Plans
import Programme
import Register
import Testing
import TinyRegisters
import Wording

@testable import Planning

/// What is asked for in vain is told, and what is heard is not.
@Suite struct WithoutEffectTests {
  /// Bretagne: OG 0 to 5 with 3 ESSMS each, OG 6 that files alone; Guadeloupe: OG 10 to 15.
  private static var register: TinyRegister {
    var tiny = TinyRegister()
    for og in 0..<6 { tiny.add(og: og, in: .bretagne, count: 3, north: Double(og)) }
    tiny.add(og: 6, in: .bretagne, count: 16, north: 7)
    for og in 10..<16 { tiny.add(og: og, in: .guadeloupe, count: 3, north: Double(og)) }
    return tiny
  }

  private static let source = SourceFile(file: "f.csv", sha256: String(repeating: "c", count: 64), date: nil)

  private static func number(_ og: Int) -> FinessNumber { TinyRegister.number(og: og) }

  /// What a plan of Bretagne, or of all, is told in vain.
  private static func told(everywhere: Bool = false, _ change: (inout Scenario) throws -> Void) throws -> [String] {
    var scenario = try PlanningTests.scenario()
    scenario.timeLimit = 0.5
    try change(&scenario)
    var remarks: [Wording] = []
    _ = try Planner(scenario: scenario, version: "test").plan(
      register.register, regions: everywhere ? nil : [RegionCode("53")], told: { remarks += $0 })
    for remark in remarks {
      #expect(!remark.fr.isEmpty && !remark.fr.contains { $0.isNewline })
      #expect(remark.en.contains("without effect") == remark.fr.contains("sans effet"))
    }
    return remarks.map(\.en)
  }

  private static func campaign(_ line: String) throws -> (Campaign, Set<RestatedLimit>) {
    let path = NSTemporaryDirectory() + "campaign-\(UUID().uuidString).yaml"
    try "extends: \"2024\"\nname: mine\n\(line)\n".write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let book = try RuleBook.bundled().adding(paths: [path])
    return (try book.campaign("mine").campaign, book.restated["mine"] ?? [])
  }

  private static func constraints(_ lines: [(Constraints.Kind, Int, Int?)]) -> Constraints {
    Constraints(
      lines: lines.enumerated().map {
        Constraints.Line(number: $0 + 2, kind: $1.0, a: number($1.1), b: $1.2.map(number))
      }, source: source, path: "c.csv")
  }

  private static func drawing(_ ogs: Int...) -> DrawnGrouping {
    DrawnGrouping(grappes: [.init(name: "A", ogs: ogs.map(number))], source: source)
  }

  @Test func `nothing asked for, nothing told`() throws {
    #expect(try Self.told { _ in }.isEmpty)
    #expect(try Self.told(everywhere: true) { _ in }.isEmpty)
  }

  @Test func `a minimum that the exceptions override`() throws {
    let told = try Self.told(everywhere: true) {
      ($0.campaign, $0.restatedLimits) = try Self.campaign("routes: {regional: {limits: {minimum: 500}}}")
    }
    #expect(told.count == 1)
    #expect(
      told[0].hasPrefix("minimum 500: without effect in Guadeloupe (01), where the exception of campaign mine gives 8"))
    // Where no region has an exception, or the exceptions are given too, it has its effect.
    #expect(
      try Self.told {
        ($0.campaign, $0.restatedLimits) = try Self.campaign("routes: {regional: {limits: {minimum: 18}}}")
      }.isEmpty)
    #expect(
      try Self.told(everywhere: true) {
        ($0.campaign, $0.restatedLimits) = try Self.campaign(
          "routes: {regional: {limits: {minimum: 18}, exceptions: []}}")
      }.isEmpty)
  }

  @Test(arguments: [
    ([6], "without effect, OG 100000006 reaches the minimum alone"),
    ([6, 999], "without effect, none of its 2 OG is to be grouped here; OG 100000006 reaches the minimum alone"),
    ([999], "without effect, OG 100000999 is not in the register"),
    ([10], "OG 100000010 has ESSMS outside the planned regions only"),
    ([0, 1, 999], "1 of its 3 OG without effect; OG 100000999 is not in the register"),
    ([0, 1], "without effect for 1 grappes of 1, which do not hold under these rules"),
  ])
  func `a drawing to start from`(ogs: [Int], words: String) throws {
    let told = try Self.told {
      $0.drawing = DrawnGrouping(grappes: [.init(name: "A", ogs: ogs.map(Self.number))], source: Self.source)
    }
    #expect(told.count == 1 && told[0].contains(words), "\(told)")
  }

  @Test func `a drawing that is heard`() throws {
    #expect(try Self.told { $0.drawing = Self.drawing(0, 1, 2, 3, 4) }.isEmpty)
    let plan = try plan(Self.register, regions: [RegionCode("53")])
    #expect(try Self.told { $0.earlier = plan }.isEmpty)
    let told = try Self.told(everywhere: false) {
      var other = plan
      for place in other.grappes.indices {
        for member in other.grappes[place].members.indices {
          other.grappes[place].members[member].og = Self.number(999)
        }
      }
      $0.earlier = other
      $0.startName = "old/plan.json"
    }
    #expect(told.count == 1 && told[0].hasPrefix("from old/plan.json: without effect"), "\(told)")
  }

  @Test(
    arguments: [
      ((Constraints.Kind.exclu, 6, nil), "reaches the minimum alone"),
      ((.porteur, 6, nil), "reaches the minimum alone"), ((.separes, 0, 6), "OG 100000006 reaches the minimum alone"),
      ((.exclu, 10, nil), "outside the planned regions"), ((.ensemble, 0, 11), "outside the planned regions"),
    ] as [((Constraints.Kind, Int, Int?), String)])
  func `a constraint on an OG that is not grouped`(line: (Constraints.Kind, Int, Int?), words: String) throws {
    let told = try Self.told { $0.constraints = Self.constraints([line, (.porteur, 1, nil), (.exclu, 2, nil)]) }
    #expect(told.count == 1, "\(told)")
    #expect(told.first?.hasPrefix("c.csv, line 2: \"\(line.0.rawValue);") == true)
    #expect(told.first?.contains(words) == true, "\(told)")
  }

  @Test func `many lines in vain are counted`() throws {
    let told = try Self.told { $0.constraints = Self.constraints((0..<14).map { _ in (.exclu, 10, nil) }) }
    #expect(told.count == 11)
    #expect(told.last == "c.csv: 4 more lines without effect")
  }

  @Test func `rows of a situation for ESSMS that are not there`() throws {
    func situation(_ numbers: [FinessNumber]) -> Situation {
      Situation(
        entries: Dictionary(uniqueKeysWithValues: numbers.map { ($0, .init(isFunded: false)) }), source: Self.source)
    }
    let known = try #require(Self.register.register.essms.first?.number)
    let told = try Self.told { $0.situation = situation([known, Self.number(5_000), Self.number(4_000)]) }
    #expect(told == ["f.csv: 2 ESSMS of 3 are not in the register, without effect; the first: 100004000"])
    #expect(try Self.told { $0.situation = situation([known]) }.isEmpty)
  }

  @Test func `options without effect`() throws {
    func first(_ change: (inout Scenario) -> Void) throws -> String { try Self.told(change).joined(separator: "|") }
    #expect(try first { $0.routes = [.regional, .multiregional] }.contains("route multiregional: without effect"))
    #expect(
      try first {
        $0.objective = .fundingFirst
        $0.spreadPrice = 50
      }.contains("price of distance €50: without effect with objective fundingFirst"))
    #expect(try first { $0.preferencePrice = 5 }.contains("preferencePrice €5: without effect"))
    #expect(try first { $0.dui = .require }.contains("dui require: without effect, no DUI"))
    #expect(try first { $0.success = [.init(from: nil, to: 14, homogeneous: nil, probability: 0.5)] }.contains("≥ 15"))
    #expect(try first { $0.success = [.init(from: 15, to: 20, homogeneous: nil, probability: 0.5)] }.isEmpty)
    #expect(
      try first { $0.envelopes.typed = ["53": 1_000_000, "94": 5, "national": 7] }
        == "envelope 94: without effect, this region is not planned|"
        + "envelope national: without effect, the route national is not open")
  }
}
