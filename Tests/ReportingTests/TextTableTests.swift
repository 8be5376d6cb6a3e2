import Testing

@testable import Reporting

@Suite struct TextTableTests {
  private func table(_ names: [String]) -> TextTable {
    TextTable(
      header: ["Plan", "Grappes"], rows: names.map { [$0, "27"] }, foot: nil, textColumns: [0], flexible: 0, width: 30,
      useColour: false)
  }

  @Test(arguments: [20, 30, 60, 120]) func `several columns give way, the widest first`(width: Int) {
    let long = String(repeating: "NOM ", count: 40)
    let table = TextTable(
      header: ["OG", "Avant", "Apport"], rows: [[long, "ALPHA", "1 €"], ["B", long, "20 €"]], foot: nil,
      textColumns: [0, 1], flexible: 0, width: width, useColour: false, alsoFlexible: [1])
    let lines = table.text.split(separator: "\n").map { TextWidth.columns(String($0)) }
    #expect(Set(lines) == [width])
  }

  @Test func `names with room stand in their rows`() {
    let table = table(["radius 40", "radius 60"])
    #expect(table.textWithLegend == table.text)
  }

  @Test func `names that would be cut alike are numbered and told whole`() {
    let names = (1...11).map { "a-scenario-of-a-long-name-radiusKm=\($0)" }
    let lines = table(names).textWithLegend.split(separator: "\n").map(String.init)
    #expect(lines.count == 2 + 11 + 11)
    #expect(lines[2].hasPrefix("1 ") && lines[12].hasPrefix("11 "))
    for (place, name) in names.enumerated() { #expect(lines[13 + place].hasSuffix("\(place + 1)  \(name)")) }
  }
}
