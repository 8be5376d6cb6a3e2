extension CSVTable {
  /// The rows of a workbook's sheet, without totals and notes.
  init(_ sheet: Workbook.Sheet, kind: CSVKind) {
    self.init(header: sheet.columns.map(\.title), kind: kind)
    for row in sheet.rows {
      add(
        row.map { cell in
          switch cell {
          case .empty: .text("")
          case .text(let text), .heading(let text), .note(let text): .text(text)
          case .integer(let n): .integer(n)
          case .decimal(let x), .tenths(let x): .decimal(x, 3)
          case .km(let x): .decimal(x, 2)
          case .share(let x): .decimal(x, 6)
          case .money(let amount), .cents(let amount): .money(amount)
          case .day(let day): .text(day.description)
          }
        })
    }
  }
}
