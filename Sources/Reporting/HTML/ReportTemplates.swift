import Foundation
import Mustache
import Wording

/// The report's templates, style and script, as they come with the program.
struct ReportTemplates {
  private let library: MustacheLibrary
  let style: String
  let script: String

  private static let names = ["page", "summary", "maps", "table", "card", "left-out", "method"]

  /// - Throws: `Failure` when a resource is missing or damaged.
  init() throws(Failure) {
    MustacheContentTypes.register(ScalarHTML(), named: ScalarHTML.name)
    var library = MustacheLibrary()
    for name in Self.names {
      // Each template is a partial of the page, and a partial begins anew with the library's own escaping.
      let text = "{{% CONTENT_TYPE: \(ScalarHTML.name)}}" + (try Self.resource("\(name).mustache"))
      do {
        try library.register(text, named: name)
      } catch {
        throw Failure(
          .unreadable, fr: "modèle \(name).mustache endommagé : \(error)",
          en: "template \(name).mustache is damaged: \(error)")
      }
    }
    self.library = library
    style = try Self.resource("report.css")
    script = try Self.resource("report.js")
  }

  func page(_ content: [String: Any]) -> String {
    library.render(content, withTemplate: "page") ?? ""
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
  static let name = "SCALARS"

  func escapeText(_ text: String) -> String {
    ShownText.escaped(ShownText.cleaned(text))
  }
}
