import CSystem
import CXLSXWriter
import Foundation
import Wording

/// Writes a workbook by libxlsxwriter.
///
/// The library answers a failed call by a code and goes on; the first such code is kept, so that no cell is lost in silence.
struct WorkbookWriter {
  let workbook: Workbook

  /// In characters of the usual size: of a column of a table, of one that folds its text, of one of a page.
  private static let widest = 44.0
  private static let widestFolded = 60.0
  private static let widestOfPage = 75.0
  private static let lineHeight = 15.0
  /// ISO A4, as spreadsheets number sizes of paper.
  private static let a4: UInt8 = 9

  /// Why a workbook could not be made.
  struct Refusal: Error {
    let reason: String
  }

  /// The file's bytes, made in memory.
  ///
  /// - Parameter temporaryFolder: where the library keeps what it packs; nil lets it choose.
  func data(temporaryFolder: String?) -> Result<Data, Refusal> {
    let descriptor = csystem_memory_file()
    guard descriptor >= 0 else { return .failure(Refusal(reason: String(cString: strerror(errno)))) }
    defer { close(descriptor) }
    // The library takes a path; this one leads to what is open.
    let path = "/proc/self/fd/\(descriptor)"
    if let reason = write(to: path, temporaryFolder: temporaryFolder) { return .failure(Refusal(reason: reason)) }
    guard let data = FileManager.default.contents(atPath: path), WorkbookParts.areWhole(data) else {
      let place = temporaryFolder ?? FileManager.default.temporaryDirectory.path
      return .failure(Refusal(reason: "\(place): \(String(cString: strerror(ENOSPC)))"))
    }
    return .success(data)
  }

  /// - Returns: why it could not be written; nil when the library says that it is.
  private func write(to path: String, temporaryFolder: String?) -> String? {
    let folder = temporaryFolder.map { strdup($0) }
    defer { free(folder ?? nil) }
    var options = lxw_workbook_options()
    options.tmpdir = folder ?? nil
    guard let book = workbook_new_opt(path, &options) else { return Self.reason(LXW_ERROR_MEMORY_MALLOC_FAILED) }
    // A date of its own would make equal workbooks differ.
    var properties = lxw_doc_properties()
    properties.created = 1
    var errors = Errors()
    errors.note(workbook_set_properties(book, &properties))
    for sheet in workbook.sheets {
      guard let page = workbook_add_worksheet(book, sheet.name) else {
        errors.note(LXW_ERROR_PARAMETER_VALIDATION)
        continue
      }
      let formats = WorkbookFormats(book, language: workbook.language, isPage: sheet.layout == .page)
      fill(page, sheet, formats, &errors)
      setUp(page, sheet, &errors)
    }
    errors.note(workbook_close(book))
    return errors.first.map(Self.reason)
  }

  private static func reason(_ code: lxw_error) -> String { String(cString: lxw_strerror(code)) }

  private struct Errors {
    private(set) var first: lxw_error?

    mutating func note(_ code: lxw_error) {
      if code != LXW_NO_ERROR, first == nil { first = code }
    }
  }

  private func fill(
    _ page: UnsafeMutablePointer<lxw_worksheet>, _ sheet: Workbook.Sheet, _ formats: WorkbookFormats,
    _ errors: inout Errors
  ) {
    let widths = widths(of: sheet)
    for (column, width) in widths.enumerated() {
      errors.note(worksheet_set_column(page, Self.column(column), Self.column(column), width, nil))
    }
    // Two lines: titles are longer than most of what stands below.
    errors.note(worksheet_set_row(page, 0, Self.lineHeight * (sheet.layout == .table ? 2 : 1.4), nil))
    let totals = WorkbookTotals(sheet: sheet)
    for (column, title) in sheet.columns.map(\.title).enumerated() {
      let format = sheet.layout == .table && totals.holdsNumbers(column) ? formats.numberHeader : formats.header
      errors.note(worksheet_write_string(page, 0, Self.column(column), WorkbookText.fitting(title), format))
    }
    for (row, cells) in sheet.rows.enumerated() {
      if case .note(let text)? = cells.first {
        writeNote(text, page, row + 1, widths, formats, &errors)
        continue
      }
      let height = height(of: cells, sheet, widths)
      if height > Self.lineHeight { errors.note(worksheet_set_row(page, UInt32(clamping: row + 1), height, nil)) }
      for (column, cell) in cells.enumerated() {
        let wraps = column < sheet.columns.count && sheet.columns[column].wraps
        errors.note(write(cell, page, row + 1, column, formats, wraps: wraps))
      }
    }
    if sheet.hasTotals { writeTotals(page, sheet, formats, &errors) }
    let first = sheet.lineCount - sheet.notes.count
    for (place, note) in sheet.notes.enumerated() {
      errors.note(write(.text(note), page, first + place, 0, formats, wraps: false))
    }
  }

