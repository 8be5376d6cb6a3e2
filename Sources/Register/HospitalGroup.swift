/// A group of OG that a FINESS+ document tells of (`gcc`), such as a *groupement hospitalier de territoire* (GHT).
public struct HospitalGroup: Sendable, Hashable, Codable {
  /// As the register numbers it; empty when it does not.
  public let number: String
  public let name: String
  /// FINESS+ code (`typeGcc`).
  public let type: String
  /// OG of the group, sorted by number, each once.
  public let members: [FinessNumber]
  /// Members of which the document tells no number.
  public let unknownMembers: Int

  /// The type of a GHT: what the published sample has for one.
  static let ght = "001"

  public var isGHT: Bool { type == Self.ght }

  public init(number: String, name: String, type: String, members: [FinessNumber], unknownMembers: Int = 0) {
    self.number = number
    self.name = name
    self.type = type
    self.members = members
    self.unknownMembers = unknownMembers
  }
}
