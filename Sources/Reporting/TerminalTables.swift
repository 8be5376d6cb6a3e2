import Plans
import Wording

/// The tables that `grappes propose` prints: every grappe with the sums at the foot, then the totals and what the bound
/// proves.
public struct TerminalTables: Sendable {
  private let dossier: Dossier
  private let width: Int
  private let useColour: Bool

  /// - Parameters:
  ///   - width: columns of the terminal; no line is wider, 120 is the most that tables use, 80 that sentences do, and 60
  ///     the least.
  ///   - useColour: whether headings and sums are set off by terminal codes.
  public init(_ dossier: Dossier, width: Int = 80, useColour: Bool = false) {
    self.dossier = dossier
    self.width = min(max(width, 60), 120)
    self.useColour = useColour
  }

  private var plan: Plan { dossier.plan }
  private var numbers: NumberFormat { dossier.numbers }

  private func say(_ fr: String, _ en: String) -> String {
    Wording(fr: fr, en: en).text(in: dossier.language)
  }

  /// Both tables and the sentence on the bound, each line ended.
  public var text: String {
    (plan.grappes.isEmpty ? "" : grappes + folded(distances) + "\n") + moves + totals
  }

  /// One line for each grappe: id, porteur, ESSMS, OG, funding, mean and greatest distance to the porteur.
  public var grappes: String {
    let header = [
      say("Grappe", "Grappe"), say("Porteur", "Porteur"), "ESSMS", "OG", say("Financement", "Funding"),
      say("km moy.", "mean km"), say("km max.", "max km"),
    ]
    let rows = plan.grappes.map { grappe in
      [
        TextWidth.cut(ShownText.cleaned(grappe.id), to: 12), ShownText.cleaned(grappe.porteurName),
        numbers.integer(grappe.essmsCount),
        numbers.integer(grappe.ogCount), numbers.money(grappe.funding.total),
        numbers.decimal(grappe.spread.meanKm, places: 1), numbers.decimal(grappe.spread.maxKm, places: 1),
      ]
    }
    let farthest = plan.grappes.map(\.spread.maxKm).max() ?? 0
    let foot = [
      say("Total", "Total"), "", numbers.integer(plan.totals.essms), numbers.integer(plan.totals.og),
      numbers.money(plan.totals.funding), numbers.decimal(plan.totals.meanKm, places: 1),
      numbers.decimal(farthest, places: 1),
    ]
    return TextTable(
      header: header, rows: rows, foot: foot, textColumns: [0, 1], flexible: 1, width: width, useColour: useColour
    ).text
  }

  /// Why a distance may be greater than the radius.
  private var distances: String {
    let km = plan.parameters.radiusKm
    let radius = numbers.decimal(km, places: km == km.rounded() ? 0 : 1)
    let measure = DistanceWords(dossier).measure
    return say(
      "km : d’un ESSMS au siège du porteur, \(measure). Le rayon (\(radius)\u{A0}km) va de siège à siège : un ESSMS peut être plus loin.",
      "km: from an ESSMS to the porteur’s seat, \(measure). The radius (\(radius)\u{A0}km) is from seat to seat: an ESSMS may be farther."
    )
  }

  /// Of those who left an earlier plan's grappes the first ones; nothing without such a plan.
  private var moves: String {
    let words = MoveWords(dossier: dossier)
    guard words.isTold else { return "" }
    let rows = words.rows
    let rest = rows.count - Self.mostMoves
    return
      (rows.isEmpty
      ? ""
      : table(words.header, Array(rows.prefix(Self.mostMoves)), textColumns: [0, 1, 2], alsoFlexible: [1, 2]))
      + (rest > 0
        ? folded(say("… et \(rest) de plus, dans mouvements.csv.", "… and \(rest) more, in mouvements.csv.")) : "")
      + folded(words.note) + "\n"
  }

  private static let mostMoves = 12

