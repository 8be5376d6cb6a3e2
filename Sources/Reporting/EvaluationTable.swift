import Plans
import Wording

/// What `grappes evaluate` prints: each drawn grappe, why some are not admissible, how far it all is from what could be, the
/// changes that would help.
public struct EvaluationTable: Sendable {
  private let evaluation: Evaluation
  private let dossier: Dossier
  private let width: Int
  private let useColour: Bool

  /// - Parameters:
  ///   - dossier: of the evaluated plan.
  ///   - width, useColour: as for `TerminalTables`.
  public init(_ evaluation: Evaluation, dossier: Dossier, width: Int = 80, useColour: Bool = false) {
    self.evaluation = evaluation
    self.dossier = dossier
    self.width = min(max(width, 60), 80)
    self.useColour = useColour
  }

  private var numbers: NumberFormat { dossier.numbers }

  private func say(_ fr: String, _ en: String) -> String {
    Wording(fr: fr, en: en).text(in: dossier.language)
  }

  private func folded(_ sentence: String) -> String { Paragraph.folded(sentence, to: width) }

  /// Each line ended.
  public var text: String { table + remarks + distance + advice }

  private var table: String {
    let byID = Dictionary(dossier.plan.grappes.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    let rows = evaluation.drawn.map { drawn -> [String] in
      let start = [
        ShownText.cleaned(drawn.name), drawn.id ?? say("non", "no"), numbers.integer(drawn.essms),
        numbers.integer(drawn.og),
      ]
      guard let grappe = drawn.id.flatMap({ byID[$0] }) else { return start + ["–", "–", "–"] }
      return start + [
        numbers.money(grappe.funding.total), numbers.decimal(grappe.spread.meanKm, places: 1),
        numbers.money(grappe.value),
      ]
    }
    let totals = dossier.plan.totals
    let held = evaluation.drawn.count(where: \.isAdmissible)
    return TextTable(
      header: [
        say("Dessin", "Drawing"), say("Admissible", "Admissible"), "ESSMS", "OG", say("Financement", "Funding"),
        say("km moy.", "mean km"), say("Valeur", "Value"),
      ], rows: rows,
      foot: [
        say("Total", "Total"), "\(held)/\(evaluation.drawn.count)", numbers.integer(totals.essms),
        numbers.integer(totals.og), numbers.money(totals.funding), numbers.decimal(totals.meanKm, places: 1),
        numbers.money(totals.value),
      ], textColumns: [0, 1], flexible: 0, width: width, useColour: useColour
    ).text
  }

  private var remarks: String {
    let told = evaluation.drawn.filter { !$0.remarks.isEmpty }
    guard !told.isEmpty else { return "" }
    return "\n"
      + told.map { drawn in
        let list = ShownText.cleaned(drawn.remarks.joined(separator: say(" ; ", "; ")))
        let name = ShownText.cleaned(drawn.name)
        return folded(
          drawn.isAdmissible
            ? say("« \(name) » : \(list).", "\"\(name)\": \(list).")
            : say("« \(name) » n’est pas admissible : \(list).", "\"\(name)\" is not admissible: \(list)."))
      }.joined()
  }

  private var distance: String {
    let most = numbers.money(Euros(cents: evaluation.bound.cents - evaluation.value.cents), rounding: .up)
    let share = numbers.percentAbove(dossier.plan.gap)
    let (value, bound) = (numbers.money(evaluation.value), numbers.money(evaluation.bound, rounding: .up))
    var text = say(
      "Valeur \(value), maximum prouvé \(bound) : il manque au plus \(most) (moins de \(share)). ",
      "Value \(value), proven maximum \(bound): at most \(most) is missing (below \(share)). "
    )
    text +=
      evaluation.bestValue > evaluation.value
      ? say(
        "La recherche a trouvé un plan de \(numbers.money(evaluation.bestValue)).",
        "The search found a plan of \(numbers.money(evaluation.bestValue)).")
      : say("La recherche n’a rien trouvé de mieux.", "The search found nothing better.")
    return "\n" + folded(text)
  }

  private var advice: String {
    guard !evaluation.advice.isEmpty else {
      return folded(
        say(
          "Aucun changement d’un seul OG, d’un porteur ou de deux grappes réunies n’aiderait.",
          "No change of one OG, of a porteur or by merging two grappes would help."))
    }
    return "\n"
      + folded(say("Ce qui aiderait le plus, chacun par lui-même :", "What would help most, each by itself:"))
      + evaluation.advice.enumerated().map { number, advice in
        folded("\(number + 1). \(ShownText.cleaned(advice.change)) : +\(numbers.money(advice.gain))")
      }.joined()
  }
}
