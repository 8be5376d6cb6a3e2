import ArgumentParser
import Planning
import Plans
import Wording

struct ScenarioTasks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tasks", abstract: "Écrit la liste des tâches d'un balayage, pour plusieurs machines.",
    discussion: """
      Écrit DOSSIER/manifest.json. « grappes scenario run --manifest DOSSIER/manifest.json --task K » en fait une, dans \
      n'importe quel ordre ; « grappes scenario collect DOSSIER » rassemble.
      """)

  @OptionGroup var options: SweepOptions

  @Option(help: "Dossier du balayage.", completion: .directory)
  var out: String

  @OptionGroup var language: LanguageOption

  func run() throws {
    let manifest = try options.sweep(in: language.language).manifest
    try SweepFolder(path: out, for: [SweepFolder.manifest]).write([(SweepFolder.manifest, JSONDocument.data(manifest))])
    let count = manifest.tasks.count
    try Terminal.show(
      Wording(
        fr: "\(out)/\(SweepFolder.manifest) : \(count) tâche\(count > 1 ? "s" : "")\n",
        en: "\(out)/\(SweepFolder.manifest): \(count) task\(count > 1 ? "s" : "")\n"
      ).text(in: language.language))
  }
}
