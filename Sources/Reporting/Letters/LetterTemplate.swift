import Foundation
import Register
import Wording

/// What a letter says, with fields to fill in: Mustache of which fields, sections and comments are accepted, so that what
/// is filled in is always escaped.
///
/// ```swift
/// let template = try LetterTemplate(path: "lettre.mustache")
/// ```
public struct LetterTemplate: Sendable {
  let templates: TemplateSet
  static let name = "letter"

  /// In bytes: some thirty times the template that comes with the program, images within it included.
  static let largest = 1 << 20

  /// The template that comes with the program.
  ///
  /// - Throws: `Failure` when it is missing or damaged.
  public init(bundled language: Language) throws(Failure) {
    let file = Self.file(language)
    try self.init(text: TemplateSet.resource(file), path: file)
  }

  /// A template of the user's own, in UTF-8.
  ///
  /// - Throws: `Failure` (unreadable) when the file cannot be read, (data) when it is no template or uses a field that does
  ///   not exist: file, line, and what was probably meant.
  public init(path: String) throws(Failure) {
    let file = try InputFile(path: path, expected: Self.expected)
    try self.init(text: Self.text(file.bytes, path: path), path: path)
  }

  /// - Parameter path: what the template is called in failures.
  init(text: String, path: String) throws(Failure) {
    do throws(LetterProblem) {
      let tags = try LetterTags.all(in: text)
      guard tags.contains(where: { $0.kind == .field }) else {
        throw LetterProblem(1, Wording(fr: "aucun champ", en: "no field"), expected: Self.expected)
      }
      try LetterCheck.check(tags)
    } catch {
      throw Self.wrong(path, error)
    }
    templates = try TemplateSet(text: text, named: Self.name, path: path)
  }

  /// The template that comes with the program, to be edited.
  ///
  /// - Throws: `Failure` when it is missing.
  public static func bundledText(_ language: Language) throws(Failure) -> String {
    try TemplateSet.resource(file(language))
  }

  private static func file(_ language: Language) -> String {
    switch language {
    case .fr: "letter.mustache"
    case .en: "letter-en.mustache"
    }
  }

  private static let expected = Wording(
    fr: "un modèle de lettre, comme « grappes letters --print-template » en écrit",
    en: "a letter's template, such as \"grappes letters --print-template\" writes")

  /// Without byte order mark.
  private static func text(_ bytes: [UInt8], path: String) throws(Failure) -> String {
    guard bytes.count <= largest else {
      throw wrong(
        path,
        LetterProblem(
          1, Wording(fr: "\(bytes.count) octets", en: "\(bytes.count) bytes"),
          expected: Wording(fr: "\(largest) au plus", en: "\(largest) at most")))
    }
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let utf8 = Wording(fr: "un texte en UTF-8", en: "text in UTF-8")
    for (place, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      if let byte = line.first(where: { $0 < 32 && $0 != 9 && $0 != 13 || $0 == 127 }) {
        throw wrong(
          path,
          LetterProblem(
            place + 1, Wording(fr: "caractère de commande \(byte)", en: "control character \(byte)"), expected: utf8))
      }
      guard String(validating: line, as: UTF8.self) != nil else {
        throw wrong(
          path,
          LetterProblem(
            place + 1, Wording(fr: "octets qui ne sont pas de l'UTF-8", en: "bytes that are no UTF-8"), expected: utf8)
        )
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func wrong(_ path: String, _ problem: LetterProblem) -> Failure {
    let path = path.onOneLine(longest: 120)
    return Failure(
      .data,
      fr: "\(path), ligne \(problem.line) : \(problem.found.fr) ; attendu : \(problem.expected.fr)",
      en: "\(path), line \(problem.line): \(problem.found.en); expected \(problem.expected.en)")
  }
}
