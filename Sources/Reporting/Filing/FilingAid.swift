import Foundation
import Plans
import Register
import Wording

/// What a porteur needs to file: a folder for each grappe of a plan.
///
/// ```swift
/// let aid = try FilingAid(dossier, register: register, situation: nil)
/// for grappe in try aid.grappes { … aid.documents(for: grappe) … }
/// ```
public struct FilingAid {
  let dossier: Dossier
  let members: FilingMembers
  let lists: FilingLists
  private let page: TemplateSet
  private let text: TemplateSet
  private let style: String
  /// What is to be said before the folders are used, such as that the register is not the plan's.
  public let remarks: [Wording]

  /// - Parameter situation: tells the DUI in place; nil where none is at hand.
  /// - Throws: `Failure` when a resource of the program is missing or damaged.
  public init(_ dossier: Dossier, register: Register, situation: Situation? = nil) throws(Failure) {
    self.dossier = dossier
    members = try FilingMembers(register, situation: situation)
    lists = try FilingLists.bundled()
    page = try TemplateSet(["dossier"], kind: .html)
    text = try TemplateSet(["pai-numerique"], kind: .plain)
    style = try PrintStyle.sheet("dossier.css")
    remarks = Self.remarks(dossier.plan, register, situation)
  }

  /// The plan's grappes, each under the name of its folder.
  ///
  /// - Throws: `Failure` (data) when an id is no name of a folder, or stands twice.
  public var grappes: [(folder: String, grappe: Plan.Grappe)] {
    get throws(Failure) {
      try Self.named(dossier.plan.grappes).map { ($0.id, $0) }
    }
  }

  /// Some grappes, each of a name that a file may have and no other has.
  ///
  /// - Throws: `Failure` (data) when an id is no name of a folder, or stands twice.
  static func named(_ grappes: [Plan.Grappe]) throws(Failure) -> [Plan.Grappe] {
    var seen: Set<String> = []
    for grappe in grappes {
      guard isFolderName(grappe.id), seen.insert(grappe.id.lowercased()).inserted else {
        throw Failure(
          .data,
          fr: "grappe « \(grappe.id) » : attendu : un nom propre à elle, de lettres, chiffres et traits d’union",
          en: "grappe \"\(grappe.id)\": expected a name of its own, of letters, digits and hyphens")
      }
    }
    return grappes
  }

  /// Of the documents of each grappe.
  public static let names = ["dossier.html", "membres.csv", "pai-numerique.txt"]

  /// `dossier.html`, `membres.csv`, `pai-numerique.txt`. The same input gives the same bytes.
  ///
  /// - Complexity: linear in the grappe.
  public func documents(for grappe: Plan.Grappe) -> [(name: String, contents: Data)] {
    var content = FilingContent(aid: self, grappe: grappe).content
    content["style"] = style + PrintStyle.margins(content["title"] as? String ?? "")
    return [
      ("dossier.html", Data(page.render("dossier", content).utf8)),
      ("membres.csv", Data(FilingCSV.render(grappe, members, kind: dossier.csv).utf8)),
      ("pai-numerique.txt", Data(text.render("pai-numerique", content).utf8)),
    ]
  }

  static func isFolderName(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.count <= 64
      && id.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  private static func remarks(_ plan: Plan, _ register: Register, _ situation: Situation?) -> [Wording] {
    var remarks: [Wording] = []
    let (read, used) = (Set(register.sources.map(\.sha256)), Set(plan.provenance.register.map(\.sha256)))
    if read != used {
      remarks.append(
        Wording(
          fr: "ce registre n’est pas celui du plan (SHA-256 différents) : noms, SIRET et communes peuvent différer",
          en: "this register is not the plan’s (SHA-256 differ): names, SIRET and communes may differ"))
    }
    if let situation, situation.source.sha256 != plan.provenance.situation?.sha256 {
      remarks.append(
        Wording(
          fr: "cette situation n’est pas celle du plan (SHA-256 différents)",
          en: "this situation is not the plan’s (SHA-256 differ)"))
    }
    let held = Set(register.essms.lazy.map(\.number))
    let missing = plan.grappes.lazy.flatMap(\.members).flatMap(\.essms).count { !held.contains($0) }
    if missing > 0 {
      remarks.append(
        Wording(
          fr: "\(missing) ESSMS du plan absents du registre : leur numéro seul est écrit",
          en: "\(missing) ESSMS of the plan are not in the register: only their number is written"))
    }
    return remarks
  }
}
