import Plans
import Wording

/// A sweep on the terminal: a line for each scenario, then what is not done.
public struct SweepTable {
  let summary: SweepSummary
  let language: Language
  let width: Int
  let useColour: Bool

  public init(_ summary: SweepSummary, language: Language, width: Int, useColour: Bool) {
    self.summary = summary
    self.language = language
    self.width = width
    self.useColour = useColour
  }

  public var text: String {
    let isFrench = language == .fr
    let numbers = NumberFormat(language)
    let names = Self.shortened(summary.scenarios.map(\.scenario))
    let rows = zip(summary.scenarios, names).map { scenario, name -> [String] in
      let done = "\(scenario.done)/\(scenario.tasks)"
      // Of no plan there is nothing to tell.
      guard scenario.done > 0 else { return [name, done] + [String](repeating: "–", count: 6) }
      let totals = scenario.totals
      return [
        name, done, numbers.shortMoney(totals.expectedFunding),
        numbers.gap(scenario.gap), numbers.integer(totals.grappes),
        numbers.integer(totals.og), numbers.integer(totals.essms), numbers.km(totals.meanKm),
      ]
    }
    let table = TextTable(
      header: isFrench
        ? ["Scénario", "Faits", "Attendu", "Écart", "Grappes", "OG", "ESSMS", "Moyenne"]
        : ["Scenario", "Done", "Expected", "Gap", "Grappes", "OG", "ESSMS", "Mean"],
      rows: rows, foot: nil, textColumns: [0], flexible: 0, width: width, useColour: useColour)
    return table.textWithLegend + amounts + remainder
  }

  /// What the amounts are of.
  private var amounts: String {
    let baremes = ShownText.cleaned(SweepDocuments.baremes(summary.runs, in: language))
    return baremes.isEmpty
      ? "" : Wording(fr: "Montants : \(baremes).\n", en: "Amounts: \(baremes).\n").text(in: language)
  }

  /// What is not done, if anything.
  private var remainder: String {
    let words: [(RunState.Name, Wording)] = [
      (.missing, Wording(fr: "à faire", en: "to do")),
      (.outdated, Wording(fr: "à refaire, des fichiers ont changé", en: "to do again, files have changed")),
      (.failed, Wording(fr: "en échec", en: "failed")),
    ]
    var lines: [String] = []
    for (state, wording) in words where summary.count(state) > 0 {
      let folders = summary.runs.filter { $0.state == state }.map(\.folder)
      let shown = folders.prefix(Self.mostShown).joined(separator: ", ") + (folders.count > Self.mostShown ? "…" : "")
      lines.append("\(folders.count) \(wording.text(in: language)) : \(shown)")
    }
    let joined = lines.map { ShownText.cleaned(language == .fr ? $0 : $0.replacing(" : ", with: ": ")) + "\n" }
    return lines.isEmpty ? "" : "\n" + joined.joined()
  }

  private static let mostShown = 5

  /// Names without what all of them begin with, up to a `-`.
  static func shortened(_ names: [String]) -> [String] {
    guard names.count > 1, let first = names.first else { return names }
    let common = names.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    guard let end = common.lastIndex(of: "-") else { return names }
    let count = common.distance(from: common.startIndex, to: end) + 1
    return names.map { String($0.dropFirst(count)) }
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
