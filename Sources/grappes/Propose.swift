import ArgumentParser
import Files
import Foundation
import Geography
import Planning
import Plans
import Programme
import Register
import Reporting
import Wording

struct Propose: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Propose des grappes et écrit le plan, son rapport et ses fichiers.",
    discussion: """
      Lit le registre, cherche le plan qui apporte le plus de financement attendu pour le moins de distance, et dit à \
      quel point il est proche du meilleur. Ctrl-C garde le meilleur plan trouvé.
      """)

  @OptionGroup var register: RegisterOptions
  @OptionGroup var region: RegionOption

  @OptionGroup var rules: RuleOptions

  @OptionGroup var search: SearchOptions
  @OptionGroup var earlier: EarlierOptions

  @Option(name: .customLong("on"), help: "Jour où l'on dépose (AAAA-MM-JJ) : avertit des fenêtres fermées ce jour-là.")
  var day: String?

  @Option(help: "Dossier où écrire le plan et ses documents.", completion: .directory)
  var out = "out"

  @OptionGroup var pdf: PDFOption
  @OptionGroup var csv: CSVOption
  @OptionGroup var language: LanguageOption

  @Flag(help: "Imprime le plan en JSON à la place des tableaux.")
  var json = false

  @Flag(help: "N'imprime ni progression, ni remarques, ni tableaux.")
  var quiet = false

  func run() throws {
    let began = ContinuousClock.now
    let filingDay = try day.map { text throws(Failure) in try ISODay.parse(text) }
    let scenario = try scenario()
    let planner = try Planner(scenario: scenario, version: Grappes.version)
    let held = try register.read()
    var account = TimeAccount(began: began, scenario: scenario)
    try held.requireLocated()
    let folder = try folder(startingFrom: scenario)
    warn(of: held)
    warn(ofDates: held.sources)
    warn(of: scenario)
    if !quiet { remark(try rules.withoutEffect()) }
    let progress = ProgressLine(language: language.language)
    // The documents' time is within the limit too.
    let regions = try rules.regions(region)
    let reserve = regions == nil ? PlanDocuments.seconds(held, within: scenario.timeLimit) : 0
    let plan = try planner.plan(
      held, regions: regions, began: began - .seconds(reserve),
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
    let document = try PlanFile.data(plan)
    let documents = try PlanDocuments.write(dossier, plan: document, in: folder)
    if !quiet { for note in account.notes { Terminal.note(note.text(in: language.language)) } }
    if let filingDay {
      for warning in DeadlineWarnings(plan: plan, on: filingDay, language: language.language).sentences {
        Terminal.note(warning)
      }
    }
    if json {
      try Terminal.show(String(decoding: document, as: UTF8.self))
    } else if !quiet {
      let tables = TerminalTables(
        dossier, width: Terminal.width(of: STDOUT_FILENO), useColour: Terminal.usesColour)
      try Terminal.show(tables.text + "\n" + (documents.isAlone ? "" : place))
    }
    if let remedy = documents.remedy(in: out) { return Terminal.note(remedy.text(in: language.language)) }
    if let failure = documents.failure(in: out) { throw failure }
    try pdf.print(["report.html"], in: folder)
  }

  /// The folder for the plan. The earlier plan that the search starts from is an input that the new one may replace: the
  /// user is told.
  private func folder(startingFrom scenario: Scenario) throws(Failure) -> OutputFolder {
    let place = "\(out)/\(PlanDocuments.plan)"
    let named = try rules.files.file()?.from
    if scenario.earlier != nil, let start = earlier.path ?? named, FilesRead.isOne(start, place) {
      FilesRead.release(place)
      if !quiet {
        Terminal.note(
          Wording(
            fr: "remarque : \(Terminal.flat(place)), d'où part la recherche, sera remplacé par le nouveau plan",
            en: "remark: \(Terminal.flat(place)), where the search starts, will be replaced by the new plan"
          ).text(in: language.language))
      }
    }
    return try OutputFolder(path: out, for: PlanDocuments.names + pdf.names(of: ["report.html"]))
  }

  private var place: String {
    Wording(fr: "Rapport : \(out)/report.html\n", en: "Report: \(out)/report.html\n").text(in: language.language)
  }

  private func scenario() throws(Failure) -> Scenario {
    var scenario = try rules.made()
    search.apply(to: &scenario)
    try earlier.apply(to: &scenario, file: rules.files.file())
    scenario.language = language.language
    return scenario
  }

  /// What the user should know of what was asked for, before the search.
  private func warn(of scenario: Scenario) {
    guard !quiet, !scenario.campaign.allowsGrowth,
      let line = scenario.constraints?.lines.first(where: { $0.kind == .existante })
    else { return }
    let name = scenario.campaign.name
    Terminal.note(
      Wording(
        fr:
          "ligne \(line.number) des contraintes : aucune règle trouvée qui laisse grandir une grappe existante dans la "
          + "campagne \(name) ; le plan le suppose, à vérifier.",
        en: "line \(line.number) of the constraints: no rule was found that lets an existing grappe grow in campaign "
          + "\(name); the plan assumes it, to be verified."
      ).text(in: language.language))
  }

  private func remark(_ remarks: [Wording]) { Terminal.remark(remarks, in: language.language) }

  /// Files of over half a year without a newer one beside them, files of days to come, and files without a date where several
  /// are given: once, before the search.
  private func warn(ofDates sources: [SourceFile]) {
    guard !quiet else { return }
    let today = FileAge.today()
    let hasNews = sources.contains { source in source.ageDays(on: today).map { 0..<FileAge.oldFrom ~= $0 } ?? false }
    for source in sources where source.isOld(on: today) && !hasNews {
      let days = source.ageDays(on: today) ?? 0
      Terminal.note(
        Wording(
          fr:
            "\(source.file) : du \(source.date ?? ""), il y a \(days) jours ; à compléter par un fichier plus récent, "
            + "s'il en existe un.",
          en: "\(source.file): of \(source.date ?? ""), \(days) days ago; give a newer file beside it, if there is one."
        ).text(in: language.language))
    }
    for source in sources where source.ageDays(on: today) ?? 0 < 0 {
      Terminal.note(
        Wording(
          fr: "\(source.file) : du \(source.date ?? ""), date à venir, à vérifier ; il est pris pour le plus récent.",
          en: "\(source.file): of \(source.date ?? ""), a day to come, to be verified; it is taken for the newest."
        ).text(in: language.language))
    }
    for source in sources where source.date == nil && sources.count > 1 {
      Terminal.note(
        Wording(
          fr: "\(source.file) : sans date ; pris à son rang dans l'ordre donné.",
          en: "\(source.file): no date; taken in the order given."
        ).text(in: language.language))
    }
  }

  /// The count of rows that were not used, once, before the search.
  private func warn(of held: Register) {
    let lost = held.problems.count { $0.losesRow }
    guard lost > 0, !quiet else { return }
    Terminal.note(
      Wording(
        fr: "\(lost) ligne(s) du registre inutilisables, laissées de côté ; « grappes register » les montre.",
        en: "\(lost) row(s) of the register cannot be used and are left aside; \"grappes register\" shows them."
      ).text(in: language.language))
  }
}

/// The outlines that come with the program.
func contours() throws(Failure) -> Contours {
  do {
    return try Contours.bundled()
  } catch {
    throw Failure(
      .unreadable, fr: "les contours livrés avec le programme sont illisibles : \(error)",
      en: "the outlines that come with the program cannot be read: \(error)")
  }
}
