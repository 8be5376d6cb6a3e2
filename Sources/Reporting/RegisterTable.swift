import Register
import Wording

/// The tables that `grappes register` prints: what each region holds, the publics served, what is left out and why, the
/// dirty data met and what was done about it.
public struct RegisterTable: Sendable {
  private let summary: RegisterSummary
  private let language: Language
  private let width: Int
  private let useColour: Bool

  /// - Parameters:
  ///   - width: columns of the terminal; 80 is the most that is used and 60 the least.
  ///   - useColour: whether headings and sums are set off by terminal codes.
  public init(_ summary: RegisterSummary, language: Language, width: Int = 80, useColour: Bool = false) {
    self.summary = summary
    self.language = language
    self.width = min(max(width, 60), 80)
    self.useColour = useColour
  }

  private var numbers: NumberFormat { NumberFormat(language) }

  private func say(_ fr: String, _ en: String) -> String { Wording(fr: fr, en: en).text(in: language) }

  public var text: String {
    [files + capacities, regions, sectors, leftOut, problems].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var files: String {
    let lines = summary.sources.sorted { $0.rank < $1.rank }
      .map { SourceLines.text($0, language: language, width: width) }.joined()
    guard summary.sources.count > 1 else { return lines }
    let rule = say(
      "Le plus récent fait foi ; les suivants comblent ses vides.\n",
      "The newest counts; those after it fill what it leaves empty.\n")
    let undated = say(
      "Sans date, un fichier garde son rang dans l'ordre donné.\n",
      "A file without a date keeps its place in the order given.\n")
    return lines + rule + (summary.sources.contains { $0.date == nil } ? undated : "")
  }

  /// What extracts 505 and documents of activities bring, and that nothing else of the latter is read.
  private var capacities: String {
    let told = summary.capacities
    let hasActivities = !told.activityFiles.isEmpty
    guard told.essms > 0 || hasActivities else { return "" }
    let (places, essms) = (numbers.integer(told.places), numbers.integer(told.essms))
    let figures = say(
      "Places installées : \(places), de \(essms) ESSMS.\n", "Installed places: \(places), of \(essms) ESSMS.\n")
    let rest = say("Des activités, rien d’autre n’est lu.\n", "Of activities, nothing else is read.\n")
    return figures + (hasActivities ? rest : "")
  }

  private var regions: String {
    let header = [say("Région", "Region"), "OG", "ESSMS", say("écartés", "left out"), say("autres", "others")]
    let rows = summary.regions.map { row in
      line(of: row.figures, name: row.region.map { "\($0) \(row.name)" } ?? say("inconnue", "unknown"))
    }
    return table(header, rows, foot: line(of: summary.totals, name: "Total"))
  }

  private func line(of figures: RegisterSummary.Figures, name: String) -> [String] {
    [
      name, numbers.integer(figures.og), numbers.integer(figures.essms),
      numbers.integer(figures.excluded.values.reduce(0, +)), numbers.integer(figures.notEssms),
    ]
  }

  private var sectors: String {
    let rows = Sector.allCases.compactMap { sector in
      summary.totals.sectors[sector].map {
        [Words.sector(sector.rawValue).text(in: language), numbers.integer($0)]
      }
    }
    return rows.isEmpty ? "" : table([say("Public", "Public served"), "ESSMS"], rows, foot: nil)
  }

  private var leftOut: String {
    var rows = ExclusionReason.allCases.compactMap { reason in
      summary.totals.excluded[reason].map {
        ["ESSMS : " + Words.exclusion(reason).text(in: language).lowercasedFirst, numbers.integer($0)]
      }
    }
    if summary.totals.notEssms > 0 {
      rows.append([
        say("Établissements d'autres catégories", "Establishments of other categories"),
        numbers.integer(summary.totals.notEssms),
      ])
    }
    return rows.isEmpty ? "" : table([say("Écarté", "Left out"), say("Nombre", "Count")], rows, foot: nil)
  }

  /// What was met, how often, what was done about it; then some of the damaged lines.
  private var problems: String {
    guard !summary.problems.isEmpty else { return say("Aucune ligne douteuse.\n", "No doubtful row.\n") }
    let header = [say("Nature", "Kind"), say("combien", "count"), say("part", "share"), say("Remède", "Remedy")]
    let rows = summary.problems.map { problem in
      [
        Words.problem(problem.kind).text(in: language), numbers.integer(problem.count),
        problem.share.map { numbers.percent($0, places: 1) } ?? "",
        Words.remedy(problem.remedy).text(in: language),
      ]
    }
    let note = say("Part : des ESSMS du registre.", "Share: of the register’s ESSMS.") + "\n"
    return TextTable(
      header: header, rows: rows, foot: nil, textColumns: [0, 3], flexible: 0, width: width, useColour: useColour
    ).text + (summary.problems.contains { $0.share != nil } ? note : "") + examples
  }

  /// The first lines of each kind of damage; oddities are what the register is like.
  private var examples: String {
    summary.problems.filter { !$0.kind.isOddity }.map { problem in
      let head = Words.problem(problem.kind).text(in: language) + say(" :", ":") + "\n"
      let lines = problem.examples.map { example in
        TextWidth.cut(
          "  \(example.file), \(say("ligne", "line")) \(example.line) : \(ShownText.cleaned(example.value))", to: width)
          + "\n"
      }
      return "\n" + emphasised(head) + lines.joined()
    }.joined()
  }

  private func table(_ header: [String], _ rows: [[String]], foot: [String]?) -> String {
    TextTable(
      header: header, rows: rows, foot: foot, textColumns: [0], flexible: 0, width: width, useColour: useColour
    ).text
  }

  private func emphasised(_ line: String) -> String { TextWidth.emphasised(line, useColour: useColour) }
}
