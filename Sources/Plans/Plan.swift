import Geography
import Register

/// A plan: the grappes proposed for some regions, the proof of how good they are, and everyone left out. It is what
/// `plan.json` holds; key names and meaning are those of the published schema `grappes/plan/1`.
///
/// Money is in euros (whole cents inside), distances in km, codes are text.
public struct Plan: Sendable, Equatable, Codable {
  public static let schema = "grappes/plan/1"

  public var schema: String
  /// Name of the campaign, such as `2024`.
  public var campaign: String
  /// Name of the barème, such as `2021-T2`.
  public var bareme: String
  /// Whether the barème's amounts are documented for this campaign. When false, every amount is to be labelled.
  public var baremeVerified: Bool
  /// Sorted.
  public var regions: [RegionCode]
  public var parameters: Parameters
  public var status: Status
  public var search: Search
  public var totals: Totals
  /// No plan under these rules is worth more than this.
  public var bound: Euros
  /// (bound − value) / max(|bound|, 1), a share.
  public var gap: Double
  public var grappes: [Grappe]
  public var standalone: [Standalone]
  public var ungrouped: [Ungrouped]
  public var excluded: [Excluded]
  /// Establishments of other categories in these regions: counted only.
  public var notEssms: Int
  public var certificate: Certificate
  public var provenance: Provenance

  public init(
    campaign: String, bareme: String, baremeVerified: Bool, regions: [RegionCode], parameters: Parameters,
    status: Status, search: Search, totals: Totals, bound: Euros, gap: Double, grappes: [Grappe],
    standalone: [Standalone], ungrouped: [Ungrouped], excluded: [Excluded], notEssms: Int, certificate: Certificate,
    provenance: Provenance
  ) {
    schema = Self.schema
    self.campaign = campaign
    self.bareme = bareme
    self.baremeVerified = baremeVerified
    self.regions = regions
    self.parameters = parameters
    self.status = status
    self.search = search
    self.totals = totals
    self.bound = bound
    self.gap = gap
    self.grappes = grappes
    self.standalone = standalone
    self.ungrouped = ungrouped
    self.excluded = excluded
    self.notEssms = notEssms
    self.certificate = certificate
    self.provenance = provenance
  }
}

extension Plan {
  /// What the plan was asked for.
  public struct Parameters: Sendable, Equatable, Codable {
    /// Price of distance, in euros for each ESSMS·km.
    public var spreadPrice: Double
    /// Greatest distance between the seats of a member and of the porteur, in km.
    public var radiusKm: Double
    /// Road distance over great-circle distance.
    public var detour: Double
    public var mode: Mode
    /// Fewest ESSMS in a grappe, by region.
    public var minimum: [String: Int]
    /// Most ESSMS in a grappe, by region; nil when the campaign sets none.
    public var maximum: [String: Int]?
    /// Probability that an OG withdraws before the project ends.
    public var withdrawal: Double
    /// Probability that a grappe keeps its minimum, by region, then by number of ESSMS from the region's minimum on; the
    /// last value holds for every larger grappe. `[1]` when nobody withdraws.
    public var probabilities: [String: [Double]]
    /// Wall-clock limit of the search in seconds.
    public var timeLimit: Double
    /// Gap at which the search is content, a share.
    public var gapTarget: Double

    public init(
      spreadPrice: Double, radiusKm: Double, detour: Double, mode: Mode, minimum: [String: Int],
      maximum: [String: Int]?, withdrawal: Double, probabilities: [String: [Double]], timeLimit: Double,
      gapTarget: Double
    ) {
      self.spreadPrice = spreadPrice
      self.radiusKm = radiusKm
      self.detour = detour
      self.mode = mode
      self.minimum = minimum
      self.maximum = maximum
      self.withdrawal = withdrawal
      self.probabilities = probabilities
      self.timeLimit = timeLimit
      self.gapTarget = gapTarget
    }

    private enum CodingKeys: String, CodingKey {
      case spreadPrice, radiusKm, detour, mode, minimum, maximum, withdrawal, probabilities, timeLimit, gapTarget
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(spreadPrice, forKey: .spreadPrice)
      try container.encode(radiusKm, forKey: .radiusKm)
      try container.encode(detour, forKey: .detour)
      try container.encode(mode, forKey: .mode)
      try container.encode(minimum, forKey: .minimum)
      try container.encode(maximum, forKey: .maximum)  // null when there is none, never absent
      try container.encode(withdrawal, forKey: .withdrawal)
      try container.encode(probabilities, forKey: .probabilities)
      try container.encode(timeLimit, forKey: .timeLimit)
      try container.encode(gapTarget, forKey: .gapTarget)
    }
  }

  /// What is maximised. `weighted`: expected funding less the priced spread.
  public enum Mode: String, Sendable, Codable {
    case weighted
  }

