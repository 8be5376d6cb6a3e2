import Programme

/// The fields that a letter's template may use, told in docs/letters.md.
///
/// Inside a list the fields around it are at hand too, so that no name stands in two places.
enum LetterFields {
  /// Some may be empty: a section on such a field, `{{#dui}}…{{/dui}}`, is then left out.
  static let texts = [
    "bareme", "campaign", "common", "contact", "deadline", "distance", "dui", "essmsCount", "expected", "expectedNote",
    "filedWith", "id", "membersMore", "minimum", "ogCount", "opens", "porteur", "porteurNumber", "probability",
    "provenance", "region", "route", "sectors", "sender", "total",
  ]

  /// Texts of each element of a list.
  static let lists = [
    "members": ["memberEssms", "memberKm", "memberName", "memberNumber", "memberRegion"],
    "lines": ["amount", "certainty", "detail", "item"],
    "payments": ["paymentAmount", "paymentCertainty", "paymentEvent", "paymentShare"],
    "why": ["reason"],
    "windows": ["window"],
  ]

  /// What is true of an element of a list, or not.
  static let flags = ["members": ["isPorteur"]]

  /// All that may stand inside these sections.
  static func known(inside sections: [String]) -> [String] {
    (texts + lists.keys + sections.flatMap { lists[$0, default: []] + flags[$0, default: []] }).sorted()
  }

  /// Whether it is a field, or nearly.
  static func isNear(_ name: String) -> Bool {
    let all = known(inside: Array(lists.keys))
    return all.contains(name) || Spelling.closest(to: name, among: all.filter { $0.count > 4 }) != nil
  }

  /// The list whose elements have this field.
  static func list(of field: String) -> String? {
    lists.keys.sorted().first { lists[$0, default: []].contains(field) || flags[$0, default: []].contains(field) }
  }

  /// Whether it can only open a section.
  static func isSectionOnly(_ field: String) -> Bool {
    lists[field] != nil || flags.values.contains { $0.contains(field) }
  }
}