  /// Totals, then the sentence on bound and gap, folded to the width.
  public var totals: String {
    let t = plan.totals
    let ungroupedEssms = plan.ungrouped.reduce(0) { $0 + $1.essms.count }
    let aloneEssms = plan.standalone.reduce(0) { $0 + $1.essms.count }
    let rows =
      [(say("Grappes", "Grappes"), numbers.integer(t.grappes))]
      + facts.routes.map { ("  " + $0.name, numbers.integer($0.count)) }
      + [
        (say("Groupés", "Grouped"), both(t.og, t.essms)),
        (say("Non groupés", "Ungrouped"), both(plan.ungrouped.count, ungroupedEssms)),
      ] + reasons + [
        (say("Déposent seuls", "File alone"), both(plan.standalone.count, aloneEssms)),
        (say("ESSMS écartés", "ESSMS left out"), numbers.integer(plan.excluded.count)),
        (say("Financement", "Funding"), numbers.money(t.funding)),
        (say("Financement attendu", "Expected funding"), numbers.money(t.expectedFunding)),
        (say("Distance moyenne", "Mean distance"), numbers.km(t.meanKm)),
        (say("Valeur du plan", "Value of the plan"), numbers.money(t.value)),
        (say("Maximum prouvé", "Proven maximum"), numbers.money(plan.bound, rounding: .up)),
      ]
    let first = rows.map { TextWidth.columns($0.0) }.max() ?? 0
    let table = rows.map { name, value in
      TextWidth.trimmed(TextWidth.cut(TextWidth.padded(name, to: first, right: false) + "  " + value, to: width)) + "\n"
    }.joined()
    let label = ShownText.cleaned(dossier.baremeLabel)
    return table + "\n" + folded(ProofWords(dossier: dossier).bound)
      + Assumptions(dossier: dossier).sentences.map(folded).joined()
      + folded(say("Montants : \(label).", "Amounts: \(label)."))
      + (SpentWords(dossier: dossier).sentence.map(folded) ?? "") + rules
  }

  private var facts: RuleFacts { RuleFacts(dossier: dossier) }

  /// How many are ungrouped for each reason.
  private var reasons: [(String, String)] {
    Plan.Reason.allCases.compactMap { reason in
      let count = plan.ungrouped.count { $0.reason == reason }
      guard count > 0 else { return nil }
      return (
        say("  dont", "  of which"),
        "\(numbers.integer(count))\(say(" : ", ": "))\(Words.reason(reason).text(in: dossier.language))"
      )
    }
  }

  /// Envelopes, prices of the rules, what the situation does not tell: each only when the plan has it.
  private var rules: String {
    var parts: [String] = []
    if !facts.envelopes.isEmpty {
      let header = [
        say("Enveloppe", "Envelope"), say("Montant", "Amount"), say("Dépensé", "Spent"), say("Source", "Source"),
      ]
      parts.append(
        table(header, facts.envelopes.map { [$0.name, $0.amount, $0.spent, $0.source] }, textColumns: [0, 3]))
    }
    if !facts.prices.isEmpty {
      let header = [
        say("Ce que coûtent les règles", "What the rules cost"), say("minimum −1", "minimum −1"),
        say("rayon +10 km", "radius +10 km"), say("1 € d’enveloppe", "€1 of envelope"),
      ]
      parts.append(
        table(header, facts.prices.map { [$0.region, $0.minimum, $0.radius, $0.envelope] }, textColumns: [0])
          + folded(facts.priceNote))
    }
    if !facts.situation.isEmpty {
      parts.append(
        table(
          [say("Ce que dit la situation", "What the situation tells"), ""],
          facts.situation.map { [$0.name, $0.value] },
          textColumns: [0, 1], flexible: 1))
    }
    return parts.map { "\n" + $0 }.joined()
  }

  private func table(
    _ header: [String], _ rows: [[String]], textColumns: Set<Int>, flexible: Int = 0, alsoFlexible: Set<Int> = []
  ) -> String {
    TextTable(
      header: header, rows: rows.map { $0.map(ShownText.cleaned) }, foot: nil, textColumns: textColumns,
      flexible: flexible, width: width, useColour: useColour, alsoFlexible: alsoFlexible
    ).text
  }

  private func both(_ og: Int, _ essms: Int) -> String {
    "\(numbers.integer(og)) OG, \(numbers.integer(essms)) ESSMS"
  }

  private func folded(_ sentence: String) -> String { Paragraph.folded(sentence, to: min(width, 80)) }
}
