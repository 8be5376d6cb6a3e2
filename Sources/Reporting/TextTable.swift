/// A table for the terminal: columns two spaces apart, rules below the header and above the sums, one column or more that
/// give way so that no line is wider than the terminal.
struct TextTable {
  let header: [String]
  let rows: [[String]]
  /// The sums; nil when there are none.
  let foot: [String]?
  /// Columns of text, aligned left. The others hold numbers.
  let textColumns: Set<Int>
  /// The column that is cut when the rest needs the room.
  let flexible: Int
  let width: Int
  /// Whether header and sums are set off by terminal codes.
  let useColour: Bool
  /// Others that are cut, the widest first.
  var alsoFlexible: Set<Int> = []

  /// Each line ended.
  var text: String {
    let widths = columnWidths
    let rule = String(repeating: "─", count: widths.reduce(0, +) + 2 * (widths.count - 1)) + "\n"
    return TextWidth.emphasised(line(header, widths), useColour: useColour) + rule
      + rows.map { line($0, widths) }.joined()
      + (foot.map { rule + TextWidth.emphasised(line($0, widths), useColour: useColour) } ?? "")
  }

  /// The same where the flexible column has room for its names; else numbers stand in it, and the names whole below: cut,
  /// those that begin alike would look the same.
  var textWithLegend: String {
    let room = columnWidths[flexible]
    guard rows.contains(where: { TextWidth.columns($0[flexible]) > room }) else { return text }
    var numbered = rows
    for place in rows.indices { numbered[place][flexible] = String(place + 1) }
    let table = TextTable(
      header: header, rows: numbered, foot: foot, textColumns: textColumns, flexible: flexible, width: width,
      useColour: useColour)
    let digits = String(rows.count).count
    let legend = rows.enumerated().map { place, row in
      let number = TextWidth.padded(String(place + 1), to: digits, right: true)
      return TextWidth.cut("\(number)  \(row[flexible])", to: max(width, 60)) + "\n"
    }
    return table.text + legend.joined()
  }

  private var columnWidths: [Int] {
    let all = [header] + rows + (foot.map { [$0] } ?? [])
    var widths = header.indices.map { column in all.map { TextWidth.columns($0[column]) }.max() ?? 0 }
    var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
    let yielding = alsoFlexible.union([flexible]).sorted()
    while excess > 0, let widest = yielding.max(by: { widths[$0] < widths[$1] }), widths[widest] > 4 {
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = zip(cells, widths).enumerated().map { column, cell in
      TextWidth.padded(TextWidth.cut(cell.0, to: cell.1), to: cell.1, right: !textColumns.contains(column))
    }
    return TextWidth.trimmed(padded.joined(separator: "  ")) + "\n"
  }

}
