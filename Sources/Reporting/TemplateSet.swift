import Foundation
import Mustache
import Wording

/// Templates that come with the program, compiled.
struct TemplateSet: Sendable {
  /// How what is filled in is made safe.
  enum Kind: String {
    /// Escaped scalar by scalar.
    case html = "SCALARS"
    /// Without control characters only.
    case plain = "CLEANED"
  }

  private let library: MustacheLibrary

  /// In a template of the user's own, some twenty times those of the program's: the library's time grows with their
  /// square.
  static let mostTags = 2_000

  /// - Parameter names: without `.mustache`; each may be a partial of the others.
  /// - Throws: `Failure` when a template is missing or damaged.
  init(_ names: [String], kind: Kind) throws(Failure) {
    MustacheContentTypes.register(ScalarHTML(), named: Kind.html.rawValue)
    MustacheContentTypes.register(CleanedText(), named: Kind.plain.rawValue)
    var library = MustacheLibrary()
    for name in names {
      // Each template may be a partial, and a partial begins anew with the library's own escaping.
      let text = "{{% CONTENT_TYPE: \(kind.rawValue)}}" + (try Self.resource("\(name).mustache"))
      do {
        try library.register(text, named: name)
      } catch {
        throw Failure(
          .unreadable, fr: "modèle \(name).mustache endommagé : \(error)",
          en: "template \(name).mustache is damaged: \(error)")
      }
    }
    self.library = library
  }

  /// A template of the user's own, escaped as HTML.
  ///
  /// - Parameter path: what it is called in failures.
  /// - Throws: `Failure` (data) with the line where it is no template.
  init(text: String, named name: String, path: String) throws(Failure) {
    MustacheContentTypes.register(ScalarHTML(), named: Kind.html.rawValue)
    let parts = text.utf8.split(
      separator: Array("{{".utf8), maxSplits: Self.mostTags + 1, omittingEmptySubsequences: false)
    guard parts.count <= Self.mostTags + 1 else {
      let line = parts.dropLast().reduce(1) { $0 + $1.count { $0 == UInt8(ascii: "\n") } }
      throw Failure(
        .data, fr: "\(path.onOneLine), ligne \(line) : trop de balises ; attendu : \(Self.mostTags) au plus",
        en: "\(path.onOneLine), line \(line): too many tags; expected \(Self.mostTags) at most")
    }
    var library = MustacheLibrary()
    do {
      try library.register("{{% CONTENT_TYPE: \(Kind.html.rawValue)}}" + text, named: name)
    } catch {
      let line = (error as? MustacheTemplate.ParserError)?.context.lineNumber ?? 1
      throw Failure(
        .data, fr: "\(path.onOneLine), ligne \(line) : balise mal formée ; attendu : {{champ}}",
        en: "\(path.onOneLine), line \(line): malformed tag; expected {{field}}")
    }
    self.library = library
  }

  /// A section on an empty text is left out, as one on false is. Its name is then looked up around it: names of texts that
  /// may be empty must differ from those around them.
  func render(_ name: String, _ content: [String: Any]) -> String {
    library.render(Self.withoutEmptyTexts(content), withTemplate: name) ?? ""
  }

  /// The library takes every text for true.
  private static func withoutEmptyTexts(_ content: [String: Any]) -> [String: Any] {
    content.compactMapValues { value in
      switch value {
      case let text as String: text.isEmpty ? nil : text
      case let list as [[String: Any]]: list.map(withoutEmptyTexts)
      default: value
      }
    }
  }

  static func resource(_ name: String) throws(Failure) -> String {
    let url = Bundle.module.bundleURL.appendingPathComponent("Resources/\(name)")
    do {
      return try String(contentsOf: url, encoding: .utf8)
    } catch {
      throw Failure(
        .unreadable, fr: "ressource \(name) du programme illisible", en: "the program’s resource \(name) is unreadable")
    }
  }
}

/// Escapes as `ShownText` does: scalar by scalar, and without the control characters of names.
private struct ScalarHTML: MustacheContentType {
  func escapeText(_ text: String) -> String {
    ShownText.escaped(ShownText.cleaned(text))
  }
}

private struct CleanedText: MustacheContentType {
  func escapeText(_ text: String) -> String { ShownText.cleaned(text) }
}
