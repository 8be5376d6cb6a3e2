import ArgumentParser
import Planning
import Wording

/// What the search starts from, and how much staying with it counts.
struct EarlierOptions: ParsableArguments {
  @Option(
    name: .customLong("from"),
    help: "Part d'un plan.json antérieur, ou d'un fichier de lignes grappe;og : la recherche commence là.",
    completion: .file())
  var path: String?

  @Option(
    parsing: .unconditional,
    help:
      "Avec --from plan.json : euros que compte chaque OG qui garde son porteur ; le plan dit le prix de chaque départ."
  )
  var stability: Double?

  /// - Parameter file: a scenario's; what is typed counts more.
  /// - Throws: `Failure` when the file is neither, or stability is asked for without a plan to stay with.
  func apply(to scenario: inout Scenario, file: ScenarioFile?) throws(Failure) {
    let own = try file?.from
    if let path = path ?? own { try scenario.start(from: path) }
    if let stability { scenario.stability = stability }
    guard scenario.stability == 0 || scenario.earlier != nil else {
      throw Failure(
        .usage, fr: "--stability \(scenario.stability) : attendu aussi --from avec un plan.json",
        en: "--stability \(scenario.stability): expected --from with a plan.json as well")
    }
  }
}
