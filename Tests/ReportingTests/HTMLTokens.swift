/// A page as a browser's tokenizer sees it (WHATWG HTML, 13.2.5), as far as names could change it: tags, their attributes,
/// text, comments, and the raw text of scripts and styles.
struct HTMLTokens {
  struct Tag: Hashable {
    /// With a slash in front when it closes.
    let name: String
    var attributes: [String: String] = [:]
  }

  private(set) var tags: [Tag] = []
  /// Of the page, outside scripts and styles.
  private(set) var text = ""
  private(set) var comments = 0

  private let page: [Unicode.Scalar]
  private var place = 0

  init(_ html: String) {
    page = Array(html.unicodeScalars)
    while place < page.count { step() }
  }

  private static let blanks = Set("\t\n\u{C}\r ".unicodeScalars)

  private func at(_ offset: Int = 0) -> Unicode.Scalar? {
    place + offset < page.count ? page[place + offset] : nil
  }

  private static func isLetter(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { $0.isASCII && $0.properties.isAlphabetic } ?? false
  }

  private mutating func step() {
    guard at() == "<" else {
      text.unicodeScalars.append(page[place])
      place += 1
      return
    }
    if Self.isLetter(at(1)) || at(1) == "/" && Self.isLetter(at(2)) {
      readTag()
    } else if at(1) == "!" || at(1) == "?" || at(1) == "/" {
      if at(2) == "-", at(3) == "-" {
        comments += 1
        skip(past: "-->")
      } else {
        skip(past: ">")
      }
    } else {
      text += "<"
      place += 1
    }
  }

  private mutating func skip(past end: String) {
    let end = Array(end.unicodeScalars)
    while place < page.count, !page[place...].starts(with: end) { place += 1 }
    place += end.count
  }

  private mutating func take(until ends: String) -> String {
    let ends = Set(ends.unicodeScalars)
    var taken = String.UnicodeScalarView()
    while let scalar = at(), !ends.contains(scalar) {
      taken.append(scalar)
      place += 1
    }
    return String(taken)
  }

  private mutating func skipBlanks() {
    while let scalar = at(), Self.blanks.contains(scalar) || scalar == "/" { place += 1 }
  }

  private mutating func readTag() {
    place += 1
    let slash = at() == "/" ? "/" : ""
    if !slash.isEmpty { place += 1 }
    var tag = Tag(name: slash + take(until: "\t\n\u{C}\r />").lowercased())
    skipBlanks()
    while let scalar = at(), scalar != ">" {
      let name = take(until: "\t\n\u{C}\r />=").lowercased()
      while let scalar = at(), Self.blanks.contains(scalar) { place += 1 }
      var value = ""
      if at() == "=" {
        place += 1
        while let scalar = at(), Self.blanks.contains(scalar) { place += 1 }
        if let quote = at(), quote == "\"" || quote == "'" {
          place += 1
          value = take(until: String(quote))
          place += 1
        } else {
          value = take(until: "\t\n\u{C}\r >")
        }
      }
      if !name.isEmpty { tag.attributes[name] = Self.decoded(value) }
      skipBlanks()
    }
    place += 1
    tags.append(tag)
    if tag.name == "script" || tag.name == "style" {
      while place < page.count, !(at() == "<" && at(1) == "/" && startsEnd(of: tag.name)) { place += 1 }
    }
  }

  private func startsEnd(of name: String) -> Bool {
    let end = page[(place + 2)...].prefix(name.unicodeScalars.count)
    return String(String.UnicodeScalarView(end)).lowercased() == name
  }

  /// With the entities that the program writes read back.
  static func decoded(_ text: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(text) {
      $0.replacing($1.0, with: $1.1)
    }
  }
}
