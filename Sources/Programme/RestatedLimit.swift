/// A limit of the regional route that a user's campaign gives anew.
public enum RestatedLimit: String, Sendable, Hashable, CaseIterable {
  case minimum, maximum, minimumOg

  /// Those that a campaign's file gives and the exceptions that it takes over from another campaign go before.
  ///
  /// - Parameter known: of the campaigns that it may extend.
  static func given(by file: RuleNode, over known: [String: Set<RestatedLimit>]) -> Set<RestatedLimit> {
    // A whole campaign has the exceptions that it names.
    guard let base = file.value("extends")?.text else { return [] }
    let regional = file.value("routes")?.value("regional")
    guard regional?.value("exceptions") == nil else { return [] }
    let limits = regional?.value("limits")
    return (known[base] ?? []).union(allCases.filter { limits?.value($0.rawValue) != nil })
  }
}
