import Foundation
import Plans
import Testing
import Wording

@testable import Reporting

@Suite struct InvitationLettersTests {
  private func letters(
    _ dossier: Dossier, template: String? = nil, sender: String = "", contact: String = ""
  ) throws -> InvitationLetters {
    let template =
      try template.map { try LetterTemplate(text: $0, path: "l.mustache") } ?? LetterTemplate(bundled: dossier.language)
    return try InvitationLetters(dossier, template: template, sender: sender, contact: contact)
  }

  private func pages(_ letters: InvitationLetters, _ ids: [String] = []) throws -> [String: String] {
    let documents = letters.documents(for: try letters.grappes(ids))
    return Dictionary(
      uniqueKeysWithValues: documents.map { ($0.name, Self.flat(String(decoding: $0.contents, as: UTF8.self))) })
  }

  private static func flat(_ text: String) -> String {
    text.replacing("\u{202F}", with: " ").replacing("\u{A0}", with: " ")
  }

  /// What stands on the paper: without tags.
  private func words(_ page: String?) -> String {
    let body = page?.split(separator: "<body>").last.map(String.init) ?? ""
    return body.replacing(/<[^>]*>/, with: " ").replacing(/\s+/, with: " ")
  }

  @Test(arguments: Language.allCases) func `who, why, how far, how much, until when`(language: Language) throws {
    let pages = try pages(letters(RichPlan.dossier(language: language)))
    #expect(Set(pages.keys) == ["lettres.html", "lettre-53-001.html", "lettre-53-002.html", "lettre-53-003.html"])
    let page = try #require(pages["lettre-53-001.html"])
    #expect(!page.contains("{{") && !page.contains("http://") && !page.contains("https://"))
    let text = words(page)
    let parts =
      language == .fr
      ? [
        "Invitation à former la grappe 53-001", "[Qui invite :", "16 ESSMS", "ALPHA (350000000)", "350000001",
        "Un dossier demande au moins 15 ESSMS (Bretagne, campagne 2024) : aucun d’entre vous ne les a seul, ensemble vous en avez 16.",
        "à 10,0 km du siège du porteur", "Personnes âgées 12, Domicile 4", "25 000 €", "400 000 €", "Total 555 000 €",
        "416 251 €", "Financement attendu : 75,0 % du total", "chaque OG se retire avec une probabilité de 5,0 %",
        "barème 2021-T2, à vérifier sur l’instruction", "à vérifier pour 2024",
        "auprès de l’ARS Bretagne, à partir du 15 janvier 2024 et au plus tard le 15 septembre 2024",
        "La grappe reçoit 15 000 € en commun", "Chacun compte", "50 % (277 500 €)",
      ]
      : [
        "Invitation to form grappe 53-001", "[Who invites:", "none of you has them alone, together you have 16.",
        "as the crow flies", "€400,000", "€416,251",
        "with ARS Bretagne, from 15 January 2024 on and by 15 September 2024",
        "to be checked against the instruction", "not published",
      ]
    for part in parts { #expect(text.contains(part), "\(part) in \(text)") }
    #expect(words(pages["lettre-53-002.html"]).contains(language == .fr ? "date limite n’est pas connue" : "not known"))
    #expect(
      words(pages["lettre-53-003.html"]).contains(language == .fr ? "voie multirégionale" : "multi-regional route"))
    let all = try #require(pages["lettres.html"])
    #expect(all.ranges(of: "<article class=\"lettre").count == 3)
  }

  @Test func `who invites is filled in`() throws {
    let pages = try pages(letters(RichPlan.dossier(), sender: "ARS <Bretagne>", contact: "a@b.fr"))
    let text = try #require(pages["lettre-53-001.html"])
    #expect(text.contains("ARS &lt;Bretagne&gt;") && text.contains("a@b.fr"))
    #expect(!text.contains("[Qui invite") && !text.contains("[Nom, fonction"))
  }

