import ArgumentParser
import Foundation
import Planning
import Plans
import Register
import Reporting
import Wording

struct ScenarioStress: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stress", abstract: "Dit ce qui reste d'un plan quand des OG se retirent.",
    discussion: """
      Exemple : grappes scenario stress plan/plan.json --withdrawal 0.1 --draws 10000

      Par grappe et en tout : probabilité de rester admissible (tirages, et calcul exact), financement qui reste, OG dont \
      le retrait coule la grappe. Avec le registre à la suite du plan, refuse un plan dont un OG n'y est plus.
      """)

  @Argument(help: "Le plan.json.", completion: .file())
  var plan: String

  @Argument(help: "Extraits FINESS dont le plan est fait ; facultatifs.", completion: .file())
  var registers: [String] = []

  @Option(parsing: .unconditional, help: "Probabilité qu'un OG se retire : une hypothèse.")
  var withdrawal = 0.1

  @Option(parsing: .unconditional, help: "Tirages, de 1 à 1 000 000.")
  var draws = 10_000

  @Option(parsing: .unconditional, help: "Graine du hasard : la même donne les mêmes tirages.")
  var seed = 1

  @Option(help: "Dossier où écrire stress.json et les tableaux CSV ; rien sans elle.", completion: .directory)
  var out: String?

  @OptionGroup var files: CampaignFiles
  @OptionGroup var csv: CSVOption
  @OptionGroup var language: LanguageOption

  @Flag(help: "Imprime le résultat en JSON à la place des tableaux.")
  var json = false

  func run() throws {
    let test = try StressTest(withdrawal: withdrawal, draws: draws, seed: seed)
    let held = try PlanFile.read(path: plan)
    if !registers.isEmpty { try requireKnown(held, in: try RegisterReader().read(paths: registers)) }
    let dossier = Dossier(
      plan: held, contours: try contours(), language: language.language, rules: try files.rules(), csv: csv.kind)
    let outcome = try test.outcome(held)
    let report = StressReport(outcome, dossier: dossier)
    if let out {
      let documents = try report.documents()
      try OutputFolder(path: out, for: documents.map(\.name)).write(documents)
    }
    if json {
      try Terminal.show(json: outcome)
    } else {
      try Terminal.show(report.text(width: Terminal.width(of: STDOUT_FILENO), useColour: Terminal.usesColour))
    }
  }

  private func requireKnown(_ held: Plan, in register: Register) throws(Failure) {
    let known = Set(register.essms.map(\.og))
    for grappe in held.grappes {
      if let stranger = grappe.members.first(where: { !known.contains($0.og) }) {
        throw Failure(
          .data, fr: "\(plan) : l'OG \(stranger.og) de la grappe \(grappe.id) n'a aucun ESSMS dans ce registre",
          en: "\(plan): OG \(stranger.og) of grappe \(grappe.id) has no ESSMS in this register")
      }
    }
  }
}
