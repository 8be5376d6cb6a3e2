import ArgumentParser
import Planning
import Programme
import Wording

struct ScenarioValidate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Vérifie des fichiers de scénario et ceux qu'ils nomment.",
    discussion: """
      Une ligne par fichier : combien de scénarios il décrit, ou ce qui ne va pas, avec la ligne, la clé et ce qui était \
      attendu.
      """)

  @Argument(help: "Fichiers de scénario.", completion: .file())
  var files: [String]

  @OptionGroup var language: LanguageOption

  func run() throws {
    var worst: Failure.Kind?
    for path in files {
      do throws(Failure) {
        let count = try Self.scenarios(path)
        try Terminal.show("\(path): \(say(count))\n")
      } catch {
        Terminal.complain(error.wording.text(in: language.language))
        if worst == nil { worst = error.kind }
      }
    }
    if let worst { throw ExitCode(worst.exitCode) }
  }

  /// How many scenarios the file describes, all of them sound.
  private static func scenarios(_ path: String) throws(Failure) -> Int {
    let variants = try ScenarioFile(path: path).variants()
    let book = try RuleBook.bundled()
    for variant in variants {
      _ = try variant.file.scenario(adding: book)
      _ = try variant.file.regions()
    }
    return variants.count
  }

  private func say(_ count: Int) -> String {
    let many = count > 1 ? "s" : ""
    return Wording(fr: "\(count) scénario\(many)", en: "\(count) scenario\(many)").text(in: language.language)
  }
}
