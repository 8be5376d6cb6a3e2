import Planning
import Plans
import Programme
import Register
import Testing
import TinyRegisters
import Wording

@testable import Checking

/// Plans of random registers under random rules, all rules mixed, hold.
@Suite struct MixedRulesTests {
  static func scenario(seed: UInt64, register: Register) throws -> Scenario {
    var generator = SplitMix(state: seed &* 77)
    func draw(_ share: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < share }
    let campaign = ["2024", "2024", "2021-T1", "2021-T2", "2022", "2023"].randomElement(using: &generator) ?? "2024"
    var scenario = try Features.scenario(campaign)
    scenario.timeLimit = 0.6
    scenario.seed = Int(seed)
    scenario.threads = 1
    scenario.withdrawal = draw(50) ? 0.05 : 0
    scenario.spreadPrice = [100, 100, 500, 33.33].randomElement(using: &generator) ?? 100
    scenario.radiusKm = [60, 40, 25].randomElement(using: &generator) ?? 60
    scenario.detour = [1, 1.3].randomElement(using: &generator) ?? 1
    scenario.gap = draw(40) ? 0.05 : 0
    scenario.dui = [nil, .ignore, .prefer, .require].randomElement(using: &generator) ?? nil
    scenario.sectors = [.ignore, .prefer, .require].randomElement(using: &generator) ?? .ignore
    scenario.preferencePrice = [0, 1_000, 2_500.5].randomElement(using: &generator) ?? 0
    scenario.unknownDui = draw(50) ? .acquisition : .compliance
    let open = Route.allCases.filter { scenario.campaign.limits($0) != nil }
    scenario.routes = open.filter { $0 == .regional || draw(60) }
    if draw(70) { scenario.situation = Features.situation(register, seed: seed) }
    if draw(30) { scenario.success = Features.homogeneity }
    if draw(40) {
      for name in ["53", "28", "national"] where draw(60) {
        scenario.envelopes.typed[name] = Int.random(in: 300_000...2_500_000, using: &generator)
      }
    }
    scenario.envelopes.usesCampaign = draw(15)
    if draw(60) { scenario.constraints = constraints(register, scenario, &generator) }
    return scenario
  }

  /// A few lines of all kinds, on OG of one region or of both.
  private static func constraints(
    _ register: Register, _ scenario: Scenario, _ generator: inout SplitMix
  ) -> Constraints {
    let ogs = Set(register.essms.map(\.og)).sorted()
    let local = ogs.filter { $0 > TinyRegister.number(og: 1_000) && $0 < TinyRegister.number(og: 9_000) }
    let kinds = Constraints.Kind.allCases
    var lines: [Constraints.Line] = []
    for number in 0..<Int.random(in: 1...5, using: &generator) {
      let kind = kinds.randomElement(using: &generator) ?? .separes
      guard let a = (Bool.random(using: &generator) ? local : ogs).randomElement(using: &generator),
        let b = ogs.randomElement(using: &generator), a != b
      else {
        continue
      }
      let isPair = kind == .ensemble || kind == .separes
      let isHeld = kind == .existante || kind == .verrou
      lines.append(
        .init(
          number: number + 2, kind: kind, a: a, b: isPair ? b : nil,
          grappe: isHeld ? (Bool.random(using: &generator) ? "G" : "H") : nil))
    }
    return Constraints(
      lines: lines, source: SourceFile(file: "c.csv", sha256: String(repeating: "b", count: 64), date: nil),
      path: "c.csv")
  }

  @Test(arguments: 0..<24 as Range<UInt64>) func `a plan under mixed rules`(seed: UInt64) throws {
    var generator = SplitMix(state: seed)
    let tiny = Features.register(seed: seed, ogs: Int.random(in: 12...30, using: &generator))
    var scenario = try Self.scenario(seed: seed, register: tiny.register)
    scenario.objective =
      [.weighted, .weighted, .fundingFirst, .spreadFirst].randomElement(using: &generator) ?? .weighted
    if Bool.random(using: &generator) {
      // Announced under the campaign's rules alone.
      scenario.earlier = try Features.planned(tiny, Features.scenario(scenario.campaign.name)).plan
      scenario.stability = [0, 2_000.5, 50_000].randomElement(using: &generator) ?? 0
    }
    let sample: Sample.Case
    do {
      sample = try Features.planned(tiny, scenario)
    } catch let failure as Failure {
      // Lines that clash with each other or with the rules.
      #expect(scenario.constraints != nil || scenario.envelopes.usesCampaign, "\(failure)")
      return
    }
    let found = try sample.violations().map(\.wording.en)
    #expect(found == [], "campaign \(scenario.campaign.name), \(scenario.routes), \(scenario.constraints?.lines ?? [])")
  }

  /// The plan's grappes drawn again with OG exchanged, lost and added, and judged under the same rules.
  @Test(arguments: 24..<36 as Range<UInt64>) func `a drawing judged under mixed rules`(seed: UInt64) throws {
    var generator = SplitMix(state: seed)
    let tiny = Features.register(seed: seed, ogs: Int.random(in: 12...30, using: &generator))
    let scenario = try Self.scenario(seed: seed, register: tiny.register)
    var ogs = Set(tiny.register.essms.map(\.og)).sorted().shuffled(using: &generator)
    var grappes: [DrawnGrouping.Grappe] = []
    while ogs.count > 4 {
      let members = Array(ogs.suffix(Int.random(in: 2...4, using: &generator)))
      ogs.removeLast(members.count)
      grappes.append(.init(name: "G\(grappes.count)", ogs: members))
    }
    let drawing = DrawnGrouping(
      grappes: grappes, source: SourceFile(file: "d.csv", sha256: String(repeating: "d", count: 64), date: nil))
    do {
      let planner = try Planner(scenario: scenario, version: "test")
      let (plan, evaluation) = try planner.evaluate(drawing, tiny.register)
      let sample = Sample.Case(
        register: tiny.register, plan: plan, rules: try RuleBook.bundled(), situation: scenario.situation,
        constraints: scenario.constraints)
      #expect(try sample.violations().map(\.wording.en) == [])
      #expect(evaluation.drawn.count(where: \.isAdmissible) == plan.grappes.count)
    } catch let failure as Failure {
      #expect(scenario.constraints != nil || scenario.envelopes.usesCampaign, "\(failure)")
    }
  }
}
