import Foundation

/// Comparing what people type with what was meant.
enum TableFileSpelling {
  /// A text without case, accents, spaces and punctuation: equal for two spellings of one name.
  ///
  /// Signs such as `+` stay, since they tell products apart. `œ` and `æ` are two letters.
  static func key(_ text: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      switch scalar {
      case "œ": key.append(contentsOf: "oe".unicodeScalars)
      case "æ": key.append(contentsOf: "ae".unicodeScalars)
      default: if isKept(scalar) { key.append(scalar) }
      }
    }
    return String(key)
  }

  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .mathSymbol, .currencySymbol, .otherSymbol:
      true
    default: false
    }
  }

  /// The word of a list that was probably meant; nil when none is near.
  ///
  /// Near is: one begins with the other, four letters or more; or not more than a third of the letters, and two at least,
  /// have to change.
  static func nearest(_ text: String, in words: [String]) -> String? {
    let typed = Array(key(String(text.prefix(60))).unicodeScalars)
    guard !typed.isEmpty else { return nil }
    var best: (distance: Int, word: String)?
    for word in words {
      let letters = Array(key(word).unicodeScalars)
      let shorter = min(typed.count, letters.count)
      let isPrefix = shorter >= 4 && typed.prefix(shorter).elementsEqual(letters.prefix(shorter))
      let distance = isPrefix ? 1 : distance(typed, letters)
      let isNear = distance <= max(2, letters.count / 3) && distance < letters.count
      if isNear && distance < best?.distance ?? Int.max { best = (distance, word) }
    }
    return best?.word
  }

  /// How many letters must be changed, added, removed or swapped with their neighbour (optimal string alignment).
  ///
  /// - Complexity: O(letters of a · letters of b).
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var least = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] { least = min(least, before[j - 1] + 1) }
        row.append(least)
      }
      (before, last) = (last, row)
    }
    return last[b.count]
  }
}
