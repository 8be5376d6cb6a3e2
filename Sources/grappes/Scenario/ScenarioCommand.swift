import ArgumentParser

struct ScenarioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario",
    abstract: "Des fichiers de paramètres, plusieurs plans à la fois, une comparaison.",
    subcommands: [
      ScenarioNew.self, ScenarioValidate.self, ScenarioRun.self, ScenarioCompare.self, ScenarioPareto.self,
      ScenarioStress.self, ScenarioTasks.self, ScenarioCollect.self,
    ])
}
