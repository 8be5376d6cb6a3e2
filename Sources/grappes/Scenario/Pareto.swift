import ArgumentParser
import Foundation
import Planning
import Plans
import Reporting
import Wording

struct ScenarioPareto: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pareto", abstract: "Trace le front : financement attendu contre distance, preuve à l'appui.",
    discussion: """
      Les extrémités sont les plans fundingFirst et spreadFirst ; entre elles, des plans à des prix de distance choisis \
      d'après les points voisins. Chaque point a son dossier, son plan.json et sa preuve ; ensemble, les bornes donnent \
      une limite qu'aucun plan ne dépasse. --time-limit vaut pour chaque recherche ; il y en a au plus 2 × N. \
      Le front choisit lui-même --objective et --spread-price, qui n'ont pas cours ici. Ctrl-C l'arrête : ce qui est \
      trouvé est écrit, et marqué interrompu.
      """)

  @OptionGroup var register: RegisterOptions
  @OptionGroup var region: RegionOption

  @Option(parsing: .unconditional, help: "Points voulus, de 2 à 100.")
  var points = 8

  @OptionGroup var rules: RuleOptions
  @OptionGroup var search: SearchOptions

  @Option(help: "Dossier où écrire le front et, par point, un dossier.", completion: .directory)
  var out = "pareto"

  @OptionGroup var csv: CSVOption
  @OptionGroup var language: LanguageOption

  @Flag(help: "Imprime le front en JSON à la place du tableau.")
  var json = false

  @Flag(help: "N'imprime ni progression ni tableau.")
  var quiet = false

  func run() throws {
    let began = ContinuousClock.now
    let scenario = try scenario()
    let search = try ParetoSearch(scenario: scenario, points: points, version: Grappes.version)
    let held = try register.read()
    try held.requireLocated()
    let folder = try OutputFolder(path: out, for: names)
    if !quiet { remark(try rules.withoutEffect(["objective", "spreadPrice", "stability"])) }
    Interruption.watch()
    let progress = ProgressLine(language: language.language)
    var shown = 0
    let (front, plans) = try search.front(
      held, regions: rules.regions(region), began: began, told: { if !quiet { remark($0) } },
      progress: { step, told in
        guard !quiet else { return }
        if step.number != shown { announce(step, after: progress) }
        shown = step.number
        progress.show(told)
      }, isInterrupted: { Interruption.isRequested })
    progress.finish()
    let (outlines, book) = (try contours(), try rules.book())
    let dossiers = plans.map {
      Dossier(plan: $0, contours: outlines, language: language.language, rules: book, csv: csv.kind)
    }
    guard let widest = dossiers.last else { return }
    let report = ParetoReport(front, dossier: widest)
    let missing = try write(zip(front.points, dossiers), and: report.documents(), in: folder)
    warn(ofOlder: Set(front.points.map(\.name)))
    if json {
      try Terminal.show(json: front)
    } else if !quiet {
      let place = Wording(fr: "Front : \(out)/pareto.html\n", en: "Front: \(out)/pareto.html\n")
      try Terminal.show(
        report.text(width: Terminal.width(of: STDOUT_FILENO), useColour: Terminal.usesColour) + "\n"
          + place.text(in: language.language))
    }
    if let missing { throw missing }
  }

  /// Of the files that may come.
  private var names: [String] {
    ParetoReport.names
      + (1...points).flatMap { point in
        PlanDocuments.names.map { "point-\(point < 10 ? "0" : "")\(point)/\($0)" }
      }
  }

  /// - Returns: what could not be made.
  private func write(
    _ plans: some Sequence<(ParetoFront.Point, Dossier)>, and documents: [(name: String, contents: Data)],
    in folder: OutputFolder
  ) throws -> Failure? {
    var all = documents
    var (stale, missing): ([String], Failure?) = ([], nil)
    for (point, dossier) in plans {
      let made = PlanDocuments(dossier, plan: try PlanFile.data(dossier.given))
      all += made.made.map { ("\(point.name)/\($0.name)", $0.contents) }
      stale += made.stale.map { "\(point.name)/\($0)" }
      missing = missing ?? made.failure(in: "\(out)/\(point.name)")
    }
    try folder.write(all, removing: stale)
    return missing
  }

  private func remark(_ remarks: [Wording]) { Terminal.remark(remarks, in: language.language) }

  private func scenario() throws(Failure) -> Scenario {
    if rules.objective != nil || rules.spreadPrice != nil {
      throw Failure(
        .usage, fr: "--objective et --spread-price : le front choisit lui-même ; attendu sans eux",
        en: "--objective and --spread-price: the front chooses them itself; expected without")
    }
    var scenario = try rules.made()
    search.apply(to: &scenario)
    scenario.language = language.language
    return scenario
  }

  private func announce(_ step: ParetoSearch.Step, after line: ProgressLine) {
    line.finish()
    let price = step.spreadPrice.map { Wording(fr: "\("\($0)".replacing(".", with: ",")) €/km", en: "€\($0)/km") }
    let what = price ?? Wording(fr: step.mode.rawValue, en: step.mode.rawValue)
    Terminal.note(
      Wording(fr: "recherche \(step.number) : \(what.fr)", en: "search \(step.number): \(what.en)")
        .text(in: language.language))
  }

  /// Points of an earlier front stay: to be told from those of this one.
  private func warn(ofOlder points: Set<String>) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: out)) ?? []
    let older = names.filter { $0.hasPrefix("point-") && !points.contains($0) }.sorted()
    guard !older.isEmpty else { return }
    let list = Terminal.flat(older.joined(separator: ", "))
    Terminal.note(
      Wording(
        fr: "remarque : d'un front antérieur, sans effet sur celui-ci : \(list)",
        en: "remark: of an earlier front, no part of this one: \(list)"
      ).text(in: language.language))
  }
}
