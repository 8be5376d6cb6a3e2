import CXLSXWriter
import Wording

/// The formats of a sheet's cells: how numbers are shown, and where text stands.
struct WorkbookFormats {
  private typealias Format = UnsafeMutablePointer<lxw_format>

  let header: UnsafeMutablePointer<lxw_format>?
  /// Of a column of numbers, which stand at the right.
  let numberHeader: UnsafeMutablePointer<lxw_format>?
  let text: UnsafeMutablePointer<lxw_format>?
  let folded: UnsafeMutablePointer<lxw_format>?
  let totalText: UnsafeMutablePointer<lxw_format>?
  private let heading: UnsafeMutablePointer<lxw_format>?
  private let numbers: [Kind: UnsafeMutablePointer<lxw_format>]
  private let totals: [Kind: UnsafeMutablePointer<lxw_format>]

  private enum Kind: CaseIterable {
    case integer, decimal, tenths, money, cents, share, km, day
  }

  /// - Parameter isPage: numbers then stand at the left, beside their names.
  init(_ book: UnsafeMutablePointer<lxw_workbook>, language: Language, isPage: Bool) {
    let made = { (setUp: (Format?) -> Void) -> Format? in
      let format = workbook_add_format(book)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      setUp(format)
      return format
    }
    // So that text does not stick to a number at its left.
    let indented = { (format: Format?) in if !isPage { format_set_indent(format, 1) } }
    let title = { (format: Format?) in
      format_set_bold(format)
      format_set_bg_color(format, Self.grey)
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
      if !isPage { format_set_text_wrap(format) }
    }
    header = made {
      title($0)
      indented($0)
    }
    numberHeader = made {
      title($0)
      format_set_align($0, UInt8(LXW_ALIGN_RIGHT.rawValue))
    }
    text = made(indented)
    folded = made {
      format_set_text_wrap($0)
      indented($0)
    }
    heading = made {
      format_set_bold($0)
      format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_BOTTOM.rawValue))
      format_set_bottom($0, UInt8(LXW_BORDER_HAIR.rawValue))
    }
    let total = { (format: Format?) in
      format_set_bold(format)
      format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
    }
    totalText = made {
      total($0)
      indented($0)
    }
    var (numbers, totals): ([Kind: Format], [Kind: Format]) = ([:], [:])
    for kind in Kind.allCases {
      numbers[kind] = made {
        format_set_num_format($0, Self.pattern(kind, language))
        if isPage { format_set_align($0, UInt8(LXW_ALIGN_LEFT.rawValue)) }
      }
      totals[kind] = made {
        total($0)
        format_set_num_format($0, Self.pattern(kind, language))
      }
    }
    (self.numbers, self.totals) = (numbers, totals)
  }

  private static let grey: lxw_color_t = 0xE7E3EE

  /// The decimal mark and that of thousands are the reader's own: in a pattern `.` and `,` stand for them.
  private static func pattern(_ kind: Kind, _ language: Language) -> String {
    switch (kind, language) {
    case (.integer, _): "#,##0"
    case (.decimal, _): "General"
    case (.tenths, _): "#,##0.0"
    case (.money, .fr): "#,##0 \"€\""
    case (.money, .en): "\"€\"#,##0"
    case (.cents, .fr): "#,##0.00 \"€\""
    case (.cents, .en): "\"€\"#,##0.00"
    case (.share, _): "0.00%"
    case (.km, _): "#,##0.0 \"km\""
    case (.day, .fr): "dd/mm/yyyy"
    case (.day, .en): "yyyy-mm-dd"
    }
  }

  func format(of cell: Workbook.Cell, wraps: Bool) -> UnsafeMutablePointer<lxw_format>? {
    if case .heading = cell { return heading }
    return Self.kind(cell).flatMap { numbers[$0] } ?? (wraps ? folded : text)
  }

  /// In bold, as the cell is shown.
  func total(like cell: Workbook.Cell) -> UnsafeMutablePointer<lxw_format>? {
    Self.kind(cell).flatMap { totals[$0] } ?? totalText
  }

  private static func kind(_ cell: Workbook.Cell) -> Kind? {
    switch cell {
    case .empty, .text, .heading, .note: nil
    case .integer: .integer
    case .decimal: .decimal
    case .tenths: .tenths
    case .money: .money
    case .cents: .cents
    case .share: .share
    case .km: .km
    case .day: .day
    }
  }
}
