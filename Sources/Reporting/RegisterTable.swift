import Register
import Wording

/// The tables that `grappes register` prints: what each region holds, the publics served, what is left out and why, the
/// rows that could not be used.
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
    [files, regions, sectors, leftOut, problems].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var files: String {
    summary.sources.map { source in
      let date = source.date.map { say(" du \($0)", " of \($0)") } ?? ""
      return TextWidth.cut("\(source.file)\(date)  sha256 \(source.sha256.prefix(12))…", to: width) + "\n"
    }.joined()
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

  private var problems: String {
    guard !summary.problems.isEmpty else { return say("Aucune ligne douteuse.\n", "No doubtful row.\n") }
    return summary.problems.map { problem in
      let head = "\(Words.problem(problem.kind).text(in: language)) : \(numbers.integer(problem.count))\n"
      let examples = problem.examples.map { example in
        TextWidth.cut(
          "  \(example.file), \(say("ligne", "line")) \(example.line) : \(ShownText.cleaned(example.value))", to: width)
          + "\n"
      }
      return emphasised(head) + examples.joined()
    }.joined()
  }

  private func table(_ header: [String], _ rows: [[String]], foot: [String]?) -> String {
    TextTable(
      header: header, rows: rows, foot: foot, textColumns: [0], flexible: 0, width: width, useColour: useColour
    ).text
  }

  private func emphasised(_ line: String) -> String { TextWidth.emphasised(line, useColour: useColour) }
}

extension Words {
  static func problem(_ kind: RegisterProblem.Kind) -> Wording {
    switch kind {
    case .malformedLine:
      Wording(fr: "Lignes mal formées, laissées de côté", en: "Malformed rows, left aside")
    case .badNumber:
      Wording(fr: "Numéros FINESS illisibles, lignes laissées de côté", en: "Bad FINESS numbers, rows left aside")
    case .duplicate: Wording(fr: "Doublons, le premier est gardé", en: "Duplicates, the first is kept")
    case .badCoordinate: Wording(fr: "Coordonnées inutilisables", en: "Unusable coordinates")
    case .orphanLocation: Wording(fr: "Positions sans établissement", en: "Locations without establishment")
    case .unknownDepartement: Wording(fr: "Départements inconnus", en: "Unknown départements")
    case .badSiret: Wording(fr: "SIRET illisibles, laissés vides", en: "Bad SIRET, left empty")
    case .lostZero: Wording(fr: "Zéros perdus par un tableur, rétablis", en: "Zeros lost by a spreadsheet, restored")
    }
  }
}
