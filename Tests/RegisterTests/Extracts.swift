import Foundation
import Wording

@testable import Register

/// Extracts for tests, written line by line.
enum Extracts {
  static let manifest = "finess;etalab;111;2026-05-12"

  /// A 502 line of 32 cells; every cell can be given as it should stand in the file.
  static func establishment(
    _ number: String, og: String = "350000001", rs: String = "EHPAD LES LILAS", rslongue: String = "",
    commune: String = "238", departement: String = "35", town: String = "35000 RENNES", category: String = "500",
    siret: String = ""
  ) -> String {
    [
      "structureet", number, og, rs, rslongue, "", "", "12", "R", "DES LILAS", "", "", commune, departement, "", town,
      "",
      "", category, "", "", "", siret, "8710A", "", "", "", "", "1990-01-01", "1990-01-01", "2026-01-01", "",
    ].joined(separator: ";")
  }

  static func location(
    _ number: String, x: String = "352000.5", y: String = "6789000.5",
    source: String = "1,ATLASANTE,96,BAN,EPSG:2154 RGF93 / Lambert-93 (Métropole)"
  ) -> String {
    ["geolocalisation", number, x, y, source, "2026-01-01"].joined(separator: ";")
  }

  /// A 501 line of 23 cells.
  static func og(_ number: String, rs: String, rslongue: String = "") -> String {
    (["structureej", number, rs, rslongue] + Array(repeating: "", count: 19)).joined(separator: ";")
  }

  static func file(_ lines: [String], path: String = "extract.csv", lineEnd: String = "\n") -> InputFile {
    InputFile(path: path, bytes: Array((lines.joined(separator: lineEnd) + lineEnd).utf8))
  }

  static func read(
    _ lines: [String], lineEnd: String = "\n", options: RegisterReader.Options = .init()
  ) throws -> Register {
    try RegisterReader(options: options).read([file(lines, lineEnd: lineEnd)])
  }

  static func failure(_ files: [InputFile], options: RegisterReader.Options = .init()) -> Failure? {
    do {
      _ = try RegisterReader(options: options).read(files)
      return nil
    } catch {
      return error
    }
  }
}

extension Register {
  /// How many problems of each kind.
  var problemCounts: [RegisterProblem.Kind: Int] {
    problems.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 }
  }
}