  private func write(
    _ cell: Workbook.Cell, _ page: UnsafeMutablePointer<lxw_worksheet>, _ row: Int, _ column: Int,
    _ formats: WorkbookFormats, wraps: Bool
  ) -> lxw_error {
    let (row, column) = (UInt32(clamping: row), Self.column(column))
    let format = formats.format(of: cell, wraps: wraps)
    switch cell {
    case .empty, .note: return LXW_NO_ERROR
    case .text(let text), .heading(let text):
      let text = WorkbookText.fitting(text)
      return text.isEmpty ? LXW_NO_ERROR : worksheet_write_string(page, row, column, text, format)
    case .day(let day):
      let parts = day.description.split(separator: "-").compactMap { Int32($0) }
      // The format's days begin with 1900.
      guard parts.count == 3, parts[0] >= 1900 else {
        return worksheet_write_string(page, row, column, day.description, formats.text)
      }
      var date = lxw_datetime(year: parts[0], month: parts[1], day: parts[2], hour: 0, min: 0, sec: 0)
      return worksheet_write_datetime(page, row, column, &date, format)
    case .integer, .decimal, .tenths, .money, .cents, .share, .km:
      // What is no number has no cell of its own.
      guard let number = cell.number, number.isFinite else { return LXW_NO_ERROR }
      return worksheet_write_number(page, row, column, number, format)
    }
  }

  /// As high as its longest folded text needs: not every spreadsheet fits heights by itself.
  private func height(of cells: [Workbook.Cell], _ sheet: Workbook.Sheet, _ widths: [Double]) -> Double {
    if case .heading? = cells.first { return Self.lineHeight * 1.5 }
    let lines = zip(cells, sheet.columns).enumerated().map { place, pair in
      guard pair.1.wraps, case .text(let text) = pair.0 else { return 1.0 }
      return Self.lines(of: text, width: widths[place])
    }
    return Self.lineHeight * min(lines.max() ?? 1, 27)
  }

  /// How many it takes; letters are on the whole narrower than the digits that widths are told in.
  private static func lines(of text: String, width: Double) -> Double {
    max(1, (Double(text.utf16.count) / (width * 1.05)).rounded(.up))
  }

  /// Over all columns, in a row as high as its lines need: spreadsheets fit no height to merged cells.
  private func writeNote(
    _ text: String, _ page: UnsafeMutablePointer<lxw_worksheet>, _ row: Int, _ widths: [Double],
    _ formats: WorkbookFormats, _ errors: inout Errors
  ) {
    let text = WorkbookText.fitting(text)
    let lines = Self.lines(of: text, width: widths.reduce(0, +))
    errors.note(worksheet_set_row(page, UInt32(clamping: row), Self.lineHeight * lines, nil))
    guard widths.count > 1 else {
      errors.note(worksheet_write_string(page, UInt32(clamping: row), 0, text, formats.folded))
      return
    }
    errors.note(
      worksheet_merge_range(
        page, UInt32(clamping: row), 0, UInt32(clamping: row), Self.column(widths.count - 1), text, formats.folded))
  }

