import Plans
import Wording

/// How long the parts of the search took, in words.
struct SpentWords {
  let dossier: Dossier

  /// `borne 1,2 s, voisinages 3,4 s, …`; nil when the plan does not say.
  var parts: String? {
    guard let spent = dossier.plan.search.spent else { return nil }
    return [
      ("borne", "bound", spent.bound), ("voisinages", "neighbourhoods", spent.neighbourhoods),
      ("colonnes", "columns", spent.columns), ("arbre", "tree", spent.tree),
    ].map { fr, en, seconds in
      Wording(fr: fr, en: en).text(in: dossier.language) + NumberFormat.narrowSpace
        + dossier.numbers.decimal(seconds, places: 1) + NumberFormat.narrowSpace + "s"
    }.joined(separator: ", ")
  }

  /// The same as a sentence.
  var sentence: String? {
    parts.map { Wording(fr: "Recherche : \($0).", en: "Search: \($0).").text(in: dossier.language) }
  }
}
