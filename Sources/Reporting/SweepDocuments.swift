import Foundation
import Plans
import Wording

/// A sweep's own documents. Headers are French in every language: other programs read them.
public enum SweepDocuments {
  /// What `all` makes.
  public static let names = ["runs.csv", "scenarios.csv", "sweep.json"]

  static let totals = [
    "valeur", "borne", "ecart", "financement", "financement_attendu", "grappes", "og", "essms", "distance_moyenne_km",
  ]

  /// - Returns: `runs.csv`, a line for each task, `scenarios.csv`, one for each scenario, and `sweep.json`, which holds both.
  public static func all(_ summary: SweepSummary, csv kind: CSVKind = .fr) throws -> [(name: String, contents: Data)] {
    [
      ("runs.csv", Data(runs(summary, kind).utf8)), ("scenarios.csv", Data(scenarios(summary, kind).utf8)),
      ("sweep.json", try JSONDocument.data(summary)),
    ]
  }

  static func runs(_ summary: SweepSummary, _ kind: CSVKind = .fr) -> String {
    let keys = keys(summary)
    var table = CSVTable(
      header: ["tache", "scenario"] + keys + ["regions", "dossier", "etat", "statut", "arret"] + totals
        + ["secondes", "echec", "bareme"], kind: kind)
    for run in summary.runs {
      let regions = run.regions.map(\.rawValue).joined(separator: " ")
      let known: [CSVTable.Cell] =
        [.integer(run.number), .text(run.scenario)] + cells(run.values, keys)
        + [.text(regions), .text(run.folder), .text(run.state.rawValue)]
      guard let result = run.result else {
        let blank = [CSVTable.Cell](repeating: .text(""), count: totals.count + 3)
        table.add(known + blank + [.text(run.failure ?? ""), .text("")])
        continue
      }
      let gap = Double((result.bound - result.totals.value).cents) / max(abs(Double(result.bound.cents)), 100)
      table.add(
        known + [.text(result.status.rawValue), .text(result.stop.rawValue)]
          + cells(result.totals, bound: result.bound, gap: gap) + [
            .decimal(result.seconds, 1), .text(""), .text(BaremeLabel(result)?.text(in: .fr) ?? ""),
          ])
    }
    return table.text
  }

  static func scenarios(_ summary: SweepSummary, _ kind: CSVKind = .fr) -> String {
    let keys = keys(summary)
    var table = CSVTable(header: ["scenario"] + keys + ["faits", "taches"] + totals + ["bareme"], kind: kind)
    for scenario in summary.scenarios {
      table.add(
        [.text(scenario.scenario)] + cells(scenario.values, keys) + [.integer(scenario.done), .integer(scenario.tasks)]
          + cells(scenario.totals, bound: scenario.bound, gap: scenario.gap)
          + [.text(baremes(summary.runs.filter { $0.scenario == scenario.scenario }, in: .fr))])
    }
    return table.text
  }

  /// What the amounts of some runs are of, each barème once.
  static func baremes(_ runs: [SweepSummary.Run], in language: Language) -> String {
    Set(runs.compactMap { $0.result.flatMap { BaremeLabel($0)?.text(in: language) } }).sorted().joined(separator: " ; ")
  }

  /// The matrices' keys, sorted.
  private static func keys(_ summary: SweepSummary) -> [String] {
    Set(summary.scenarios.flatMap(\.values.keys)).sorted()
  }

  private static func cells(_ values: [String: String], _ keys: [String]) -> [CSVTable.Cell] {
    keys.map { .text(values[$0] ?? "") }
  }

  private static func cells(_ totals: Plan.Totals, bound: Euros, gap: Double) -> [CSVTable.Cell] {
    [
      .money(totals.value), .money(bound), .decimal(gap, 6), .money(totals.funding), .money(totals.expectedFunding),
      .integer(totals.grappes), .integer(totals.og), .integer(totals.essms), .decimal(totals.meanKm, 2),
    ]
  }
}
