import Foundation
import Geography
import Planning
import Plans
import Programme
import Register
import Synchronization
import Testing
import TinyRegisters
import Wording

@testable import Checking

/// Plans of random registers under random scenarios all hold.
@Suite struct EveryPlanHoldsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let seed: UInt64
    let ogs: Int
    let halfWidthKm: Double
    let scenario: Scenario

    /// All from the seed, the first ones over the special values too.
    init(seed: UInt64) throws {
      var generator = SplitMix(state: seed)
      let (campaign, bareme) = try RuleBook.bundled().campaign("2024")
      var scenario = Scenario(campaign: campaign, bareme: bareme)
      scenario.withdrawal = seed.isMultiple(of: 2) ? 0 : 0.05
      scenario.radiusKm = [60, 60, 25, 0, 25_000].randomElement(using: &generator) ?? 60
      scenario.spreadPrice = [100, 100, 0, 33.33, 2_000, 1_000_000].randomElement(using: &generator) ?? 100
      scenario.detour = [1, 1, 1.3, 0.5].randomElement(using: &generator) ?? 1
      scenario.distance = seed.isMultiple(of: 3) ? .terre : .grandCercle
      scenario.gap = [0, 0.05].randomElement(using: &generator) ?? 0
      scenario.threads = Int.random(in: 1...2, using: &generator)
      scenario.seed = Int(seed)
      scenario.timeLimit = 0.4
      self.scenario = scenario
      self.seed = seed
      ogs = Int.random(in: 1...45, using: &generator)
      halfWidthKm = [5, 50, 150].randomElement(using: &generator) ?? 50
    }

    var testDescription: String {
      "seed \(seed): \(ogs) OG, radius \(scenario.radiusKm), price \(scenario.spreadPrice), detour \(scenario.detour)"
    }
  }

  @Test(arguments: 0..<36 as Range<UInt64>) func `a random register`(seed: UInt64) throws {
    let test = try Case(seed: seed)
    let register = TinyRegister.random(
      seed: seed, areas: [.bretagne, .guadeloupe], ogs: test.ogs, halfWidthKm: test.halfWidthKm
    ).register
    let plan = try Planner(scenario: test.scenario, version: "test").plan(register)
    let report = Checker(register: register, rules: try RuleBook.bundled()).check(plan)
    #expect(report.violations.map(\.wording.en) == [], "\(test.testDescription)")
    if !report.violations.isEmpty {
      print(
        Dictionary(grouping: register.units(in: RegionCode("01")).map(\.essms.count), by: { $0 }).mapValues(\.count))
    }
    #expect(report.certifiedBound == plan.search.certifiedBound)
    #expect(plan.bound >= plan.totals.value)
    #expect(try JSONDecoder().decode(Plan.self, from: PlanFile.data(plan)) == plan)
    expectOrder(plan)
    expectOnce(plan, register)
  }

  /// As the contract has it, told without the checker.
  private func expectOrder(_ plan: Plan) {
    #expect(plan.regions == plan.regions.sorted())
    for grappe in plan.grappes {
      #expect(grappe.members.map(\.og) == grappe.members.map(\.og).sorted())
      for member in grappe.members { #expect(member.essms == member.essms.sorted()) }
    }
    let order = plan.grappes.map { ($0.region, -$0.essmsCount, $0.porteur) }
    #expect(zip(order, order.dropFirst()).allSatisfy { $0 < $1 })
    #expect(Set(plan.grappes.map(\.id)).count == plan.grappes.count)
    #expect(plan.excluded.map(\.essms) == plan.excluded.map(\.essms).sorted())
    for (region, list) in Dictionary(grouping: plan.ungrouped, by: \.region) {
      #expect(list.map(\.og) == list.map(\.og).sorted(), "\(region)")
    }
  }

  private func expectOnce(_ plan: Plan, _ register: Register) {
    let placed =
      plan.grappes.flatMap { $0.members.flatMap(\.essms) } + plan.standalone.flatMap(\.essms)
      + plan.ungrouped.flatMap(\.essms)
    #expect(placed.sorted() == register.essms.map(\.number))
    #expect(plan.excluded.map(\.essms) == register.excluded.map(\.number))
  }

  /// OG of equal weights and round withdrawals give probabilities that lie on the edge between two ten-thousandths, as
  /// 0.99275 for three OG of which one may withdraw.
  @Test(arguments: 1...7, [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.5])
  func `round probabilities`(weight: Int, withdrawal: Double) throws {
    var tiny = TinyRegister()
    for og in 0..<10 { tiny.add(og: og, in: .guadeloupe, count: weight, north: Double(og)) }
    var scenario = try Case(seed: 2).scenario
    scenario.radiusKm = 60
    scenario.spreadPrice = 100
    scenario.withdrawal = withdrawal
    scenario.timeLimit = 0.02
    let plan = try Planner(scenario: scenario, version: "test").plan(tiny.register)
    #expect(plan.parameters.probabilities["01"]?.isEmpty == false)
    let violations = Checker(register: tiny.register, rules: try RuleBook.bundled()).check(plan).violations
    #expect(violations.map(\.wording.en) == [])
  }

  @Test func `a plan of one of two regions`() throws {
    let register = TinyRegister.random(seed: 99, areas: [.bretagne, .guadeloupe], ogs: 30, halfWidthKm: 40).register
    let test = try Case(seed: 2)
    let plan = try Planner(scenario: test.scenario, version: "test").plan(register, regions: [RegionCode("01")])
    #expect(Checker(register: register, rules: try RuleBook.bundled()).check(plan).violations.isEmpty)
    #expect(plan.regions == [RegionCode("01")])
  }

  @Test func `an interrupted plan`() throws {
    let register = TinyRegister.random(seed: 98, areas: [.bretagne, .guadeloupe], ogs: 40, halfWidthKm: 40).register
    let test = try Case(seed: 2)
    let plan = try Planner(scenario: test.scenario, version: "test").plan(register, isInterrupted: { true })
    #expect(plan.status == .interrupted)
    #expect(Checker(register: register, rules: try RuleBook.bundled()).check(plan).violations.isEmpty)
  }

  /// Who stops the search in the first of several regions has a plan of that one, and is told of the others.
  @Test func `a plan interrupted between regions`() throws {
    let register = TinyRegister.random(seed: 98, areas: [.bretagne, .guadeloupe], ogs: 40, halfWidthKm: 40).register
    let test = try Case(seed: 2)
    let isInterrupted = Mutex(false)
    var told: [Wording] = []
    let plan = try Planner(scenario: test.scenario, version: "test").plan(
      register, told: { told += $0 }, progress: { _ in isInterrupted.withLock { $0 = true } },
      isInterrupted: { isInterrupted.withLock { $0 } })
    #expect(plan.status == .interrupted && plan.search.stop == .interrupted)
    #expect(plan.regions == [RegionCode("01")])
    #expect(told.contains { $0.en == "search interrupted before Bretagne: the plan covers only the regions searched" })
    #expect(Checker(register: register, rules: try RuleBook.bundled()).check(plan).violations.isEmpty)
  }

  @Test func `a register without any ESSMS`() throws {
    var tiny = TinyRegister()
    tiny.addOthers(3, in: .bretagne)
    let test = try Case(seed: 2)
    let plan = try Planner(scenario: test.scenario, version: "test").plan(tiny.register)
    #expect(plan.status == .empty)
    #expect(Checker(register: tiny.register, rules: try RuleBook.bundled()).check(plan).violations.isEmpty)
  }

  @Test func `the register's files in another order`() throws {
    let sample = try Sample.certain.get()
    let files = ["a", "b"].map { SourceFile(file: "\($0).csv", sha256: String(repeating: $0, count: 64), date: nil) }
    func violations(_ stated: [SourceFile], _ given: [SourceFile]) -> [Violation] {
      var plan = sample.plan
      plan.provenance.register = stated
      let register = Register(
        essms: sample.register.essms, ogNames: sample.register.ogNames, excluded: sample.register.excluded,
        notEssms: sample.register.notEssms, sources: given, problems: [])
      return Checker(register: register, rules: sample.rules).check(plan).violations
    }
    #expect(violations(files, files.reversed()).isEmpty)
    #expect(violations(files, [files[0]]).map(\.kind) == [.provenance])
    #expect(violations([files[0]], files).map(\.kind) == [.provenance])
    #expect(violations(files, [files[0], files[0]]).map(\.kind) == [.provenance, .provenance])
    let renamed = SourceFile(file: "c.csv", sha256: files[1].sha256, date: nil)
    #expect(violations(files, [files[0], renamed]).map(\.kind) == [.provenance])
    let dated = SourceFile(file: "b.csv", sha256: files[1].sha256, date: "2026-05-12")
    #expect(violations(files, [files[0], dated]).map(\.kind) == [.provenance])
  }

  @Test func `another register than the plan's`() throws {
    let sample = try Sample.certain.get()
    let other = Register(
      essms: sample.register.essms, ogNames: sample.register.ogNames, excluded: sample.register.excluded,
      notEssms: sample.register.notEssms,
      sources: [SourceFile(file: "other.csv", sha256: String(repeating: "1", count: 64), date: nil)], problems: [])
    let violations = Checker(register: other, rules: sample.rules).check(sample.plan).violations
    #expect(violations.map(\.kind) == [.provenance, .provenance])
    #expect(violations.allSatisfy { $0.wording.en.contains("SHA-256") })
  }
}
