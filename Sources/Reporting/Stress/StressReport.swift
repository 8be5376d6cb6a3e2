import Foundation
import Plans
import Register
import Wording

/// What withdrawals leave of a plan, as people read it: tables for the terminal, CSV and JSON.
public struct StressReport: Sendable {
  private let outcome: StressOutcome
  private let dossier: Dossier

  /// OG shown in the terminal; the CSV has all.
  private static let mostShown = 10

  /// - Parameter dossier: of the plan.
  public init(_ outcome: StressOutcome, dossier: Dossier) {
    self.outcome = outcome
    self.dossier = dossier
  }

  private var numbers: NumberFormat { dossier.numbers }

  private func say(_ fr: String, _ en: String) -> String { Wording(fr: fr, en: en).text(in: dossier.language) }

  /// `stress.json`, `stress-grappes.csv` and `stress-og.csv`, in this order.
  public func documents() throws -> [(name: String, contents: Data)] {
    return [
      ("stress.json", try JSONDocument.data(outcome)),
      ("stress-grappes.csv", Data(grappesCSV.utf8)), ("stress-og.csv", Data(ogCSV.utf8)),
    ]
  }

  /// Every grappe with the sums at the foot, the most critical OG, and what is assumed; each line ended.
  ///
  /// - Parameters: as for `TerminalTables`.
  public func text(width: Int = 80, useColour: Bool = false) -> String {
    let width = min(max(width, 60), 80)
    let folded = { (sentence: String) in Paragraph.folded(sentence, to: width) }
    guard !outcome.grappes.isEmpty else {
      return folded(say("Le plan n’a aucune grappe.", "The plan has no grappe."))
    }
    return grappes(width, useColour) + folded(intervals) + "\n" + organisations(width, useColour) + "\n"
      + ([overall] + assumptions).map(folded).joined()
  }

  private func grappes(_ width: Int, _ useColour: Bool) -> String {
    table(
      header: [
        "Grappe", say("Porteur", "Porteur"), "ESSMS", "OG", say("Tient", "Holds"),
        say("exact", "exact"), say("Finan.", "Funding"), say("il reste", "remains"), "5 %–95 %",
      ],
      rows: outcome.grappes.map { grappe in
        [
          TextWidth.cut(ShownText.cleaned(grappe.id), to: 12), ShownText.cleaned(grappe.name),
          numbers.integer(grappe.essms), numbers.integer(grappe.og), share(grappe.share),
          grappe.probability.map(share) ?? "–", thousands(grappe.funding), thousands(grappe.remaining.mean),
          "\(thousands(grappe.remaining.low))–\(thousands(grappe.remaining.high))",
        ]
      },
      foot: [
        say("Total", "Total"), "", numbers.integer(outcome.grappes.reduce(0) { $0 + $1.essms }), "",
        numbers.decimal(outcome.admissible.mean, places: 1),
        outcome.expectedAdmissible.map { numbers.decimal($0, places: 1) } ?? "–", thousands(outcome.funding),
        thousands(outcome.remaining.mean),
        "\(thousands(outcome.remaining.low))–\(thousands(outcome.remaining.high))",
      ], textColumns: [0, 1], spare: [2, 3, 5], width, useColour)
  }

  /// "–" where the number is all that is known, and stands beside.
  private func name(_ name: String, _ og: FinessNumber) -> String {
    let shown = ShownText.cleaned(ShownNames.organisation(name, og, in: dossier.language))
    return shown.contains(og.text) ? "–" : shown
  }

  private func organisations(_ width: Int, _ useColour: Bool) -> String {
    table(
      header: [
        "OG", say("Nom", "Name"), "Grappe", "ESSMS", say("La coule", "Sinks it"),
        say("Perte (k€)", "Loss (k€)"), say("Importance", "Importance"),
      ],
      rows: outcome.organisations.prefix(Self.mostShown).map { one in
        [
          one.og.text, name(one.name, one.og), TextWidth.cut(ShownText.cleaned(one.grappe), to: 12),
          numbers.integer(one.essms), one.isCritical ? say("oui", "yes") : say("non", "no"), thousands(one.loss),
          numbers.decimal(one.importance, places: 3),
        ]
      }, foot: nil, textColumns: [0, 1, 2, 4], spare: [3], width, useColour)
  }

  /// - Parameter spare: columns that a narrow terminal has no room for; after the names.
  private func table(
    header: [String], rows: [[String]], foot: [String]?, textColumns: Set<Int>, spare: Set<Int>, _ width: Int,
    _ useColour: Bool
  ) -> String {
    let columns = header.indices.filter { width >= 76 || !spare.contains($0) }
    let chosen = { (cells: [String]) in columns.map { cells[$0] } }
    return TextTable(
      header: chosen(header), rows: rows.map(chosen), foot: foot.map(chosen),
      textColumns: Set(columns.indices.filter { textColumns.contains(columns[$0]) }), flexible: 1, width: width,
      useColour: useColour
    ).text
  }

