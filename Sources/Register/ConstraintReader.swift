import Wording

/// Reads `constraints.csv` into lines.
enum ConstraintReader {
  static let columns = [
    TableFile.Column(name: "type", isCompulsory: true), TableFile.Column(name: "a", isCompulsory: true),
    TableFile.Column(name: "b", isCompulsory: true),
  ]

  static func read(_ file: InputFile) throws(Failure) -> Constraints {
    let table = try TableFile(file, columns: columns, allowsShortRows: true)
    var known: Set<String> = []
    var lines: [Constraints.Line] = []
    for row in table.rows {
      let line = try line(table, row)
      if known.insert(line.text).inserted { lines.append(line) }
    }
    return Constraints(lines: lines, source: table.source, path: table.path)
  }

  private static func line(_ table: TableFile, _ row: TableFile.Row) throws(Failure) -> Constraints.Line {
    let kind = try kind(table, row)
    let a = try table.finessNumber(row, 1)
    let cell = row.cells[2]
    switch kind {
    case .ensemble, .separes:
      guard !cell.isEmpty else {
        throw table.failure(
          row, column: 2, value: "",
          expected: Wording(
            fr: "le numéro FINESS d'un second OG pour \(kind)", en: "the FINESS number of a second OG for \(kind)"))
      }
      let b = try table.finessNumber(row, 2)
      guard a != b else {
        throw table.failure(
          row, column: 2, value: cell,
          expected: Wording(fr: "deux OG différents pour \(kind)", en: "two different OG for \(kind)"))
      }
      return Constraints.Line(number: row.line, kind: kind, a: a, b: b)
    case .porteur, .exclu:
      guard cell.isEmpty else {
        throw table.failure(
          row, column: 2, value: cell,
          expected: Wording(fr: "une cellule b vide pour \(kind)", en: "an empty cell b for \(kind)"))
      }
      return Constraints.Line(number: row.line, kind: kind, a: a)
    case .existante, .verrou:
      guard !cell.isEmpty else {
        throw table.failure(
          row, column: 2, value: "",
          expected: Wording(
            fr: "l'identifiant d'une grappe, comme 53-001, pour \(kind)",
            en: "the id of a grappe, such as 53-001, for \(kind)"))
      }
      let id = cell.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }.joined(separator: " ")
      guard id.count <= 60 else {
        throw table.failure(
          row, column: 2, value: cell,
          expected: Wording(
            fr: "l'identifiant d'une grappe, de 60 caractères au plus",
            en: "the id of a grappe, of 60 characters at most"))
      }
      return Constraints.Line(number: row.line, kind: kind, a: a, grappe: id)
    }
  }

  private static func kind(_ table: TableFile, _ row: TableFile.Row) throws(Failure) -> Constraints.Kind {
    let text = row.cells[0]
    guard let kind = Constraints.Kind(rawValue: TableFileSpelling.key(text)) else {
      let names = Constraints.Kind.allCases.map(\.rawValue)
      let list = names.joined(separator: ", ")
      let probable = TableFileSpelling.nearest(text, in: names)
      throw table.failure(
        row, column: 0, value: text,
        expected: Wording(
          fr: "un des types \(list)" + (probable.map { " ; sans doute \($0)" } ?? ""),
          en: "one of the types \(list)" + (probable.map { "; probably \($0)" } ?? "")))
    }
    return kind
  }
}
