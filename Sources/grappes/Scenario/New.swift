import ArgumentParser
import Foundation
import Planning
import Wording

struct ScenarioNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Écrit un modèle de scénario, commenté ; ne remplace aucun fichier.")

  @Argument(help: "Fichier à écrire.", completion: .file())
  var file = "scenario.yaml"

  @OptionGroup var language: LanguageOption

  func run() throws {
    try NewFile.write(Data(ScenarioTemplate.text(in: language.language).utf8), path: file)
    try Terminal.show("\(file)\n")
  }
}
