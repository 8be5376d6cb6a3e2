import Geography
import Plans
import Register
import Testing
import TinyRegisters

@testable import Planning

/// Amounts of barème 2021-T2, written out by hand.
@Suite struct AmountTests {
  /// 15 ESSMS of 9 OG, all within a few km: the one grappe that there is.
  private var nine: TinyRegister {
    var tiny = TinyRegister()
    for (og, count) in [3, 3, 2, 2, 1, 1, 1, 1, 1].enumerated() {
      tiny.add(og: og, in: .bretagne, count: count, north: Double(og))
    }
    return tiny
  }

  @Test func `15 ESSMS of 9 OG`() throws {
    let plan = try plan(nine)
    let grappe = try #require(plan.grappes.first)
    #expect(plan.grappes.count == 1)
    #expect(grappe.essmsCount == 15)
    #expect(grappe.ogCount == 9)
    #expect(
      grappe.funding.lines == [
        .init(item: "acquisition", count: 15, unit: Euros(25_000), amount: Euros(375_000)),
        .init(item: "equipment", count: 9, unit: Euros(20_000), amount: Euros(180_000)),
        .init(item: "contract", count: 1, unit: Euros(15_000), amount: Euros(15_000)),
        .init(item: "steering", count: 1, unit: Euros(100_000), amount: Euros(100_000)),
      ])
    #expect(grappe.funding.total == Euros(670_000))
    #expect(grappe.probability == 1)
    #expect(grappe.expectedFunding == Euros(670_000))
    // The best porteur: OG 2, at km 2, has the least sum. 3×2 + 3×1 + 2×0 + 2×1 + 2 + 3 + 4 + 5 + 6 = 31 km.
    #expect(grappe.porteur == TinyRegister.number(og: 2))
    #expect(abs(grappe.spread.sumKm - 31) < 0.0005)
    #expect(grappe.value == Euros(670_000 - 3_100))
    #expect(grappe.spread.meanKm == 2.067)
    #expect(grappe.spread.maxKm == 6)
    #expect(grappe.spread.diameterKm == 8)
    #expect(plan.totals.value == grappe.value)
    #expect(plan.totals.funding == Euros(670_000))
    #expect(plan.status == .optimal)
    #expect(plan.bound == grappe.value)
    #expect(plan.gap == 0)
  }

  @Test(arguments: [(0.0, 670_000), (10, 669_690), (1_000, 639_000)])
  func `the price of distance`(price: Double, value: Int) throws {
    #expect(try plan(nine) { $0.spreadPrice = price }.totals.value == Euros(value))
  }

  @Test func `the detour lengthens every distance and shortens the radius`() throws {
    let plan = try plan(nine) { $0.detour = 2 }
    #expect(plan.grappes.map(\.spread.sumKm) == [62])
    #expect(plan.grappes.map(\.spread.maxKm) == [12])
    // OG 2 has a neighbour at 6 km, which are 12: just within, or just not.
    #expect(
      try self.plan(nine) {
        $0.detour = 2
        $0.radiusKm = 12.001
      }.grappes.count == 1)
    #expect(
      try self.plan(nine) {
        $0.detour = 2
        $0.radiusKm = 7.999
      }.grappes.isEmpty)
  }

  private func plan(_ tiny: TinyRegister, _ change: (inout Scenario) -> Void = { _ in }) throws -> Plan {
    try PlanningTests.plan(tiny, change)
  }

  /// OG 0 is in two regions: it brings its equipment to the grappe of each while it is small over both.
  @Test(arguments: [(14, 2), (15, 1)])
  func `an OG in two regions is small by all its ESSMS`(all: Int, smallOg: Int) throws {
    var tiny = TinyRegister()
    tiny.add(og: 0, in: .bretagne, count: 8)
    tiny.add(og: 1, in: .bretagne, count: 7)
    tiny.add(og: 0, in: .normandie, count: all - 8)
    tiny.add(og: 2, in: .normandie, count: 14)
    let plan = try plan(tiny)
    #expect(plan.regions == [RegionCode("28"), RegionCode("53")])
    #expect(plan.grappes.map(\.region) == plan.regions)
    for grappe in plan.grappes {
      #expect(grappe.funding.lines.first { $0.item == "equipment" }?.count == smallOg)
    }
    #expect(plan.totals.og == 3)
    // Region 53 alone: what OG 0 has elsewhere still counts.
    let alone = try PlanningTests.plan(tiny, regions: [RegionCode("53")])
    #expect(alone.grappes == plan.grappes.filter { $0.region == RegionCode("53") })
  }

  @Test func `a grappe of OG that are all large elsewhere has no equipment line`() throws {
    var tiny = TinyRegister()
    for og in 0...1 {
      tiny.add(og: og, in: .bretagne, count: 8)
      tiny.add(og: og, in: .normandie, count: 20)
    }
    let plan = try plan(tiny)
    #expect(plan.grappes.map { $0.funding.lines.map(\.item) } == [["acquisition", "contract", "steering"]])
    #expect(plan.standalone.count == 2)
  }
}
