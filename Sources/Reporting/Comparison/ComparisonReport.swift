import Foundation
import Geography
import Plans
import Wording

/// Several plans side by side: a table for the terminal, CSV, an Excel workbook, a page with maps.
public struct ComparisonReport: Sendable {
  let comparison: PlanComparison
  let contours: Contours
  let language: Language

  /// - Parameter comparison: of one plan at least.
  public init(_ comparison: PlanComparison, contours: Contours, language: Language) {
    self.comparison = comparison
    self.contours = contours
    self.language = language
  }

  var numbers: NumberFormat { NumberFormat(language) }

  func name(_ unit: PlanComparison.Unit) -> String {
    ShownNames.organisation(comparison.names[unit] ?? unit.og.text, unit.og, in: language)
  }

  func say(_ fr: String, _ en: String) -> String { Wording(fr: fr, en: en).text(in: language) }

  /// `comparison.csv`, `comparison-og.csv`, `comparison.xlsx` and `comparison.html`, in this order. The same plans give the
  /// same bytes.
  ///
  /// - Throws: `Failure` when a resource of the program is missing, or the workbook cannot be made.
  public func documents(csv kind: CSVKind = .fr) throws -> [(name: String, contents: Data)] {
    let tables = ComparisonTables(self)
    return [
      ("comparison.csv", Data(CSVTable(tables.plans, kind: kind).text.utf8)),
      ("comparison-og.csv", Data(CSVTable(tables.organisations, kind: kind).text.utf8)),
      (
        "comparison.xlsx",
        try Workbook(sheets: [tables.plans, tables.organisations, tables.cores], language: language).data()
      ),
      ("comparison.html", Data(try ComparisonPage(self).html().utf8)),
    ]
  }

  /// The plans, then what they share; each line ended.
  ///
  /// - Parameters: as for `TerminalTables`.
  public func text(width: Int = 80, useColour: Bool = false) -> String {
    let width = min(max(width, 60), 120)
    // A narrow terminal has no room for all.
    let columns = header.indices.filter { width >= 100 || !Self.spare.contains($0) || width >= 76 && $0 == 5 }
    let table = TextTable(
      header: columns.map { header[$0] }, rows: comparison.entries.map { entry in columns.map { cells(entry)[$0] } },
      foot: nil, textColumns: [0], flexible: 0, width: width, useColour: useColour)
    return table.textWithLegend + "\n" + sentences.map { Paragraph.folded($0, to: min(width, 80)) }.joined()
  }

  /// Columns that give way.
  private static let spare: Set<Int> = [2, 3, 5, 7]

  var header: [String] {
    [
      "Plan", "Grappes", "OG", "ESSMS", say("Fin. attendu", "Exp. funding"), say("Valeur", "Value"),
      say("Écart", "Gap"), say("km moy.", "mean km"), "ESSMS·km", say("Changent", "Moved"),
    ]
  }

  func cells(_ entry: PlanComparison.Entry) -> [String] {
    let totals = entry.plan.totals
    return [
      ShownText.cleaned(entry.name), numbers.integer(totals.grappes), numbers.integer(totals.og),
      numbers.integer(totals.essms), numbers.money(totals.expectedFunding), numbers.money(totals.value),
      numbers.gap(entry.plan.gap), numbers.decimal(totals.meanKm, places: 1),
      numbers.decimal(totals.spreadKm, places: 0), numbers.integer(entry.moved.count),
    ]
  }

  /// What the plans share, and what the table means.
  var sentences: [String] {
    let bases = Set(comparison.entries.map(\.base)).sorted().map { ShownText.cleaned(comparison.entries[$0].name) }
    let first =
      bases.count == 1
      ? say("« \(bases[0]) »", "“\(bases[0])”") : say("premier plan de leur région", "their region’s first plan")
    let of = bases.count == 1 ? say("de ", "of ") : say("du ", "of ")
    let n = numbers.integer
    let inCores = comparison.cores.reduce(0) { $0 + $1.count }
    var told = [
      say(
        "OG groupés dans tous les plans : \(n(comparison.always.count)) ; dans aucun : \(n(comparison.never.count)) ; en tout : \(n(comparison.units.count)). Noyaux (OG ensemble dans tous les plans) : \(n(comparison.cores.count)), qui tiennent \(n(inCores)) OG ; grappes les mêmes partout : \(n(comparison.sameGrappes)).",
        "OG grouped in every plan: \(n(comparison.always.count)); in none: \(n(comparison.never.count)); in all: \(n(comparison.units.count)). Cores (OG together in every plan): \(n(comparison.cores.count)), which hold \(n(inCores)) OG; grappes the same in all: \(n(comparison.sameGrappes))."
      ),
      say(
        "Changent : OG dont la grappe n’est pas celle \(of)\(first) ; deux grappes se répondent par le plus grand nombre d’ESSMS communs. Un OG de plusieurs régions compte dans chacune.",
        "Moved: OG whose grappe is not that \(of)\(first); two grappes answer to each other by the greatest number of ESSMS in common. An OG of several regions counts in each."
      ),
    ]
    if !areOfOneKind {
      told.append(
        say(
          "Les valeurs et les écarts de plans d’objectifs, de prix ou de campagnes différents ne se comparent pas : le financement et la distance, si.",
          "Values and gaps of plans with other objectives, prices or campaigns do not compare; funding and distance do."
        ))
    }
    return told + labels.map { say("Montants : \($0).", "Amounts: \($0).") }
  }

  private var areOfOneKind: Bool {
    let kinds = comparison.entries.map {
      "\($0.plan.parameters.mode) \($0.plan.parameters.spreadPrice) \($0.plan.campaign) \($0.plan.parameters.withdrawal)"
    }
    return Set(kinds).count < 2
  }

  /// What must stand beside the amounts, each once.
  private var labels: [String] {
    Set(comparison.entries.map { ShownText.cleaned(dossier($0).baremeLabel) }).sorted()
  }

  func dossier(_ entry: PlanComparison.Entry) -> Dossier {
    Dossier(plan: entry.plan, contours: contours, language: language, rules: nil)
  }
}
