import Wording

/// Something in a plan that does not hold.
public struct Violation: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Campaign, barème, limits, probabilities that are not those of the rules.
    case rules
    /// An ESSMS that stands twice.
    case repeatedEssms
    /// An ESSMS that stands nowhere.
    case missingEssms
    /// An ESSMS that the register does not hold in these regions, or under another OG.
    case unknownEssms
    /// An OG that is cut in pieces.
    case splitOg
    /// Fewer or more ESSMS than allowed, or an OG that must stand alone.
    case size
    /// A member too far from the porteur, or a porteur that is no member.
    case porteur
    case radius
    /// A count or a list that is not what the members give.
    case count
    /// An amount of money that is not what the barème gives.
    case amount
    /// One DUI, or one sector, where the plan asks for it; a DUI that is not the members'.
    case dui
    case sector
    /// A line of the constraints that the plan does not hold.
    case constraint
    /// An envelope that is overdrawn, or whose figures are not right.
    case envelope
    case probability
    case spread
    case totals
    case ungroupedReason
    case excluded
    /// A position told to be the register's that is the commune's, or the other way round.
    case placement
    case certificate
    case bound
    case gap
    case status
    /// Times of the search that cannot be.
    case spent
    case order
    case filing
    /// What is told of a grappe, or of the nearest one, beside its figures.
    case insight
    /// A name of an OG that is not the register's, an identifier of a grappe that is not its place's.
    case name
    /// What the rules are said to cost.
    case rulePrice
    /// Files that are not those given: name, date, digest.
    case provenance
    /// Something told of some and not of others.
    case incomplete
    /// What is told of the OG that left an earlier plan's grappes.
    case move
  }

  public let kind: Kind
  public let wording: Wording

  init(_ kind: Kind, fr: String, en: String) {
    self.kind = kind
    wording = Wording(fr: fr, en: en)
  }
}
