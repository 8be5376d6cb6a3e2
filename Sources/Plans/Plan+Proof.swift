import Register

// What proves the plan, and what it was made from.
extension Plan {
  /// Prices from which anyone can compute the bound again.
  public struct Certificate: Sendable, Equatable, Codable {
    /// `OG@region` → price of the unit's place, in whole cents.
    public var unitPrices: [String: Int]
    /// Region → price of a euro of envelope, in millionths.
    public var envelopePrices: [String: Int]

    public init(unitPrices: [String: Int], envelopePrices: [String: Int]) {
      self.unitPrices = unitPrices
      self.envelopePrices = envelopePrices
    }
  }

  public struct Provenance: Sendable, Equatable, Codable {
    public var register: [SourceFile]
    public var situation: SourceFile?
    public var constraints: SourceFile?
    /// The file of ways by road; nil when none was given.
    public var distances: SourceFile?
    public var seed: Int
    public var version: String
    public var solver: String
    public var seconds: Double

    public init(
      register: [SourceFile], situation: SourceFile?, constraints: SourceFile?, seed: Int, version: String,
      solver: String, seconds: Double
    ) {
      self.register = register
      self.situation = situation
      self.constraints = constraints
      self.seed = seed
      self.version = version
      self.solver = solver
      self.seconds = seconds
    }

    private enum CodingKeys: String, CodingKey {
      case register, situation, constraints, distances, seed, version, solver, seconds
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(register, forKey: .register)
      try container.encode(situation, forKey: .situation)
      try container.encode(constraints, forKey: .constraints)
      try container.encodeIfPresent(distances, forKey: .distances)
      try container.encode(seed, forKey: .seed)
      try container.encode(version, forKey: .version)
      try container.encode(solver, forKey: .solver)
      try container.encode(seconds, forKey: .seconds)
    }
  }
}
