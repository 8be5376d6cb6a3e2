import Plans

/// A table as spreadsheets in France open it by a double click: UTF-8 with a byte order mark, `;` between cells, CRLF
/// after each line (RFC 4180 but for the separator), decimal comma.
struct CSVTable {
  enum Cell {
    /// Text from anywhere; what a spreadsheet would run as a formula is made harmless.
    case text(String)
    case integer(Int)
    /// With its number of decimals.
    case decimal(Double, Int)
    case money(Euros)
  }

  private(set) var lines: [String] = []

  init(header: [String]) {
    lines.append(header.map(Self.quoted).joined(separator: ";"))
  }

  mutating func add(_ cells: [Cell]) {
    lines.append(cells.map(Self.written).joined(separator: ";"))
  }

  var text: String { "\u{FEFF}" + lines.map { $0 + "\r\n" }.joined() }

  private static func written(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): quoted(neutralised(text))
    case .integer(let n): String(n)
    case .decimal(let x, let places): plain(x, places: places)
    case .money(let amount): plain(Double(amount.cents) / 100, places: 2)
    }
  }

  /// Digits and a comma only: a spreadsheet takes a narrow space for text.
  private static func plain(_ x: Double, places: Int) -> String {
    guard x.isFinite, x.magnitude < 1e12 else { return "" }
    let scale = (0..<places).reduce(1) { product, _ in product * 10 }
    let whole = Int((x.magnitude * Double(scale)).rounded())
    let digits = String(whole % scale)
    let fraction = places == 0 ? "" : "," + String(repeating: "0", count: places - digits.count) + digits
    return (x < 0 && whole > 0 ? "-" : "") + String(whole / scale) + fraction
  }

  /// A spreadsheet runs a cell that begins with one of these, whatever its quotes (OWASP, "CSV Injection"); an apostrophe
  /// in front makes it text. Control characters, line ends included, become spaces.
  private static func neutralised(_ text: String) -> String {
    let cleaned = ShownText.cleaned(text)
    // By scalars: an accent that clings to the sign would hide it from a comparison of characters.
    guard let first = cleaned.unicodeScalars.first else { return cleaned }
    let isDangerous =
      "=+-@|%".unicodeScalars.contains(first) || "＝＋－＠".unicodeScalars.contains(first)
      || text.unicodeScalars.first.map { "\t\r\n".unicodeScalars.contains($0) } == true
    return isDangerous ? "'" + cleaned : cleaned
  }

  private static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { "\";\n\r".unicodeScalars.contains($0) }) else { return text }
    var scalars = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
      if scalar == "\"" { scalars.append(scalar) }
      scalars.append(scalar)
    }
    scalars.append("\"")
    return String(scalars)
  }
}
