import Geography
import Register

/// What each OG is called, found from the register anew: by its own name, else after its ESSMS, the one with most installed
/// places, then with the lowest number; how many others it runs stands behind as a number.
struct NamesOfOG: Sendable {
  private let own: [FinessNumber: String]
  private let byEssms: [FinessNumber: String]

  /// - Parameter register: as read: an OG keeps its name when the situation rules some of its ESSMS out.
  init(_ register: Register) {
    let own = register.ogNames.filter { Self.isName($0.value) }
    self.own = own
    let communes = try? Communes.bundled()
    let nameless = Dictionary(grouping: register.essms.filter { own[$0.og] == nil }, by: \.og)
    byEssms = nameless.compactMapValues { essms in
      let named = essms.filter { Self.isName($0.name) }
      let chosen = named.min { a, b in
        let (first, second) = (register.capacities[a.number] ?? 0, register.capacities[b.number] ?? 0)
        return (second, a.number) < (first, b.number)
      }
      guard let chosen else { return nil }
      let place = Self.commune(of: chosen, communes)
      return ([chosen.name] + (place.isEmpty ? [] : [place])).joined(separator: ", ")
        + (essms.count > 1 ? " (+\(essms.count - 1))" : "")
    }
  }

  subscript(og: FinessNumber) -> String { own[og] ?? byEssms[og] ?? og.text }

  /// Official name, or the register's line without the postal code in front.
  static func commune(of essms: ESSMS, _ communes: Communes?) -> String {
    if let known = communes?.commune(essms.commune) { return known.name }
    guard let code = essms.town.prefixMatch(of: /[0-9]{5} +(?=.)/) else { return essms.town }
    return String(essms.town[code.range.upperBound...])
  }

  /// Neither empty nor a bare number.
  private static func isName(_ text: String) -> Bool {
    let rest = text.filter { !$0.isWhitespace && !$0.isWholeNumber }
    return !rest.isEmpty && FinessNumber(text) == nil
  }
}
