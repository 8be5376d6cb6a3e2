import Programme
import Wording

/// Whether a template's fields exist where they stand, and its sections open and close.
enum LetterCheck {
  /// Sections inside sections; the library goes down them one call each.
  static let deepest = 16

  static func check(_ tags: [LetterTag]) throws(LetterProblem) {
    // What is no template of letters is not quoted: a slip in a path may name any file of the machine.
    if let first = tags.first, !tags.contains(where: { LetterFields.isNear($0.name) }) {
      let list = LetterFields.known(inside: []).joined(separator: ", ")
      throw LetterProblem(
        first.line, Wording(fr: "aucun champ connu", en: "no field that is known"),
        expected: Wording(fr: "des champs parmi \(list)", en: "fields among \(list)"))
    }
    var open: [LetterTag] = []
    for tag in tags {
      switch tag.kind {
      case .field, .section, .inverted:
        try check(tag, inside: open)
        if tag.kind != .field { open.append(tag) }
      case .end:
        guard open.last?.name == tag.name else { throw unbalanced(tag, open.last) }
        open.removeLast()
      }
    }
    if let last = open.last {
      throw LetterProblem(
        last.line,
        Wording(
          fr: "section « \(shown(last.name)) » jamais fermée", en: "section \"\(shown(last.name))\" never closed"),
        expected: closing(last))
    }
  }

  private static func check(_ tag: LetterTag, inside open: [LetterTag]) throws(LetterProblem) {
    // Of what an inverted section stands for there is no element.
    let lists = open.filter { $0.kind == .section }.map(\.name)
    let known = LetterFields.known(inside: lists)
    guard known.contains(tag.name) else { throw unknown(tag, known) }
    if LetterFields.isSectionOnly(tag.name) {
      guard tag.kind != .field else {
        let section = "{{#\(tag.name)}}…{{/\(tag.name)}}"
        throw LetterProblem(
          tag.line, Wording(fr: "« \(tag.name) » n'est pas un texte", en: "\"\(tag.name)\" is no text"),
          expected: Wording(fr: "une section, \(section)", en: "a section, \(section)"))
      }
      guard !lists.contains(tag.name) else {
        throw LetterProblem(
          tag.line,
          Wording(fr: "« \(tag.name) » à l'intérieur de lui-même", en: "\"\(tag.name)\" inside itself"),
          expected: Wording(fr: "une fois", en: "it once"))
      }
    }
    guard open.count < deepest else {
      throw LetterProblem(
        tag.line, Wording(fr: "sections trop imbriquées", en: "sections too deep"),
        expected: Wording(fr: "\(deepest) l'une dans l'autre, au plus", en: "\(deepest) in each other at most"))
    }
  }

  private static func unknown(_ tag: LetterTag, _ known: [String]) -> LetterProblem {
    let name = shown(tag.name)
    if let list = LetterFields.list(of: tag.name) {
      let section = "{{#\(list)}}…{{/\(list)}}"
      return LetterProblem(
        tag.line, Wording(fr: "champ « \(name) » hors de sa liste", en: "field \"\(name)\" outside its list"),
        expected: Wording(fr: "à l'intérieur de \(section)", en: "inside \(section)"))
    }
    let found = Wording(fr: "champ inconnu « \(name) »", en: "unknown field \"\(name)\"")
    guard let meant = Spelling.closest(to: tag.name, among: known) else {
      let list = known.joined(separator: ", ")
      return LetterProblem(
        tag.line, found, expected: Wording(fr: "un champ parmi \(list)", en: "a field among \(list)"))
    }
    return LetterProblem(
      tag.line, found, expected: Wording(fr: "« \(meant) », sans doute", en: "\"\(meant)\", probably"))
  }

  private static func unbalanced(_ tag: LetterTag, _ last: LetterTag?) -> LetterProblem {
    let name = shown(tag.name)
    guard let last else {
      return LetterProblem(
        tag.line, Wording(fr: "{{/\(name)}} ne ferme rien", en: "{{/\(name)}} closes nothing"),
        expected: Wording(fr: "{{#\(name)}} plus haut", en: "{{#\(name)}} above"))
    }
    return LetterProblem(
      tag.line,
      Wording(
        fr: "{{/\(name)}} dans la section « \(last.name) » ouverte ligne \(last.line)",
        en: "{{/\(name)}} in the section \"\(last.name)\" opened on line \(last.line)"), expected: closing(last))
  }

  private static func closing(_ tag: LetterTag) -> Wording {
    Wording(fr: "{{/\(shown(tag.name))}}", en: "{{/\(shown(tag.name))}}")
  }

  private static func shown(_ name: String) -> String { name.asFound(longest: 60) }
}
