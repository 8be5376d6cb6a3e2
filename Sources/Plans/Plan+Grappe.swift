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
}
