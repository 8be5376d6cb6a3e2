import Wording

/// The report's templates, style and script, as they come with the program.
struct ReportTemplates {
  private let templates: TemplateSet
  let style: String
  let script: String

  static let names = [
    "page", "summary", "maps", "search", "table", "money", "calendar", "card", "left-out", "essms", "moves", "rules",
    "method",
  ]

  /// - Throws: `Failure` when a resource is missing or damaged.
  init() throws(Failure) {
    templates = try TemplateSet(Self.names, kind: .html)
    style = try PrintStyle.sheet("report.css")
    script = try TemplateSet.resource("report.js")
  }

  func page(_ content: [String: Any]) -> String {
    templates.render("page", content)
  }
}
