import ArgumentParser
import Foundation
import Planning
import Wording

/// How long and how hard to search.
struct SearchOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "Durée accordée au plan, lecture comprise, en secondes (60).")
  var timeLimit: Double?

  @Option(
    parsing: .unconditional,
    help: "Travail accordé au lieu d'une durée, en pas : search.work d'un plan dit combien il en a fait.")
  var work: Int?

  @Option(parsing: .unconditional, help: "Écart au maximum prouvé qui suffit : 0.001 pour 0,1 %.")
  var gap: Double?

  @Option(parsing: .unconditional, help: "Graine du hasard : la même donne le même plan (1).")
  var seed: Int?

  @Option(parsing: .unconditional, help: "Fils d'exécution ; le plan n'en dépend pas. Sans elle, tous les cœurs.")
  var threads: Int?

  func apply(to scenario: inout Scenario) {
    if let work {
      scenario.work = work
      scenario.timeLimit = Scenario.longest
    }
    if let timeLimit { scenario.timeLimit = timeLimit }
    if let gap { scenario.gap = gap }
    if let seed { scenario.seed = seed }
    scenario.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
  }
}
