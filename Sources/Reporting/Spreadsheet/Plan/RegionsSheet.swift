import Geography
import Plans

extension PlanSheets {
  /// A row for each region of a plan of several; a grappe counts where it files.
  var regions: Workbook.Sheet {
    let grappes = Dictionary(grouping: plan.grappes, by: \.region)
    let ungrouped = Dictionary(grouping: plan.ungrouped, by: \.region)
    let standalone = Dictionary(grouping: plan.standalone, by: \.region)
    return Workbook.Sheet(
      name: say("Régions", "Regions"),
      columns: [
        Column(title: say("Région", "Region")), Column(title: say("Grappes", "Grappes"), total: .sum),
        Column(title: say("OG groupés", "OG grouped"), total: .sum),
        Column(title: say("ESSMS groupés", "ESSMS grouped"), total: .sum),
        Column(title: say("OG non groupés", "OG ungrouped"), total: .sum),
        Column(title: say("ESSMS non groupés", "ESSMS ungrouped"), total: .sum),
        Column(title: say("OG qui déposent seuls", "OG that file alone"), total: .sum),
        Column(title: say("Financement", "Funding"), total: .sum),
        Column(title: say("Financement attendu", "Expected funding"), total: .sum),
        Column(title: say("Valeur", "Value"), total: .sum),
        Column(title: say("Distance moyenne", "Mean distance"), total: .ratio(of: 11, by: 3)),
        Column(title: "ESSMS·km", total: .sum),
      ],
      rows: plan.regions.map { region in
        let own = grappes[region] ?? []
        let essms = own.reduce(0) { $0 + $1.essmsCount }
        let km = own.reduce(0) { $0 + $1.spread.sumKm }
        let out = ungrouped[region] ?? []
        return [
          .text(dossier.name(of: region)), .integer(own.count), .integer(own.reduce(0) { $0 + $1.ogCount }),
          .integer(essms), .integer(out.count), .integer(out.reduce(0) { $0 + $1.essms.count }),
          .integer(standalone[region]?.count ?? 0), .money(Euros.sum(own.lazy.map(\.funding.total))),
          .money(Euros.sum(own.lazy.map(\.expectedFunding))), .money(Euros.sum(own.lazy.map(\.value))),
          essms == 0 ? .empty : .km(km / Double(essms)), .tenths(km),
        ]
      },
      notes: [
        amountsNote,
        say(
          "Une grappe compte dans la région où elle dépose ; un OG de deux grappes compte deux fois.",
          "A grappe counts in the region where it files; an OG in two grappes counts twice."),
      ])
  }
}
