import Foundation
import Plans
import Register
import Testing
import Wording

@testable import Reporting

@Suite struct FilingAidTests {
  private func aid(
    names: [String] = ["ALPHA", "BETA"], essms: String = "LES LILAS", language: Language = .fr,
    situation: Situation? = nil
  ) throws -> FilingAid {
    let dossier = try RichPlan.dossier(names: names, language: language)
    return try FilingAid(dossier, register: RichPlan.register(of: dossier.plan, name: essms), situation: situation)
  }

  private func texts(_ aid: FilingAid, _ place: Int = 0) throws -> [String: String] {
    let documents = aid.documents(for: try aid.grappes[place].grappe)
    return Dictionary(uniqueKeysWithValues: documents.map { ($0.name, String(decoding: $0.contents, as: UTF8.self)) })
  }

  @Test(arguments: Language.allCases) func theThreeDocuments(language: Language) throws {
    let texts = try texts(aid(language: language))
    #expect(Set(texts.keys) == ["dossier.html", "membres.csv", "pai-numerique.txt"])
    let page = try #require(texts["dossier.html"])
    #expect(!page.contains("{{"))
    #expect(!page.contains("http://") && !page.contains("https://"))
    #expect(page.contains("@media print"))
    for part in [
      "350000000", "350100000", "12345678900012", "ARS Bretagne", "GRADeS", "PAI numérique", "DMP", "MSSanté",
      "-prescription", "Guide pratique SONS", "Guide cybersécurité", "Kit de déploiement", "interopérable",
      "ESMS numérique (CNSA)", "type=\"checkbox\"", "2021-T2",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(
      page.contains(
        language == .fr ? "1 SIRET à compléter sur 16".replacing(" SIRET", with: " SIRET") : "1 SIRET of 16"))
    #expect(
      page.contains(language == .fr ? "suggestion, à vérifier dans l’appel à projets" : "a suggestion, to be checked"))
    #expect(
      page.contains(
        language == .fr ? "montant publié (barème 2021-T2), à vérifier pour 2024" : "to be verified for 2024"))
    let text = try #require(texts["pai-numerique.txt"])
    #expect(!text.contains("{{") && !text.contains("&#"))
    #expect(text.contains(language == .fr ? "SIRET [à compléter]" : "SIRET [to be completed]"))
    let rows = try #require(texts["membres.csv"]).components(separatedBy: "\r\n")
    #expect(rows.count == 18)
    #expect(
      rows[1]
        == "ALPHA;350000000;porteur;350100000;LES LILAS;500;Etablissement d'hébergement pour personnes âgées dépendantes;;35000 LES LILAS;35238;"
    )
  }

  @Test func theSituationTellsTheDUI() throws {
    let source = SourceFile(file: "situation.csv", sha256: "00", date: nil)
    let situation = Situation(
      entries: [
        try SamplePlan.number(350_100_000): .init(dui: .editor("Éditeur <A>")),
        try SamplePlan.number(350_100_001): .init(dui: .none),
      ], source: source)
    let aid = try aid(situation: situation)
    let texts = try texts(aid)
    #expect(texts["dossier.html"]?.contains("<td>Éditeur &lt;A&gt;</td>") == true)
    let rows = try #require(texts["membres.csv"]).components(separatedBy: "\r\n")
    #expect(rows[1].hasSuffix(";Éditeur <A>") && rows[2].hasSuffix(";aucun") && rows[3].hasSuffix(";"))
    // The plan was made without a situation.
    #expect(aid.remarks.count == 1)
  }

  @Test(arguments: RichPlan.hostile) func namesAddNothing(name: String) throws {
    let plain = try texts(aid(names: ["ALPHA"], essms: "BETA"), 2)
    let attacked = try texts(aid(names: [name], essms: name), 2)
    for scalar in ["<", ">", "\""] as [Unicode.Scalar] {
      let count = { (text: String?) in text?.unicodeScalars.count { $0 == scalar } }
      #expect(count(attacked["dossier.html"]) == count(plain["dossier.html"]))
    }
    let lines = { (text: String?) in text?.unicodeScalars.count { $0 == "\n" } }
    #expect(lines(attacked["pai-numerique.txt"]) == lines(plain["pai-numerique.txt"]))
    #expect(lines(attacked["membres.csv"]) == lines(plain["membres.csv"]))
    for text in attacked.values {
      #expect(!text.unicodeScalars.contains { "\u{1B}\u{7}\u{0}\u{202E}\u{85}".unicodeScalars.contains($0) })
    }
  }

  @Test(arguments: ["../evil", "..", "", "a/b", ".hidden", "a\u{0}", "é", String(repeating: "a", count: 65), "53-002"])
  func foldersHaveSafeNamesOfTheirOwn(id: String) throws {
    var plan = try RichPlan.plan()
    plan.grappes[0].id = id
    let aid = try FilingAid(
      Dossier(plan: plan, contours: try SamplePlan.contours()), register: RichPlan.register(of: plan))
    #expect { try aid.grappes } throws: { ($0 as? Failure)?.kind == .data }
  }

  @Test func anotherRegisterIsRemarked() throws {
    let dossier = try RichPlan.dossier()
    #expect(try aid().remarks.isEmpty)
    let own = try RichPlan.register(of: dossier.plan)
    let other = Register(
      essms: Array(own.essms.dropFirst(3)), ogNames: [:], excluded: [], notEssms: [:],
      sources: [SourceFile(file: "bretagne.csv", sha256: "11", date: nil)], problems: [])
    let aid = try FilingAid(dossier, register: other)
    #expect(aid.remarks.count == 2)
    #expect(aid.remarks[0].fr.contains("n’est pas celui du plan"))
    #expect(aid.remarks[1].fr.hasPrefix("3 ESSMS"))
    #expect(try texts(aid)["dossier.html"]?.contains("absent du registre donné") == true)
  }

  @Test func equalInputGivesEqualBytes() throws {
    let (first, second) = (try aid(), try aid())
    for place in 0..<3 { #expect(try texts(first, place) == texts(second, place)) }
  }

  @Test func oldPlansToo() throws {
    let dossier = try SamplePlan.dossier()
    let aid = try FilingAid(dossier, register: RichPlan.register(of: dossier.plan))
    let page = try #require(try texts(aid)["dossier.html"])
    #expect(!page.contains("Versements") && !page.contains("Solidité"))
    #expect(page.contains("Une part de l’argent en dépend"))
  }

  @Test func everyWordOfTheTemplatesExists() throws {
    for name in ["dossier", "pai-numerique"] {
      let text = try TemplateSet.resource("\(name).mustache")
      for match in text.matches(of: /\{\{w\.([A-Za-z]+)\}\}/) {
        #expect(FilingWords.all[String(match.1)] != nil, "\(name).mustache: \(match.1)")
      }
    }
  }
}
