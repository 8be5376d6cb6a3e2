import Plans
import Register

extension PlanSheets {
  /// A row for each OG in no grappe, with the reason.
  var ungrouped: Workbook.Sheet {
    Workbook.Sheet(
      name: say("Non groupés", "Ungrouped"),
      columns: [
        Column(title: "OG"), Column(title: say("FINESS de l’OG", "FINESS of the OG")),
        Column(title: say("Région", "Region")), Column(title: "ESSMS", total: .sum),
        Column(title: say("Motif", "Reason")), Column(title: say("Détail", "Detail"), wraps: true),
        Column(title: say("Grappe la plus proche", "Nearest grappe")),
        Column(title: say("Distance à son porteur", "Distance to its porteur")),
        Column(title: say("Ce qu’elle perdrait à l’accueillir", "What it would lose by taking it in")),
        Column(title: say("Prix d’une place", "Price of a place")),
        Column(title: say("Communes", "Communes"), widest: 60),
        Column(title: say("Catégories", "Categories"), widest: 60),
        Column(title: say("FINESS des ESSMS", "FINESS of the ESSMS"), wraps: true),
      ],
      rows: plan.ungrouped.map { unit in
        [
          .text(unit.name), .text(unit.og.text), .text(dossier.name(of: unit.region)), .integer(unit.essms.count),
          .text(say(Words.reason(unit.reason))), .text(dossier.sentence(unit.detail) ?? ""),
          .text(unit.nearest?.grappe ?? ""), unit.nearest.map { .km($0.km) } ?? .empty,
          unit.nearest?.cost.map { .money($0) } ?? .empty, .money(unit.price), .text(words.communes(unit.essms)),
          .text(words.categories(unit.essms)), .text(listed(unit.essms)),
        ]
      },
      notes: plan.ungrouped.isEmpty
        ? []
        : [
          amountsNote,
          say(
            "Prix d’une place : ce que vaut à la marge une place pour cet OG, d’après la preuve. Une perte négative est un gain.",
            "Price of a place: what a place for this OG is worth at the margin, by the proof. A negative loss is a gain."
          ),
        ])
  }

  /// A row for each OG that reaches the minimum alone.
  var standalone: Workbook.Sheet {
    Workbook.Sheet(
      name: say("Déposent seuls", "File alone"),
      columns: [
        Column(title: "OG"), Column(title: say("FINESS de l’OG", "FINESS of the OG")),
        Column(title: say("Région", "Region")), Column(title: "ESSMS", total: .sum),
        Column(title: say("Communes", "Communes"), widest: 60),
        Column(title: say("Catégories", "Categories"), widest: 60),
        Column(title: say("FINESS des ESSMS", "FINESS of the ESSMS"), wraps: true),
      ],
      rows: plan.standalone.map { unit in
        [
          .text(unit.name), .text(unit.og.text), .text(dossier.name(of: unit.region)), .integer(unit.essms.count),
          .text(words.communes(unit.essms)), .text(words.categories(unit.essms)), .text(listed(unit.essms)),
        ]
      })
  }

  /// A row for each ESSMS that is not to be grouped.
  var excluded: Workbook.Sheet {
    Workbook.Sheet(
      name: say("ESSMS écartés", "ESSMS left out"),
      columns: [Column(title: say("FINESS de l’ESSMS", "FINESS of the ESSMS")), Column(title: say("Motif", "Reason"))],
      rows: plan.excluded.map { [.text($0.essms.text), .text(say(Words.exclusion($0.reason)))] })
  }

  private var words: EssmsWords { EssmsWords(dossier: dossier) }

  private func listed(_ essms: [FinessNumber]) -> String { essms.map(\.text).joined(separator: " ") }
}
