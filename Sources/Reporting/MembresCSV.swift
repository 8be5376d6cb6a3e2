import Plans

/// `membres.csv`: one line for each ESSMS of a grappe.
public enum MembresCSV {
  static let header = [
    "grappe", "porteur", "og", "nom_og", "finess_et", "region", "role", "position", "nom_essms", "commune",
    "code_commune", "categorie", "public",
  ]

  public static func render(_ dossier: Dossier) -> String {
    var table = CSVTable(header: header, kind: dossier.csv)
    let words = EssmsWords(dossier: dossier)
    let placedAtCommune = Set(dossier.plan.placedAtCommune)
    for grappe in dossier.plan.grappes {
      for member in grappe.members {
        let role = member.og == grappe.porteur ? "porteur" : "membre"
        for essms in member.essms {
          table.add([
            .text(grappe.id), .text(grappe.porteur.text), .text(member.og.text), .text(member.name), .text(essms.text),
            .text(member.region.rawValue), .text(role), .text(placedAtCommune.contains(essms) ? "commune" : "registre"),
            .text(words.name(essms)), .text(words.commune(essms)), .text(words.communeCode(essms)),
            .text(words.category(essms)), .text(words.sector(essms)),
          ])
        }
      }
    }
    return table.text
  }
}
