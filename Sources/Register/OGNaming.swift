import Geography

/// What an OG is called that no file names: after one of its ESSMS and the commune that it stands in. Files of ESSMS alone
/// (507) are what most people have at hand, and nobody recognises an OG by its number.
enum OGNaming {
  /// Whether a text names anything: a number does not.
  static func isName(_ text: String) -> Bool {
    text.contains { !$0.isWhitespace && !$0.isWholeNumber } && FinessNumber(text) == nil
  }

  /// Names of those OG that `known` does not name and one of whose ESSMS has a name.
  ///
  /// The ESSMS with most installed places gives the name, among equals the one with the lowest number; how many others the
  /// OG runs stands behind it as a number, so that the name is of no language: `EHPAD BEL AIR, Taulé (+3)`.
  ///
  /// - Complexity: O(ESSMS + OG · log communes).
  static func names(
    of essms: [ESSMS], besides known: [FinessNumber: String], capacities: [FinessNumber: Int]
  ) -> [FinessNumber: String] {
    var best: [FinessNumber: ESSMS] = [:]
    var counts: [FinessNumber: Int] = [:]
    func isBefore(_ a: ESSMS, _ b: ESSMS) -> Bool {
      let (first, second) = (capacities[a.number] ?? 0, capacities[b.number] ?? 0)
      return first == second ? a.number < b.number : first > second
    }
    for one in essms where known[one.og].map(isName) != true {
      counts[one.og, default: 0] += 1
      guard isName(one.name) else { continue }
      if let other = best[one.og], !isBefore(one, other) { continue }
      best[one.og] = one
    }
    guard !best.isEmpty else { return [:] }
    let communes = try? Communes.bundled()
    return best.reduce(into: [:]) { names, entry in
      let place = entry.value.communeName(in: communes)
      let others = (counts[entry.key] ?? 1) - 1
      names[entry.key] = entry.value.name + (place.isEmpty ? "" : ", \(place)") + (others > 0 ? " (+\(others))" : "")
    }
  }
}

extension ESSMS {
  /// The commune's official name; the register's own spelling, without the postal code that may open it, where the code is
  /// not known; empty where there is neither.
  public func communeName(in communes: Communes?) -> String {
    if let name = communes?.commune(commune)?.name { return name }
    let words = town.split(separator: " ", maxSplits: 1)
    let hasCode = words.count == 2 && words[0].count == 5 && words[0].allSatisfy(\.isNumber)
    return hasCode ? String(words[1]) : town
  }
}
