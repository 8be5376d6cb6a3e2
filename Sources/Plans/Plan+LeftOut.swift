import Geography
import Register

// Those who stand outside the grappes, and why.
extension Plan {
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
    /// The nearest grappe; nil when there is none within the radius.
    public var nearest: Nearest?

    public init(
      og: FinessNumber, name: String, region: RegionCode, seat: Coordinate, essms: [FinessNumber], reason: Reason,
      detail: String, price: Euros, nearest: Nearest? = nil
    ) {
      self.og = og
      self.name = name
      self.region = region
      self.seat = seat
      self.essms = essms
      self.reason = reason
      self.detail = detail
      self.price = price
      self.nearest = nearest
    }
  }

  /// A grappe that an ungrouped OG could look to.
  public struct Nearest: Sendable, Equatable, Codable {
    public var grappe: String
    /// From the OG's seat to the porteur's, with the detour.
    public var km: Double
    /// Value that the grappe would lose by taking the OG in (negative: gain); nil when it may not join.
    public var cost: Euros?

    public init(grappe: String, km: Double, cost: Euros?) {
      self.grappe = grappe
      self.km = km
      self.cost = cost
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
}
