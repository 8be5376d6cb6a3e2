import ArgumentParser
import Checking
import Geography
import Plans
import Programme
import Register
import Reporting
import Wording

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Vérifie un plan de bout en bout, sans rien de la recherche.",
    discussion: """
      Tout est recalculé depuis le registre, les règles et les fichiers de situation et de contraintes du plan : \
      admissibilité, montants, distances, noms, enveloppes, totaux, provenance, et la borne d'après les prix du \
      certificat. Ce qu'un arbre de recherche prouve au-delà n'est pas rejoué : la ligne finale le dit. Code 0 si tout \
      tient, 1 avec une ligne par manquement.
      """)

  @Argument(help: "Le plan.json à vérifier.", completion: .file())
  var plan: String

  @OptionGroup var register: RegisterOptions
  @Option(help: "Barème du plan, quand ce n'est pas celui de sa campagne.")
  var bareme: String?

  @OptionGroup var files: CampaignFiles
  @OptionGroup var knowledge: KnowledgeOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    let plan = try PlanFile.read(path: plan)
    let known = try knowledge.paths(or: files.file())
    let own = try files.rules()
    let rules = try bareme.map { bareme throws(Failure) in try own.paying(plan.campaign, by: bareme) } ?? own
    let checker = Checker(
      register: try register.read(), rules: rules,
      situation: try known.situation.map { path throws(Failure) in try Situation.read(path: path) },
      constraints: try known.constraints.map { path throws(Failure) in try Constraints.read(path: path) },
      roads: try knowledge.roads(or: files.file()))
    let report = checker.check(plan)
    for remark in report.remarks { Terminal.note(say("remarque : ", "remark: ") + remark.text(in: language.language)) }
    guard report.violations.isEmpty else {
      for violation in report.violations {
        let text = violation.wording.text(in: language.language)
        try Terminal.show("\(violation.kind.rawValue): \(Terminal.flat(text))\n")
      }
      throw ExitCode(1)
    }
    try Terminal.show(outcome(plan, report) + "\n")
  }

  /// What holds, and what of it is taken on trust.
  private func outcome(_ plan: Plan, _ report: Checker.Report) -> String {
    let numbers = NumberFormat(language.language)
    let bound = report.certifiedBound.map { numbers.money($0, rounding: .up) } ?? "–"
    let (grappes, essms) = (numbers.integer(plan.grappes.count), numbers.integer(plan.totals.essms))
    var line = say(
      "Le plan tient : \(grappes) grappes, \(essms) ESSMS groupés, borne certifiée \(bound)",
      "The plan holds: \(grappes) grappes, \(essms) ESSMS grouped, certified bound \(bound)")
    func regions(_ codes: [RegionCode]) -> String { codes.map(\.rawValue).joined(separator: ", ") }
    if !report.treeRegions.isEmpty {
      let (list, lower) = (regions(report.treeRegions), numbers.money(plan.bound, rounding: .up))
      let isClose = report.certifiedBound.map { numbers.money($0, rounding: .up) == lower } ?? false
      line +=
        isClose
        ? say(
          " ; à moins d'un euro près elle repose sur l'arbre de recherche, non rejoué (région \(list))",
          "; for less than a euro of it it rests on the search tree, not replayed (region \(list))")
        : say(
          " par les prix ; de là à \(lower), elle repose sur l'arbre de recherche, non rejoué (région \(list))",
          " by the prices; from there to \(lower) it rests on the search tree, not replayed (region \(list))")
    }
    if !report.spreadRegions.isEmpty {
      let list = regions(report.spreadRegions)
      line += say(
        " ; que la dispersion soit la moindre repose sur la recherche, non rejouée (région \(list))",
        "; that the spread is the least rests on the search, not replayed (region \(list))")
    }
    return line + "."
  }

  private func say(_ fr: String, _ en: String) -> String { Wording(fr: fr, en: en).text(in: language.language) }
}
