import Plans
import Register
import Wording

/// The ESSMS of a grappe, as the register tells of them.
struct FilingMembers {
  /// One ESSMS; what the register does not tell is empty.
  struct Place {
    let number: FinessNumber
    let name: String
    let category: String
    let categoryLabel: String
    let siret: String
    let town: String
    let commune: String
    /// nil when not known; empty when it is known that there is none.
    let dui: String?
    /// Whether the register holds it.
    let isHeld: Bool
  }

  private let essms: [FinessNumber: ESSMS]
  private let categories: Categories
  private let situation: Situation?

  /// - Throws: `Failure` when the table of categories is missing or damaged.
  init(_ register: Register, situation: Situation?) throws(Failure) {
    essms = Dictionary(register.essms.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    categories = try Categories.bundled()
    self.situation = situation
  }

  func place(_ number: FinessNumber) -> Place {
    let held = essms[number]
    let dui: String? =
      switch situation?.entry(number).dui ?? .unknown {
      case .editor(let name): name
      case .none: ""
      case .unknown: nil
      }
    return Place(
      number: number, name: held?.name ?? "", category: held?.category ?? "",
      categoryLabel: held.flatMap { categories.category($0.category)?.label } ?? "", siret: held?.siret ?? "",
      town: held?.town ?? "", commune: held?.commune ?? "", dui: dui, isHeld: held != nil)
  }
}

/// `membres.csv` of a grappe's folder: one line for each ESSMS. Headers are French in every language.
enum FilingCSV {
  static let header = [
    "nom_og", "finess_juridique", "role", "finess_geographique", "nom_essms", "categorie", "libelle_categorie", "siret",
    "commune", "code_commune", "dui",
  ]

  static func render(_ grappe: Plan.Grappe, _ members: FilingMembers, kind: CSVKind) -> String {
    var table = CSVTable(header: header, kind: kind)
    for member in grappe.members {
      let role = member.og == grappe.porteur ? "porteur" : "membre"
      for number in member.essms {
        let place = members.place(number)
        let dui = place.dui.map { $0.isEmpty ? "aucun" : $0 } ?? ""
        table.add([
          .text(member.name), .text(member.og.text), .text(role), .text(number.text), .text(place.name),
          .text(place.category), .text(place.categoryLabel), .text(place.siret), .text(place.town),
          .text(place.commune), .text(dui),
        ])
      }
    }
    return table.text
  }
}
