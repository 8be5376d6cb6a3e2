import ArgumentParser
import Planning
import Programme
import Wording

/// The campaign and the prices that make a grouping problem of a register.
struct RuleOptions: ParsableArguments {
  @Option(help: "Campagne dont les règles s'appliquent.")
  var campaign = "2024"

  @Option(
    parsing: .unconditional,
    help: "Probabilité qu'un OG se retire : hypothèse, à fixer par qui planifie ; 0 quand personne ne se retire.")
  var withdrawal = 0.0

  @Option(parsing: .unconditional, help: "Prix de la distance, en euros par ESSMS et par km au siège du porteur.")
  var spreadPrice = 100.0

  @Option(
    parsing: .unconditional, help: "Distance la plus grande entre le siège d'un membre et celui du porteur, en km.")
  var radius = 60.0

  @Option(parsing: .unconditional, help: "Rapport de la distance par la route à la distance à vol d'oiseau.")
  var detour = 1.0

  /// - Throws: `Failure` (usage) when there is no such campaign.
  func scenario() throws(Failure) -> Scenario {
    let (campaign, bareme) = try RuleBook.bundled().campaign(campaign)
    var scenario = Scenario(campaign: campaign, bareme: bareme)
    scenario.withdrawal = withdrawal
    scenario.spreadPrice = spreadPrice
    scenario.radiusKm = radius
    scenario.detour = detour
    return scenario
  }
}
