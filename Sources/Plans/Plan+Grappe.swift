import Geography
import Register

// A grappe of the plan, its members, money and distances.
extension Plan {
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
    /// DUI that all members have or will have; nil while it is not known or not one.
    public var dui: String?
    public var funding: Funding
    /// Exact probability that the grappe is funded: that its minimum remains once each member has withdrawn or not, times
    /// the scenario's probability of success for its size.
    public var probability: Double
    /// Probability by weight, the same for all grappes of a region, a route and a homogeneity: what the search counts with.
    public var weightProbability: Double
    /// `probability` × `funding.total`.
    public var expectedFunding: Euros
    /// What the search maximises and the bound bounds: funding at `weightProbability`, less the priced distances.
    public var value: Euros
    public var spread: Spread
    /// First day to file, ISO; nil when it is not known.
    public var opens: String?
    /// Last day to file, ISO; nil when the campaign's date is not known.
    public var deadline: String?
    /// The filing windows, in the order of days, where there are several; empty where `opens` and `deadline` say all.
    public var windows: [Window]
    public var filedWith: String
    /// When the funding is paid.
    public var payments: [Payment]
    /// Earlier grappe that this one continues, as the constraints name it.
    public var existing: String?
    /// What there is to say of it beside its figures; nil in plans of earlier versions.
    public var insight: Insight?

    public init(
      id: String, route: Route, region: RegionCode, porteur: FinessNumber, seat: Coordinate, members: [Member],
      essmsCount: Int, ogCount: Int, sectors: [String: Int], dui: String?, funding: Funding, probability: Double,
      weightProbability: Double? = nil, expectedFunding: Euros, value: Euros, spread: Spread, opens: String? = nil,
      deadline: String?, windows: [Window] = [], filedWith: String, payments: [Payment] = [], existing: String? = nil,
      insight: Insight? = nil
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
      self.weightProbability = weightProbability ?? probability
      self.expectedFunding = expectedFunding
      self.value = value
      self.spread = spread
      self.opens = opens
      self.deadline = deadline
      self.windows = windows
      self.filedWith = filedWith
      self.payments = payments
      self.existing = existing
      self.insight = insight
    }