  /// - optimal: value and bound are equal, no plan is worth more.
  /// - feasible: a good plan; the gap says how far from the best it may be.
  /// - interrupted: as feasible, and the user stopped the search.
  /// - empty: no grappe is worth forming, or none can be formed.
  public enum Status: String, Sendable, Codable {
    case optimal, feasible, interrupted, empty
  }

  /// How the search went, and what its bound rests on.
  public struct Search: Sendable, Equatable, Codable {
    public var stop: Stop
    /// Bound that the certificate's prices prove by themselves, over all regions.
    public var certifiedBound: Euros
    /// Regions in which an exhaustive search by the integer optimiser has shown that nothing beats the plan. There the
    /// bound is the plan's own value; it rests on that search, which the prices do not replay. Sorted.
    public var exhausted: [RegionCode]

    public init(stop: Stop, certifiedBound: Euros, exhausted: [RegionCode]) {
      self.stop = stop
      self.certifiedBound = certifiedBound
      self.exhausted = exhausted
    }
  }

  /// Why the search ended. Only `timeLimit` and `interrupted` depend on the clock; with the others the same command
  /// gives the same plan.
  public enum Stop: String, Sendable, Codable {
    /// Nothing to search, or value and bound met.
    case proven
    /// The gap asked for was reached.
    case gap
    /// Every neighbourhood was tried without gain.
    case noImprovement
    case timeLimit
    case interrupted
  }

  public struct Totals: Sendable, Equatable, Codable {
    public var value: Euros
    public var funding: Euros
    public var expectedFunding: Euros
    /// Sum over the grappes' ESSMS of the distance to their porteur's seat, in ESSMS·km.
    public var spreadKm: Double
    /// spreadKm for each grouped ESSMS.
    public var meanKm: Double
    /// Grouped ESSMS.
    public var essms: Int
    /// Grouped OG.
    public var og: Int
    public var grappes: Int

    public init(
      value: Euros, funding: Euros, expectedFunding: Euros, spreadKm: Double, meanKm: Double, essms: Int, og: Int,
      grappes: Int
    ) {
      self.value = value
      self.funding = funding
      self.expectedFunding = expectedFunding
      self.spreadKm = spreadKm
      self.meanKm = meanKm
      self.essms = essms
      self.og = og
      self.grappes = grappes
    }
  }

  public enum Route: String, Sendable, Codable {
    case regional, multiregional, national
  }

  public struct Grappe: Sendable, Equatable, Codable {
    /// Region, dash, rank: `53-001`.
    public var id: String
    public var route: Route
    public var region: RegionCode
    /// FINESS juridique of the OG that files.
    public var porteur: FinessNumber
    /// The porteur's medoid ESSMS, from which spread is measured.
    public var seat: Coordinate
    /// Sorted by OG.
    public var members: [Member]
    public var essmsCount: Int
    public var ogCount: Int
    /// ESSMS by sector, keys as in `Sector`.
    public var sectors: [String: Int]
    /// Target DUI; nil while the software of the members is not known.
    public var dui: String?
    public var funding: Funding
    /// Probability that the grappe keeps its minimum.
    public var probability: Double
    public var expectedFunding: Euros
    public var value: Euros
    public var spread: Spread
    /// Last day to file, ISO; nil when the campaign's date is not known.
    public var deadline: String?
    public var filedWith: String

    public init(
      id: String, route: Route, region: RegionCode, porteur: FinessNumber, seat: Coordinate, members: [Member],
      essmsCount: Int, ogCount: Int, sectors: [String: Int], dui: String?, funding: Funding, probability: Double,
      expectedFunding: Euros, value: Euros, spread: Spread, deadline: String?, filedWith: String
    ) {
      self.id = id
      self.route = route
      self.region = region
      self.porteur = porteur
      self.seat = seat
      self.members = members
      self.essmsCount = essmsCount
      self.ogCount = ogCount
      self.sectors = sectors
      self.dui = dui
      self.funding = funding
      self.probability = probability
      self.expectedFunding = expectedFunding
      self.value = value
      self.spread = spread
      self.deadline = deadline
      self.filedWith = filedWith
    }

    private enum CodingKeys: String, CodingKey {
      case id, route, region, porteur, seat, members, essmsCount, ogCount, sectors, dui, funding, probability,
        expectedFunding, value, spread, deadline, filedWith
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(id, forKey: .id)
      try container.encode(route, forKey: .route)
      try container.encode(region, forKey: .region)
      try container.encode(porteur, forKey: .porteur)
      try container.encode(seat, forKey: .seat)
      try container.encode(members, forKey: .members)
      try container.encode(essmsCount, forKey: .essmsCount)
      try container.encode(ogCount, forKey: .ogCount)
      try container.encode(sectors, forKey: .sectors)
      try container.encode(dui, forKey: .dui)  // null when not known, never absent
      try container.encode(funding, forKey: .funding)
      try container.encode(probability, forKey: .probability)
      try container.encode(expectedFunding, forKey: .expectedFunding)
      try container.encode(value, forKey: .value)
      try container.encode(spread, forKey: .spread)
      try container.encode(deadline, forKey: .deadline)
      try container.encode(filedWith, forKey: .filedWith)
    }
  }

