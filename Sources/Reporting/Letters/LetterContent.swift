import Plans
import Register
import Wording

/// What a letter's template is filled with, for one grappe.
///
/// Whatever comes from the register or the plan is cut where it is long, so that a letter keeps to its page.
struct LetterContent {
  let dossier: Dossier
  let grappe: Plan.Grappe
  /// Who invites and how to answer; empty for the template's own blanks.
  let sender: String
  let contact: String

  /// Members told one by one: what a page holds.
  static let mostMembers = 60
  /// Characters of a name in the list of members, and elsewhere.
  static let longestName = 100
  static let longestText = 110

  private var plan: Plan { dossier.plan }
  private var numbers: NumberFormat { dossier.numbers }
  private var sentences: GrappeSentences { GrappeSentences(dossier: dossier, grappe: grappe) }
  private var reasons: LetterReasons { LetterReasons(dossier: dossier, grappe: grappe) }

  private func say(_ fr: String, _ en: String) -> String { Wording(fr: fr, en: en).text(in: dossier.language) }

  var fields: [String: Any] {
    let filing = LetterFiling(dossier: dossier, grappe: grappe)
    var fields: [String: Any] = [
      "id": Self.cut(grappe.id), "campaign": Self.cut(dossier.campaignLabel),
      "region": Self.cut(dossier.name(of: grappe.region)),
      "route": Words.route(grappe.route).text(in: dossier.language), "porteur": Self.cut(grappe.porteurName),
      "porteurNumber": number(grappe.porteur, beside: grappe.porteurName), "ogCount": numbers.integer(grappe.ogCount),
      "essmsCount": numbers.integer(grappe.essmsCount), "minimum": reasons.minimum.map(numbers.integer) ?? "",
      "sender": Self.cut(sender), "contact": Self.cut(contact), "dui": grappe.dui.map { Self.cut($0) } ?? "",
      "sectors": reasons.sectors, "why": reasons.all.map { ["reason": $0] }, "distance": reasons.distance,
      "members": members, "membersMore": membersMore, "filedWith": filing.place, "deadline": filing.deadline,
      "opens": filing.opens, "windows": filing.windows.map { ["window": $0] }, "provenance": provenance,
    ]
    fields.merge(LetterMoney(dossier: dossier, grappe: grappe).fields) { $1 }
    return fields
  }

  private var members: [[String: Any]] {
    sentences.members.prefix(Self.mostMembers).map { member, km in
      [
        "memberName": Self.cut(member.name, Self.longestName), "memberNumber": number(member.og, beside: member.name),
        "isPorteur": member.og == grappe.porteur, "memberEssms": numbers.integer(member.essms.count),
        "memberKm": numbers.km(km),
        "memberRegion": member.region == grappe.region ? "" : Self.cut(dossier.name(of: member.region)),
      ]
    }
  }

  private var membersMore: String {
    let rest = sentences.members.dropFirst(Self.mostMembers).map(\.member)
    guard !rest.isEmpty else { return "" }
    let essms = numbers.integer(rest.reduce(0) { $0 + $1.essms.count })
    return say(
      "et \(numbers.integer(rest.count)) autres OG (\(essms)\u{A0}ESSMS), plus éloignés",
      "and \(numbers.integer(rest.count)) more OG (\(essms)\u{A0}ESSMS), farther away")
  }

  private var provenance: String {
    let files = Self.cut(dossier.registerFiles)
    return say(
      "Préparé par Grappes \(plan.provenance.version) d’après le registre \(files). Cette lettre propose un regroupement ; elle n’est pas une décision de financement.",
      "Prepared by Grappes \(plan.provenance.version) after the register \(files). This letter proposes a grouping; it is no decision to fund."
    )
  }

  /// Empty where the number stands for a name that the register has not.
  private func number(_ og: FinessNumber, beside name: String) -> String {
    ShownNames.number(og, beside: name)
  }

  static func cut(_ text: String, _ longest: Int = longestText) -> String {
    ShownText.cleaned(text).onOneLine(longest: longest)
  }
}
