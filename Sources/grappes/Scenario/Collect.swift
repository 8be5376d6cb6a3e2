import ArgumentParser
import Foundation
import Plans
import Reporting
import Wording

struct ScenarioCollect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect", abstract: "Rassemble un balayage : ce qui est fait, ce qui manque, les totaux.",
    discussion: """
      Écrit runs.csv (une ligne par tâche), scenarios.csv (une par scénario) et sweep.json dans le dossier. Code 0 si tout \
      est fait, 1 s'il manque des tâches ou si certaines ont échoué.
      """)

  @Argument(help: "Dossier du balayage, avec son manifest.json.", completion: .directory)
  var folder: String

  @OptionGroup var csv: CSVOption
  @OptionGroup var language: LanguageOption

  @Flag(help: "Imprime sweep.json à la place du tableau.")
  var json = false

  func run() throws {
    let manifest = try SweepManifest.read(path: "\(folder)/\(SweepFolder.manifest)")
    let summary = SweepSummary(manifest, in: folder)
    let documents = try SweepDocuments.all(summary, csv: csv.kind)
    try SweepFolder(path: folder).write(documents)
    if json {
      try Terminal.show(json: summary)
    } else {
      try Terminal.show(SweepTable.made(summary, language: language.language))
    }
    if !summary.isComplete { throw ExitCode(1) }
  }
}

extension SweepTable {
  /// For the terminal that the program runs in.
  static func made(_ summary: SweepSummary, language: Language) -> String {
    SweepTable(summary, language: language, width: Terminal.width(of: STDOUT_FILENO), useColour: Terminal.usesColour)
      .text
  }
}
