import Geography
import Plans
import Programme
import Register
import Testing
import TinyRegisters

@testable import Planning

/// What plans share, against every pair of OG.
@Suite struct PlanComparisonTests {
  private static let empty = Result {
    let (campaign, bareme) = try RuleBook.bundled().campaign("2024")
    var tiny = TinyRegister()
    for og in 0..<12 { tiny.add(og: og, in: .bretagne, count: 1 + og % 4, north: Double(og)) }
    var scenario = Scenario(campaign: campaign, bareme: bareme)
    scenario.timeLimit = 1
    return (tiny.register, try Planner(scenario: scenario, version: "test").plan(tiny.register))
  }

  /// A plan in which each OG is in the grappe of this number; -1: in none. Whether it could be one is no matter.
  private func plan(_ places: [Int]) throws -> Plan {
    let (register, base) = try Self.empty.get()
    var plan = base
    let members = places.indices.map { og -> Plan.Member in
      let essms = register.essms.filter { $0.og == TinyRegister.number(og: og) }
      return Plan.Member(
        og: TinyRegister.number(og: og), name: "OG \(og)", region: RegionCode("53"), seat: essms[0].coordinate,
        essms: essms.map(\.number), places: essms.map(\.coordinate), amount: .zero)
    }
    plan.grappes = Set(places).subtracting([-1]).sorted().map { place in
      let own = members.indices.filter { places[$0] == place }.map { members[$0] }
      return Plan.Grappe(
        id: "53-\(place)", route: .regional, region: RegionCode("53"), porteur: own[0].og, seat: own[0].seat,
        members: own, essmsCount: own.reduce(0) { $0 + $1.essms.count }, ogCount: own.count, sectors: [:], dui: nil,
        funding: .init(total: .zero, lines: []), probability: 1, expectedFunding: .zero, value: .zero,
        spread: .init(sumKm: 0, meanKm: 0, maxKm: 0, diameterKm: 0), deadline: nil, filedWith: "")
    }
    plan.ungrouped = members.indices.filter { places[$0] == -1 }.map { og in
      Plan.Ungrouped(
        og: members[og].og, name: members[og].name, region: members[og].region, seat: members[og].seat,
        essms: members[og].essms, reason: .notWorth, detail: "", price: .zero)
    }
    return plan
  }

  private func unit(_ og: Int, of comparison: PlanComparison) throws -> PlanComparison.Unit {
    try #require(comparison.units.first { $0.og == TinyRegister.number(og: og) })
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `cores hold exactly the pairs that are together in every plan`(seed: UInt64) throws {
    var generator = SplitMix(state: seed)
    let places = (0..<3).map { _ in (0..<12).map { _ in Int.random(in: -1..<3, using: &generator) } }
    let comparison = PlanComparison(try places.enumerated().map { ("plan \($0)", try plan($1)) })
    #expect(comparison.units.count == 12)
    for a in 0..<12 {
      for b in 0..<12 where a != b {
        let pair = Set([try unit(a, of: comparison), try unit(b, of: comparison)])
        let isTogether = places.allSatisfy { $0[a] != -1 && $0[a] == $0[b] }
        #expect(comparison.cores.contains { pair.isSubset(of: $0) } == isTogether)
      }
      let one = try unit(a, of: comparison)
      #expect(comparison.always.contains(one) == places.allSatisfy { $0[a] != -1 })
      #expect(comparison.never.contains(one) == places.allSatisfy { $0[a] == -1 })
    }
    #expect(comparison.entries[0].moved.isEmpty)
    for (entry, place) in zip(comparison.entries, places) {
      // No grappe answers to two, and who is left out of one plan only has moved.
      let matches = entry.matches.compactMap(\.self)
      #expect(Set(matches).count == matches.count)
      for og in 0..<12 where (place[og] == -1) != (places[0][og] == -1) {
        #expect(entry.moved.contains(try unit(og, of: comparison)))
      }
    }
  }

  @Test func `the same grouping under other names: nobody moves`() throws {
    let first = [0, 0, 0, 1, 1, 1, 2, 2, 2, -1, -1, 2]
    let renamed = first.map { $0 == -1 ? -1 : 2 - $0 }
    let comparison = PlanComparison([("a", try plan(first)), ("b", try plan(renamed))])
    #expect(comparison.entries[1].moved.isEmpty)
    #expect(comparison.sameGrappes == 3)
    #expect(comparison.cores.map(\.count).sorted() == [3, 3, 4])
  }

  @Test func `one OG leaves its grappe for another`() throws {
    let first = [0, 0, 0, 0, 1, 1, 1, 1, -1, -1, -1, -1]
    var second = first
    second[3] = 1
    let comparison = PlanComparison([("a", try plan(first)), ("b", try plan(second))])
    #expect(comparison.entries[1].moved.map(\.og) == [TinyRegister.number(og: 3)])
    #expect(comparison.sameGrappes == 0)
  }

  @Test func `a plan alone, and plans without grappes`() throws {
    let none = [Int](repeating: -1, count: 12)
    let alone = PlanComparison([("a", try plan([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))])
    #expect(alone.cores.map(\.count) == [12] && alone.entries[0].moved.isEmpty)
    let empty = PlanComparison([("a", try plan(none)), ("b", try plan(none))])
    #expect(empty.cores.isEmpty && empty.never.count == 12 && empty.always.isEmpty)
  }

  /// The same plan as one of another region.
  private func elsewhere(_ plan: Plan) -> Plan {
    var plan = plan
    let region = RegionCode("24")
    plan.regions = [region]
    for grappe in plan.grappes.indices {
      plan.grappes[grappe].region = region
      for member in plan.grappes[grappe].members.indices { plan.grappes[grappe].members[member].region = region }
    }
    for one in plan.ungrouped.indices { plan.ungrouped[one].region = region }
    return plan
  }

  @Test func `plans of two regions stand apart`() throws {
    let first = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, -1]
    let second = [0, 0, 1, 1, 1, 1, 2, 2, 2, 3, -1, -1]
    let (a, b) = (try plan(first), try plan(second))
    let one = PlanComparison([("a", a), ("b", b)])
    let both = PlanComparison([("a", a), ("A", elsewhere(a)), ("b", b), ("B", elsewhere(b))])
    #expect(both.entries.map(\.base) == [0, 1, 0, 1])
    #expect(both.entries.map(\.moved.count) == [0, 0, one.entries[1].moved.count, one.entries[1].moved.count])
    #expect(one.entries[1].moved.count > 0)
    #expect(both.cores.count == 2 * one.cores.count && both.sameGrappes == 2 * one.sameGrappes)
    #expect(both.always.count == 2 * one.always.count && both.never.count == 2 * one.never.count)
    // A region that one plan has to itself has nothing in common with anything.
    let lonely = PlanComparison([("a", a), ("b", b), ("B", elsewhere(b))])
    #expect(lonely.cores == one.cores && lonely.entries[2].moved.isEmpty)
  }

}
