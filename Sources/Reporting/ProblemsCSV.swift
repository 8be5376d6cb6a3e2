import Register
import Wording

/// `grappes register --problems`: all that is not as it should be in a register's files, one line each.
public enum ProblemsCSV {
  static func header(_ language: Language) -> [String] {
    switch language {
    case .fr: ["fichier", "ligne", "nature", "valeur", "remede", "finess"]
    case .en: ["file", "line", "kind", "value", "remedy", "finess"]
    }
  }

  /// Damage and oddities, each in the order of files and lines, damage first.
  ///
  /// - Parameter register: read with `listsOddities`.
  /// - Complexity: O(problems).
  public static func render(_ register: Register, language: Language, kind: CSVKind = .fr) -> String {
    var table = CSVTable(header: header(language), kind: kind)
    for problem in register.problems + register.oddities.listed {
      table.add([
        .text(problem.file), .integer(problem.line), .text(Words.problem(problem.kind).text(in: language)),
        .text(problem.value), .text(Words.remedy(problem.kind.remedy).text(in: language)),
        .text(problem.finess?.text ?? ""),
      ])
    }
    return table.text
  }
}
