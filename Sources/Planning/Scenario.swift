import Programme
import Wording

/// What a plan is asked for: rules, prices, limits.
public struct Scenario: Sendable {
  public var campaign: Campaign
  public var bareme: Bareme
  /// Price of distance, in euros for each ESSMS·km; 0 or more.
  public var spreadPrice = 100.0
  /// Greatest distance between the seats of a member and of the porteur, in km; 0 or more.
  public var radiusKm = 60.0
  /// Road distance over great-circle distance; more than 0.
  public var detour = 1.0
  /// Probability that an OG withdraws; 0 up to, but not, 1.
  public var withdrawal = 0.0
  /// Wall-clock limit of the whole search in seconds; more than 0.
  public var timeLimit = 60.0
  /// Gap at which a plan is good enough, a share; 0 or more.
  public var gap = 0.0
  public var seed = 1
  /// At least 1.
  public var threads = 1
  public var language = Language.fr

  public init(campaign: Campaign, bareme: Bareme) {
    self.campaign = campaign
    self.bareme = bareme
  }

  /// - Throws: `Failure` (usage) that names the first parameter out of range.
  public func validate() throws(Failure) {
    try Self.check("spread-price", spreadPrice, 0...1_000_000, fr: "de 0 à 1 000 000 €", en: "from 0 to €1,000,000")
    try Self.check("radius", radiusKm, 0...25_000, fr: "de 0 à 25 000 km", en: "from 0 to 25,000 km")
    try Self.check("detour", detour, 0.01...100, fr: "de 0,01 à 100", en: "from 0.01 to 100")
    try Self.check("withdrawal", withdrawal, 0...0.99, fr: "de 0 à 0,99", en: "from 0 to 0.99")
    try Self.check(
      "time-limit", timeLimit, 0.001...31_536_000, fr: "un nombre de secondes positif",
      en: "a positive number of seconds")
    try Self.check("gap", gap, 0...1, fr: "de 0 à 1", en: "from 0 to 1")
    try Self.check("threads", Double(threads), 1...1_024, fr: "de 1 à 1024", en: "from 1 to 1024")
    try Self.check("seed", Double(seed), 0...9e15, fr: "un entier positif ou nul", en: "an integer, 0 or more")
  }

  private static func check(
    _ name: String, _ value: Double, _ range: ClosedRange<Double>, fr: String, en: String
  ) throws(Failure) {
    guard range.contains(value) else {
      let shown = value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : String(value)
      throw Failure(.usage, fr: "--\(name) \(shown) : attendu \(fr)", en: "--\(name) \(shown): expected \(en)")
    }
  }
}
