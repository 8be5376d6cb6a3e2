import Plans

extension PlanSheets {
  /// A row for each grappe. What all grappes have in common, such as the regional route, has no column.
  var grappes: Workbook.Sheet {
    var columns: [(Column, (Plan.Grappe) -> Cell)] = [
      (Column(title: say("Grappe", "Grappe")), { .text($0.id) }),
      (Column(title: say("Région", "Region")), { .text(dossier.name(of: $0.region)) }),
      (Column(title: say("Porteur", "Porteur")), { .text($0.porteurName) }),
      (Column(title: say("FINESS du porteur", "Porteur’s FINESS")), { .text($0.porteur.text) }),
      (Column(title: "OG", total: .sum), { .integer($0.ogCount) }),
      (Column(title: "ESSMS", total: .sum), { .integer($0.essmsCount) }),
      (Column(title: say("Financement", "Funding"), total: .sum), { .money($0.funding.total) }),
      (Column(title: say("Probabilité", "Probability"), total: .ratio(of: 8, by: 6)), { .share($0.probability) }),
      (
        Column(title: say("Financement attendu", "Expected funding"), total: .sum), { .money($0.expectedFunding) }
      ),
      (Column(title: say("Valeur", "Value"), total: .sum), { .money($0.value) }),
      (
        Column(title: say("Distance moyenne", "Mean distance"), total: .ratio(of: 13, by: 5)),
        { .km($0.spread.meanKm) }
      ),
      (Column(title: say("Distance max.", "Max. distance"), total: .greatest), { .km($0.spread.maxKm) }),
      (Column(title: say("Étendue", "Diameter"), total: .greatest), { .km($0.spread.diameterKm) }),
      (Column(title: "ESSMS·km", total: .sum), { .tenths($0.spread.sumKm) }),
      (Column(title: say("Ouverture", "Opens")), { day($0.opens) }),
      (Column(title: say("Date limite", "Deadline")), { day($0.deadline) }),
      (Column(title: say("Déposée auprès de", "Filed with")), { .text($0.filedWith) }),
      (Column(title: say("Publics", "Sectors"), widest: 90), { .text(sectors($0)) }),
    ]
    let printed = 16
    if plan.grappes.contains(where: { $0.insight != nil }) {
      columns += [
        (
          Column(title: say("Porteur de rechange", "Second choice of porteur")),
          { .text($0.insight?.runnerUp?.name ?? "") }
        ),
        (
          Column(title: say("OG dont le retrait la coule", "OG whose withdrawal sinks it")),
          { $0.insight.map { .integer($0.critical.count) } ?? .empty }
        ),
      ]
    }
    if plan.grappes.contains(where: { $0.route != .regional }) {
      columns.append((Column(title: say("Voie", "Route")), { .text(say(Words.route($0.route))) }))
    }
    if plan.grappes.contains(where: { $0.dui != nil }) {
      columns.append((Column(title: "DUI"), { .text($0.dui ?? "") }))
    }
    if plan.grappes.contains(where: { $0.existing != nil }) {
      columns.append((Column(title: say("Continue la grappe", "Continues grappe")), { .text($0.existing ?? "") }))
    }
    return Workbook.Sheet(
      name: "Grappes", columns: columns.map(\.0), rows: plan.grappes.map { grappe in columns.map { $0.1(grappe) } },
      printed: printed,
      notes: [
        amountsNote,
        say(
          "Le total suit le filtre. Probabilité totale : financement attendu sur financement. Un OG de deux grappes compte deux fois.",
          "The total follows the filter. Total probability: expected funding over funding. An OG in two grappes counts twice."
        ),
        say(
          "À l’impression : les colonnes jusqu’à « \(columns[printed - 1].0.title) ».",
          "In print: the columns up to “\(columns[printed - 1].0.title)”."),
      ])
  }

  /// The most frequent first.
  private func sectors(_ grappe: Plan.Grappe) -> String {
    grappe.sectors.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\(say(Words.sector($0.key))) \(numbers.integer($0.value))" }.joined(separator: ", ")
  }
}
