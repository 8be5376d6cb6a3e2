/// Makes text safe for the cells of a CSV file.
///
/// A spreadsheet runs a cell that begins with one of a few signs, whatever its quotes; an apostrophe in front makes it text
/// (OWASP, "CSV Injection"). It may also split lines at a separator that is not the file's, and then cells begin in the
/// middle of a text: what stands behind such a place is guarded as well.
enum FormulaGuard {
  /// On one line, without control characters; with an apostrophe before each sign that could begin a formula.
  ///
  /// ```swift
  /// FormulaGuard.harmless("=1+1")        // '=1+1
  /// FormulaGuard.harmless("A, =1+1")     // A, '=1+1
  /// FormulaGuard.harmless("ALPHA - 35")  // ALPHA - 35
  /// ```
  static func harmless(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var startsCell = true
    for scalar in ShownText.cleaned(text).unicodeScalars {
      if startsCell, signs.contains(scalar) { scalars.append("'") }
      startsCell = separators.contains(scalar) || startsCell && isPassedOver(scalar)
      scalars.append(scalar)
    }
    return String(scalars)
  }

  /// Also the wide and the small forms, which some input methods and spreadsheets take for the plain ones.
  private static let signs = Set("=+-@|%＝＋－＠｜％﹦﹢﹣﹫﹪".unicodeScalars)

  private static let separators = Set(",;\t".unicodeScalars)

  /// Blanks, quotes and what has no width: a sign behind them still comes first. By scalars, since an accent that clings to
  /// a sign would hide it from a comparison of characters.
  private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\"" || scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
      || scalar.properties.generalCategory == .nonspacingMark
  }
}
