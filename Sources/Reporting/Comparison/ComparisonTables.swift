import Plans
import Wording

/// The tables of a comparison, for spreadsheets. Headers are French in every language: other programs read them.
struct ComparisonTables {
  private let report: ComparisonReport
  private var comparison: PlanComparison { report.comparison }

  init(_ report: ComparisonReport) {
    self.report = report
  }

  /// A row for each plan.
  var plans: Workbook.Sheet {
    Workbook.Sheet(
      name: "plans",
      header: [
        "plan", "campagne", "objectif", "prix_distance", "rayon_km", "retrait", "grappes", "og", "essms", "financement",
        "financement_attendu", "valeur", "borne", "ecart", "distance_essms_km", "distance_moyenne_km",
        "og_qui_changent",
        "etat", "bareme",
      ],
      rows: comparison.entries.map { entry in
        let (plan, totals) = (entry.plan, entry.plan.totals)
        return [
          .text(entry.name), .text(report.dossier(entry).campaignLabel), .text(plan.parameters.mode.rawValue),
          .decimal(plan.parameters.spreadPrice), .decimal(plan.parameters.radiusKm),
          .share(plan.parameters.withdrawal), .integer(totals.grappes), .integer(totals.og), .integer(totals.essms),
          .money(totals.funding), .money(totals.expectedFunding), .money(totals.value), .money(plan.bound),
          .share(plan.gap), .decimal(totals.spreadKm), .decimal(totals.meanKm), .integer(entry.moved.count),
          .text(plan.status.rawValue), .text(report.dossier(entry).baremeLabel),
        ]
      })
  }

  /// A row for each OG in a region: its core, how many plans group it, and its grappe in each.
  var organisations: Workbook.Sheet {
    let cores = Dictionary(
      comparison.cores.enumerated().flatMap { number, core in core.map { ($0, number + 1) } },
      uniquingKeysWith: { first, _ in first })
    return Workbook.Sheet(
      name: "og",
      header: ["og", "nom", "region", "noyau", "plans_ou_groupe"]
        + comparison.entries.map { ShownText.cleaned($0.name) },
      rows: comparison.units.map { unit in
        let grappes = comparison.entries.map { $0.grappe(of: unit) }
        return [
          .text(unit.og.text), .text(report.name(unit)), .text(unit.region.rawValue),
          cores[unit].map { .integer($0) } ?? .text(""), .integer(grappes.count { $0 != nil }),
        ] + grappes.map { .text($0?.id ?? "") }
      })
  }

  /// A row for each core.
  var cores: Workbook.Sheet {
    Workbook.Sheet(
      name: "noyaux", header: ["noyau", "og", "noms"],
      rows: comparison.cores.enumerated().map { number, core in
        [
          .integer(number + 1), .integer(core.count),
          .text(core.map { report.name($0) }.joined(separator: " ; ")),
        ]
      })
  }
}
