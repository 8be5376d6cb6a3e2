import Wording

/// The style of a page: for the screen, then for paper, A4 with a running title and page numbers in the margins.
enum PrintStyle {
  /// Characters of a running title: what a line holds.
  private static let longestTitle = 90

  /// - Parameters:
  ///   - resource: the style for the screen, such as `report.css`.
  ///   - title: runs along the top of each printed page but the first, where it stands anyway.
  /// - Throws: `Failure` when a resource of the program is missing.
  static func sheet(_ resource: String, title: String) throws(Failure) -> String {
    try sheet(resource) + margins(title)
  }

  /// Without margins.
  static func sheet(_ resource: String) throws(Failure) -> String {
    try TemplateSet.resource(resource) + TemplateSet.resource("print.css")
  }

  /// Boxes in the margins (CSS Paged Media 3, section 4.2); browsers that have none leave them out.
  static func margins(_ title: String) -> String {
    let font = "font: 8pt system-ui, \"Liberation Sans\", Arial, sans-serif; color: #5b5466;"
    let text = quoted(ShownText.cleaned(title).onOneLine(longest: longestTitle))
    return """
      @page { @top-left { content: \(text); white-space: nowrap; \(font) } \
      @bottom-right { content: counter(page) " / " counter(pages); \(font) } }
      @page :first { @top-left { content: none; } }

      """
  }

  /// A CSS string, safe in a `style` element: whatever is no letter, digit or space is written by its number.
  static func quoted(_ text: String) -> String {
    "\""
      + text.unicodeScalars.map { scalar in
        let isPlain = scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == " "
        return isPlain ? String(scalar) : "\\" + String(scalar.value, radix: 16) + " "
      }.joined() + "\""
  }
}
