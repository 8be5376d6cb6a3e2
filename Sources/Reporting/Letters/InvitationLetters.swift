import Foundation
import Plans
import Wording

/// Letters that invite the OG of a plan's grappes, one page for each grappe.
///
/// ```swift
/// let letters = try InvitationLetters(dossier, template: LetterTemplate(bundled: .fr))
/// let files = letters.documents(for: try letters.grappes(["53-001"]))
/// ```
public struct InvitationLetters {
  private let dossier: Dossier
  private let template: LetterTemplate
  private let sender: String
  private let contact: String
  private let page: TemplateSet
  private let style: String

  /// - Parameters:
  ///   - sender: who invites; the template leaves a blank for it when it is empty.
  ///   - contact: how to answer, likewise.
  /// - Throws: `Failure` when a resource of the program is missing or damaged.
  public init(
    _ dossier: Dossier, template: LetterTemplate, sender: String = "", contact: String = ""
  ) throws(Failure) {
    self.dossier = dossier
    self.template = template
    self.sender = sender
    self.contact = contact
    page = try TemplateSet(["letters"], kind: .html)
    style = try TemplateSet.resource("letter.css")
  }

  /// The file that holds all letters.
  public static let all = "lettres.html"

  /// The plan's grappes, or those named, in the plan's order.
  ///
  /// - Parameter ids: none for all.
  /// - Throws: `Failure` (data) when a name is no grappe's, or a grappe's no part of a file's name.
  public func grappes(_ ids: [String] = []) throws(Failure) -> [Plan.Grappe] {
    let all = try FilingAid.named(dossier.plan.grappes)
    for id in ids where !all.contains(where: { $0.id == id }) {
      let known = all.map(\.id).listed(dossier.language, most: 5)
      throw Failure(
        .data, fr: "« \(id) » : aucune grappe de ce nom ; attendu : une grappe du plan (\(known))",
        en: "\"\(id)\": no grappe of this name; expected a grappe of the plan (\(known))")
    }
    return ids.isEmpty ? all : all.filter { ids.contains($0.id) }
  }

  /// `lettres.html` with all letters, one to a printed page, and a `lettre-53-001.html` for each grappe. The same input
  /// gives the same bytes.
  ///
  /// - Complexity: linear in the grappes.
  public func documents(for grappes: [Plan.Grappe]) -> [(name: String, contents: Data)] {
    let letters = grappes.map { grappe in (name: "lettre-\(grappe.id).html", letter: letter(grappe)) }
    return [(Self.all, page(letters.map(\.letter), title: title))]
      + zip(letters, grappes).map { ($0.name, page([$0.letter], title: title + ", grappe \($1.id)")) }
  }

  private func letter(_ grappe: Plan.Grappe) -> [String: Any] {
    let content = LetterContent(dossier: dossier, grappe: grappe, sender: sender, contact: contact)
    return ["text": template.templates.render(LetterTemplate.name, content.fields)]
  }

  private func page(_ letters: [[String: Any]], title: String) -> Data {
    Data(
      page.render(
        "letters",
        [
          "lang": dossier.language.rawValue, "title": title, "style": style, "letters": letters,
          "none": letters.isEmpty
            ? Wording(
              fr: "Ce plan ne propose aucune grappe : il n’y a personne à inviter.",
              en: "This plan proposes no grappe: there is nobody to invite."
            ).text(in: dossier.language) : "",
        ]
      ).utf8)
  }

  private var title: String {
    Wording(
      fr: "Invitations, campagne \(dossier.campaignLabel)", en: "Invitations, campaign \(dossier.campaignLabel)"
    ).text(in: dossier.language)
  }
}
