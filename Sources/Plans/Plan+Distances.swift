import Geography

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
