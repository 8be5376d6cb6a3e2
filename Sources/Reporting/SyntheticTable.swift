import Geography
import Wording

/// What `grappes generate` prints: what was made, where, and that nothing of it exists.
public struct SyntheticTable: Sendable {
  /// The figures of a region.
  public struct Row: Sendable {
    let region: RegionCode
    let og: Int
    let essms: Int
    let others: Int

    public init(region: RegionCode, og: Int, essms: Int, others: Int) {
      self.region = region
      self.og = og
      self.essms = essms
      self.others = others
    }
  }

  private let rows: [Row]
  private let og: Int
  private let ogInSeveralRegions: Int
  private let files: [String]
  private let folder: String
  private let regions: Regions
  private let language: Language
  private let width: Int
  private let useColour: Bool

  /// - Parameters:
  ///   - og: OG, each once.
  ///   - files: names in the folder.
  ///   - width: columns of the terminal; 80 is the most that is used and 60 the least.
  ///   - useColour: whether headings and sums are set off by terminal codes.
  /// - Throws: `Failure` when the table of regions is damaged.
  public init(
    _ rows: [Row], og: Int, ogInSeveralRegions: Int, files: [String], folder: String, language: Language,
    width: Int = 80, useColour: Bool = false
  ) throws(Failure) {
    self.rows = rows
    self.og = og
    self.ogInSeveralRegions = ogInSeveralRegions
    self.files = files
    self.folder = folder
    regions = try .bundled()
    self.language = language
    self.width = min(max(width, 60), 80)
    self.useColour = useColour
  }

  private var numbers: NumberFormat { NumberFormat(language) }

  private func say(_ fr: String, _ en: String) -> String { Wording(fr: fr, en: en).text(in: language) }

  public var text: String {
    let essms = rows.reduce(0) { $0 + $1.essms }
    let others = rows.reduce(0) { $0 + $1.others }
    let table = TextTable(
      header: [say("Région", "Region"), "OG", "ESSMS", say("autres", "others")],
      rows: rows.map { row in
        let name = regions.region(row.region).map { "\($0.code) \($0.name)" } ?? row.region.rawValue
        return [name] + [row.og, row.essms, row.others].map(numbers.integer)
      },
      foot: ["Total"] + [og, essms, others].map(numbers.integer), textColumns: [0], flexible: 0, width: width,
      useColour: useColour)
    return table.text + several + "\n" + places
      + say(
        "Registre synthétique : aucun organisme n'en existe, noms, numéros et éditeurs sont\ninventés.\n",
        "A synthetic register: no body in it exists; names, numbers and éditeurs are\ninvented.\n")
  }

  private var several: String {
    guard ogInSeveralRegions > 0 else { return "" }
    let count = numbers.integer(ogInSeveralRegions)
    return say("\(count) OG dans plusieurs de ces régions.\n", "\(count) OG in several of these regions.\n")
  }

  /// The files, one a line.
  private var places: String {
    files.map { ShownText.cleaned("\(folder)/\($0)") + "\n" }.joined()
  }
}
