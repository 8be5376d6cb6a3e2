import Foundation
import Plans
import Programme
import Testing
import Wording

@testable import Planning

@Suite("Scenario file") struct ScenarioFileTests {
  private func applied(_ text: String) throws -> Scenario {
    let path = NSTemporaryDirectory() + "scenario-\(UUID().uuidString).yaml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    var made = try scenario()
    try ScenarioFile(path: path).apply(to: &made)
    return made
  }

  @Test func `every key`() throws {
    let made = try applied(
      """
      routes: [regional, multiregional]
      spreadPrice: 80
      radiusKm: 45.5
      detour: 1.3
      withdrawal: 0.1
      dui: require
      sectors: prefer
      preferencePrice: 500
      unknownDui: compliance
      timeLimit: 12
      gap: 0.01
      seed: 7
      probabilities:
        - {from: 15, to: 19, probability: 0.4}
        - {from: 20, homogeneous: true, probability: 0.6}
        - {from: 20, probability: 0.5}
      envelopes:
        "53": 4000000
        national: 1500000
      """)
    #expect(made.routes == [.regional, .multiregional])
    #expect(made.spreadPrice == 80 && made.radiusKm == 45.5 && made.detour == 1.3 && made.withdrawal == 0.1)
    #expect(made.dui == .require && made.sectors == .prefer && made.preferencePrice == 500)
    #expect(made.unknownDui == .compliance && made.timeLimit == 12 && made.gap == 0.01 && made.seed == 7)
    #expect(made.success.count == 3 && made.success[1].homogeneous == true)
    #expect(made.envelopes.typed == ["53": 4_000_000, "national": 1_500_000])
    try made.validate()
    #expect(made.successOf(size: 15, isHomogeneous: false) == 4_000)
    #expect(made.successOf(size: 25, isHomogeneous: true) == 6_000)
    #expect(made.successOf(size: 25, isHomogeneous: false) == 5_000)
  }

  @Test func `a campaign that there is, or is not`() throws {
    let path = NSTemporaryDirectory() + "scenario-\(UUID().uuidString).yaml"
    try "# A year\ncampaign: \"2022\"\n".write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try ScenarioFile(path: path)
    #expect(try file.campaign(among: ["2022", "2024"]) == "2022")
    let failure = try #require(throws: Failure.self) { try file.campaign(among: ["2023", "2024"]) }
    #expect(failure.kind == .data)
    #expect(failure.wording.en == "\(path), line 2: campaign: the text \"2022\"; expected a campaign among 2023, 2024")
  }

  @Test func `the campaign's envelope`() throws {
    #expect(try applied("envelopes: campaign").envelopes.usesCampaign)
  }

  @Test(
    arguments: [
      ("radius: 50", "radiusKm"), ("dui: always", "require"), ("withdrawal: 2", "0.99"), ("routes: regional", "list"),
      ("routes: [regionale]", "multiregional"), ("probabilities: [{from: 20, to: 15, probability: 1}]", "20"),
      ("probabilities: [{from: 20}]", "probability"), ("envelopes: {\"53\": -1}", "53"), ("seed: 1.5", "whole number"),
      ("- a list", "keys"), ("", "empty"), ("spreadPrice: \"cher\"", "number"), ("timeLimit: 0", "0.001"),
      ("routes: []", "line 1: routes: an empty list"), ("envelopes: {foo: 1}", "line 1: envelopes.foo: unknown key"),
      ("envelopes: {\"99\": 1}", "envelopes.99"),
    ])
  func `what is wrong is told with its place`(text: String, word: String) throws {
    let failure = try #require(throws: Failure.self) { try applied(text) }
    #expect(failure.kind == .data)
    #expect(failure.wording.en.contains(word), "\(failure.wording.en)")
    #expect(!failure.wording.en.contains("\n"))
  }

  /// Otherwise a homogeneous grappe would be taken for one that is not.
  @Test func `one make-up may not succeed less than several`() throws {
    let made = try applied(
      "probabilities: [{homogeneous: true, probability: 0.4}, {homogeneous: false, probability: 0.5}]")
    let failure = try #require(throws: Failure.self) { try made.validate() }
    #expect(failure.wording.en.contains("a homogeneous grappe (0.4) would succeed less than another (0.5)"))
  }
}