  public struct Member: Sendable, Equatable, Codable {
    public var og: FinessNumber
    /// Name of the OG; its FINESS number where no name is known.
    public var name: String
    public var region: RegionCode
    /// The medoid of its ESSMS.
    public var seat: Coordinate
    /// Sorted.
    public var essms: [FinessNumber]
    /// Where each of `essms` stands, in the same order.
    public var places: [Coordinate]

    public init(
      og: FinessNumber, name: String, region: RegionCode, seat: Coordinate, essms: [FinessNumber], places: [Coordinate]
    ) {
      self.og = og
      self.name = name
      self.region = region
      self.seat = seat
      self.essms = essms
      self.places = places
    }
  }

  public struct Funding: Sendable, Equatable, Codable {
    public var total: Euros
    public var lines: [FundingLine]

    public init(total: Euros, lines: [FundingLine]) {
      self.total = total
      self.lines = lines
    }
  }

  /// One item of the barème: `count` × `unit` = `amount`.
  public struct FundingLine: Sendable, Equatable, Codable {
    /// Name of the item in the barème's file: `acquisition`, `equipment`, `contract`, `steering`.
    public var item: String
    public var count: Int
    public var unit: Euros
    public var amount: Euros

    public init(item: String, count: Int, unit: Euros, amount: Euros) {
      self.item = item
      self.count = count
      self.unit = unit
      self.amount = amount
    }
  }

  public struct Spread: Sendable, Equatable, Codable {
    /// Sum over the ESSMS of the distance to the porteur's seat.
    public var sumKm: Double
    /// sumKm for each ESSMS.
    public var meanKm: Double
    /// Distance of the farthest ESSMS from the porteur's seat.
    public var maxKm: Double
    /// Greatest distance between two ESSMS.
    public var diameterKm: Double

    public init(sumKm: Double, meanKm: Double, maxKm: Double, diameterKm: Double) {
      self.sumKm = sumKm
      self.meanKm = meanKm
      self.maxKm = maxKm
      self.diameterKm = diameterKm
    }
  }

  /// An OG that reaches the minimum alone.
  public struct Standalone: Sendable, Equatable, Codable {
    public var og: FinessNumber
    /// Name of the OG; its FINESS number where no name is known.
    public var name: String
    public var region: RegionCode
    /// The medoid of its ESSMS.
    public var seat: Coordinate
    public var essms: [FinessNumber]

    public init(og: FinessNumber, name: String, region: RegionCode, seat: Coordinate, essms: [FinessNumber]) {
      self.og = og
      self.name = name
      self.region = region
      self.seat = seat
      self.essms = essms
    }
  }

  /// An OG that the plan leaves out of every grappe, and why.
  public struct Ungrouped: Sendable, Equatable, Codable {
    public var og: FinessNumber
    /// Name of the OG; its FINESS number where no name is known.
    public var name: String
    public var region: RegionCode
    /// The medoid of its ESSMS.
    public var seat: Coordinate
    public var essms: [FinessNumber]
    public var reason: Reason
    /// The reason in a sentence, in the plan's language.
    public var detail: String
    /// What one place for this OG is worth at the margin (its price in the certificate).
    public var price: Euros

    public init(
      og: FinessNumber, name: String, region: RegionCode, seat: Coordinate, essms: [FinessNumber], reason: Reason,
      detail: String, price: Euros
    ) {
      self.og = og
      self.name = name
      self.region = region
      self.seat = seat
      self.essms = essms
      self.reason = reason
      self.detail = detail
      self.price = price
    }
  }

  public enum Reason: String, Sendable, Codable, CaseIterable {
    /// No other OG within the radius.
    case noNeighbour
    /// Around every porteur it could join there are too few ESSMS for the minimum.
    case tooFewAround
    case incompatible, envelope
    /// Every grappe with it is worth less than without.
    case notWorth
    case forbidden
    /// The search found no better place; the gap does not rule one out.
    case searchLimit
  }

  public struct Excluded: Sendable, Equatable, Codable {
    public var essms: FinessNumber
    public var reason: ExclusionReason

    public init(essms: FinessNumber, reason: ExclusionReason) {
      self.essms = essms
      self.reason = reason
    }
  }

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
      case register, situation, constraints, seed, version, solver, seconds
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(register, forKey: .register)
      try container.encode(situation, forKey: .situation)
      try container.encode(constraints, forKey: .constraints)
      try container.encode(seed, forKey: .seed)
      try container.encode(version, forKey: .version)
      try container.encode(solver, forKey: .solver)
      try container.encode(seconds, forKey: .seconds)
    }
  }
}
