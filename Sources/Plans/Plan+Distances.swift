import Geography
import Register

extension Plan {
  /// How distances are measured.
  public enum DistanceKind: String, Sendable, Codable, CaseIterable {
    /// As the crow flies.
    case grandCercle
    /// As the crow flies, made longer as the way through neighbouring communes is, with bridges and boats.
    case terre
    /// By road, from a file.
    case route
  }

  /// What there is to say of where ESSMS stand, where ways over land are measured.
  public struct Ground: Sendable, Equatable, Codable {
    /// ESSMS whose commune is that of the nearest town hall, since the register tells none that is known; sorted.
    public var communeByPosition: [FinessNumber]
    /// By commune.
    public var islands: [Island]
    /// By road: grouped ESSMS from which the file tells no way to their porteur's seat; sorted.
    public var withoutRoad: [FinessNumber]?

    public init(communeByPosition: [FinessNumber], islands: [Island], withoutRoad: [FinessNumber]? = nil) {
      self.communeByPosition = communeByPosition
      self.islands = islands
      self.withoutRoad = withoutRoad
    }
  }

  /// A commune on an island, and the ESSMS there.
  public struct Island: Sendable, Equatable, Codable {
    /// INSEE code.
    public var commune: String
    public var name: String
    /// Sorted.
    public var essms: [FinessNumber]
    /// Whether some way leads there, by a boat that goes all year.
    public var hasBoat: Bool

    public init(commune: String, name: String, essms: [FinessNumber], hasBoat: Bool) {
      self.commune = commune
      self.name = name
      self.essms = essms
      self.hasBoat = hasBoat
    }
  }
}

extension Plan.Grappe {
  /// The porteur's ESSMS at its seat: the first that stands there, as the medoid is among equals.
  public var seatEssms: FinessNumber? {
    for member in members where member.og == porteur && member.seat == seat {
      if let place = member.places.firstIndex(of: seat), place < member.essms.count { return member.essms[place] }
    }
    return nil
  }
}

// How far members are from their porteur. Plans of earlier versions, which do not tell, measured great circles.
extension Plan {
  /// From a member's seat to the porteur's, in km by the plan's measure.
  public func km(of member: Member, in grappe: Grappe) -> Double {
    member.distanceKm ?? member.seat.distanceKm(to: grappe.seat) * parameters.detour
  }

  /// From the farthest ESSMS of a member to the porteur's seat.
  public func farthestKm(of member: Member, in grappe: Grappe) -> Double {
    member.farthestKm ?? member.places.map { $0.distanceKm(to: grappe.seat) * parameters.detour }.max() ?? 0
  }

  /// From each ESSMS of a member to the porteur's seat, in the order of `essms`.
  public func essmsKm(of member: Member, in grappe: Grappe) -> [Double] {
    member.essmsKm ?? member.places.map { $0.distanceKm(to: grappe.seat) * parameters.detour }
  }
}
