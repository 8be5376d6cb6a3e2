import Foundation
import Plans
import Wording

/// `plan.xlsx`: the whole plan as an Excel workbook, for reading, sorting, filtering, pivot tables and print.
///
/// First what a director reads, then a table for each question that a planner asks: the grappes, their members ESSMS by
/// ESSMS, who is left out and why, the money item by item, and what the plan was made from.
public enum PlanXLSX {
  /// - Returns: the file; the same plan gives the same bytes.
  /// - Throws: `Failure` (unwritable) when the file cannot be made, (data) when the plan has more ESSMS than a sheet rows.
  /// - Complexity: O(ESSMS).
  public static func render(_ dossier: Dossier) throws(Failure) -> Data {
    try workbook(dossier).data()
  }

  static func workbook(_ dossier: Dossier) -> Workbook {
    let sheets = PlanSheets(dossier: dossier)
    let several = dossier.plan.regions.count > 1 ? [sheets.regions] : []
    let moved = dossier.plan.moves == nil ? [] : [sheets.moves]
    return Workbook(
      sheets: [sheets.summary] + several
        + [sheets.grappes, sheets.members, sheets.ungrouped, sheets.standalone, sheets.excluded, sheets.funding]
        + moved + [sheets.parameters],
      language: dossier.language, footer: dossier.baremeLabel)
  }
}

/// The sheets of `plan.xlsx`, one in each file of this folder.
struct PlanSheets {
  typealias Cell = Workbook.Cell
  typealias Column = Workbook.Column

  let dossier: Dossier

  var plan: Plan { dossier.plan }
  var numbers: NumberFormat { dossier.numbers }

  func say(_ fr: String, _ en: String) -> String { Wording(fr: fr, en: en).text(in: dossier.language) }

  func say(_ wording: Wording) -> String { wording.text(in: dossier.language) }

  /// A date where it is one, else the text as it stands.
  func day(_ text: String?) -> Cell {
    guard let text else { return .empty }
    return ISODay(text).map { .day($0) } ?? .text(text)
  }

  /// What must stand below amounts.
  var amountsNote: String { say("Montants : \(dossier.baremeLabel).", "Amounts: \(dossier.baremeLabel).") }
}
