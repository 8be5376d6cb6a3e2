import Plans
import Programme
import Register
import Testing

@testable import Reporting

@Suite struct MemberFundingTests {
  private func grappe(_ lines: [Plan.FundingLine]) throws -> Plan.Grappe {
    var grappe = try SamplePlan.plan(names: ["ALPHA"]).grappes[0]
    grappe.funding.lines = lines
    return grappe
  }

  private func line(_ item: String, _ count: Int, _ unit: Int) -> Plan.FundingLine {
    .init(item: item, count: count, unit: Euros(unit), amount: Euros(count * unit))
  }

  private func funding(_ lines: [Plan.FundingLine], counts: [FinessNumber: Int]? = nil) throws -> MemberFunding {
    let grappe = try grappe(lines)
    let bareme = try #require(try RuleBook.bundled().baremes["2021-T2"])
    return MemberFunding(of: grappe.members[0], in: grappe, bareme: bareme, essmsCounts: counts)
  }

  @Test func exactWhereOneLineTells() throws {
    let funding = try funding([
      line("acquisition", 16, 25_000), line("equipment", 2, 20_000), line("steering", 1, 100_000),
    ])
    #expect(funding.shares.map(\.least) == [Euros(200_000), Euros(20_000)])
    #expect(funding.shares.allSatisfy { $0.isExact })
    #expect(funding.common.map(\.item) == ["steering"])
  }

  /// Eight of the sixteen ESSMS; five are paid at the dearer rate.
  @Test func aRangeWhereLinesDiffer() throws {
    let funding = try funding([line("acquisition", 5, 25_000), line("compliance", 11, 10_000)])
    #expect(funding.least == Euros(80_000))
    #expect(funding.most == Euros(5 * 25_000 + 3 * 10_000))
  }

  @Test func equipmentOfOneOfTwo() throws {
    let lines = [line("equipment", 1, 20_000)]
    #expect(try funding(lines).shares.map(\.most) == [Euros(20_000)])
    #expect(try funding(lines).shares.map(\.least) == [.zero])
    let og = try SamplePlan.number(350_000_000)
    #expect(try funding(lines, counts: [og: 8]).shares.map(\.least) == [Euros(20_000)])
    #expect(try funding(lines, counts: [og: 20]).shares.isEmpty)
  }

  @Test func amountsBeyondTheMachine() throws {
    let huge = Plan.FundingLine(item: "acquisition", count: .max, unit: Euros(cents: .max), amount: .zero)
    #expect(try funding([huge, huge, line("compliance", 1, 1)]).most > .zero)
    #expect(Euros.sum([Euros(cents: .max), Euros(cents: .max)]) == Euros(cents: .max))
  }
}
