/// Lines of an iCalendar file (RFC 5545).
struct CalendarText {
  private(set) var text = ""

  /// A property whose value is written as it stands.
  ///
  /// - Parameter value: without line ends or other control characters.
  mutating func add(_ name: String, _ value: String) {
    text += Self.folded("\(name):\(value)") + "\r\n"
  }

  /// A property of type TEXT, its value escaped; line feeds become line ends of the value.
  mutating func add(_ name: String, text value: String) {
    add(name, Self.escaped(value))
  }

  /// Section 3.3.11. Control characters and marks that reverse text are dropped line by line.
  static func escaped(_ value: String) -> String {
    let lines = value.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { line in
      var scalars = String.UnicodeScalarView()
      for scalar in ShownText.cleaned(String(line)).unicodeScalars {
        if scalar == "\\" || scalar == ";" || scalar == "," { scalars.append("\\") }
        scalars.append(scalar)
      }
      return String(scalars)
    }.joined(separator: "\\n")
  }

  /// Section 3.1: no line longer than 75 octets without its end; the next begins with a space. Never inside a character
  /// of UTF-8.
  static func folded(_ line: String) -> String {
    var scalars = String.UnicodeScalarView()
    var octets = 0
    for scalar in line.unicodeScalars {
      let width = UTF8.width(scalar)
      if octets + width > 75 {
        scalars.append(contentsOf: "\r\n ".unicodeScalars)
        octets = 1
      }
      scalars.append(scalar)
      octets += width
    }
    return String(scalars)
  }
}
