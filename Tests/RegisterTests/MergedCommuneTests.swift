import Geography
import Testing

@testable import Register

/// Rows of communes that have merged since.
@Suite struct MergedCommuneTests {
  /// INSEE: Seynod and Annecy-le-Vieux into Annecy, Châtillon-en-Michaille into Valserhône, La Selle-en-Coglès into Les
  /// Portes du Coglais, Tremblay into Val-Couesnon, Orsonnette into Nonette-Orsonnette, Puy-Saint-Bonnet into Cholet, in
  /// another region.
  @Test(arguments: [
    ("74", "268", "74010"), ("74", "011", "74010"), ("01", "091", "01033"), ("35", "344", "35308"),
    ("63", "266", "63255"), ("79", "224", "49099"),
  ])
  func `placed at the successor's town hall`(departement: String, commune: String, successor: String) throws {
    let town = "35000 RENNES"
    let register = try Extracts.read(
      [Extracts.establishment("350000010", commune: commune, departement: departement, town: town)],
      options: .init(listsOddities: true))
    let expected = try #require(try Communes.bundled().commune(successor))
    #expect(register.essms.map(\.coordinate) == [expected.position])
    #expect(register.essms.map(\.placement) == [.commune])
    #expect(register.essms.map(\.commune) == [departement + commune])
    #expect(register.oddities.counts[.placedAtCommune] == 1)
    #expect(
      register.oddities.listed.first { $0.kind == .placedAtCommune }?.value == "\(departement)\(commune) → \(successor)"
    )
  }

  @Test func `a merger is no move`() throws {
    let row = { Extracts.establishment("740000010", commune: $0, departement: "74", town: "74600 ANNECY") }
    let place = Extracts.location("740000010", x: "941000.5", y: "6539000.5")
    let (old, new) = (try Extracts.read([row("268"), place]), try Extracts.read([row("010"), place]))
    #expect(old.problems.isEmpty && new.problems.isEmpty)
    #expect(try RegisterDifference(from: old, to: new) { _ in 15 }.essms.changes.isEmpty)
  }
}
