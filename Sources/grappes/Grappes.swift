import ArgumentParser

/// The command line. Screens are in French unless `--lang en`.
struct Grappes: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "grappes",
    abstract: "Propose des grappes d'organismes gestionnaires au programme ESMS numérique, preuve à l'appui.",
    discussion: """
      Exemple : grappes propose finess-507.csv --region 53 --out plan
      """,
    version: version,
    subcommands: [
      Propose.self, Evaluate.self, Check.self, RegisterCommand.self, Campaigns.self, Report.self, Explain.self,
      Dossiers.self, Letters.self, ExportModel.self, Distances.self, Generate.self, ScenarioCommand.self,
    ])
}
