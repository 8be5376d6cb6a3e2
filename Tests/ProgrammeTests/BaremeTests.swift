import Programme
import Testing

@Suite struct BaremeTests {
  private func bareme() throws -> Bareme { try RuleBook.bundled().campaign("2024").bareme }

  /// Amounts of the second call of 2021, as published.
  @Test(arguments: [
    ("acquisition", 25_000, Bareme.Unit.essms), ("compliance", 10_000, .essms), ("equipment", 20_000, .smallOg),
    ("contract", 15_000, .grappe), ("steering", 100_000, .grappe),
  ])
  func amounts(name: String, euros: Int, per: Bareme.Unit) throws {
    let item = try #require(try bareme().item(name))
    #expect(item.euros == euros)
    #expect(item.per == per)
    #expect(item.certainty == .published)
    #expect(item.perCertainty == .inferred)
  }

  /// Each line of the schedule with its arithmetic.
  @Test(arguments: [
    // 17 ESSMS × 25,000 € = 425,000 €.
    ("acquisition", 17, 425_000),
    // 17 ESSMS × 10,000 € = 170,000 €.
    ("compliance", 17, 170_000),
    // 6 small OG × 20,000 € = 120,000 €.
    ("equipment", 6, 120_000),
    // 1 grappe × 15,000 € = 15,000 €.
    ("contract", 1, 15_000),
    // 1 grappe × 100,000 € = 100,000 €.
    ("steering", 1, 100_000),
    // Nothing for nobody.
    ("acquisition", 0, 0),
  ])
  func lines(name: String, count: Int, euros: Int) throws {
    let item = try #require(try bareme().item(name))
    #expect(Bareme.Line(item: item, count: count).euros == euros)
  }

  @Test func smallOgGetsEquipmentOnce() throws {
    let bareme = try bareme()
    // 3 ESSMS × 25,000 € + one OG × 20,000 €.
    #expect(bareme.lines(essmsInGrappe: 3, essmsInAll: 14).map(\.euros) == [75_000, 20_000])
    // 15 ESSMS in all: no small OG any more.
    #expect(bareme.lines(essmsInGrappe: 3, essmsInAll: 15).map(\.euros) == [75_000])
    // 15,000 € for the contract + 100,000 € for the steering.
    #expect(bareme.grappeLines.map(\.euros) == [15_000, 100_000])
  }

  /// 17 ESSMS of 6 small OG: 425,000 + 120,000 + 15,000 + 100,000 = 660,000 €.
  @Test func `a whole grappe`() throws {
    let bareme = try bareme()
    let members = [4, 4, 3, 2, 2, 2].flatMap { bareme.lines(essmsInGrappe: $0, essmsInAll: $0) }
    #expect((members + bareme.grappeLines).reduce(0) { $0 + $1.euros } == 660_000)
  }

  @Test func `a DUI that already conforms`() throws {
    let bareme = try bareme()
    #expect(bareme.alreadyConforming == Bareme.compliance)
    #expect(bareme.alreadyConformingBasis.certainty == .inferred)
    #expect(bareme.alreadyConformingBasis.note != nil)
    #expect(bareme.item(Bareme.acquisition) != nil)
    #expect(bareme.item(Bareme.compliance) != nil)
  }
}
