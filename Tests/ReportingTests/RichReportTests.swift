import Foundation
import Plans
import Testing
import Wording

@testable import Reporting

/// What the report and the terminal say of all that a plan may hold.
@Suite struct RichReportTests {
  private func flat(_ text: String) -> String {
    text.replacing("\u{202F}", with: " ").replacing("\u{A0}", with: " ")
  }

  @Test func everythingIsShown() throws {
    let html = flat(try HTMLReport.render(RichPlan.dossier()))
    for part in [
      "Hypothèse de l’outil, non publiée : chaque OG se retire avec une probabilité de 5,0 %",
      "hypothèse du scénario : de 15 à 24 ESSMS, un seul DUI et un seul public, 60,0 %",
      "le financement attendu compte la probabilité exacte", "832 500 € (50 %) à la signature de la convention",
      "(probabilité d’après le nombre d’ESSMS)", "et 500 € pour chaque ESSMS dont le DUI n’est pas celui de sa grappe",
      "D’après le seul nombre d’ESSMS", "Porteur de rechange : ALPHA (350000001)",
      "Le retrait d’un seul de ces OG", "OG non groupé le moins coûteux à ajouter",
      "Grappe la plus proche : 53-001, ALPHA, à 12,3 km", "· multirégionale", "<dd>ALPHA</dd>",
      "à partir du 15 janvier 2024", "Continue la grappe existante", "Ce que coûtent les règles", "+45 000 €",
      "+12 345 €", "0,25 €", "Majorants tirés des prix de la preuve", "au prorata, hypothèse", "saisie", "15 200 000 €",
      "DUI non connu", "20, compté comme acquisition", "régionale, multirégionale", "15 à 49 ESSMS, 2 OG au moins",
    ] {
      #expect(html.contains(part), "\(part)")
    }
    #expect(!html.contains("{{"))
  }

  @Test func oldPlansSayNothingOfIt() throws {
    let html = flat(try HTMLReport.render(SamplePlan.dossier()))
    for part in [
      "id=\"regles\"", "Versements", "Solidité", "D’après le seul", "Grappe la plus proche", "Voies ouvertes",
    ] {
      #expect(!html.contains(part), "\(part)")
    }
    #expect(html.contains("Hypothèse de l’outil, non publiée : aucun OG ne se retire."))
  }

  @Test(arguments: RichPlan.hostile) func namesAddNoMarkup(name: String) throws {
    let plain = try HTMLReport.render(RichPlan.dossier(names: ["ALPHA"]))
    let html = try HTMLReport.render(RichPlan.dossier(names: [name]))
    let count = { (text: String) in text.unicodeScalars.count { $0 == "<" } }
    // A name of nothing but control characters is empty, and empty parts are left out.
    let isEmpty = ShownText.cleaned(name).isEmpty
    #expect(isEmpty || count(html) == count(plain))
  }

  @Test(arguments: Language.allCases, [60, 80]) func tablesHoldTheWidth(language: Language, width: Int) throws {
    for name in RichPlan.hostile {
      let text = TerminalTables(try RichPlan.dossier(names: [name], language: language), width: width).text
      for line in text.split(separator: "\n") { #expect(TextWidth.columns(String(line)) <= width, "\(line)") }
      #expect(!text.unicodeScalars.contains("\u{1B}"))
    }
  }

  @Test func tablesTellTheRules() throws {
    let text = flat(TerminalTables(try RichPlan.dossier()).text)
    for part in [
      "voie régionale", "voie multirégionale", "Enveloppe", "au prorata, hypothèse", "Ce que coûtent les règles",
      "+45 000 €", "Ce que dit la situation", "20, compté comme acquisition",
    ] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
  }

  @Test func sameBytesAgain() throws {
    let first = try Documents.all(RichPlan.dossier())
    #expect(first.map(\.contents) == (try Documents.all(RichPlan.dossier())).map(\.contents))
  }
}
