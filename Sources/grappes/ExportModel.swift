import ArgumentParser
import Geography
import Planning
import Wording

extension ModelExport.Format: ExpressibleByArgument {}

struct ExportModel: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Écrit le problème d'une région, règles comprises, pour tout autre solveur.",
    discussion: """
      Le modèle compact, à maximiser, en euros : colonnes binaires y_PORTEUR et x_PORTEUR_MEMBRE, suivies de _kN où il y \
      a plusieurs sortes de grappes (une par DUI, secteur, voie…) et de _POIDS où la probabilité a plusieurs paliers. Son \
      optimum est ce que vaut le meilleur plan, préférences comprises. Plusieurs régions vont ensemble quand une grappe \
      peut les joindre. Le format MPS ne dit pas le sens : demander au solveur de maximiser.
      """)

  @OptionGroup var register: RegisterOptions

  @OptionGroup var region: RegionOption

  @OptionGroup var rules: RuleOptions

  @Option(help: "lp (CPLEX LP) ou mps (MPS libre).")
  var format = ModelExport.Format.lp

  @Option(name: .shortAndLong, help: "Fichier à écrire.", completion: .file())
  var output: String

  @OptionGroup var language: LanguageOption

  func run() throws {
    let (held, scenario) = (try register.read(), try rules.made())
    let told = try rules.withoutEffect(["timeLimit", "gap", "seed", "from", "stability"])
    let regions = try rules.regions(region)
    var written = (units: 0, columns: 0)
    let write = { (draft: String) throws(Failure) in
      written = try ModelExport.write(
        held, regions: regions, scenario: scenario, format: format, path: draft, shownAs: output,
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
