import Foundation
import Plans
import Wording

/// An Excel workbook: sheets of columns and rows, ready to read on screen and to print.
///
/// Text is written as text, whatever it begins with: `=`, `+`, `-` or `@` make no formula. The only formulas are the totals
/// below a table, each with its value beside it for programs that do not calculate.
struct Workbook {
  enum Cell {
    case empty
    case text(String)
    case integer(Int)
    /// With as many decimals as it has.
    case decimal(Double)
    /// With one decimal.
    case tenths(Double)
    /// In euros, shown without cents.
    case money(Euros)
    /// In euros, shown with cents.
    case cents(Euros)
    /// 0 to 1, shown as a percentage.
    case share(Double)
    case km(Double)
    case day(ISODay)
    /// In bold, the title of the rows below; alone in its row.
    case heading(String)
    /// A sentence as wide as the sheet; alone in its row.
    case note(String)
  }

  /// What stands below a column of a table. Sums and the like are of the rows that a filter leaves in sight.
  enum Total {
    case none
    case sum, greatest
    /// The sum of one column for each unit of the sum of another, by their places.
    case ratio(of: Int, by: Int)
  }

  struct Column {
    let title: String
    var total = Total.none
    /// Long text is folded within its cell.
    var wraps = false
    /// In characters; nil for what is usual.
    var widest: Double?
  }

  enum Layout {
    /// The header stays in sight, rows can be filtered, totals stand below.
    case table
    /// A sheet to read from top to bottom.
    case page
  }

  struct Sheet {
    /// At most 31 characters, none of `[ ] : * ? / \`.
    let name: String
    let columns: [Column]
    let rows: [[Cell]]
    var layout = Layout.table
    /// Columns that stay in sight beside the header.
    var frozen = 1
    /// How many columns are printed; nil for all.
    var printed: Int?
    /// Sentences below the table.
    var notes: [String] = []

    init(
      name: String, columns: [Column], rows: [[Cell]], layout: Layout = .table, frozen: Int = 1, printed: Int? = nil,
      notes: [String] = []
    ) {
      self.name = name
      self.columns = columns
      self.rows = rows
      self.layout = layout
      self.frozen = frozen
      self.printed = printed
      self.notes = notes
    }

    init(name: String, header: [String], rows: [[Cell]]) {
      self.init(name: name, columns: header.map { Column(title: $0) }, rows: rows)
    }
  }

  let sheets: [Sheet]
  /// Of number formats and of the words on printed pages.
  let language: Language
  /// What stands at the foot of each printed page.
  var footer = ""

  /// Limits of the format: characters in a cell, rows in a sheet.
  static let longestText = 32_767
  static let mostRows = 1_048_576

  /// The file's bytes: the same for the same sheets.
  ///
  /// - Throws: `Failure` (unwritable) when the library cannot make the file, (data) when a sheet has too many rows.
  /// - Complexity: O(cells).
  func data() throws(Failure) -> Data {
    if let sheet = sheets.first(where: { $0.lineCount > Self.mostRows }) {
      let spare = sheet.lineCount - sheet.rows.count
      throw Failure(
        .data, fr: "feuille \(sheet.name) : \(sheet.rows.count) lignes, au plus \(Self.mostRows - spare)",
        en: "sheet \(sheet.name): \(sheet.rows.count) rows, at most \(Self.mostRows - spare)")
    }
    var reason = ""
    for folder in Self.temporaryFolders {
      switch WorkbookWriter(workbook: self).data(temporaryFolder: folder) {
      case .success(let data): return data
      case .failure(let refusal): if reason.isEmpty { reason = refusal.reason }
      }
    }
    throw Failure(
      .unwritable, fr: "classeur XLSX : écriture impossible (\(reason))",
      en: "XLSX workbook: cannot be written (\(reason))")
  }

  /// Where the library may keep a sheet until it is packed; nil lets it choose, by TMPDIR. One that has no room, or cannot be
  /// written, is seen by what comes out, and the next is tried.
  private static let temporaryFolders: [String?] = [nil, "/dev/shm", "/var/tmp"]
}

extension Workbook.Sheet {
  var hasTotals: Bool {
    !rows.isEmpty
      && columns.contains { column in
        if case .none = column.total { return false }
        return true
      }
  }

  /// The row of the totals, counted from 0. One that is blank sets them off, so that neither sorting nor a pivot table takes
  /// them for data.
  var totalRow: Int { rows.count + 2 }

  /// Rows of the sheet, header and notes included.
  var lineCount: Int { 1 + rows.count + (hasTotals ? 2 : 0) + (notes.isEmpty ? 0 : notes.count + 1) }
}
