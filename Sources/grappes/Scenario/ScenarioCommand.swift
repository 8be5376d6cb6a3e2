import ArgumentParser

/// Scenarios: what is asked when one plan is not enough.
struct ScenarioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario", abstract: "Compare des plans : front, résistance aux retraits.",
    subcommands: [ScenarioPareto.self, ScenarioStress.self])
}
