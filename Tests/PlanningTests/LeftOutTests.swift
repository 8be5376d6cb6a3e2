import Geography
import Plans
import Programme
import Register
import Testing
import TinyRegisters

@testable import Planning

@Suite struct LeftOutTests {
  @Test(arguments: [(TinyRegister.Area.bretagne, 15), (.guadeloupe, 8)])
  func `an OG stands alone from the region's minimum on`(area: TinyRegister.Area, minimum: Int) throws {
    var tiny = TinyRegister()
    tiny.add(og: 1, in: area, count: minimum)
    tiny.add(og: 2, in: area, count: minimum - 1)
    let plan = try plan(tiny)
    #expect(plan.standalone.map(\.og) == [TinyRegister.number(og: 1)])
    #expect(plan.standalone.map(\.essms.count) == [minimum])
    #expect(plan.ungrouped.map(\.og) == [TinyRegister.number(og: 2)])
    #expect(plan.status == .empty)
    #expect(plan.parameters.minimum == [area.region.rawValue: minimum])
  }

  /// One OG that stands alone is nobody's neighbour, nor is one in another region.
  @Test func `no neighbour`() throws {
    var tiny = TinyRegister()
    tiny.add(og: 1, in: .bretagne, count: 3)
    tiny.add(og: 2, in: .bretagne, count: 15)
    tiny.add(og: 3, in: .bretagne, count: 3, north: 60.1)
    tiny.add(og: 4, in: .normandie, count: 3)
    let plan = try plan(tiny)
    #expect(plan.ungrouped.map(\.reason) == [.noNeighbour, .noNeighbour, .noNeighbour])
    #expect(plan.ungrouped.first?.detail == "No other OG to be grouped has its seat within 60 km.")
  }

  @Test func `too few around`() throws {
    var tiny = TinyRegister()
    tiny.add(og: 1, in: .bretagne, count: 7)
    tiny.add(og: 2, in: .bretagne, count: 7, north: 59.9)
    let plan = try plan(tiny)
    #expect(plan.ungrouped.map(\.reason) == [.tooFewAround, .tooFewAround])
    #expect(plan.ungrouped.first?.detail.contains("at most 14 ESSMS within 60 km; 15 are needed") == true)
    #expect(plan.bound == .zero)
  }

  /// Enough for the regional route overseas, too few for the only one that is open.
  @Test func `too few around for the routes that are open`() throws {
    var tiny = TinyRegister()
    for og in 1...2 { tiny.add(og: og, in: .guadeloupe, count: 5, north: 10 * Double(og)) }
    let plan = try plan(tiny) { $0.routes = [.national] }
    #expect(plan.ungrouped.map(\.reason) == [.tooFewAround, .tooFewAround])
    let national = try #require(RuleBook.bundled().campaign("2024").campaign.limits(.national)?.minimum)
    #expect(plan.ungrouped.first?.detail.contains("at most 10 ESSMS within 60 km; \(national) are needed") == true)
  }

  /// 15 ESSMS around the middle one, which its neighbours can join as a porteur; the fourth only reaches a neighbour.
  @Test func `enough around a porteur within reach is enough`() throws {
    var tiny = TinyRegister()
    for (og, north) in [0.0, 50, 100].enumerated() { tiny.add(og: og, in: .bretagne, count: 5, north: north) }
    tiny.add(og: 3, in: .bretagne, count: 1, north: 159)
    let plan = try plan(tiny)
    #expect(plan.grappes.map(\.porteur) == [TinyRegister.number(og: 1)])
    #expect(plan.ungrouped.map(\.reason) == [.tooFewAround])
  }

  @Test func `not worth its distance`() throws {
    var tiny = TinyRegister()
    for og in 0..<3 { tiny.add(og: og, in: .bretagne, count: 5, north: 30 * Double(og)) }
    // 300 km at 10,000 € are more than 550,000 €.
    let plan = try plan(tiny) { $0.spreadPrice = 10_000 }
    #expect(plan.ungrouped.map(\.reason) == [.notWorth, .notWorth, .notWorth])
    #expect(plan.status == .empty)
    #expect(try PlanningTests.plan(tiny) { $0.spreadPrice = 1_000 }.totals.grappes == 1)
  }

  @Test func `what a plan of a part of the register leaves out`() throws {
    var tiny = TinyRegister()
    tiny.add(og: 1, in: .bretagne, count: 2)
    tiny.add(og: 2, in: .normandie, count: 2)
    tiny.exclude(900_000_001, in: .bretagne)
    tiny.exclude(900_000_002, in: .normandie)
    tiny.addOthers(3, in: .bretagne)
    tiny.addOthers(4, in: .normandie)
    let whole = try plan(tiny)
    #expect(whole.excluded.map(\.essms.text) == ["900000001", "900000002"])
    #expect(whole.notEssms == 7)
    let part = try plan(tiny, regions: [RegionCode("28"), RegionCode("28")])
    #expect(part.regions == [RegionCode("28")])
    #expect(part.excluded.map(\.essms.text) == ["900000002"])
    #expect(part.notEssms == 4)
    #expect(part.ungrouped.map(\.og) == [TinyRegister.number(og: 2)])
  }
}
