import Wording

/// A grouping that someone drew: names of grappes and their OG, however it was made. A file of `grappe;og` lines.
public struct DrawnGrouping: Sendable, Equatable {
  public struct Grappe: Sendable, Equatable {
    /// As the file names it.
    public let name: String
    /// In the file's order, each once.
    public let ogs: [FinessNumber]

    public init(name: String, ogs: [FinessNumber]) {
      self.name = name
      self.ogs = ogs
    }
  }

  /// In the order in which the file names them first.
  public let grappes: [Grappe]
  public let source: SourceFile

  public init(grappes: [Grappe], source: SourceFile) {
    self.grappes = grappes
    self.source = source
  }

  private static let columns = [
    TableFile.Column(name: "grappe", isCompulsory: true), TableFile.Column(name: "og", isCompulsory: true),
  ]
  /// Characters of a grappe's name.
  private static let longestName = 60

  /// - Throws: `Failure` (unreadable) when the file cannot be read, (data) for a line that names no OG or no grappe, or an OG
  ///   that another line puts into another grappe; it names the file, the line and the value.
  public static func read(path: String) throws(Failure) -> DrawnGrouping {
    try read(
      InputFile(
        path: path, expected: Wording(fr: "un fichier de lignes grappe;og", en: "a file of grappe;og lines")))
  }

  /// - Throws: as above.
  public static func read(_ file: InputFile) throws(Failure) -> DrawnGrouping {
    let table = try TableFile(file, columns: columns)
    var names: [String] = []
    var ogs: [String: [FinessNumber]] = [:]
    var grappeOf: [FinessNumber: (name: String, line: Int)] = [:]
    for row in table.rows {
      let name = row.cells[0]
      guard !name.isEmpty, name.count <= longestName else {
        throw table.failure(
          row, column: 0, value: name,
          expected: Wording(
            fr: "le nom d'une grappe, de \(longestName) caractères au plus",
            en: "the name of a grappe, of \(longestName) characters at most"))
      }
      let og = try table.finessNumber(row, 1)
      if let before = grappeOf[og] {
        guard before.name == name else {
          throw table.failure(
            row, column: 1, value: og.text,
            expected: Wording(
              fr: "un OG dans une seule grappe ; la ligne \(before.line) le met dans « \(before.name) »",
              en: "an OG in one grappe only; line \(before.line) puts it into \"\(before.name)\""))
        }
        continue
      }
      grappeOf[og] = (name, row.line)
      if ogs[name] == nil { names.append(name) }
      ogs[name, default: []].append(og)
    }
    guard !names.isEmpty else {
      throw Failure(
        .data, fr: "\(file.path) : aucune grappe ; attendu des lignes grappe;og après l'en-tête",
        en: "\(file.path): no grappe; expected grappe;og lines after the header")
    }
    return DrawnGrouping(grappes: names.map { Grappe(name: $0, ogs: ogs[$0] ?? []) }, source: table.source)
  }
}