  @Test func `some grappes, in the plan's order`() throws {
    let letters = try letters(RichPlan.dossier())
    #expect(try letters.grappes(["53-003", "53-001", "53-003"]).map(\.id) == ["53-001", "53-003"])
    #expect { try letters.grappes(["53-009"]) } throws: { ($0 as? Failure)?.kind == .data }
    var plan = try RichPlan.plan()
    plan.grappes[0].id = "../evil"
    let dossier = Dossier(plan: plan, contours: try SamplePlan.contours())
    #expect { try self.letters(dossier).grappes() } throws: { ($0 as? Failure)?.kind == .data }
  }

  @Test(arguments: RichPlan.hostile) func `names add no markup`(name: String) throws {
    let count = { (text: String?, scalar: Unicode.Scalar) in text?.unicodeScalars.count { $0 == scalar } }
    let plain = try pages(letters(RichPlan.dossier(names: ["ALPHA"]), sender: "A", contact: "B"))["lettres.html"]
    let attacked = try pages(letters(RichPlan.dossier(names: [name]), sender: name, contact: name))["lettres.html"]
    for scalar in ["<", ">", "\""] as [Unicode.Scalar] {
      // Of a name of nothing but control characters nothing is left, and its place is.
      if !ShownText.cleaned(name).isEmpty { #expect(count(attacked, scalar) == count(plain, scalar)) }
    }
    #expect(attacked?.unicodeScalars.contains { "\u{1B}\u{7}\u{0}\u{202E}\u{85}".unicodeScalars.contains($0) } == false)
  }

  @Test func `long names are cut, and many members counted`() throws {
    var plan = try RichPlan.plan(names: [String(repeating: "X", count: 400)])
    let members = plan.grappes[0].members
    plan.grappes[0].members = (0..<70).map { members[$0 % 2] }
    let pages = try pages(letters(Dossier(plan: plan, contours: SamplePlan.contours())))
    let text = words(pages["lettre-53-001.html"])
    #expect(!text.contains(String(repeating: "X", count: LetterContent.longestText)))
    #expect(text.contains("et 10 autres OG (80 ESSMS), plus éloignés"))
    #expect(pages["lettre-53-001.html"]?.ranges(of: "<li><span class=\"nom\">").count == LetterContent.mostMembers)
  }

  @Test func `a template of one's own`() throws {
    let text = "{{! remarque }}<b>{{ id }}</b>{{#why}}[{{reason}}]{{/why}}{{^dui}}sans DUI{{/dui}}"
    let page = try pages(letters(SamplePlan.dossier(), template: text))["lettre-53-001.html"]
    let body = try #require(page)
    #expect(body.contains("<b>53-001</b>[Un dossier demande"))
    #expect(body.contains("sans DUI\n</article>"))
  }

  @Test func `every field of every plan is a text, a list or a mark`() throws {
    for dossier in [try RichPlan.dossier(), try SamplePlan.dossier()] {
      for grappe in dossier.plan.grappes {
        let fields = LetterContent(dossier: dossier, grappe: grappe, sender: "A", contact: "B").fields
        #expect(Set(fields.keys) == Set(LetterFields.texts + LetterFields.lists.keys))
        for name in LetterFields.texts { #expect(fields[name] is String, "\(name)") }
        for (name, parts) in LetterFields.lists {
          let list = try #require(fields[name] as? [[String: Any]], "\(name)")
          let flags = LetterFields.flags[name, default: []]
          for element in list { #expect(Set(element.keys) == Set(parts + flags), "\(name)") }
        }
      }
    }
  }

  @Test func `nobody to invite`() throws {
    let dossier = try SamplePlan.dossier(grappes: 0)
    let pages = try pages(letters(dossier))
    #expect(Array(pages.keys) == ["lettres.html"])
    #expect(pages["lettres.html"]?.contains("personne à inviter") == true)
  }
}
