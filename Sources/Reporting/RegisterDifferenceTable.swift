import Register
import Wording

/// What `grappes register diff` prints: the two registers, the regions that only one of them holds, how many ESSMS and OG
/// changed in which way, and the first of each.
public struct RegisterDifferenceTable: Sendable {
  /// Changes of each kind that are shown one by one; `--csv` and `--json` have them all.
  static let shownOfEach = 5

  private let difference: RegisterDifference
  private let campaign: String
  private let language: Language
  private let width: Int
  private let useColour: Bool

  /// - Parameters:
  ///   - campaign: name of the campaign whose minimum the OG are held against.
  ///   - width: columns of the terminal; 80 is the most that is used and 60 the least.
  ///   - useColour: whether headings are set off by terminal codes.
  public init(
    _ difference: RegisterDifference, campaign: String, language: Language, width: Int = 80, useColour: Bool = false
  ) {
    self.difference = difference
    self.campaign = campaign
    self.language = language
    self.width = min(max(width, 60), 80)
    self.useColour = useColour
  }

  private var numbers: NumberFormat { NumberFormat(language) }

  private func say(_ fr: String, _ en: String) -> String { Wording(fr: fr, en: en).text(in: language) }

  /// Each line ended.
  public var text: String {
    let head = [files, regions]
    guard !difference.regions.both.isEmpty || !difference.isEmpty else {
      return
        (head + [folded(say("Aucune région en commun : rien à comparer.", "No region in common: nothing to compare."))])
        .joined(separator: "\n")
    }
    guard !difference.isEmpty else { return (head + [folded(same)]).joined(separator: "\n") }
    return (head + [essms, og] + examples).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var same: String {
    Set(difference.old.map(\.sha256)) == Set(difference.new.map(\.sha256))
      ? say("Mêmes fichiers : les deux registres sont identiques.", "The same files: both registers are identical.")
      : say("Aucune différence entre les deux registres.", "No difference between the two registers.")
  }

  // MARK: What was compared

  private var files: String {
    emphasised(say("Ancien registre", "Old register"))
      + SourceLines.text(difference.old, language: language, width: width)
      + emphasised(say("Nouveau registre", "New register"))
      + SourceLines.text(difference.new, language: language, width: width)
  }

  private var regions: String {
    let regions = difference.regions
    let header = [say("Région", "Region"), say("ESSMS avant", "ESSMS before"), say("après", "after"), ""]
    let rows = [
      (regions.both, ""), (regions.oldOnly, say("ancien seulement", "old only")),
      (regions.newOnly, say("nouveau seulement", "new only")), (regions.neither, say("ni l’un ni l’autre", "neither")),
    ].flatMap { holdings, note in
      holdings.map { ["\($0.region) \($0.name)", numbers.integer($0.from), numbers.integer($0.to), note] }
    }
    let isPartial = !regions.oldOnly.isEmpty || !regions.newOnly.isEmpty
    let note = say(
      "Les régions qu’un seul registre contient ne sont pas comparées.",
      "Regions that only one register holds are not compared.")
    return table(header, rows, textColumns: [0, 3]) + (isPartial ? folded(note) : "")
  }

  // MARK: How much changed

  private var essms: String {
    let changes = difference.essms
    let metres = RegisterDifference.movedBeyondMetres
    let rows =
      RegisterDifference.Change.Kind.allCases.map { (words($0), changes.counts[$0, default: 0]) }
      + [
        (say("Renommés", "Renamed"), changes.renamed),
        (
          say(
            "Même commune, position revue (\(metres) m au plus)", "Same commune, placed anew (\(metres) m at most)"),
          changes.placedAnew
        ),
      ]
    return table(["ESSMS", say("Nombre", "Count")], rows.map { [$0.0, numbers.integer($0.1)] })
  }

  private var og: String {
    let changes = difference.og
    let rows =
      RegisterDifference.OGChange.Kind.allCases.map { (words($0), changes.counts[$0, default: 0]) }
      + RegisterDifference.OGChange.Crossing.allCases.map { ("  " + words($0), changes.crossings[$0, default: 0]) }
    let header = [
      say("OG, par région (minimum : campagne \(campaign))", "OG, by region (minimum: campaign \(campaign))"),
      say("Nombre", "Count"),
    ]
    return table(header, rows.map { [$0.0, numbers.integer($0.1)] })
  }

  private var colon: String { say(" : ", ": ") }

  private func words(_ kind: RegisterDifference.Change.Kind) -> String { Words.change(kind).text(in: language) }
  private func words(_ kind: RegisterDifference.OGChange.Kind) -> String { Words.change(kind).text(in: language) }
  private func words(_ kind: RegisterDifference.OGChange.Crossing) -> String { Words.crossing(kind).text(in: language) }

  // MARK: The first of each kind

  private var examples: [String] {
    let essms = Dictionary(grouping: difference.essms.changes, by: \.kind)
    let ogs = Dictionary(grouping: difference.og.changes, by: \.kind)
    let crossing = Dictionary(grouping: difference.og.changes, by: \.crossing)
    return RegisterDifference.Change.Kind.allCases.map { kind in
      section("ESSMS" + colon + words(kind).lowercasedFirst, essms[kind] ?? [], line: line)
    }
      + RegisterDifference.OGChange.Kind.allCases.map {
        section("OG" + colon + words($0).lowercasedFirst, ogs[$0] ?? [], line: line)
      }
      + RegisterDifference.OGChange.Crossing.allCases.map {
        section("OG" + colon + words($0).lowercasedFirst, crossing[$0] ?? [], line: line)
      }
  }

  /// A number, a name that gives way, and what changed.
  private func section<Element>(_ title: String, _ all: [Element], line: (Element) -> [String]) -> String {
    guard !all.isEmpty else { return "" }
    let rows = all.prefix(Self.shownOfEach).map { line($0).map(ShownText.cleaned) }
      .map { [$0[0], $0[1], TextWidth.cut($0[2], to: width / 2)] }
    let widest = { (column: Int) in rows.map { TextWidth.columns($0[column]) }.max() ?? 0 }
    let (numbered, detailed) = (widest(0), widest(2))
    let named = min(widest(1), width - numbered - detailed - 6)
    let lines = rows.map { row in
      let name = TextWidth.padded(TextWidth.cut(row[1], to: named), to: named, right: false)
      return TextWidth.trimmed("  \(row[0])  \(name)  \(row[2])") + "\n"
    }
    let rest = all.count - rows.count
    let more = say("  … et \(numbers.integer(rest)) de plus", "  … and \(numbers.integer(rest)) more")
    return emphasised(title) + lines.joined() + (rest > 0 ? more + "\n" : "")
  }

  private func line(_ change: RegisterDifference.OGChange) -> [String] {
    let (from, to) = (numbers.integer(change.from), numbers.integer(change.to))
    let name = change.name == change.og.text ? "" : change.name
    return [change.og.text, name, say("région", "region") + " \(change.region), \(from) → \(to) ESSMS"]
  }

  private func line(_ change: RegisterDifference.Change) -> [String] {
    let step = "\(change.shown(change.from, in: language)) → \(change.shown(change.to, in: language))"
    let detail =
      switch change.kind {
      case .opened, .closed, .admitted, .leftOut, .takenOver: step
      case .otherCategory: "\(change.from) → \(change.to)"
      case .otherSector: "\(sector(change.from)) → \(sector(change.to))"
      case .moved:
        [change.from == change.to ? nil : step, change.km.map(numbers.km)].compactMap(\.self).joined(separator: ", ")
      }
    return [change.essms.text, change.name, detail]
  }

  private func sector(_ category: String) -> String {
    Words.category(category).map { Words.sector($0.sector.rawValue).text(in: language) } ?? category
  }

  private func table(_ header: [String], _ rows: [[String]], textColumns: Set<Int> = [0]) -> String {
    TextTable(
      header: header, rows: rows, foot: nil, textColumns: textColumns, flexible: 0, width: width, useColour: useColour
    ).text
  }

  private func folded(_ sentence: String) -> String { Paragraph.folded(sentence, to: width) }

  private func emphasised(_ heading: String) -> String {
    TextWidth.emphasised(heading + "\n", useColour: useColour)
  }
}
