import ArgumentParser
import Foundation
import Geography
import Register
import Reporting
import Wording

struct CompareRegisters: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract:
      "Dit ce qui change d'un registre au suivant : ESSMS ouverts, fermés, déplacés, repris ; OG qui grandissent.",
    discussion: """
      « grappes register diff ANCIEN NOUVEAU » compare deux fichiers. Pour un registre en plusieurs fichiers, répéter \
      --old et --new : --old 507-2025.csv --old 501-2025.csv --new 507-2026.csv --new 501-2026.csv. Code 0, que les \
      registres diffèrent ou non.
      """)

  @Argument(help: "L'ancien registre, puis le nouveau.", completion: .file())
  var registers: [String] = []

  @Option(
    parsing: .unconditionalSingleValue, help: "Un fichier de l'ancien registre ; peut être répété.",
    completion: .file())
  var old: [String] = []

  @Option(
    parsing: .unconditionalSingleValue, help: "Un fichier du nouveau registre ; peut être répété.",
    completion: .file())
  var new: [String] = []

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var region: RegionOption

  @Option(help: "Campagne qui donne le minimum d'une grappe.")
  var campaign = "2024"

  @OptionGroup var files: CampaignFiles

  @Option(help: "Fichier CSV où écrire tous les changements, ligne par ligne.", completion: .file())
  var csv: String?

  @Option(help: "Comment l'écrire : fr (point-virgule, virgule décimale) ou international (virgule, point décimal).")
  var csvKind = CSVKind.fr

  @OptionGroup var language: LanguageOption

  @Flag(help: "Imprime tous les changements en JSON.")
  var json = false

  func run() throws {
    let (before, after) = try paths()
    let regions = try region.known()
    let rules = try files.rules().campaign(campaign).campaign.routes.regional
    let (old, new) = (try reading.read(before), try reading.read(after))
    let file = try csv.map { (path) throws(Failure) in try OutputFile(path: path) }
    let difference = try RegisterDifference(from: old, to: new, only: regions) { rules.limits(in: $0).minimum }
    try file?.write(RegisterDifferenceCSV.render(difference, language: language.language, kind: csvKind))
    if difference.isReversed {
      Terminal.note(
        Wording(
          fr: "remarque : le premier registre est d'une date plus récente que le second",
          en: "remark: the first register is of a later day than the second"
        ).text(in: language.language))
    }
    if json {
      try Terminal.show(json: Document(campaign: campaign, difference: difference))
    } else {
      try Terminal.show(
        RegisterDifferenceTable(
          difference, campaign: campaign, language: language.language, width: Terminal.width(of: STDOUT_FILENO),
          useColour: Terminal.usesColour
        ).text)
    }
  }

  /// Two files, or any number of each named by options.
  private func paths() throws(Failure) -> (old: [String], new: [String]) {
    if old.isEmpty, new.isEmpty, registers.count == 2 { return ([registers[0]], [registers[1]]) }
    if registers.isEmpty, !old.isEmpty, !new.isEmpty { return (old, new) }
    let given = registers.count
    throw Failure(
      .usage,
      fr: "\(given) fichier(s), \(old.count) --old, \(new.count) --new : attendu ANCIEN NOUVEAU, ou --old F… --new F…",
      en: "\(given) file(s), \(old.count) --old, \(new.count) --new: expected OLD NEW, or --old F… --new F…")
  }

  /// The difference, with the campaign beside it.
  private struct Document: Encodable {
    let campaign: String
    let difference: RegisterDifference

    private enum Key: String, CodingKey { case campaign }

    func encode(to encoder: any Encoder) throws {
      try difference.encode(to: encoder)
      var values = encoder.container(keyedBy: Key.self)
      try values.encode(campaign, forKey: .campaign)
    }
  }
}
