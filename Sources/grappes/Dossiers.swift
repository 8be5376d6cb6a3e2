import ArgumentParser
import Foundation
import Plans
import Register
import Reporting
import Wording

struct Dossiers: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prépare pour chaque porteur de quoi déposer : un dossier par grappe.",
    discussion: """
      Écrit pour chaque grappe un dossier « DIR/53-001 » avec dossier.html (à lire et à imprimer), membres.csv et \
      pai-numerique.txt (à reprendre dans PAI numérique).
      """)

  @Argument(help: "Le plan.json.", completion: .file())
  var plan: String

  @OptionGroup var register: RegisterOptions

  @Option(help: "situation.csv : dit le DUI en place de chaque ESSMS.", completion: .file())
  var situation: String?

  @Option(help: "Dossier où écrire ceux des grappes.", completion: .directory)
  var out = "dossiers"

  @OptionGroup var pdf: PDFOption
  @OptionGroup var files: CampaignFiles
  @OptionGroup var csv: CSVOption
  @OptionGroup var language: LanguageOption

  func run() throws {
    let plan = try PlanFile.read(path: plan)
    let known = try situation.map { (path) throws(Failure) in try Situation.read(path: path) }
    let aid = try FilingAid(
      Dossier(
        plan: plan, contours: try contours(), language: language.language, rules: try files.rules(),
        csv: csv.kind),
      register: try register.read(),
      situation: known)
    let grappes = try aid.grappes
    let pages = grappes.map { "\($0.folder)/dossier.html" }
    let names = grappes.flatMap { grappe in FilingAid.names.map { "\(grappe.folder)/\($0)" } }
    let folder = try OutputFolder(path: out, for: names + pdf.names(of: pages))
    for remark in aid.remarks {
      Terminal.note(
        Wording(fr: "remarque : \(remark.fr)", en: "remark: \(remark.en)").text(in: language.language))
    }
    try folder.write(names) { (files) throws(Failure) in
      for (name, grappe) in grappes {
        for document in aid.documents(for: grappe) {
          try files.write(document.contents, as: "\(name)/\(document.name)")
        }
      }
    }
    try Terminal.show(
      Wording(
        fr: "Dossiers de \(grappes.count) grappe(s) : \(out)/\n",
        en: "Dossiers of \(grappes.count) grappe(s): \(out)/\n"
      ).text(in: language.language))
    try pdf.print(pages, in: folder)
  }
}
