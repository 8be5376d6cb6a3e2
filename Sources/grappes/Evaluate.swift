import ArgumentParser
import Foundation
import Planning
import Plans
import Register
import Reporting
import Wording

/// What `evaluate --json` prints: the judgement's keys, `bill` and `changes`.
private struct EvaluationDocument: Encodable {
  let evaluation: Evaluation
  let bill: PriceBook.Bill
  let changes: [JudgedChange]

  private enum CodingKeys: String, CodingKey {
    case bill, changes
  }

  func encode(to encoder: any Encoder) throws {
    try evaluation.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(bill, forKey: .bill)
    try container.encode(changes, forKey: .changes)
  }
}

struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Juge un regroupement fait ailleurs, et l'écrit comme plan.",
    discussion: """
      Le fichier a deux colonnes, grappe;og. Dit ce qui est admissible et pourquoi le reste ne l'est pas, les montants, \
      les distances, l'écart au maximum prouvé, et les trois changements qui aideraient le plus. « grappes propose \
      --from FICHIER » part de là pour chercher mieux.
      """)

  @Argument(help: "Lignes grappe;og, avec en-tête.", completion: .file())
  var grouping: String

  @OptionGroup var register: RegisterOptions
  @OptionGroup var region: RegionOption
  @OptionGroup var rules: RuleOptions
  @OptionGroup var search: SearchOptions

  @Option(
    name: .customLong("change"), parsing: .unconditionalSingleValue,
    help: """
      Changement à juger, avec --json ; peut être répété : « deplacer OG GRAPPE », « deplacer OG aucune », « fonder OG OG… », \
      « dissoudre GRAPPE », « porteur GRAPPE OG », « verrou GRAPPE », « separes OG OG », « ensemble OG OG », « exclu OG ». \
      Les grappes ont leur numéro dans le plan écrit. Chacun est jugé seul, sans recherche, avec ce qu’il coûte au moins.
      """)
  var changes: [String] = []

  @Option(help: "Dossier où écrire le plan et ses documents.", completion: .directory)
  var out = "out"

  @OptionGroup var csv: CSVOption
  @OptionGroup var language: LanguageOption

  @Flag(help: "Imprime le jugement en JSON à la place des tableaux.")
  var json = false

  @Flag(help: "N'imprime ni progression, ni remarques, ni tableaux.")
  var quiet = false

  func run() throws {
    let began = ContinuousClock.now
    var scenario = try rules.made()
    search.apply(to: &scenario)
    scenario.language = language.language
    let planner = try Planner(scenario: scenario, version: Grappes.version)
    let drawing = try DrawnGrouping.read(path: grouping)
    let held = try register.read()
    var account = TimeAccount(began: began, scenario: scenario)
    try held.requireLocated()
    let folder = try OutputFolder(path: out, for: PlanDocuments.names)
    if !quiet { remark(try rules.withoutEffect(["from", "stability"])) }
    let progress = ProgressLine(language: language.language)
    let (plan, evaluation) = try planner.evaluate(
      drawing, held, regions: rules.regions(region), began: began,
      told: {
        Interruption.watch()
        if !quiet { remark($0) }
      },
      progress: { if !quiet { progress.show($0) } },
      isInterrupted: { Interruption.isRequested })
    progress.finish()
    account.planned(plan)
    let dossier = Dossier(
      plan: plan, contours: try contours(), language: language.language, rules: try rules.book(), csv: csv.kind)
    let documents = try PlanDocuments.write(dossier, plan: try PlanFile.data(plan), in: folder)
    if !quiet { for note in account.notes { Terminal.note(note.text(in: language.language)) } }
    if json {
      try Terminal.show(json: document(evaluation, plan, planner, held))
    } else if !quiet {
      let (width, useColour) = (Terminal.width(of: STDOUT_FILENO), Terminal.usesColour)
      let tables = TerminalTables(dossier, width: width, useColour: useColour)
      let judgement = EvaluationTable(evaluation, dossier: dossier, width: width, useColour: useColour)
      let place = Wording(fr: "Rapport : \(out)/report.html\n", en: "Report: \(out)/report.html\n")
      try Terminal.show(
        judgement.text + "\n" + tables.totals + "\n" + (documents.isAlone ? "" : place.text(in: language.language)))
    }
    if let remedy = documents.remedy(in: out) { return Terminal.note(remedy.text(in: language.language)) }
    if let failure = documents.failure(in: out) { throw failure }
  }

  /// The judgement with the bill of the gap, and what was asked of changes.
  private func document(
    _ evaluation: Evaluation, _ plan: Plan, _ planner: Planner, _ held: Register
  ) throws(Failure) -> EvaluationDocument {
    let bench = try Workbench(planner, held, regions: plan.regions)
    let book = PriceBook(bench, certificate: plan.certificate)
    let edited = bench.open(plan).plan
    return EvaluationDocument(
      evaluation: evaluation, bill: book.bill(of: edited),
      changes: try changes.map { (text) throws(Failure) in
        JudgedChange(try ChangeWords(text, of: edited, on: bench), of: edited, book: book)
      })
  }

  private func remark(_ remarks: [Wording]) { Terminal.remark(remarks, in: language.language) }
}
