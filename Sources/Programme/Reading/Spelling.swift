/// The word that was probably meant.
package enum Spelling {
  /// The closest of some words, if it is close: at most a third of the letters differ, and three.
  ///
  /// - Complexity: O(n·m) for each word of n and m letters.
  package static func closest(to word: String, among words: [String]) -> String? {
    let letters = Array(word.lowercased())
    guard letters.count <= 60 else { return nil }
    let ranked = words.map { (word: $0, distance: distance(letters, Array($0.lowercased()))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }),
      best.distance <= min(3, max(1, max(letters.count, best.word.count) / 3))
    else { return nil }
    return best.word
  }

  /// Letters to add, drop, change or swap with the next (optimal string alignment).
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
        row.append(best)
      }
      before = last
      last = row
    }
    return last[b.count]
  }
}
