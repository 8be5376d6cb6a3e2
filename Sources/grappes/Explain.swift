import ArgumentParser
import Foundation
import Plans
import Register
import Reporting
import Wording

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Dit ce qu'un plan fait d'un OG, ou ce que contient une grappe.",
    discussion: """
      Exemple : grappes explain plan/plan.json --og 350000000

      Avec le registre à la suite du plan, dit aussi les ESSMS écartés de l'OG.
      """)

  @Argument(help: "Le plan.json.", completion: .file())
  var plan: String

  @Argument(help: "Extraits FINESS dont le plan est fait ; facultatifs.", completion: .file())
  var registers: [String] = []

  @Option(parsing: .unconditional, help: "Numéro FINESS juridique de l'OG, ou géographique d'un de ses ESSMS.")
  var og: String?

  @Option(parsing: .unconditional, help: "Une grappe du plan, comme 53-001.")
  var grappe: String?

  @OptionGroup var files: CampaignFiles
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard og != nil || grappe != nil else {
      throw ValidationError(
        Wording(fr: "--og ou --grappe attendu", en: "expected --og or --grappe").text(in: Terminal.language))
    }
  }

  func run() throws {
    let number = try og.map { (text) throws(Failure) in try Self.number(text) }
    let plan = try PlanFile.read(path: plan)
    let register = registers.isEmpty ? nil : try RegisterReader().read(paths: registers)
    let explanation = Explanation(
      Dossier(
        plan: plan, contours: try contours(), language: language.language, rules: try files.rules()),
      register: register,
      width: Terminal.width(of: STDOUT_FILENO), useColour: Terminal.usesColour)
    var parts: [String] = []
    if let number { parts.append(try explanation.organisation(number)) }
    if let grappe { parts.append(try explanation.grappe(grappe)) }
    try Terminal.show(parts.joined(separator: "\n"))
  }

  private static func number(_ text: String) throws(Failure) -> FinessNumber {
    guard let number = FinessNumber(text.uppercased()) else {
      throw Failure(
        .usage, fr: "--og « \(text) » : attendu : un numéro FINESS de neuf caractères, comme 350000000 ou 2A0000527",
        en: "--og \"\(text)\": expected a FINESS number of nine characters, such as 350000000 or 2A0000527")
    }
    return number
  }
}
