import Geography
import Register

// A plan that stays close to one already announced.
extension Plan {
  /// What counts for staying with the earlier plan. A grappe goes on as long as its porteur leads it.
  public struct Stability: Sendable, Equatable, Codable {
    /// What each OG that keeps its porteur adds to the plan's value.
    public var price: Euros
    /// The porteur that the earlier plan gave each OG that it grouped, by `OG@region`.
    public var porteurs: [String: FinessNumber]

    public init(price: Euros, porteurs: [String: FinessNumber]) {
      self.price = price
      self.porteurs = porteurs
    }
  }

  /// An OG whose porteur is not the earlier plan's.
  public struct Move: Sendable, Equatable, Codable {
    public var og: FinessNumber
    /// Name of the OG; its FINESS number where no name is known.
    public var name: String
    public var region: RegionCode
    /// Its porteur in the earlier plan; nil when it was in no grappe.
    public var from: FinessNumber?
    /// Its porteur now; nil when it is in no grappe.
    public var to: FinessNumber?
    /// What the plan would lose, stability aside, if this OG alone went back; nil when its earlier grappe could not take it
    /// back, or its present one not let it go.
    public var gain: Euros?

    public init(
      og: FinessNumber, name: String, region: RegionCode, from: FinessNumber?, to: FinessNumber?, gain: Euros?
    ) {
      self.og = og
      self.name = name
      self.region = region
      self.from = from
      self.to = to
      self.gain = gain
    }
  }
}

extension Plan {
  /// The porteur of each grouped OG, by `OG@region`.
  public var porteurs: [String: FinessNumber] {
    var porteurs: [String: FinessNumber] = [:]
    for grappe in grappes {
      for member in grappe.members { porteurs["\(member.og)@\(member.region)"] = grappe.porteur }
    }
    return porteurs
  }
}
