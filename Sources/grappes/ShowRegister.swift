import ArgumentParser
import Foundation
import Register
import Reporting

/// `grappes register`: what a register holds, and what changed from one to the next. The first is what is done when no
/// subcommand is named.
struct RegisterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register",
    abstract: "Montre ce qu'un registre contient, ou ce qui change d'un registre au suivant.",
    discussion: """
      « grappes register FICHIER… » montre un registre ; « grappes register diff ANCIEN NOUVEAU » en compare deux. Toutes \
      les options : grappes help register show, grappes help register diff.
      """,
    subcommands: [ShowRegister.self, CompareRegisters.self],
    defaultSubcommand: ShowRegister.self)
}

struct ShowRegister: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Montre ce qu'un registre contient, ce qui en est écarté et pourquoi.")

  @OptionGroup var register: RegisterOptions
  @OptionGroup var region: RegionOption
  @Option(
    help: "Fichier CSV où écrire tout ce qui ne va pas dans les fichiers, ligne par ligne.", completion: .file())
  var problems: String?

  @OptionGroup var csv: CSVOption
  @OptionGroup var language: LanguageOption

  @Flag(help: "Imprime les chiffres en JSON.")
  var json = false

  func run() throws {
    let regions = try region.known()
    let today = FileAge.today()
    let held = try register.read(listsOddities: problems != nil).tellingOldFiles(on: today)
    if let problems {
      let file = try OutputFile(path: problems)
      try file.write(ProblemsCSV.render(held, language: language.language, kind: csv.kind))
    }
    let summary = try RegisterSummary(held, only: regions, today: today)
    if json {
      try Terminal.show(json: summary)
    } else {
      try Terminal.show(
        RegisterTable(
          summary, language: language.language, width: Terminal.width(of: STDOUT_FILENO),
          useColour: Terminal.usesColour
        ).text)
    }
  }
}
