import ArgumentParser
import Plans
import Reporting
import Wording

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Écrit de nouveau les documents d'un plan.")

  @Argument(help: "Le plan.json.", completion: .file())
  var plan: String

  @Option(help: "Dossier où écrire.", completion: .directory)
  var out = "out"

  @Option(
    name: .customLong("on"), parsing: .unconditional,
    help: "Jour (AAAA-MM-JJ) pour lequel dire les fenêtres de dépôt fermées ou pas encore ouvertes.")
  var day: String?

  @OptionGroup var pdf: PDFOption
  @OptionGroup var files: CampaignFiles
  @OptionGroup var csv: CSVOption
  @OptionGroup var language: LanguageOption

  func run() throws {
    let day = try day.map { (text) throws(Failure) in try ISODay.parse(text) }
    let plan = try PlanFile.read(path: plan)
    let dossier = Dossier(
      plan: plan, contours: try contours(), language: language.language, rules: try files.rules(), csv: csv.kind)
    let folder = try OutputFolder(path: out, for: Documents.names + pdf.names(of: ["report.html"]))
    let documents = PlanDocuments(dossier, plan: nil)
    try documents.write(in: folder)
    if let day {
      for warning in DeadlineWarnings(plan: plan, on: day, language: language.language).sentences {
        Terminal.note(Terminal.flat(warning))
      }
    }
    try Terminal.show(
      Wording(fr: "Rapport : \(out)/report.html\n", en: "Report: \(out)/report.html\n").text(in: language.language))
    if let failure = documents.failure(in: out) { throw failure }
    try pdf.print(["report.html"], in: folder)
  }
}
