import Foundation
import Plans
import Testing
import Wording

@testable import Reporting

@Suite struct TerminalTablesTests {
  @Test(arguments: [Language.fr, .en], [60, 80, 120, 200])
  func neverWiderThanAskedFor(language: Language, width: Int) throws {
    let names = [
      "ALPHA", String(repeating: "LONG ", count: 80), "社会福祉法人かもめ会のとても長い名前をもつ法人です", "دار الرعاية", "\u{1B}[31mROUGE",
      "CAFÉ e\u{301}",
    ]
    let dossier = try SamplePlan.dossier(names: names, language: language, grappes: 120)
    let text = TerminalTables(dossier, width: width).text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count > 120 + 4)
    for line in lines { #expect(TextWidth.columns(String(line)) <= min(width, 120)) }
    #expect(!text.unicodeScalars.contains("\u{1B}"))
    for rank in 1...120 { #expect(text.contains(String(format: "53-%03d", rank))) }
  }

  @Test(arguments: [60, 80, 120]) func columnsAreAligned(width: Int) throws {
    let names = ["ALPHA", "社会福祉法人", "EHPAD", "🍇 LES VIGNES 👩‍👩‍👧", "CAFÉ e\u{301}"]
    let dossier = try SamplePlan.dossier(names: names, grappes: 12)
    let lines = TerminalTables(dossier, width: width).grappes.split(separator: "\n").map(String.init)
    #expect(Set(lines.map(TextWidth.columns)).count == 1)
  }

  @Test func `a wider terminal shows more of a name`() throws {
    let dossier = try SamplePlan.dossier(names: [String(repeating: "NOM ", count: 30)])
    let shown = { (width: Int) in
      TerminalTables(dossier, width: width).grappes.split(separator: "\n")[2].count { $0 == "M" }
    }
    #expect(shown(120) - shown(80) == 10)
    #expect(shown(300) == shown(120))
  }

  @Test func sumsAtTheFootAndTheBoundBelow() throws {
    let text = TerminalTables(try SamplePlan.dossier()).text
    let space = NumberFormat.narrowSpace
    #expect(text.contains("1\(space)110\(space)000\(space)€"))
    #expect(text.contains("2 OG") == false)
    #expect(text.contains("4 OG, 32 ESSMS"))
    #expect(text.contains("0,51\(space)%"))
    #expect(text.contains("à vérifier sur l’instruction"))
    #expect(text.contains("Trop peu d’ESSMS alentour"))
  }

  @Test(arguments: [
    (Language.fr, "Recherche : borne 0,3 s, voisinages 0,4 s, colonnes 0,3 s, arbre 0,0 s."),
    (.en, "Search: bound 0.3 s, neighbourhoods 0.4 s, columns 0.3 s, tree 0.0 s."),
  ])
  func howTheTimeWasSpent(language: Language, line: String) throws {
    var dossier = try SamplePlan.dossier(language: language)
    #expect(TerminalTables(dossier).text.replacing(NumberFormat.narrowSpace, with: " ").contains(line + "\n"))
    var plan = dossier.plan
    plan.search.spent = nil
    dossier = Dossier(plan: plan, contours: dossier.contours, language: language)
    #expect(TerminalTables(dossier).text.split(separator: "\n").allSatisfy { !$0.hasPrefix(line.prefix(6)) })
  }

  @Test func colourOnlyWhenAskedFor() throws {
    let dossier = try SamplePlan.dossier()
    let coloured = TerminalTables(dossier, useColour: true).text
    let plain = TerminalTables(dossier, useColour: false).text
    #expect(coloured.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "") == plain)
    #expect(coloured != plain)
  }

  @Test func nothingGrouped() throws {
    var plan = try SamplePlan.plan(names: ["ALPHA"], grappes: 0)
    plan.status = .empty
    let text = TerminalTables(Dossier(plan: plan, contours: try SamplePlan.contours())).text
    #expect(text.hasPrefix("Grappes"))
  }
}
