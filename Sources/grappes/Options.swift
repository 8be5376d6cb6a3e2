import ArgumentParser
import Foundation
import Geography
import Register
import Reporting
import Wording

extension Language: ExpressibleByArgument {}

/// The language of screens and reports.
struct LanguageOption: ParsableArguments {
  @Option(name: .customLong("lang"), help: "Langue des écrans et des documents : fr ou en.")
  var language = Language.fr
}

extension CSVKind: ExpressibleByArgument {}

/// How CSV files are written.
struct CSVOption: ParsableArguments {
  @Option(
    name: [.customLong("csv"), .customLong("csv-kind")],
    help: """
      Fichiers CSV : fr (point-virgule, virgule décimale, pour un tableur en français) ou international (virgule, point \
      décimal, sans marque d'ordre des octets).
      """)
  var kind = CSVKind.fr
}

/// The register's files.
struct RegisterOptions: ParsableArguments {
  @Argument(
    help: """
      Registre FINESS : extraits (501, 502, 505, 507), archives annuelles et exports CSV à en-tête, FINESS+ des \
      structures, en tout mélange ; chacun est reconnu à son contenu. « - » est l'entrée standard.
      """, completion: .file())
  var registers: [String]

  @OptionGroup var reading: ReadingOptions

  /// - Parameter listsOddities: whether each oddity is wanted, rather than counts and examples.
  func read(listsOddities: Bool = false) throws(Failure) -> Register {
    try reading.read(registers, listsOddities: listsOddities)
  }
}

/// How files of a register are read.
struct ReadingOptions: ParsableArguments {
  @Flag(help: "Refuse un registre qui a des lignes inutilisables, au lieu de les compter et de s'en passer.")
  var strict = false

  /// - Parameter listsOddities: whether each oddity is wanted, rather than counts and examples.
  func read(_ paths: [String], listsOddities: Bool = false) throws(Failure) -> Register {
    try RegisterReader(options: .init(strict: strict, listsOddities: listsOddities)).read(paths: paths)
  }
}

/// The regions asked for.
struct RegionOption: ParsableArguments {
  @Option(
    name: .customLong("region"), parsing: .unconditionalSingleValue,
    help: "Code INSEE d'une région (53, 94, 01…) ; peut être répété. Sans lui, toutes celles du registre.")
  var regions: [String] = []

  /// nil for all. Whether each exists is for others to say.
  var codes: [RegionCode]? { regions.isEmpty ? nil : regions.map { RegionCode($0) } }

  /// nil for all.
  ///
  /// - Throws: `Failure` (usage) for one that does not exist.
  func known() throws(Failure) -> [RegionCode]? {
    let table = try Regions.bundled()
    for code in codes ?? [] where table.region(code) == nil {
      let code = code.rawValue.asFound(longest: 60)
      throw Failure(
        .usage, fr: "--region \(code) : code de région INSEE attendu, comme 53 ou 01",
        en: "--region \(code): expected an INSEE region code, such as 53 or 01")
    }
    return codes
  }
}
