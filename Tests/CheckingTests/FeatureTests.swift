import Geography
import Planning
import Plans
import Programme
import Register
import Testing
import TinyRegisters

@testable import Checking

/// Plans that use one rule each, or all of them, hold.
@Suite struct FeatureTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let campaign: String
    let areas: [TinyRegister.Area]
    /// Whether the case has a part in the plan.
    var shows: @Sendable (Plan) -> Bool = { !$0.grappes.isEmpty }
    let change: @Sendable (inout Scenario, Register) -> Void

    init(
      _ name: String, campaign: String = "2024", areas: [TinyRegister.Area] = [Features.west],
      _ change: @escaping @Sendable (inout Scenario, Register) -> Void
    ) {
      self.name = name
      self.campaign = campaign
      self.areas = areas
      self.change = change
    }

    func showing(_ shows: @escaping @Sendable (Plan) -> Bool) -> Case {
      var copy = self
      copy.shows = shows
      return copy
    }

    var testDescription: String { name }
  }

  private static let both = [Features.west, Features.east]

  static let cases = [
    Case("a situation") {
      $0.situation = Features.situation($1, seed: 1)
    }.showing { $0.grappes.contains { $0.funding.lines.contains { $0.share != nil } } },
    Case("unknown DUI counted as compliance") {
      $0.situation = Features.situation($1, seed: 2)
      $0.unknownDui = .compliance
    },
    Case("one DUI preferred") {
      $0.situation = Features.situation($1, seed: 3)
      $0.dui = .prefer
    }.showing { $0.grappes.contains { $0.dui != nil } },
    Case("one DUI required") {
      $0.situation = Features.situation($1, seed: 3)
      $0.dui = .require
    }.showing { $0.grappes.contains { $0.dui != nil } },
    Case("one sector preferred") { scenario, _ in scenario.sectors = .prefer },
    Case("one sector required") { scenario, _ in
      scenario.sectors = .require
    }.showing { $0.grappes.allSatisfy { $0.sectors.count == 1 } },
    Case("three routes", areas: both) { scenario, _ in
      scenario.routes = [.regional, .multiregional, .national]
      // One second among other tests was once too short to find a grappe of several regions.
      scenario.timeLimit = 6
    }.showing { $0.grappes.contains { $0.route != .regional } },
    Case(
      "the route of several regions alone", areas: both
    ) { scenario, _ in
      scenario.routes = [.multiregional]
      scenario.withdrawal = 0.05
    }.showing { $0.grappes.allSatisfy { Set($0.members.map(\.region)).count > 1 } },
    Case(
      "the national call in one region", campaign: "2022"
    ) { scenario, _ in
      scenario.routes = [.national]
    }.showing { $0.grappes.contains { $0.filedWith == "CNSA" } },
    Case("a tight envelope") { scenario, _ in
      scenario.envelopes.typed = ["53": 1_000_000]
    }.showing { $0.ungrouped.contains { $0.reason == .envelope } },
    Case("a tight national envelope", areas: both) { scenario, _ in
      scenario.routes = [.regional, .multiregional, .national]
      scenario.envelopes.typed = ["national": 1_500_000, "28": 400_000]
    },
    Case("the campaign's envelope") {
      scenario, _ in
      scenario.envelopes.usesCampaign = true
    }.showing { $0.parameters.envelopes.values.contains { $0.source == .proRata } },
    Case("an envelope of nothing") { scenario, _ in
      scenario.envelopes.typed = ["53": 0]
    }.showing { $0.grappes.isEmpty },
    Case("together and apart") { scenario, _ in
      scenario.constraints = Features.constraints([(.ensemble, 1_001, 1_002, nil), (.separes, 1_001, 1_003, nil)])
    },
    Case("a porteur, and one kept out") { scenario, _ in
      scenario.constraints = Features.constraints([(.porteur, 1_001, nil, nil), (.exclu, 1_002, nil, nil)])
    }.showing { $0.ungrouped.contains { $0.reason == .forbidden } },
    Case("an existing grappe and a locked one") {
      scenario, _ in
      scenario.constraints = Features.constraints([
        (.existante, 1_001, nil, "Loire 1"), (.existante, 1_002, nil, "Loire 1"), (.verrou, 1_004, nil, "53-001"),
      ])
      scenario.withdrawal = 0.05
    }.showing { $0.grappes.contains { $0.existing == "Loire 1" } },
    Case("a region funded already", areas: both) { scenario, register in
      scenario.situation = Features.funded(register, in: Features.west.region)
      scenario.routes = [.regional, .multiregional]
    }.showing { plan in
      plan.regions == [Features.east.region, Features.west.region].sorted() && !plan.grappes.isEmpty
        && plan.excluded.contains { $0.reason == .alreadyFunded }
    },
    Case("everyone funded already") { scenario, register in
      scenario.situation = Features.funded(register, in: Features.west.region)
    }.showing { $0.status == .empty && $0.regions == [Features.west.region] && !$0.excluded.isEmpty },
    Case("existing grappes beside each other") { scenario, _ in
      scenario.constraints = Features.constraints([
        (.existante, 1_001, nil, "A"), (.existante, 1_002, nil, "B"), (.existante, 1_003, nil, "C"),
      ])
    }.showing { $0.grappes.count { $0.existing != nil } == 3 },
    Case("locked grappes beside each other") { scenario, _ in
      scenario.constraints = Features.constraints([
        (.verrou, 1_001, nil, "53-001"), (.verrou, 1_002, nil, "53-002"), (.verrou, 1_003, nil, "53-003"),
      ])
    },
    Case("together across regions", areas: both) { scenario, _ in
      scenario.routes = [.regional, .multiregional]
      scenario.withdrawal = 0.05
      scenario.constraints = Features.constraints([(.ensemble, 1_001, 2_002, nil), (.ensemble, 0, 10, nil)])
    },
    Case("success by size") { scenario, _ in
      scenario.success = [
        .init(from: nil, to: 17, homogeneous: nil, probability: 0.4),
        .init(from: 18, to: 24, homogeneous: nil, probability: 0.9),
        .init(from: 25, to: nil, homogeneous: nil, probability: 0.6),
      ]
    },
    Case("success by make-up") {
      $0.situation = Features.situation($1, seed: 4)
      $0.success = Features.homogeneity
      $0.withdrawal = 0.05
    },
    Case("withdrawal") { scenario, _ in scenario.withdrawal = 0.05 },
    Case(
      "three OG at least", campaign: "2021-T1"
    ) {
      $0.situation = Features.situation($1, seed: 5)
    }.showing { $0.parameters.minimumOg == ["53": 3] && $0.parameters.dui == .require },
  ]

  @Test(arguments: cases) func `a plan holds`(test: Case) throws {
    let tiny = Features.register(seed: 21, ogs: 30, areas: test.areas)
    let register = tiny.register
    let sample = try Features.planned(tiny, Features.scenario(test.campaign) { test.change(&$0, register) })
    let found = try sample.violations().map(\.wording.en)
    #expect(found == [])
    #expect(test.shows(sample.plan))
  }

  @Test func `a plan under all rules holds`() throws {
    let sample = try Sample.mixed.get()
    let plan = sample.plan
    #expect(try sample.violations().map(\.wording.en) == [])
    // What the edits by hand need.
    #expect(plan.grappes.contains { $0.route == .multiregional })
    #expect(plan.grappes.contains { $0.existing != nil })
    #expect(plan.grappes.contains { $0.insight?.cheapest != nil })
    #expect(plan.ungrouped.contains { $0.nearest?.cost != nil })
    #expect(plan.ungrouped.contains { $0.reason == .forbidden })
    #expect(sample.checker.check(plan).certifiedBound == plan.search.certifiedBound)
  }

  @Test func `a plan of one DUI and one sector holds`() throws {
    let sample = try Sample.required.get()
    #expect(try sample.violations().map(\.wording.en) == [])
    #expect(sample.plan.grappes.count > 1)
    #expect(sample.plan.ungrouped.contains { [.notWorth, .searchLimit].contains($0.reason) })
  }

  /// Lines that a plan made without them breaks.
  @Test(arguments: Constraints.Kind.allCases) func `a line that the plan does not hold`(kind: Constraints.Kind) throws {
    let sample = try Sample.certain.get()
    let grappes = sample.plan.grappes.filter { $0.region == RegionCode("53") }
    let (a, b) = (grappes[0], grappes[1])
    let other = try #require(a.members.first { $0.og != a.porteur }?.og)
    let line: Constraints.Line =
      switch kind {
      case .ensemble: .init(number: 2, kind: kind, a: a.porteur, b: b.porteur)
      case .separes: .init(number: 2, kind: kind, a: a.porteur, b: other)
      case .porteur, .exclu: .init(number: 2, kind: kind, a: other)
      case .existante, .verrou: .init(number: 2, kind: kind, a: a.porteur, grappe: "G")
      }
    var lines = [line]
    if kind == .verrou { lines.append(.init(number: 3, kind: kind, a: b.porteur, grappe: "G")) }
    let source = SourceFile(file: "c.csv", sha256: String(repeating: "c", count: 64), date: nil)
    var plan = sample.plan
    plan.provenance.constraints = source
    let checker = Checker(
      register: sample.register, rules: sample.rules,
      constraints: Constraints(lines: lines, source: source, path: "c.csv"))
    #expect(checker.check(plan).violations.map(\.kind).contains(.constraint))
  }
}
