import ArgumentParser
import Geography
import Planning
import Wording

extension ModelExport.Format: ExpressibleByArgument {}

struct ExportModel: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Écrit le problème d'une région pour tout autre solveur.",
    discussion: """
      Le modèle compact, à maximiser, en euros : colonnes binaires y_PORTEUR et x_PORTEUR_MEMBRE. Son optimum est la \
      valeur du meilleur plan. Le format MPS ne dit pas le sens : demander au solveur de maximiser.
      """)

  @OptionGroup var register: RegisterOptions

  @Option(
    name: .customLong("region"), parsing: .unconditional,
    help: "Code INSEE de la région ; inutile quand le registre n'en a qu'une.")
  var region: String?

  @OptionGroup var rules: RuleOptions

  @Option(help: "lp (CPLEX LP) ou mps (MPS libre).")
  var format = ModelExport.Format.lp

  @Option(name: .shortAndLong, help: "Fichier à écrire.", completion: .file())
  var output: String

  @OptionGroup var language: LanguageOption

  func run() throws {
    let (held, scenario) = (try register.read(), try rules.made())
    let told = try rules.withoutEffect(["timeLimit", "gap", "seed", "from", "stability"])
    let own = try rules.files.file()?.regions()
    var written = (units: 0, columns: 0)
    let write = { (draft: String) throws(Failure) in
      written = try ModelExport.write(
        held, region: region.map { RegionCode($0) } ?? (own?.count == 1 ? own?.first : nil), scenario: scenario,
        format: format, path: draft, shownAs: output,
        told: { Terminal.remark(told + $0, in: language.language) })
    }
    if OutputFolder.isStream(output) {
      try write(output)
    } else {
      try OutputFile(path: output).make(write)
    }
    try Terminal.show(
      Wording(
        fr: "\(output) : \(written.units) OG, \(written.columns) colonnes binaires\n",
        en: "\(output): \(written.units) OG, \(written.columns) binary columns\n"
      ).text(in: language.language))
  }
}
