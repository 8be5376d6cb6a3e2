import Plans

extension PlanSheets {
  /// A row for each grappe and item of the barème, with what is sure of it.
  var funding: Workbook.Sheet {
    let items = ItemWords(dossier: dossier)
    return Workbook.Sheet(
      name: say("Financement", "Funding"),
      columns: [
        Column(title: say("Grappe", "Grappe")), Column(title: say("Région", "Region")),
        Column(title: say("Porteur", "Porteur")), Column(title: say("Poste", "Item")),
        Column(title: say("Nombre", "Count")), Column(title: say("Unité", "Unit")),
        Column(title: say("Montant unitaire", "Unit amount")), Column(title: say("Part éligible", "Eligible share")),
        Column(title: say("Montant", "Amount"), total: .sum),
        Column(title: say("Certitude", "Certainty"), widest: 80),
      ],
      rows: plan.grappes.flatMap { grappe in
        grappe.funding.lines.map { line in
          [
            .text(grappe.id), .text(dossier.name(of: grappe.region)), .text(grappe.porteurName),
            .text(items.label(line.item)), .integer(line.count),
            .text(items.per(line.item)), .cents(line.unit), line.share.map { .share($0) } ?? .empty,
            .cents(line.amount), .text(items.certainty(line.item)),
          ]
        }
      }, notes: [amountsNote])
  }
}
