import Wording

/// Reads `situation.csv` into entries.
enum SituationReader {
  static let columns = [
    TableFile.Column(name: "finess_et", isCompulsory: true), TableFile.Column(name: "editeur_dui"),
    TableFile.Column(name: "dui_conforme"), TableFile.Column(name: "commande_sons"),
    TableFile.Column(name: "deja_finance"), TableFile.Column(name: "autre_financement_ue"),
    TableFile.Column(name: "part_eligible"), TableFile.Column(name: "volontaire"),
  ]

  static func read(_ file: InputFile) throws(Failure) -> Situation {
    let table = try TableFile(file, columns: columns)
    var editors = SituationEditors()
    var read: [(row: TableFile.Row, number: FinessNumber, entry: Situation.Entry)] = []
    for row in table.rows {
      let number = try table.finessNumber(row, 0)
      let dui = table.hasColumn[1] ? try editor(table, row, 1, &editors) : .unknown
      var order: String?
      if case .editor(let name) = try editor(table, row, 3, &editors) { order = name }
      let entry = Situation.Entry(
        dui: dui, isConforming: try table.flag(row, 2), sonsOrder: order, isFunded: try table.flag(row, 4),
        hasOtherEuropeanFunding: try table.flag(row, 5), eligibleShare: try table.share(row, 6),
        isWilling: try table.flag(row, 7))
      read.append((row, number, entry))
    }
    let canonical = editors.canonicalSpellings()
    var entries: [FinessNumber: Situation.Entry] = [:]
    var lines: [FinessNumber: Int] = [:]
    for (row, number, draft) in read {
      var entry = draft
      if case .editor(let name) = entry.dui { entry.dui = .editor(canonical[name] ?? name) }
      entry.sonsOrder = entry.sonsOrder.map { canonical[$0] ?? $0 }
      if let known = entries[number] {
        guard known == entry else {
          let first = lines[number] ?? 0
          throw table.failure(
            row, column: 0, value: number.text,
            expected: Wording(
              fr: "une seule ligne par ESSMS, ou deux fois la même ; la ligne \(first) dit autre chose",
              en: "one line for each ESSMS, or the same again; line \(first) says something else"))
        }
      } else {
        entries[number] = entry
        lines[number] = row.line
      }
    }
    return Situation(entries: entries, source: table.source)
  }

  /// The editor that a cell names.
  ///
  /// The words for nothing (`non`, `aucun`, `néant`, `-`) count as an empty cell, `inconnu` and `?` as not known; `oui`
  /// and figures name no editor and are refused.
  private static func editor(
    _ table: TableFile, _ row: TableFile.Row, _ column: Int, _ editors: inout SituationEditors
  ) throws(Failure) -> Situation.DUI {
    let text = row.cells[column]
    if text.isEmpty { return .none }
    switch editors.meaning(of: text) {
    case .nothing: return .none
    case .unknown: return .unknown
    case .name(let name): return .editor(name)
    case .noName:
      throw table.failure(
        row, column: column, value: text,
        expected: Wording(
          fr: "le nom d'un éditeur, ou vide s'il n'y en a pas", en: "the name of an editor, or empty when there is none"
        ))
    }
  }
}
