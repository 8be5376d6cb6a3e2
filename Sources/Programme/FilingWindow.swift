import Geography

extension Campaign {
  /// Days between which a dossier may be filed. One filed later is not examined (« non recevable »).
  public struct FilingWindow: Sendable, Hashable, Codable {
    /// First day, ISO; nil when it is not known.
    public let opens: String?
    /// Last day, ISO; nil when it is not known.
    public let closes: String?
    public let basis: Basis

    public var note: Label? { basis.note }

    /// Nothing is known of it.
    var isBlank: Bool { opens == nil && closes == nil && basis.note == nil }

    /// With a first day where it has none.
    func opening(by day: String?) -> FilingWindow {
      FilingWindow(opens: opens ?? day, closes: closes, basis: basis)
    }

    /// Unknown days are written as null.
    public func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(opens, forKey: .opens)
      try values.encode(closes, forKey: .closes)
      try values.encode(basis, forKey: .basis)
    }
  }

  /// Filing windows of one region that differ from the others'.
  public struct Window: Sendable, Hashable, Codable {
    public let region: RegionCode
    /// In the order of their days.
    public let periods: [FilingWindow]

    /// ISO dates, ascending.
    public var closes: [String] { periods.compactMap(\.closes) }
  }
}
