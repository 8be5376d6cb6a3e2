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

  @OptionGroup var language: LanguageOption

  func run() throws {
    let plan = try PlanFile.read(path: plan)
    let folder = try OutputFolder(path: out)
    try folder.write(Documents.all(Dossier(plan: plan, contours: try contours(), language: language.language)))
    try Terminal.show(
      Wording(fr: "Rapport : \(out)/report.html\n", en: "Report: \(out)/report.html\n").text(in: language.language))
  }
}
