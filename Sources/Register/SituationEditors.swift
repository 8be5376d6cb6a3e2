/// The editors that a file names, each in all its spellings.
///
/// Names are compared without case, accents, spaces and punctuation. The spelling that stands for all is the most frequent,
/// the first in alphabetical order among equals.
struct SituationEditors {
  enum Meaning {
    case name(String)
    /// There is none.
    case nothing
    case unknown
    /// A word or a figure that cannot be a name.
    case noName
  }

  private var counts: [String: Int] = [:]
  private var meanings: [String: Meaning] = [:]
  private var keys: [String: String] = [:]

  /// What a cell that is not empty means; a name is counted.
  ///
  /// - Complexity: O(1) for a text met before.
  mutating func meaning(of text: String) -> Meaning {
    let meaning: Meaning
    if let known = meanings[text] {
      meaning = known
    } else {
      meaning = Self.meaning(of: text, key: TableFileSpelling.key(text))
      meanings[text] = meaning
    }
    if case .name(let name) = meaning {
      counts[name, default: 0] += 1
      if keys[name] == nil { keys[name] = TableFileSpelling.key(name) }
    }
    return meaning
  }

  /// For each spelling met the one that stands for all of its editor.
  func canonicalSpellings() -> [String: String] {
    var best: [String: String] = [:]
    for (name, key) in keys {
      guard let other = best[key] else {
        best[key] = name
        continue
      }
      let (count, otherCount) = (counts[name] ?? 0, counts[other] ?? 0)
      if count > otherCount || (count == otherCount && name < other) { best[key] = name }
    }
    return keys.mapValues { best[$0] ?? "" }
  }

  private static func meaning(of text: String, key: String) -> Meaning {
    switch key {
    case "": return text.allSatisfy { "-–—".contains($0) } ? .nothing : text == "?" ? .unknown : .noName
    case "non", "no", "aucun", "aucune", "neant", "none", "sans", "pasdedui": return .nothing
    case "inconnu", "inconnue", "unknown", "nsp": return .unknown
    case "oui", "yes", "o", "n", "y", "true", "false", "vrai", "faux": return .noName
    default:
      // One character cell, or figures alone, name nobody.
      return key.unicodeScalars.contains { $0.properties.isAlphabetic } ? .name(spaced(text)) : .noName
    }
  }

  /// Single spaces.
  private static func spaced(_ text: String) -> String {
    text.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }.joined(separator: " ")
  }
}
