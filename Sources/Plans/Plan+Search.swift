import Geography

// How the search went.
extension Plan {
  /// How the search went, and what its bound rests on.
  public struct Search: Sendable, Equatable, Codable {
    public var stop: Stop
    /// Bound that the certificate's prices prove by themselves, over all regions.
    public var certifiedBound: Euros
    /// Regions in which an exhaustive search by branch and price has shown that nothing beats the plan. There the bound
    /// is the plan's own value; it rests on that search, which the prices do not replay. Sorted.
    public var exhausted: [RegionCode]
    /// Other regions in which that search, cut short, has shown a lower bound than the prices do: their bound rests on it.
    public var treeBounds: [String: Euros]
    /// nil in plans of earlier versions.
    public var spent: Spent?
    /// Steps of work done over all regions, counted the same way on every machine. Searches that are given the same number of
    /// them end at the same plan; a search that the clock has cut may have been cut elsewhere. Not in plans of earlier versions.
    public var work: Int?
    /// Regions whose grappes were searched together: those that a grappe might join, or that share an envelope. Each region
    /// by itself where none is listed.
    public var domains: [[RegionCode]]
    /// With `fundingFirst`: regions in which no plan that brings as much has less spread, as the search has shown. Sorted.
    public var spreadProven: [RegionCode] = []

    public init(
      stop: Stop, certifiedBound: Euros, exhausted: [RegionCode], treeBounds: [String: Euros] = [:],
      spent: Spent? = nil,
      domains: [[RegionCode]] = []
    ) {
      self.stop = stop
      self.certifiedBound = certifiedBound
      self.exhausted = exhausted
      self.treeBounds = treeBounds
      self.spent = spent
      self.domains = domains
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      stop = try container.decode(Stop.self, forKey: .stop)
      certifiedBound = try container.decode(Euros.self, forKey: .certifiedBound)
      exhausted = try container.decode([RegionCode].self, forKey: .exhausted)
      // Not in plans of earlier versions.
      treeBounds = try container.decodeIfPresent([String: Euros].self, forKey: .treeBounds) ?? [:]
      spent = try container.decodeIfPresent(Spent.self, forKey: .spent)
      domains = try container.decodeIfPresent([[RegionCode]].self, forKey: .domains) ?? []
      work = try container.decodeIfPresent(Int.self, forKey: .work)
      spreadProven = try container.decodeIfPresent([RegionCode].self, forKey: .spreadProven) ?? []
    }

    private enum CodingKeys: String, CodingKey {
      case stop, certifiedBound, exhausted, treeBounds, spent, work, domains, spreadProven
    }
  }

  /// Seconds of the clock that each part of the search took, over all regions; together no more than
  /// `provenance.seconds`.
  public struct Spent: Sendable, Equatable, Codable {
    /// Lowering the bound by prices, and evaluating it in whole cents.
    public var bound: Double
    /// Choosing among generated grappes by the integer optimiser.
    public var columns: Double
    /// First plans, and changing them here and there.
    public var neighbourhoods: Double
    /// Exhaustive search.
    public var tree: Double

    public init(bound: Double, columns: Double, neighbourhoods: Double, tree: Double) {
      self.bound = bound
      self.columns = columns
      self.neighbourhoods = neighbourhoods
      self.tree = tree
    }

    public static let zero = Spent(bound: 0, columns: 0, neighbourhoods: 0, tree: 0)

    public var parts: [Double] { [bound, columns, neighbourhoods, tree] }
  }

  /// Why the search ended. Only `timeLimit` and `interrupted` depend on the clock; with the others the same command
  /// gives the same plan, whatever the time limit, the number of threads and the load.
  public enum Stop: String, Sendable, Codable {
    /// Nothing to search, or value and bound met.
    case proven
    /// The gap asked for was reached.
    case gap
    /// Every neighbourhood was tried without gain.
    case noImprovement
    /// The work granted was done.
    case workLimit
    /// The clock has decided something: the whole search, or a part of it, was cut short. Value and bound may have met all
    /// the same; the grappes may then be others of the same value next time.
    case timeLimit
    case interrupted
  }
}
