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
      ("- a list", "a list"), ("", "empty"), ("spreadPrice: \"cher\"", "number"), ("timeLimit: 0", "0.001"),
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

  /// A folder with files; it goes when the body ends.
  private func folder<Result>(_ files: [String: String], _ body: (String) throws -> Result) throws -> Result {
    let folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("scenarios-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try body(folder.path)
  }

  @Test func `a file is laid over what it extends, key by key`() throws {
    let files = [
      "top.yaml": "extends: base/middle.yaml\nradiusKm: 30\nenvelopes: {national: 5}\nseed: ~\n",
      "base/middle.yaml": "extends: bottom.yaml\nradiusKm: 50\nsituation: s.csv\nseed: 9\n",
      "base/bottom.yaml": "withdrawal: 0.3\nenvelopes: {\"53\": 7}\nradiusKm: far\n",
    ]
    try folder(files) { folder in
      var made = try scenario()
      let file = try ScenarioFile(path: folder + "/top.yaml")
      try file.apply(to: &made)
      #expect(made.radiusKm == 30 && made.withdrawal == 0.3 && made.seed == 1)
      #expect(made.envelopes.typed == ["53": 7, "national": 5])
      #expect(try file.situation == folder + "/base/s.csv")
      // A value is told where it stands.
      let failure = try #require(throws: Failure.self) {
        try ScenarioFile(path: folder + "/base/bottom.yaml").apply(to: &made)
      }
      #expect(failure.wording.en.hasPrefix("\(folder)/base/bottom.yaml, line 3: radiusKm"))
    }
  }

  @Test func `a value of a file that is extended is told in its place`() throws {
    let files = ["top.yaml": "# Over\nextends: low.yaml\n", "low.yaml": "seed: 1\n\nenvelopes: {\"53\": much}\n"]
    try folder(files) { folder in
      var made = try scenario()
      let file = try ScenarioFile(path: folder + "/top.yaml")
      let failure = try #require(throws: Failure.self) { try file.apply(to: &made) }
      #expect(failure.wording.en.hasPrefix("\(folder)/low.yaml, line 3: envelopes.53: "), "\(failure)")
    }
  }

  @Test(arguments: [["a.yaml": "extends: a.yaml"], ["a.yaml": "extends: b.yaml", "b.yaml": "extends: ./a.yaml"]])
  func `files in a circle`(files: [String: String]) throws {
    try folder(files) { folder in
      let failure = try #require(throws: Failure.self) { try ScenarioFile(path: folder + "/a.yaml") }
      #expect(failure.kind == .data)
      #expect(failure.wording.en.contains("line 1: extends: "))
    }
  }

  @Test func `a matrix is every choice of values, the last key fastest`() throws {
    let text = """
      radiusKm: 10
      matrix:
        radiusKm: [40, 60]
        routes: [[regional], [regional, multiregional]]
        envelopes: [campaign, {"53": 1000}]
      """
    try folder(["s.yaml": text]) { folder in
      let variants = try ScenarioFile(path: folder + "/s.yaml").variants()
      #expect(variants.count == 8)
      #expect(Set(variants.map(\.name)).count == 8)
      #expect(variants[0].name == "s-radiusKm=40,routes=regional,envelopes=campaign")
      #expect(variants[2].name == "s-radiusKm=40,routes=regional+multiregional,envelopes=campaign")
      // A record has no short name: a digest stands for it.
      #expect(variants[1].name.wholeMatch(of: /s-radiusKm=40,routes=regional,envelopes=[0-9a-f]{8}/) != nil)
      for (place, variant) in variants.enumerated() {
        var made = try scenario()
        try variant.file.apply(to: &made)
        #expect(made.radiusKm == (place < 4 ? 40 : 60))
        #expect(made.routes.count == (place / 2 % 2 == 0 ? 1 : 2))
        #expect(made.envelopes.usesCampaign == (place % 2 == 0))
        // By itself it is the same scenario.
        let resolved = folder + "/resolved.yaml"
        try variant.file.resolved.write(toFile: resolved, atomically: true, encoding: .utf8)
        let again = try ScenarioFile(path: resolved)
        #expect(try again.canonical() == variant.file.canonical())
        #expect(again.resolved == variant.file.resolved)
      }
    }
  }

  @Test(
    arguments: [
      ("matrix: {radius: [1]}", "matrix.radius: unknown key"), ("matrix: {radiusKm: 40}", "a list"),
      ("matrix: {radiusKm: []}", "an empty list"), ("matrix: {matrix: [1]}", "unknown key"),
      ("matrix: {radiusKm: [40, 60, 40]}", "line 1: matrix: scenario s-radiusKm=40 twice; expected each value once"),
      ("matrix: {radiusKm: &a [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], detour: *a, gap: *a, seed: *a}", "10000 at most"),
      ("matrix: 3", "keys among"), ("regions: []", "an empty list"), ("regions: [99]", "INSEE"),
    ])
  func `a matrix or regions that cannot be`(text: String, word: String) throws {
    try folder(["s.yaml": text]) { folder in
      let failure = try #require(throws: Failure.self) {
        let file = try ScenarioFile(path: folder + "/s.yaml")
        _ = try file.regions()
        _ = try file.variants()
      }
      #expect(failure.kind == .data)
      #expect(failure.wording.en.contains(word), "\(failure)")
    }
  }

  @Test func `equal for the same scenario elsewhere, not for other bytes`() throws {
    let files = [
      "a/s.yaml": "seed: 1\nsituation: k.csv\n", "b/s.yaml": "# Moved\nsituation: k.csv\nseed: 1\n",
      "c/s.yaml": "seed: 1\nsituation: k.csv\n", "a/k.csv": "one", "b/k.csv": "one", "c/k.csv": "two",
    ]
    try folder(files) { folder in
      let texts = try ["a", "b", "c"].map { try ScenarioFile(path: "\(folder)/\($0)/s.yaml").canonical() }
      #expect(texts[0] == texts[1])
      #expect(texts[0] != texts[2])
    }
  }

  @Test func `rules that differ in the campaign`() throws {
    let text = "campaign: \"2022\"\nrules: {routes: {regional: {limits: {minimum: 9}}}}\n"
    try folder(["s.yaml": text, "bad.yaml": "rules:\n  routes: {regional: {limits: {minimun: 9}}}\n"]) { folder in
      let bundled = try RuleBook.bundled()
      let (made, book) = try ScenarioFile(path: folder + "/s.yaml").scenario(adding: bundled)
      #expect(made.campaign.name == "2022" && made.campaign.routes.regional.limits.minimum == 9)
      #expect(made.campaign.routes.regional.limits.minimumCertainty == .inferred)
      #expect(book.campaigns["2022"]?.routes.regional.limits.minimum == 9)
      #expect(book.campaigns["2024"]?.routes.regional.limits == bundled.campaigns["2024"]?.routes.regional.limits)
      let failure = try #require(throws: Failure.self) {
        try ScenarioFile(path: folder + "/bad.yaml").scenario(adding: bundled)
      }
      #expect(failure.wording.en.contains("line 2: rules.routes.regional.limits.minimun: unknown key"), "\(failure)")
    }
  }

  /// Uncommented, the template is a scenario that names every key once.
  @Test(arguments: Language.allCases) func `the template has every key`(language: Language) throws {
    let lines = ScenarioTemplate.text(in: language).split(separator: "\n").map(String.init)
    let keys = lines.compactMap { $0.wholeMatch(of: /(?:# )?([a-zA-Z]+): .*[^.?;]/).map { String($0.1) } }
      .filter { (ScenarioFile.parameters + ["extends", "matrix"]).contains($0) }
    #expect(keys.sorted() == (ScenarioFile.parameters + ["extends", "matrix"]).sorted())
    let text = lines.compactMap { line in
      let bare = line.hasPrefix("# ") ? String(line.dropFirst(2)) : line
      return keys.contains { bare.hasPrefix("\($0): ") } && !bare.hasPrefix("extends") ? bare : nil
    }.joined(separator: "\n")
    try folder(["s.yaml": text]) { folder in
      let variants = try ScenarioFile(path: folder + "/s.yaml").variants()
      #expect(variants.count == 4)
      let (campaign, bareme) = try RuleBook.bundled().campaign(ScenarioFile.usualCampaign)
      let untouched = Scenario(campaign: campaign, bareme: bareme)
      var made = untouched
      try variants[0].file.apply(to: &made)
      #expect(made.distance == Scenario.usualDistance)
      #expect(made.radiusMinutes != nil && made.minutePrice != nil)
      // They ask for distances by road.
      (made.radiusMinutes, made.minutePrice) = (nil, nil)
      try made.validate()
      #expect(try variants[0].file.regions()?.count == 2)
      // The defaults that it shows are those that hold.
      #expect(made.spreadPrice == untouched.spreadPrice && made.detour == untouched.detour)
      #expect(made.withdrawal == untouched.withdrawal && made.preferencePrice == untouched.preferencePrice)
      #expect(made.seed == untouched.seed && made.gap == untouched.gap && made.timeLimit == untouched.timeLimit)
      #expect(made.routes == untouched.routes && made.objective == untouched.objective)
      #expect(made.unknownDui == untouched.unknownDui && made.sectors == untouched.sectors)
    }
  }
}
