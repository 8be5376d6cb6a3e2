extension String {
  /// The text on one line: control characters and line breaks of any kind become blanks.
  public var onOneLine: String {
    String(
      UnicodeScalarView(
        unicodeScalars.map { scalar in
          [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory) ? " " : scalar
        }))
  }

  /// On one line, and of so many characters at most: an ellipsis stands for what is cut.
  public func onOneLine(longest: Int) -> String {
    let line = onOneLine
    return line.count > longest ? line.prefix(longest - 1) + "…" : line
  }
}