    private enum CodingKeys: String, CodingKey {
      case id, route, region, porteur, seat, members, essmsCount, ogCount, sectors, dui, funding, probability,
        weightProbability, expectedFunding, value, spread, opens, deadline, windows, filedWith, payments, existing,
        insight
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      id = try container.decode(String.self, forKey: .id)
      route = try container.decode(Route.self, forKey: .route)
      region = try container.decode(RegionCode.self, forKey: .region)
      porteur = try container.decode(FinessNumber.self, forKey: .porteur)
      seat = try container.decode(Coordinate.self, forKey: .seat)
      members = try container.decode([Member].self, forKey: .members)
      essmsCount = try container.decode(Int.self, forKey: .essmsCount)
      ogCount = try container.decode(Int.self, forKey: .ogCount)
      sectors = try container.decode([String: Int].self, forKey: .sectors)
      dui = try container.decodeIfPresent(String.self, forKey: .dui)
      funding = try container.decode(Funding.self, forKey: .funding)
      probability = try container.decode(Double.self, forKey: .probability)
      expectedFunding = try container.decode(Euros.self, forKey: .expectedFunding)
      value = try container.decode(Euros.self, forKey: .value)
      spread = try container.decode(Spread.self, forKey: .spread)
      deadline = try container.decodeIfPresent(String.self, forKey: .deadline)
      filedWith = try container.decode(String.self, forKey: .filedWith)
      // Not in plans of earlier versions.
      weightProbability = try container.decodeIfPresent(Double.self, forKey: .weightProbability) ?? probability
      opens = try container.decodeIfPresent(String.self, forKey: .opens)
      windows = try container.decodeIfPresent([Window].self, forKey: .windows) ?? []
      payments = try container.decodeIfPresent([Payment].self, forKey: .payments) ?? []
      existing = try container.decodeIfPresent(String.self, forKey: .existing)
      insight = try container.decodeIfPresent(Insight.self, forKey: .insight)
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
      try container.encode(weightProbability, forKey: .weightProbability)
      try container.encode(expectedFunding, forKey: .expectedFunding)
      try container.encode(value, forKey: .value)
      try container.encode(spread, forKey: .spread)
      try container.encode(opens, forKey: .opens)
      try container.encode(deadline, forKey: .deadline)
      if !windows.isEmpty { try container.encode(windows, forKey: .windows) }
      try container.encode(filedWith, forKey: .filedWith)
      try container.encode(payments, forKey: .payments)
      try container.encode(existing, forKey: .existing)
      try container.encodeIfPresent(insight, forKey: .insight)
    }
  }

  /// A time in which dossiers may be filed.
  public struct Window: Sendable, Equatable, Codable {
    /// First and last day, ISO; nil when not known.
    public var opens: String?
    public var closes: String?
    /// What the call says of it, in the plan's language.
    public var note: String?

    public init(opens: String?, closes: String?, note: String?) {
      self.opens = opens
      self.closes = closes
      self.note = note
    }
  }

  /// A part of the funding and the event that it is paid at.
  public struct Payment: Sendable, Equatable, Codable {
    /// Name of the event in the campaign's file: `signature`, `usage`.
    public var event: String
    /// Percent of the funding.
    public var percent: Int
    public var amount: Euros

    public init(event: String, percent: Int, amount: Euros) {
      self.event = event
      self.percent = percent
      self.amount = amount
    }
  }

  /// What a planner asks about a grappe.
  public struct Insight: Sendable, Equatable, Codable {
    /// The second best porteur: what the grappe would be worth less under it; nil when no other member may lead.
    public var runnerUp: Alternative?
    /// OG each of whose withdrawals, alone, leaves the grappe below its minimum; sorted.
    public var critical: [FinessNumber]
    /// The ungrouped OG that would cost least, or bring most, and what the grappe's value would lose by it.
    public var cheapest: Alternative?

    public init(runnerUp: Alternative?, critical: [FinessNumber], cheapest: Alternative?) {
      self.runnerUp = runnerUp
      self.critical = critical
      self.cheapest = cheapest
    }
  }

  /// An OG that might take a part, and the value lost by it (negative: gained).
  public struct Alternative: Sendable, Equatable, Codable {
    public var og: FinessNumber
    public var name: String
    public var cost: Euros

    public init(og: FinessNumber, name: String, cost: Euros) {
      self.og = og
      self.name = name
      self.cost = cost
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
    /// What it brings to the grappe's funding; nil in plans of earlier versions.
    public var amount: Euros?
    /// From its seat to the porteur's; this and the following by the plan's measure, nil in plans of earlier versions.
    public var distanceKm: Double?
    /// The same by road; nil where roads are not measured.
    public var minutes: Double?
    /// Boats that this way takes; nil where it takes none.
    public var boats: Int?
    /// Of its ESSMS that is farthest from the porteur's seat.
    public var farthestKm: Double?
    /// Of its ESSMS to the porteur's seat, summed: what is priced.
    public var sumKm: Double?
    /// Of each of `essms` to the porteur's seat.
    public var essmsKm: [Double]?
    /// OG of the grappe whose seats are beyond the radius around its own: it could not lead these. nil where there are none.
    public var outOfReach: [FinessNumber]?

    public init(
      og: FinessNumber, name: String, region: RegionCode, seat: Coordinate, essms: [FinessNumber], places: [Coordinate],
      amount: Euros? = nil
    ) {
      self.og = og
      self.name = name
      self.region = region
      self.seat = seat
      self.essms = essms
      self.places = places
      self.amount = amount
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

  /// One item of the barème: `count` × `unit` = `amount`. Home services paid pro rata stand on lines of their own, whose
  /// unit is the share of the item's amount.
  public struct FundingLine: Sendable, Equatable, Codable {
    /// Name of the item in the barème's file: `acquisition`, `equipment`, `contract`, `steering`.
    public var item: String
    public var count: Int
    public var unit: Euros
    public var amount: Euros
    /// Eligible share by which the unit was reduced, 0 to 1; nil when it was not.
    public var share: Double?

    public init(item: String, count: Int, unit: Euros, amount: Euros, share: Double? = nil) {
      self.item = item
      self.count = count
      self.unit = unit
      self.amount = amount
      self.share = share
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
}
