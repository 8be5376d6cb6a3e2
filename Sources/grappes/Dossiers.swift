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
    let folder = try OutputFolder(path: out)
    for remark in aid.remarks {
      Terminal.note(
        Wording(fr: "remarque : \(remark.fr)", en: "remark: \(remark.en)").text(in: language.language))
    }
    for (name, grappe) in grappes { try folder.write(aid.documents(for: grappe), inside: name) }
    try Terminal.show(
      Wording(
        fr: "Dossiers de \(grappes.count) grappe(s) : \(out)/\n",
        en: "Dossiers of \(grappes.count) grappe(s): \(out)/\n"
      ).text(in: language.language))
    try pdf.print(grappes.map { "\($0.folder)/dossier.html" }, in: folder)
  }
}

extension OutputFolder {
  /// Writes documents into a folder of their own inside this one: it appears whole or not at all. One that is there
  /// already keeps its other files.
  ///
  /// - Parameter name: of the folder, without separators.
  /// - Throws: `Failure` (unwritable).
  func write(_ documents: [(name: String, contents: Data)], inside name: String) throws(Failure) {
    let place = "\(path)/\(name)"
    guard !FileManager.default.fileExists(atPath: place) else {
      try OutputFolder(path: place).write(documents)
      return
    }
    DraftName.removeLeftovers(of: CollectionOfOne(name), in: path)
    let draft = DraftName.path(path, name)
    do throws(Failure) {
      try OutputFolder(path: draft).write(documents, shownAs: place)
      if rename(draft, place) != 0 {
        // Another run has made it meanwhile.
        if [ENOTEMPTY, EEXIST].contains(errno), Self.isFolder(place) {
          try? FileManager.default.removeItem(atPath: draft)
          return try OutputFolder(path: place).write(documents)
        }
        let reason = String(cString: strerror(errno))
        throw Failure(
          .unwritable, fr: "\(place) : écriture impossible (\(reason))", en: "\(place): cannot be written (\(reason))")
      }
    } catch {
      try? FileManager.default.removeItem(atPath: draft)
      throw error
    }
  }
}
