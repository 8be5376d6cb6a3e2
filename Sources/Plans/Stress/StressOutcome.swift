import Register

/// What remains of a plan when OG withdraw: by draws, and exactly where that can be computed. What `stress.json` holds.
public struct StressOutcome: Sendable, Equatable, Codable {
  public static let schema = "grappes/stress/1"

  /// A quantity over the draws.
  public struct Spread<Amount: Sendable & Equatable & Codable>: Sendable, Equatable, Codable {
    public var mean: Amount
    /// Of the mean.
    public var standardError: Amount
    /// Quantiles of the draws at 5, 50 and 95 %.
    public var low: Amount
    public var median: Amount
    public var high: Amount

    public init(mean: Amount, standardError: Amount, low: Amount, median: Amount, high: Amount) {
      self.mean = mean
      self.standardError = standardError
      self.low = low
      self.median = median
      self.high = high
    }
  }

  public struct Grappe: Sendable, Equatable, Codable {
    public var id: String
    public var porteur: FinessNumber
    public var name: String
    public var essms: Int
    public var og: Int
    /// When nobody withdraws.
    public var funding: Euros
    /// Share of the draws after which the grappe is admissible, and its standard error.
    public var share: Double
    public var standardError: Double
    /// The same, exactly; nil when too many members depend on who would lead.
    public var probability: Double?
    /// What remains: nothing when the grappe is not admissible.
    public var remaining: Spread<Euros>

    public init(
      id: String, porteur: FinessNumber, name: String, essms: Int, og: Int, funding: Euros, share: Double,
      standardError: Double, probability: Double?, remaining: Spread<Euros>
    ) {
      self.id = id
      self.porteur = porteur
      self.name = name
      self.essms = essms
      self.og = og
      self.funding = funding
      self.share = share
      self.standardError = standardError
      self.probability = probability
      self.remaining = remaining
    }
  }

  /// An OG in one grappe, and what hangs on it.
  public struct Organisation: Sendable, Equatable, Codable {
    public var og: FinessNumber
    public var name: String
    public var grappe: String
    public var essms: Int
    /// Whether its withdrawal alone sinks the grappe.
    public var isCritical: Bool
    /// Funding of the grappe lost when it alone withdraws.
    public var loss: Euros
    /// Probability that the grappe stays admissible if the OG stays, less that if it withdraws (Z. W. Birnbaum, "On the
    /// importance of different components in a multicomponent system", 1969); exact where the grappe's probability is, else
    /// of the draws.
    public var importance: Double

    public init(
      og: FinessNumber, name: String, grappe: String, essms: Int, isCritical: Bool, loss: Euros, importance: Double
    ) {
      self.og = og
      self.name = name
      self.grappe = grappe
      self.essms = essms
      self.isCritical = isCritical
      self.loss = loss
      self.importance = importance
    }
  }

  public var schema: String
  /// Name of the barème, and whether its amounts are documented for the campaign.
  public var bareme: String
  public var baremeVerified: Bool
  public var withdrawal: Double
  public var draws: Int
  public var seed: Int
  /// When nobody withdraws.
  public var funding: Euros
  /// Admissible grappes.
  public var admissible: Spread<Double>
  /// Sum of the grappes' exact probabilities; nil when one is not known.
  public var expectedAdmissible: Double?
  /// Share of the draws in which every grappe stays admissible.
  public var allRemain: Double
  public var remaining: Spread<Euros>
  /// In the plan's order.
  public var grappes: [Grappe]
  /// The most critical first: by what is lost, then by importance.
  public var organisations: [Organisation]

  public init(
    bareme: String, baremeVerified: Bool, withdrawal: Double, draws: Int, seed: Int, funding: Euros,
    admissible: Spread<Double>, expectedAdmissible: Double?, allRemain: Double, remaining: Spread<Euros>,
    grappes: [Grappe], organisations: [Organisation]
  ) {
    schema = Self.schema
    self.bareme = bareme
    self.baremeVerified = baremeVerified
    self.withdrawal = withdrawal
    self.draws = draws
    self.seed = seed
    self.funding = funding
    self.admissible = admissible
    self.expectedAdmissible = expectedAdmissible
    self.allRemain = allRemain
    self.remaining = remaining
    self.grappes = grappes
    self.organisations = organisations
  }
}
