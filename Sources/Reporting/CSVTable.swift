import Plans

/// How CSV files are written, for the spreadsheet or the program that reads them.
public enum CSVKind: String, Sendable, CaseIterable {
  /// As spreadsheets in France open it by a double click: UTF-8 with a byte order mark, `;` between cells, decimal comma.
  case fr
  /// As RFC 4180 and most programs have it: UTF-8 without a mark, `,` between cells, decimal point.
  case international

  fileprivate var separator: String { self == .fr ? ";" : "," }
  fileprivate var decimalMark: String { self == .fr ? "," : "." }
  fileprivate var start: String { self == .fr ? "\u{FEFF}" : "" }
}

/// A table as CSV: CRLF after each line (RFC 4180), no cell that a spreadsheet would run as a formula.
struct CSVTable {
  enum Cell {
    /// Text from anywhere; what a spreadsheet would run as a formula is made harmless.
    case text(String)
    case integer(Int)
    /// With its number of decimals.
    case decimal(Double, Int)
    case money(Euros)
  }

  let kind: CSVKind
  private(set) var lines: [String] = []

  /// - Parameter header: words of the program's own; names from anywhere go through `add`.
  init(header: [String], kind: CSVKind) {
    self.kind = kind
    add(header.map { .text($0) })
  }

  mutating func add(_ cells: [Cell]) {
    lines.append(cells.map(written).joined(separator: kind.separator))
  }

  var text: String { kind.start + lines.map { $0 + "\r\n" }.joined() }

  private func written(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): Self.quoted(FormulaGuard.harmless(text))
    case .integer(let n): String(n)
    case .decimal(let x, let places): plain(x, places: places)
    case .money(let amount): plain(Double(amount.cents) / 100, places: 2)
    }
  }

  /// Digits and a decimal mark only: a spreadsheet takes a narrow space for text.
  private func plain(_ x: Double, places: Int) -> String {
    guard x.isFinite, x.magnitude < 1e12 else { return "" }
    let scale = (0..<places).reduce(1) { product, _ in product * 10 }
    let whole = Int((x.magnitude * Double(scale)).rounded())
    let digits = String(whole % scale)
    let fraction =
      places == 0 ? "" : kind.decimalMark + String(repeating: "0", count: places - digits.count) + digits
    return (x < 0 && whole > 0 ? "-" : "") + String(whole / scale) + fraction
  }

  /// Quoted also for the other kind's separator: a file may be opened under it.
  private static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { "\";,\t\n\r".unicodeScalars.contains($0) }) else { return text }
    var scalars = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
      if scalar == "\"" { scalars.append(scalar) }
      scalars.append(scalar)
    }
    scalars.append("\"")
    return String(scalars)
  }
}
