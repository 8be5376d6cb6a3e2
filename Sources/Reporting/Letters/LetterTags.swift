import Wording

/// A tag of a template, `{{…}}`, with its line.
struct LetterTag: Equatable {
  enum Kind {
    case field, section, inverted, end
  }

  let kind: Kind
  let name: String
  let line: Int
}

/// What is wrong with a template, and where.
struct LetterProblem: Error, Equatable {
  let line: Int
  let found: Wording
  let expected: Wording

  init(_ line: Int, _ found: Wording, expected: Wording) {
    self.line = line
    self.found = found
    self.expected = expected
  }
}

/// The tags of a template in their order: fields, sections, comments. The rest of Mustache is refused: text that is not
/// escaped, templates inside templates, other brackets, functions.
enum LetterTags {
  /// - Complexity: linear in the text.
  static func all(in text: String) throws(LetterProblem) -> [LetterTag] {
    // By characters, as the library has it: a bracket with an accent is none.
    let characters = Array(text)
    var tags: [LetterTag] = []
    var line = 1
    var place = 0
    while place < characters.count {
      guard opens(characters, at: place) else {
        if characters[place].isNewline { line += 1 }
        place += 1
        continue
      }
      guard let end = end(characters, after: place + 2) else {
        throw LetterProblem(
          line, Wording(fr: "balise {{ sans fin", en: "a tag {{ without end"), expected: Wording(fr: "}}", en: "}}"))
      }
      let inside = characters[(place + 2)..<end]
      if let tag = try tag(String(inside), line: line) { tags.append(tag) }
      line += inside.count(where: \.isNewline)
      place = end + 2
    }
    return tags
  }

  private static func opens(_ characters: [Character], at place: Int) -> Bool {
    characters[place] == "{" && place + 1 < characters.count && characters[place + 1] == "{"
  }

  private static func end(_ characters: [Character], after start: Int) -> Int? {
    var place = start
    while place + 1 < characters.count {
      if characters[place] == "}", characters[place + 1] == "}" { return place }
      place += 1
    }
    return nil
  }

  /// - Returns: nil for a comment.
  private static func tag(_ inside: String, line: Int) throws(LetterProblem) -> LetterTag? {
    switch inside.first {
    case "!": return nil
    case "#": return try named(inside.dropFirst(), .section, line)
    case "^": return try named(inside.dropFirst(), .inverted, line)
    case "/": return try named(inside.dropFirst(), .end, line)
    case "{", "&":
      throw refused(
        inside, line, Wording(fr: "un champ protégé, {{champ}}", en: "an escaped field, {{field}}"))
    default: return try named(inside[...], .field, line)
    }
  }

  private static func named(
    _ text: Substring, _ kind: LetterTag.Kind, _ line: Int
  ) throws(LetterProblem) -> LetterTag {
    let name = text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
    guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
      throw refused(
        String(text), line,
        Wording(
          fr: "{{champ}}, {{#champ}}, {{^champ}}, {{/champ}} ou {{! remarque}}",
          en: "{{field}}, {{#field}}, {{^field}}, {{/field}} or {{! remark}}"))
    }
    return LetterTag(kind: kind, name: String(name), line: line)
  }

  private static func refused(_ inside: String, _ line: Int, _ expected: Wording) -> LetterProblem {
    let shown = "{{\(inside.asFound(longest: 60))}}"
    return LetterProblem(
      line, Wording(fr: "balise « \(shown) » non reçue", en: "tag \"\(shown)\" not accepted"), expected: expected)
  }
}