  private func share(_ share: Double) -> String { numbers.percent(share, places: 1) }

  /// In thousands of euros.
  private func thousands(_ amount: Euros) -> String {
    numbers.integer(Int((Double(amount.cents) / 100_000).rounded()))
  }

  private var intervals: String {
    say(
      "En k€. Tient : part des tirages où la grappe reste admissible ; exact : la probabilité calculée. 5 %–95 % : quantiles des tirages.",
      "In k€. Holds: share of the draws in which the grappe stays admissible; exact: the computed probability. 5 %–95 %: quantiles of the draws."
    )
  }

  private var overall: String {
    let (mean, error) = (numbers.money(outcome.remaining.mean), numbers.money(outcome.remaining.standardError))
    let (low, high) = (numbers.money(outcome.remaining.low), numbers.money(outcome.remaining.high))
    let (draws, share) = (numbers.integer(outcome.draws), numbers.percent(outcome.withdrawal, places: 1))
    let critical = numbers.integer(outcome.organisations.count { $0.isCritical })
    return say(
      "Sur \(draws) tirages où chaque OG se retire à \(share), il reste en moyenne \(mean) (± \(error), erreur type) ; dans neuf tirages sur dix, de \(low) à \(high). Toutes les grappes tiennent dans \(self.share(outcome.allRemain)) des tirages. Places d’OG dont le seul retrait coule la grappe : \(critical).",
      "Over \(draws) draws in which each OG withdraws at \(share), \(mean) remains on average (± \(error), standard error); in nine draws out of ten, \(low) to \(high). All grappes hold in \(self.share(outcome.allRemain)) of the draws. Places of OG whose withdrawal alone sinks the grappe: \(critical)."
    )
  }

  private var assumptions: [String] {
    [
      say(
        "Hypothèses de l’outil : retraits indépendants ; un OG présent dans plusieurs grappes ou régions se retire de toutes ; un porteur qui se retire est remplacé par un membre dont le rayon couvre tous les autres ; montants du plan, sans chance de succès, ni compensation par d’autres OG. Importance : probabilité que la grappe tienne si l’OG reste, moins celle s’il part (Birnbaum, 1969).",
        "Assumptions of the tool: withdrawals are independent; an OG in several grappes or regions withdraws from all; a porteur that withdraws is replaced by a member within whose radius all others are; the plan’s amounts, without odds of success, nor other OG in their stead. Importance: probability that the grappe holds if the OG stays, less that if it leaves (Birnbaum, 1969)."
      ), ShownText.cleaned(say("Montants : \(dossier.baremeLabel).", "Amounts: \(dossier.baremeLabel).")),
    ]
  }

  private var grappesCSV: String {
    var table = CSVTable(
      header: [
        "grappe", "porteur", "nom_porteur", "essms", "og", "financement", "part_admissible", "erreur_type",
        "probabilite_exacte", "reste_moyen", "reste_erreur_type", "reste_5", "reste_50", "reste_95", "bareme",
      ], kind: dossier.csv)
    for grappe in outcome.grappes {
      table.add([
        .text(grappe.id), .text(grappe.porteur.text),
        .text(ShownNames.organisation(grappe.name, grappe.porteur, in: dossier.language)), .integer(grappe.essms),
        .integer(grappe.og),
        .money(grappe.funding), .decimal(grappe.share, 6), .decimal(grappe.standardError, 6),
        grappe.probability.map { .decimal($0, 9) } ?? .text(""), .money(grappe.remaining.mean),
        .money(grappe.remaining.standardError), .money(grappe.remaining.low), .money(grappe.remaining.median),
        .money(grappe.remaining.high), .text(dossier.baremeLabel),
      ])
    }
    return table.text
  }

  private var ogCSV: String {
    var table = CSVTable(
      header: ["og", "nom", "grappe", "essms", "coule_la_grappe", "perte", "importance", "bareme"], kind: dossier.csv)
    for one in outcome.organisations {
      table.add([
        .text(one.og.text), .text(ShownNames.organisation(one.name, one.og, in: dossier.language)), .text(one.grappe),
        .integer(one.essms),
        .text(one.isCritical ? "oui" : "non"), .money(one.loss), .decimal(one.importance, 9),
        .text(dossier.baremeLabel),
      ])
    }
    return table.text
  }
}
