import ArgumentParser
import Foundation
import Plans
import Reporting
import Wording

struct Letters: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Écrit pour chaque grappe une lettre d'une page qui invite ses OG.",
    discussion: """
      Exemple : grappes letters plan/plan.json --sender "ARS Bretagne" --pdf

      Écrit « lettres.html », toutes les lettres, une par page imprimée, et « lettre-53-001.html » pour chaque grappe. Le \
      texte vient d'un modèle que l'on peut récrire : grappes letters --print-template > lettre.mustache, puis --template \
      lettre.mustache.
      """)

  @Argument(help: "Le plan.json.", completion: .file())
  var plan: String?

  @Option(
    name: .customLong("grappe"), parsing: .unconditionalSingleValue,
    help: "Une grappe du plan, comme 53-001 ; peut être répété. Sans elle, toutes.")
  var chosen: [String] = []

  @Option(help: "Dossier où écrire.", completion: .directory)
  var out = "lettres"

  @Option(help: "Modèle de lettre à la place de celui du programme.", completion: .file())
  var template: String?

  @Flag(help: "Imprime le modèle du programme, à récrire, et rien d'autre.")
  var printTemplate = false

  @Option(help: "Qui invite ; sans elle, une place à remplir.")
  var sender = ""

  @Option(help: "À qui répondre : nom, courriel, téléphone ; sans elle, une place à remplir.")
  var contact = ""

  @OptionGroup var pdf: PDFOption
  @OptionGroup var files: CampaignFiles
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard plan != nil || printTemplate else {
      throw ValidationError(
        Wording(fr: "un plan.json ou --print-template attendu", en: "expected a plan.json or --print-template")
          .text(in: Terminal.language))
    }
  }

  func run() throws {
    guard let path = plan, !printTemplate else {
      try Terminal.show(LetterTemplate.bundledText(language.language))
      return
    }
    let template = try template.map { (path) throws(Failure) in try LetterTemplate(path: path) }
    let letters = try InvitationLetters(
      Dossier(
        plan: try PlanFile.read(path: path), contours: try contours(), language: language.language,
        rules: try files.rules()),
      template: try template ?? LetterTemplate(bundled: language.language), sender: sender, contact: contact)
    let grappes = try letters.grappes(chosen)
    let documents = letters.documents(for: grappes)
    let page = InvitationLetters.all
    let folder = try OutputFolder(path: out, for: documents.map(\.name) + pdf.names(of: [page]))
    try folder.write(documents)
    try Terminal.show(
      Wording(
        fr: "Lettres de \(grappes.count) grappe(s) : \(out)/\(page)\n",
        en: "Letters of \(grappes.count) grappe(s): \(out)/\(page)\n"
      ).text(in: language.language))
    try pdf.print([page], in: folder)
  }
}
