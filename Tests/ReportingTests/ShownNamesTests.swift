import Plans
import Register
import Testing
import Wording

@testable import Reporting

/// Names of OG as documents show them.
@Suite struct ShownNamesTests {
  @Test(arguments: [
    ("ASS DES LILAS", "ASS DES LILAS", "ASS DES LILAS"),
    ("EHPAD BEL AIR, Taulé", "EHPAD BEL AIR, Taulé", "EHPAD BEL AIR, Taulé"),
    ("EHPAD BEL AIR, Taulé (+1)", "EHPAD BEL AIR, Taulé, et 1 autre", "EHPAD BEL AIR, Taulé, and 1 other"),
    ("EHPAD BEL AIR, Taulé (+3)", "EHPAD BEL AIR, Taulé, et 3 autres", "EHPAD BEL AIR, Taulé, and 3 others"),
    ("350000001", "OG 350000001", "OG 350000001"), ("", "OG 350000001", "OG 350000001"),
    ("12", "OG 350000001", "OG 350000001"),
  ])
  func `names in both languages`(name: String, fr: String, en: String) throws {
    let og = try SamplePlan.number(350_000_001)
    #expect(ShownNames.organisation(name, og, in: .fr) == fr)
    #expect(ShownNames.organisation(name, og, in: .en) == en)
  }

  @Test func `a number beside a name that is made of it is not shown again`() throws {
    let og = try SamplePlan.number(350_000_001)
    #expect(ShownNames.number(og, beside: "OG 350000001") == "")
    #expect(ShownNames.number(og, beside: "ASS DES LILAS") == "350000001")
  }

  /// Every text document of a plan without names: an OG is not named by the same number twice in a row.
  @Test(arguments: Language.allCases) func `no number twice in a row`(language: Language) throws {
    let dossier = Dossier(
      plan: try SamplePlan.plan(names: ["350000000", ""]), contours: try SamplePlan.contours(), language: language)
    let html = try HTMLReport.render(dossier).split(separator: "<script").first.map(String.init) ?? ""
    let text = html.replacing(/<[^>]*>/, with: " ")
    for page in [text, TerminalTables(dossier).text, try Explanation(dossier).grappe("53-001")] {
      #expect(page.firstMatch(of: /\b([0-9]{9})\b[\s(]+\1\b/) == nil)
    }
  }

  @Test(arguments: Language.allCases) func `the same dossier in another language`(language: Language) throws {
    let names = ["EHPAD BEL AIR, Taulé (+3)"]
    let other = Dossier(
      plan: try SamplePlan.plan(names: names), contours: try SamplePlan.contours(), language: language.other)
    let told = other.told(in: language)
    let name = ShownNames.organisation(names[0], try SamplePlan.number(350_000_000), in: language)
    #expect(told.plan.grappes[0].members[0].name == name)
    #expect(try told.plan == SamplePlan.dossier(names: names, language: language).plan)
  }
}
