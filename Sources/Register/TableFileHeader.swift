import Wording

/// Where the columns of a table stand, as its header line tells.
struct TableFileHeader {
  /// Of each column asked for; nil for one that the file has not.
  let places: [Int?]
  /// How many columns the file has.
  let width: Int

  /// A name of a column, in bytes, however it is spelled.
  private static let longest = 200

  /// Whether one of the cells is a column's name, or nearly, also in a line that other separators divide. The failures of a
  /// file that is no such table quote nothing of it: a slip in a path may name any file of the machine.
  private static func isRecognised(_ cells: ArraySlice<String>, by names: [String]) -> Bool {
    let words = cells.flatMap { $0.split(whereSeparator: { ",;\t".contains($0) }) }.filter { $0.utf8.count <= longest }
    let keys = names.map(TableFileSpelling.key)
    let known = words.map { TableFileSpelling.key(String($0)) }.filter(keys.contains)
    // One letter tells nothing, two of them do; short words are near to many.
    if known.count > 1 || known.contains(where: { $0.utf8.count > 1 }) { return true }
    let long = names.filter { $0.utf8.count > 4 }
    return words.contains { TableFileSpelling.nearest(String($0), in: long) != nil }
  }

  /// - Throws: `Failure.Kind.data` for a column that is unknown, that stands twice or that is missing.
  init(_ cells: ArraySlice<String>, line: Int, path: String, columns: [TableFile.Column]) throws(Failure) {
    let names = columns.map(\.name)
    let list = names.joined(separator: ";")
    guard Self.isRecognised(cells, by: names) else {
      throw Failure(
        .data, fr: "\(path), ligne \(line) : aucune colonne connue ; attendu : une des colonnes \(list)",
        en: "\(path), line \(line): no column that is known; expected one of the columns \(list)")
    }
    if cells.count == 1, let cell = cells.first, cell.contains(",") || cell.contains("\t") {
      throw TableFile.failure(
        path, line, value: cell,
        expected: Wording(
          fr: "des colonnes séparées par des points-virgules : \(list)", en: "columns separated by semicolons: \(list)")
      )
    }
    let keys = names.map(TableFileSpelling.key)
    var places = [Int?](repeating: nil, count: names.count)
    for (place, cell) in cells.enumerated() {
      // No column's name is long, and comparing takes its time.
      let key = cell.utf8.count <= Self.longest ? TableFileSpelling.key(cell) : nil
      guard let key, let column = keys.firstIndex(of: key) else {
        let probable = TableFileSpelling.nearest(cell, in: names)
        throw TableFile.failure(
          path, line, value: cell,
          expected: Wording(
            fr: "une des colonnes \(list)" + (probable.map { " ; sans doute \($0)" } ?? ""),
            en: "one of the columns \(list)" + (probable.map { "; probably \($0)" } ?? "")))
      }
      guard places[column] == nil else {
        throw TableFile.failure(
          path, line, value: cell,
          expected: Wording(fr: "chaque colonne une fois", en: "each column once"))
      }
      places[column] = place
    }
    for (column, place) in zip(columns, places) where column.isCompulsory && place == nil {
      throw TableFile.failure(
        path, line, value: cells.joined(separator: ";"),
        expected: Wording(
          fr: "une colonne \(column.name) dans l'en-tête", en: "a column \(column.name) in the header"))
    }
    self.places = places
    width = cells.count
  }
}
