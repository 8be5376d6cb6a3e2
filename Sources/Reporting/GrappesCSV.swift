import Plans
import Wording

/// `grappes.csv`: one line for each grappe. Headers are French in every language: other programs read them.
public enum GrappesCSV {
  static let header = [
    "grappe", "depot", "region", "porteur", "nom_porteur", "og", "essms", "financement", "probabilite",
    "financement_attendu", "valeur", "distance_moyenne_km", "distance_max_km", "etendue_km", "publics", "dui",
    "date_limite", "depose_aupres_de", "bareme",
    "probabilite_par_taille", "ouverture", "grappe_existante", "porteur_de_rechange", "og_critiques",
  ]

  public static func render(_ dossier: Dossier) -> String {
    var table = CSVTable(header: header, kind: dossier.csv)
    for grappe in dossier.plan.grappes {
      let sectors = grappe.sectors.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      table.add([
        .text(grappe.id), .text(Words.route(grappe.route).fr), .text(grappe.region.rawValue),
        .text(grappe.porteur.text), .text(grappe.porteurName), .integer(grappe.ogCount), .integer(grappe.essmsCount),
        .money(grappe.funding.total), .decimal(grappe.probability, 4), .money(grappe.expectedFunding),
        .money(grappe.value), .decimal(grappe.spread.meanKm, 2), .decimal(grappe.spread.maxKm, 2),
        .decimal(grappe.spread.diameterKm, 2), .text(sectors.joined(separator: ", ")), .text(grappe.dui ?? ""),
        .text(grappe.deadline ?? ""), .text(grappe.filedWith), .text(dossier.baremeLabel),
        .decimal(grappe.weightProbability, 4), .text(grappe.opens ?? ""), .text(grappe.existing ?? ""),
        .text(grappe.insight?.runnerUp?.og.text ?? ""),
        .text(grappe.insight?.critical.map(\.text).joined(separator: " ") ?? ""),
      ])
    }
    return table.text
  }
}
