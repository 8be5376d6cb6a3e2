import Plans

/// The totals below a table: a formula that follows the filter, and the value it has while nothing is filtered.
struct WorkbookTotals {
  let sheet: Workbook.Sheet

  /// - Parameter column: its place.
  /// - Returns: nil where there is no total.
  func total(_ column: Int) -> (formula: String, value: Double)? {
    switch sheet.columns[column].total {
    case .none: nil
    case .sum: ("=SUBTOTAL(109,\(range(column)))", sum(column))
    case .greatest: ("=SUBTOTAL(104,\(range(column)))", numbers(column).max() ?? 0)
    case .ratio(let part, let whole): ratio(part, whole)
    }
  }

  private func ratio(_ part: Int, _ whole: Int) -> (formula: String, value: Double) {
    let (above, below) = (total(part), total(whole))
    let (a, b) = (place(part, sheet.totalRow), place(whole, sheet.totalRow))
    let divisor = below?.value ?? 0
    return ("=IF(\(b)=0,0,\(a)/\(b))", divisor == 0 ? 0 : (above?.value ?? 0) / divisor)
  }

  /// How the total is shown: as the first number of the column.
  func model(_ column: Int) -> Workbook.Cell? {
    sheet.rows.lazy.compactMap { column < $0.count && $0[column].number != nil ? $0[column] : nil }.first
  }

  /// Whether its first cell that is not empty is a number or a day.
  func holdsNumbers(_ column: Int) -> Bool {
    for row in sheet.rows where column < row.count {
      switch row[column] {
      case .empty: continue
      case .text, .heading, .note: return false
      default: return true
      }
    }
    return false
  }

  private func numbers(_ column: Int) -> some Sequence<Double> {
    sheet.rows.lazy.compactMap { column < $0.count ? $0[column].number : nil }
  }

  /// Money is added in cents, so that the sum is exact.
  private func sum(_ column: Int) -> Double {
    let amounts = sheet.rows.lazy.compactMap { column < $0.count ? $0[column].amount : nil }
    let cents = Euros.sum(amounts).cents
    return cents == 0 ? numbers(column).reduce(0, +) : Double(cents) / 100
  }

  private func range(_ column: Int) -> String { "\(place(column, 1)):\(place(column, sheet.rows.count))" }

  /// `A1`, of a column and a row counted from 0.
  private func place(_ column: Int, _ row: Int) -> String {
    var letters = ""
    var rest = column
    repeat {
      letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters + String(row + 1)
  }
}

extension Workbook.Cell {
  /// nil for what is no number, and for days.
  var number: Double? {
    switch self {
    case .empty, .text, .heading, .note, .day: nil
    case .integer(let n): Double(n)
    case .decimal(let x), .tenths(let x), .share(let x), .km(let x): x
    case .money(let amount), .cents(let amount): Double(amount.cents) / 100
    }
  }

  fileprivate var amount: Euros? {
    switch self {
    case .money(let amount), .cents(let amount): amount
    default: nil
    }
  }
}
