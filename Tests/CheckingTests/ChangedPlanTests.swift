import Foundation
import Geography
import Planning
import Plans
import Programme
import Register
import Testing
import TinyRegisters
import Wording

@testable import Checking

/// Plans changed by hand: every figure is that of a fresh evaluation, and their documents hold.
@Suite struct ChangedPlanTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let register: Register
    let scenario: Scenario
    var testDescription: String { name }
  }

  /// Plain, with withdrawal, with one DUI for each grappe, with an envelope, with every rule at once.
  static let cases = Result {
    let plain = TinyRegister.random(seed: 11, areas: [.bretagne], ogs: 70, halfWidthKm: 45)
    let required = Features.register(seed: 8, ogs: 60, areas: [Features.west])
    let mixed = Features.register(seed: 5, ogs: 26)
    return [
      Case(name: "plain", register: plain.register, scenario: try Features.scenario { $0.withdrawal = 0 }),
      Case(name: "withdrawal", register: plain.register, scenario: try Features.scenario { $0.withdrawal = 0.05 }),
      Case(
        name: "one DUI", register: required.register,
        scenario: try Features.scenario {
          $0.situation = Features.situation(required.register, seed: 8)
          $0.dui = .require
        }),
      Case(
        name: "an envelope", register: plain.register,
        scenario: try Features.scenario { $0.envelopes.typed["53"] = 2_000_000 }),
      Case(name: "every rule", register: mixed.register, scenario: try Features.mixed(mixed.register)),
    ]
  }

  struct Drawing {
    var generator: SplitMix

    mutating func change(of plan: EditedPlan, among units: [UnitName]) -> PlanChange {
      let unit = units.randomElement(using: &generator) ?? units[0]
      let free = units.filter { plan.grappe(of: $0) == nil }
      guard let grappe = plan.grappes.randomElement(using: &generator),
        let member = grappe.members.randomElement(using: &generator),
        let other = grappe.members.randomElement(using: &generator)
      else { return .found(Array(units.shuffled(using: &generator).prefix(12)), porteur: nil) }
      switch Int.random(in: 0..<20, using: &generator) {
      case 0..<8: return .move(unit, to: grappe.id)
      case 8: return .move(member, to: nil)
      case 9: return .found(Array((free + [member]).shuffled(using: &generator).prefix(14)), porteur: nil)
      case 10: return .found(grappe.members, porteur: other)
      case 11: return .dissolve(grappe: grappe.id)
      case 12: return .porteur(grappe: grappe.id, member)
      case 13: return Bool.random(using: &generator) ? .lock(grappe: grappe.id) : .lockUnit(member)
      case 14: return plan.wishes.locked.first.map { .unlock(grappe: $0) } ?? .unlockUnit(member)
      case 15: return .forbid(member, other)
      case 16: return .together(unit, member)
      case 17: return .exclude(unit)
      default:
        let bound = plan.wishes.excluded.union(plan.wishes.lockedUnits).union(plan.wishes.leading).sorted()
        return .release(bound.randomElement(using: &generator) ?? unit)
      }
    }
  }

  /// 500 changes one after the other, those that are admissible kept. After each, the sums are those of the grappes evaluated
  /// anew one by one; after every fiftieth the document is checked by code that shares nothing with the search.
  @Test(arguments: 0..<5)
  func `random changes one after the other`(number: Int) throws {
    let test = try Self.cases.get()[number]
    var scenario = test.scenario
    scenario.timeLimit = 2
    let planner = try Planner(scenario: scenario, version: "test")
    let planned = try planner.plan(test.register)
    let bench = try Workbench(planner, test.register)
    let opened = bench.open(planned)
    #expect(opened.dropped == [])
    var plan = opened.plan
    #expect(plan.totals == planned.totals)
    let book = PriceBook(bench, certificate: planned.certificate)
    #expect(book.certifiedBound == planned.search.certifiedBound)
    #expect(book.bill(of: plan).sum == planned.bound - planned.totals.value)
    var drawing = Drawing(generator: SplitMix(state: UInt64(number + 1)))
    var kept = 0
    var refused = 0
    for step in 1...500 {
      let change = drawing.change(of: plan, among: bench.units)
      let outcome = bench.evaluate(change, of: plan)
      let after = outcome.plan
      #expect(outcome.valueChange == after.totals.value - plan.totals.value)
      #expect(bench.evaluated(after) == after, "\(change)")
      if !outcome.isAdmissible {
        refused += 1
        continue
      }
      kept += 1
      plan = after
      let bill = book.bill(of: plan)
      #expect(bill.sum == bill.gap && bill.gap == plan.bound - plan.totals.value)
      guard kept.isMultiple(of: 40) || step == 500 else { continue }
      let document = try bench.document(plan, certificate: planned.certificate)
      #expect(document.totals == plan.totals, "after \(change)")
      #expect(document.bound <= plan.bound)
      let report = Checker(
        register: test.register, rules: try RuleBook.bundled(), situation: scenario.situation,
        constraints: bench.constraints(of: plan)
      ).check(document)
      #expect(report.violations.map(\.wording.en) == [], "\(test.name), after \(change)")
      #expect(try JSONDecoder().decode(EditedPlan.self, from: JSONEncoder().encode(plan)) == plan)
    }
    #expect(kept > 60 && refused > 20)
  }

  /// What is said of each destination is what the change then makes of the plan.
  @Test(arguments: 0..<5)
  func `destinations are what the change makes`(number: Int) throws {
    let test = try Self.cases.get()[number]
    var scenario = test.scenario
    scenario.timeLimit = 1
    let planner = try Planner(scenario: scenario, version: "test")
    let bench = try Workbench(planner, test.register)
    let plan = bench.open(try planner.plan(test.register)).plan
    var admissible = 0
    for unit in bench.units {
      let found = bench.destinations(of: unit, in: plan)
      let own = plan.grappe(of: unit)?.id
      for grappe in plan.grappes where grappe.id != own {
        #expect(found.contains { $0.place == .join(grappe: grappe.id) })
      }
      #expect((own == nil) != found.contains { $0.place == .leave })
      for one in found {
        var outcomes: [ChangeOutcome] = []
        switch one.place {
        case .join(let id): outcomes = [bench.evaluate(.move(unit, to: id), of: plan)]
        case .leave: outcomes = [bench.evaluate(.move(unit, to: nil), of: plan)]
        case .found(let units, let porteur): outcomes = [bench.evaluate(.found(units, porteur: porteur), of: plan)]
        case .lead(let id):
          let moved = own == id ? plan : bench.evaluate(.move(unit, to: id), of: plan).plan
          if moved.grappe(id) != nil { outcomes = [bench.evaluate(.porteur(grappe: id, unit), of: moved)] }
        }
        for outcome in outcomes where one.isAdmissible {
          admissible += 1
          #expect(outcome.isAdmissible)
          #expect(one.valueChange == outcome.plan.totals.value - plan.totals.value)
          #expect(one.fundingChange == outcome.plan.totals.funding - plan.totals.funding)
        }
        if case .join = one.place { #expect(outcomes.first?.isAdmissible == one.isAdmissible) }
      }
    }
    #expect(admissible > 30)
  }

  /// Around locks and moves the plan gets no worse, its wishes are kept, its bound does not rise, and its document holds.
  @Test(arguments: 0..<5)
  func `made better around a lock`(number: Int) throws {
    let test = try Self.cases.get()[number]
    var scenario = test.scenario
    scenario.timeLimit = 1
    scenario.threads = 2
    let planner = try Planner(scenario: scenario, version: "test")
    let planned = try planner.plan(test.register)
    let bench = try Workbench(planner, test.register)
    var plan = bench.open(planned).plan
    var drawing = Drawing(generator: SplitMix(state: UInt64(number + 50)))
    var pool = Reoptimising.Pool()
    for step in 0..<6 {
      var around: [UnitName] = []
      for _ in 0..<4 {
        let outcome = bench.evaluate(drawing.change(of: plan, among: bench.units), of: plan)
        guard outcome.isAdmissible else { continue }
        around += outcome.touched.flatMap { ($0.after ?? $0.before)?.members ?? [] }
        plan = outcome.plan
      }
      var task = Reoptimising(bench)
      task.work = 3_000_000
      task.timeLimit = 60
      task.pool = pool
      let outcome = try task.run(plan, around: around, certificate: planned.certificate)
      #expect(outcome.plan.totals.value >= plan.totals.value)
      #expect(outcome.plan.bound <= plan.bound && outcome.plan.bound >= outcome.plan.totals.value)
      #expect(outcome.plan.wishes == plan.wishes)
      for id in plan.wishes.locked {
        #expect(outcome.plan.grappe(id)?.members == plan.grappe(id)?.members)
        #expect(outcome.plan.grappe(id)?.porteur == plan.grappe(id)?.porteur)
      }
      for (unit, id) in plan.wishes.placed { #expect(outcome.plan.grappe(of: unit)?.id == id) }
      #expect(bench.evaluated(outcome.plan) == outcome.plan)
      plan = outcome.plan
      pool = try JSONDecoder().decode(Reoptimising.Pool.self, from: JSONEncoder().encode(outcome.pool))
      let report = Checker(
        register: test.register, rules: try RuleBook.bundled(), situation: scenario.situation,
        constraints: bench.constraints(of: plan)
      ).check(try bench.document(plan, certificate: planned.certificate))
      #expect(report.violations.map(\.wording.en) == [], "\(test.name), step \(step)")
    }
  }

  /// Plans nearly as good differ from the plan and from each other, keep to what is locked, and hold.
  @Test(arguments: [0, 1, 3]) func `alternatives hold and differ`(number: Int) throws {
    let test = try Self.cases.get()[number]
    var scenario = test.scenario
    scenario.timeLimit = 1
    scenario.threads = 2
    let planner = try Planner(scenario: scenario, version: "test")
    let planned = try planner.plan(test.register)
    let bench = try Workbench(planner, test.register)
    var plan = bench.open(planned).plan
    let locked = try #require(plan.grappes.first)
    plan = bench.evaluate(.lock(grappe: locked.id), of: plan).plan
    var asked = Workbench.Unlike()
    asked.within = 0.05
    asked.apart = 3
    asked.timeLimit = 20
    let found = try bench.alternatives(to: plan, certificate: planned.certificate, asked: asked)
    #expect(found.count >= 2 && found.count <= 5)
    func company(_ plan: EditedPlan) -> Set<[UnitName]> { Set(plan.grappes.map(\.members)) }
    for (place, other) in found.enumerated() {
      #expect(Double(other.totals.value.cents) >= 0.95 * Double(plan.totals.value.cents))
      #expect(other.totals.value <= other.bound)
      #expect(other.grappe(locked.id)?.members == locked.members)
      #expect(bench.evaluated(other) == other)
      for before in found[..<place] + [plan] { #expect(company(before) != company(other)) }
      let report = Checker(
        register: test.register, rules: try RuleBook.bundled(), situation: scenario.situation,
        constraints: bench.constraints(of: other)
      ).check(try bench.document(other, certificate: planned.certificate))
      #expect(report.violations.map(\.wording.en) == [])
    }
  }
}
