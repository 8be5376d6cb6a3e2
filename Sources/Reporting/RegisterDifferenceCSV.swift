import Register
import Wording

/// `grappes register diff --csv`: everything that changed, one line each.
public enum RegisterDifferenceCSV {
  static func header(_ language: Language) -> [String] {
    switch language {
    case .fr:
      ["objet", "changement", "finess", "nom", "region", "og", "nom_og", "avant", "apres", "km", "minimum", "seuil"]
    case .en:
      ["object", "change", "finess", "name", "region", "og", "og_name", "before", "after", "km", "minimum", "crossing"]
    }
  }

  /// ESSMS, then OG, in the order of the difference.
  ///
  /// - Complexity: O(changes).
  public static func render(_ difference: RegisterDifference, language: Language, kind: CSVKind = .fr) -> String {
    var table = CSVTable(header: header(language), kind: kind)
    for change in difference.essms.changes {
      table.add([
        .text("ESSMS"), .text(Words.change(change.kind).text(in: language)), .text(change.essms.text),
        .text(change.name), .text(change.region?.rawValue ?? ""), .text(change.og?.text ?? ""), .text(change.ogName),
        .text(change.shown(change.from, in: language)), .text(change.shown(change.to, in: language)),
        change.km.map { .decimal($0, 2) } ?? .text(""), .text(""), .text(""),
      ])
    }
    for change in difference.og.changes {
      table.add([
        .text("OG"), .text(Words.change(change.kind).text(in: language)), .text(change.og.text), .text(change.name),
        .text(change.region.rawValue), .text(change.og.text), .text(change.name), .integer(change.from),
        .integer(change.to), .text(""), .integer(change.minimum),
        .text(change.crossing.map { Words.crossing($0).text(in: language) } ?? ""),
      ])
    }
    return table.text
  }
}
