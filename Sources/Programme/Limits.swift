import Geography

extension Campaign {
  /// Fewest and most ESSMS of a grappe, and its fewest OG.
  public struct Limits: Sendable, Hashable {
    public let minimum: Int
    /// nil when there is no upper bound.
    public let maximum: Int?
    /// A grappe is a group of OG: 2, unless the campaign asks for more.
    public let minimumOg: Int
    public let minimumCertainty: Certainty
    public let maximumCertainty: Certainty
    public let minimumOgCertainty: Certainty
    /// `certainty` is the weakest of the three.
    public let basis: Basis

    /// OG of a grappe when a campaign says nothing.
    public static let fewestOg = 2

    public init(
      minimum: Int, maximum: Int?, minimumOg: Int = fewestOg, minimumCertainty: Certainty = .inferred,
      maximumCertainty: Certainty = .inferred, minimumOgCertainty: Certainty = .inferred, source: Label? = nil,
      note: Label? = nil
    ) {
      self.minimum = minimum
      self.maximum = maximum
      self.minimumOg = minimumOg
      self.minimumCertainty = minimumCertainty
      self.maximumCertainty = maximumCertainty
      self.minimumOgCertainty = minimumOgCertainty
      let isPublished = [minimumCertainty, maximumCertainty, minimumOgCertainty].allSatisfy { $0 == .published }
      basis = Basis(isPublished ? .published : .inferred, source: source, note: note)
    }

    /// Whether a grappe of so many ESSMS and OG may file.
    public func admits(essms: Int, og: Int) -> Bool {
      essms >= minimum && essms <= maximum ?? .max && og >= minimumOg
    }
  }

  /// Other limits in some regions.
  public struct Exception: Sendable, Hashable, Codable {
    public let regions: [RegionCode]
    public let limits: Limits

    public var minimum: Int { limits.minimum }
    public var maximum: Int? { limits.maximum }
    public var note: Label? { limits.basis.note }
  }
}

extension Campaign.Limits: Codable {
  private enum Key: String, CodingKey {
    case minimum, maximum, minimumOg, minimumCertainty, maximumCertainty, minimumOgCertainty, source, note
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    func certainty(_ key: Key) throws -> Certainty {
      try values.decodeIfPresent(Certainty.self, forKey: key) ?? .inferred
    }
    self.init(
      minimum: try values.decode(Int.self, forKey: .minimum),
      maximum: try values.decodeIfPresent(Int.self, forKey: .maximum),
      minimumOg: try values.decodeIfPresent(Int.self, forKey: .minimumOg) ?? Self.fewestOg,
      minimumCertainty: try certainty(.minimumCertainty), maximumCertainty: try certainty(.maximumCertainty),
      minimumOgCertainty: try certainty(.minimumOgCertainty),
      source: try values.decodeIfPresent(Label.self, forKey: .source),
      note: try values.decodeIfPresent(Label.self, forKey: .note))
  }

  /// An absent maximum is written as null.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(minimum, forKey: .minimum)
    try values.encode(maximum, forKey: .maximum)
    try values.encode(minimumOg, forKey: .minimumOg)
    try values.encode(minimumCertainty, forKey: .minimumCertainty)
    try values.encode(maximumCertainty, forKey: .maximumCertainty)
    try values.encode(minimumOgCertainty, forKey: .minimumOgCertainty)
    try values.encodeIfPresent(basis.source, forKey: .source)
    try values.encodeIfPresent(basis.note, forKey: .note)
  }
}