  private func writeTotals(
    _ page: UnsafeMutablePointer<lxw_worksheet>, _ sheet: Workbook.Sheet, _ formats: WorkbookFormats,
    _ errors: inout Errors
  ) {
    let totals = WorkbookTotals(sheet: sheet)
    let row = UInt32(clamping: sheet.totalRow)
    for column in sheet.columns.indices {
      let place = Self.column(column)
      guard let (formula, value) = totals.total(column), let model = totals.model(column), value.isFinite else {
        let label = column == 0 ? Wording(fr: "Total", en: "Total").text(in: workbook.language) : ""
        errors.note(
          label.isEmpty
            ? worksheet_write_blank(page, row, place, formats.totalText)
            : worksheet_write_string(page, row, place, label, formats.totalText))
        continue
      }
      errors.note(worksheet_write_formula_num(page, row, place, formula, formats.total(like: model), value))
    }
  }

  /// Panes, filter, and how the sheet is printed.
  private func setUp(
    _ page: UnsafeMutablePointer<lxw_worksheet>, _ sheet: Workbook.Sheet, _ errors: inout Errors
  ) {
    let last = Self.column(sheet.columns.count - 1)
    if sheet.layout == .table {
      worksheet_freeze_panes(page, 1, Self.column(sheet.frozen))
      if !sheet.rows.isEmpty {
        errors.note(worksheet_autofilter(page, 0, 0, UInt32(clamping: sheet.rows.count), last))
      }
    } else {
      worksheet_freeze_panes(page, 1, 0)
    }
    errors.note(worksheet_repeat_rows(page, 0, 0))
    worksheet_set_landscape(page)
    worksheet_set_paper(page, Self.a4)
    worksheet_set_margins(page, 0.4, 0.4, 0.5, 0.6)
    // A short page is one page; all else is one page wide.
    let isShort = sheet.layout == .page && sheet.rows.count <= 60
    worksheet_fit_to_pages(page, 1, isShort ? 1 : 0)
    if let printed = sheet.printed, printed < sheet.columns.count {
      errors.note(
        worksheet_print_area(page, 0, 0, UInt32(clamping: sheet.lineCount - 1), Self.column(printed - 1)))
    }
    let number = Wording(fr: "Page &P sur &N", en: "Page &P of &N").text(in: workbook.language)
    errors.note(worksheet_set_footer(page, "&L&A&C\(Self.cut(WorkbookText.printed(workbook.footer)))&R\(number)"))
    // FINESS numbers are text that looks like numbers, and not an oversight.
    errors.note(
      worksheet_ignore_errors(page, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:XFD\(Workbook.mostRows)"))
  }

  /// The format has room for 255 characters, page number and name included; no `&` is left without its other half.
  private static func cut(_ text: String) -> String {
    guard text.utf16.count > 180 else { return text }
    let kept = String(text.prefix(120))
    return kept.count { $0 == "&" }.isMultiple(of: 2) ? kept : String(kept.dropLast())
  }

  private static func column(_ place: Int) -> UInt16 { UInt16(clamping: place) }

  /// In characters: room for the longest text, for a title in two lines with the button of its filter, for numbers as shown.
  private func widths(of sheet: Workbook.Sheet) -> [Double] {
    sheet.columns.enumerated().map { place, column in
      let title = column.title.split(separator: " ").map { Double($0.count) }.max() ?? 0
      // A page's title runs on over its columns.
      let least = sheet.layout == .page ? 10 : max(title + 3, Double(column.title.count) / 2 + 3, 6)
      let longest = sheet.rows.reduce(0.0) { longest, row in
        place < row.count ? max(longest, Self.width(row[place])) : longest
      }
      let total = WorkbookTotals(sheet: sheet).total(place).map { _ in 2.0 } ?? 0
      let usual = sheet.layout == .page ? Self.widestOfPage : column.wraps ? Self.widestFolded : Self.widest
      let widest = column.widest ?? usual
      return min(max(least, longest + 2 + total), widest)
    }
  }

  private static func width(_ cell: Workbook.Cell) -> Double {
    switch cell {
    case .empty, .heading, .note: 0
    case .text(let text): Double(text.utf16.count)
    case .integer(let n): Double(String(n).count) * 4 / 3
    case .decimal(let x), .tenths(let x): x.magnitude < 1e6 ? 9 : 13
    case .money(let amount): Double(String(amount.cents / 100).count) * 4 / 3 + 2
    case .cents(let amount): Double(String(amount.cents / 100).count) * 4 / 3 + 5
    case .share: 8
    case .km: 9
    case .day: 10
    }
  }
}
