import ArgumentParser
import Foundation
import Geography
import Register
import Reporting
import Wording

struct ShowRegister: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register",
    abstract: "Montre ce qu'un registre contient, ce qui en est écarté et pourquoi.")

  @OptionGroup var register: RegisterOptions
  @OptionGroup var region: RegionOption
  @Option(
    help: "Fichier CSV où écrire tout ce qui ne va pas dans les fichiers, ligne par ligne.", completion: .file())
  var problems: String?

  @OptionGroup var language: LanguageOption

  @Flag(help: "Imprime les chiffres en JSON.")
  var json = false

  func run() throws {
    let held = try register.read(listsOddities: problems != nil)
    let table = try Regions.bundled()
    for code in region.codes ?? [] where table.region(code) == nil {
      throw Failure(
        .usage, fr: "--region \(code) : code de région INSEE attendu, comme 53 ou 01",
        en: "--region \(code): expected an INSEE region code, such as 53 or 01")
    }
    if let problems { try write(ProblemsCSV.render(held, language: language.language), to: problems) }
    let summary = try RegisterSummary(held, only: region.codes)
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try Terminal.show(String(decoding: try encoder.encode(summary), as: UTF8.self) + "\n")
    } else {
      try Terminal.show(
        RegisterTable(
          summary, language: language.language, width: Terminal.width(of: STDOUT_FILENO),
          useColour: Terminal.usesColour
        ).text)
    }
  }

  /// Writes a file whole, or not at all.
  private func write(_ text: String, to path: String) throws(Failure) {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let folder = start == path.startIndex ? "." : String(path[..<start])
    try OutputFolder(path: folder).write([(String(path[start...]), Data(text.utf8))])
  }
}
