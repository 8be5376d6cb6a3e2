import CXLSXWriter
import Foundation
import Plans
import Wording

/// An Excel workbook, by libxlsxwriter: sheets of a header and rows, the header bold and kept in sight.
///
/// Text is written as text, whatever it begins with: `=`, `+`, `-` or `@` make no formula.
struct Workbook {
  enum Cell {
    case text(String)
    case integer(Int)
    case decimal(Double)
    /// In euros, shown without cents.
    case money(Euros)
    /// 0 to 1, shown as a percentage.
    case share(Double)
  }

  struct Sheet {
    /// At most 31 characters, none of `[ ] : * ? / \`.
    let name: String
    let header: [String]
    let rows: [[Cell]]
  }

  let sheets: [Sheet]

  /// Limits of the format: characters in a cell, rows in a sheet.
  private static let longestText = 32_767
  private static let mostRows = 1_048_576
  private static let widest = 48

  /// The file's bytes: the same for the same sheets.
  ///
  /// - Throws: `Failure` (unwritable) when the library cannot make the file, (data) when a sheet has too many rows.
  func data() throws(Failure) -> Data {
    if let sheet = sheets.first(where: { $0.rows.count >= Self.mostRows }) {
      throw Failure(
        .data, fr: "feuille \(sheet.name) : \(sheet.rows.count) lignes, au plus \(Self.mostRows - 1)",
        en: "sheet \(sheet.name): \(sheet.rows.count) rows, at most \(Self.mostRows - 1)")
    }
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("grappes-\(UUID()).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let code = write(to: path)
    guard code == LXW_NO_ERROR, let data = FileManager.default.contents(atPath: path) else {
      let reason = String(cString: lxw_strerror(code))
      throw Failure(
        .unwritable, fr: "classeur XLSX : écriture impossible (\(reason))",
        en: "XLSX workbook: cannot be written (\(reason))")
    }
    return data
  }

  private func write(to path: String) -> lxw_error {
    guard let workbook = workbook_new(path) else { return LXW_ERROR_MEMORY_MALLOC_FAILED }
    // A date of its own would make equal workbooks differ.
    var properties = lxw_doc_properties()
    properties.created = 1
    workbook_set_properties(workbook, &properties)
    let bold = workbook_add_format(workbook)
    format_set_bold(bold)
    let money = workbook_add_format(workbook)
    format_set_num_format(money, "#,##0 €")
    let share = workbook_add_format(workbook)
    format_set_num_format(share, "0.00%")
    for sheet in sheets {
      guard let page = workbook_add_worksheet(workbook, sheet.name) else {
        workbook_close(workbook)
        return LXW_ERROR_PARAMETER_VALIDATION
      }
      for (column, name) in sheet.header.enumerated() {
        worksheet_write_string(page, 0, UInt16(clamping: column), name, bold)
      }
      for (row, cells) in sheet.rows.enumerated() {
        for (column, cell) in cells.enumerated() {
          let (row, column) = (UInt32(clamping: row + 1), UInt16(clamping: column))
          switch cell {
          case .text(let text): worksheet_write_string(page, row, column, Self.fitting(text), nil)
          case .integer(let n): worksheet_write_number(page, row, column, Double(n), nil)
          case .decimal(let x): worksheet_write_number(page, row, column, x, nil)
          case .money(let amount): worksheet_write_number(page, row, column, Double(amount.cents) / 100, money)
          case .share(let x): worksheet_write_number(page, row, column, x, share)
          }
        }
      }
      worksheet_freeze_panes(page, 1, 1)
      for (column, width) in widths(of: sheet).enumerated() {
        worksheet_set_column(page, UInt16(clamping: column), UInt16(clamping: column), width, nil)
      }
    }
    return workbook_close(workbook)
  }

  /// In characters.
  private func widths(of sheet: Sheet) -> [Double] {
    sheet.header.indices.map { column in
      let longest = sheet.rows.reduce(sheet.header[column].count) { longest, row in
        guard column < row.count else { return longest }
        switch row[column] {
        case .text(let text): return max(longest, text.count)
        case .integer, .decimal, .share: return max(longest, 9)
        case .money: return max(longest, 13)
        }
      }
      return Double(min(longest, Self.widest)) + 2
    }
  }

  /// Without control characters, cut where the format ends.
  private static func fitting(_ text: String) -> String {
    let cleaned = ShownText.cleaned(text)
    guard cleaned.utf16.count > longestText else { return cleaned }
    var kept = ""
    var length = 0
    for character in cleaned {
      length += character.utf16.count
      if length > longestText { break }
      kept.append(character)
    }
    return kept
  }
}
