/// How much expected funding can be had for how much spread: plans none of which is better than another in both, and what no
/// plan can exceed. What `pareto.json` holds.
///
/// Money is in euros, spread in ESSMS·km.
public struct ParetoFront: Sendable, Equatable, Codable {
  public static let schema = "grappes/pareto/1"

  /// A plan of the front.
  public struct Point: Sendable, Equatable, Codable {
    /// Name of its folder.
    public var name: String
    /// What its plan maximises.
    public var mode: Plan.Mode
    /// At which price of distance it was found, in euros for each ESSMS·km; nil for the ends, where distance has none.
    public var spreadPrice: Double?
    /// Funding at the probabilities by weight, less what preferences cost: what the search counts and the limits bound.
    public var funding: Euros
    /// Of the plan's totals: at the probabilities of its own members.
    public var expectedFunding: Euros
    public var spreadKm: Double
    public var grappes: Int
    public var og: Int
    public var essms: Int
    /// The proof of its own search.
    public var value: Euros
    public var bound: Euros
    public var status: Plan.Status
    /// No plan of this spread, or of less, brings more.
    public var limit: Euros

    /// What may be missing at most.
    public var missing: Euros { limit - funding }

    public init(
      name: String, mode: Plan.Mode, spreadPrice: Double?, funding: Euros, expectedFunding: Euros, spreadKm: Double,
      grappes: Int, og: Int, essms: Int, value: Euros, bound: Euros, status: Plan.Status, limit: Euros
    ) {
      self.name = name
      self.mode = mode
      self.spreadPrice = spreadPrice
      self.funding = funding
      self.expectedFunding = expectedFunding
      self.spreadKm = spreadKm
      self.grappes = grappes
      self.og = og
      self.essms = essms
      self.value = value
      self.bound = bound
      self.status = status
      self.limit = limit
    }
  }

  /// What a search has proven: no plan's funding exceeds `bound` and the price of its spread.
  public struct Line: Sendable, Equatable, Codable {
    /// In euros for each ESSMS·km.
    public var spreadPrice: Double
    public var bound: Euros

    public init(spreadPrice: Double, bound: Euros) {
      self.spreadPrice = spreadPrice
      self.bound = bound
    }
  }

  public var schema: String
  /// Name of the barème, and whether its amounts are documented for the campaign.
  public var bareme: String
  public var baremeVerified: Bool
  /// By increasing spread, and so by increasing funding.
  public var points: [Point]
  /// By increasing price.
  public var lines: [Line]
  /// Name of the point where more funding begins to cost much more spread; nil when fewer than three points stand, or none
  /// above the straight line between the ends.
  public var knee: String?
  /// Plans found and withdrawn since another is at least as good in both, or the same.
  public var withdrawn: Int
  /// Searches made.
  public var searches: Int
  /// Whether the user ended it before its last point: what stands holds, more may be had.
  public var interrupted: Bool

  public init(
    bareme: String, baremeVerified: Bool, points: [Point], lines: [Line], withdrawn: Int, searches: Int,
    interrupted: Bool = false
  ) {
    schema = Self.schema
    self.bareme = bareme
    self.baremeVerified = baremeVerified
    self.points = points
    self.lines = lines
    self.withdrawn = withdrawn
    self.interrupted = interrupted
    self.searches = searches
    knee = Self.knee(of: points)
  }

  /// No plan whose spread is this, or less, brings more; nil when nothing is proven.
  ///
  /// - Complexity: O(lines).
  public func limit(spreadKm: Double) -> Euros? { Self.limit(lines, spreadKm: spreadKm) }

  public static func limit(_ lines: [Line], spreadKm: Double) -> Euros? {
    lines.map { Euros(cents: $0.bound.cents + Int(($0.spreadPrice * 100 * spreadKm).rounded(.up))) }.min()
  }

  /// The point farthest above the straight line between the ends, both measures scaled to 0…1 (I. Das, "On characterizing
  /// the 'knee' of the Pareto curve based on Normal-Boundary Intersection", Structural Optimization 18, 1999). A rule of
  /// thumb: it depends on where the ends are.
  private static func knee(of points: [Point]) -> String? {
    guard points.count > 2, let first = points.first, let last = points.last, last.spreadKm > first.spreadKm,
      last.funding > first.funding
    else { return nil }
    let (width, height) = (last.spreadKm - first.spreadKm, Double((last.funding - first.funding).cents))
    let above = points.map { point in
      (point.name, Double((point.funding - first.funding).cents) / height - (point.spreadKm - first.spreadKm) / width)
    }
    guard let best = above.max(by: { $0.1 < $1.1 }), best.1 > 0 else { return nil }
    return best.0
  }
}
