/// A funding schedule: what the programme pays, for what, by which unit.
public struct Bareme: Sendable, Hashable, Codable {
  public struct Item: Sendable, Hashable, Codable {
    /// Identifier in plans: `acquisition`, `compliance`, `equipment`, `contract`, `steering`.
    public let name: String
    public let label: Label
    /// Whole euros.
    public let euros: Int
    public let per: Unit
    /// Certainty of the amount, then of the unit it is paid by.
    public let certainty: Certainty
    public let perCertainty: Certainty
    /// The most ESSMS of one project that it is paid for; nil when there is no such limit.
    public let mostEssms: Int?
    /// Whether amounts count it. One that the programme grants to few, and that nobody can rely on, is only told.
    public let isCounted: Bool
    public let note: Label?

    /// Whether an ESSMS is paid it besides its DUI.
    public var isPaidBesides: Bool { per == .essmsOfSmallOg || per == .essms && !Bareme.isDui(name) }
  }

  /// What an item is paid for.
  public enum Unit: String, Sendable, Hashable, Codable, CaseIterable {
    case essms
    /// Each OG below `smallOgBelow`.
    case smallOg
    case grappe
    /// Each ESSMS of an OG below `smallOgBelow`.
    case essmsOfSmallOg
  }

  public typealias Label = Programme.Label

  public let name: String
  /// An OG with fewer ESSMS than this is small.
  public let smallOgBelow: Int
  /// The item by which an ESSMS is paid whose DUI already conforms and whose éditeur stays.
  public let alreadyConforming: String
  public let alreadyConformingBasis: Basis
  /// What amounts are made of.
  public let items: [Item]
  /// What is told and not counted.
  public let uncounted: [Item]
  public let sources: [RuleSource]

  public func item(_ name: String) -> Item? { items.first { $0.name == name } }

  /// One line of an amount: `count` × `euros`.
  public struct Line: Sendable, Hashable {
    public let item: Item
    public let count: Int

    public init(item: Item, count: Int) {
      self.item = item
      self.count = count
    }

    public var euros: Int { count * item.euros }
  }

  /// What one OG brings to a grappe, line by line, nothing being known of its software: every ESSMS counts as
  /// acquisition.
  ///
  /// - Parameters:
  ///   - essmsInGrappe: how many of its ESSMS join.
  ///   - essmsInAll: how many it runs in the whole register.
  public func lines(essmsInGrappe: Int, essmsInAll: Int) -> [Line] {
    items.compactMap { item in
      switch item.per {
      case .essms: item.name == Self.compliance ? nil : Line(item: item, count: essmsInGrappe)
      case .essmsOfSmallOg: essmsInAll < smallOgBelow ? Line(item: item, count: essmsInGrappe) : nil
      case .smallOg: essmsInAll < smallOgBelow ? Line(item: item, count: 1) : nil
      case .grappe: nil
      }
    }
  }

  /// What a grappe brings besides its members.
  public var grappeLines: [Line] {
    items.filter { $0.per == .grappe }.map { Line(item: $0, count: 1) }
  }

  /// Name of the item of an ESSMS that has no DUI or changes its éditeur.
  public static let acquisition = "acquisition"
  /// Name of the item of an ESSMS whose DUI is made to conform.
  public static let compliance = "compliance"

  /// Name of the item of equipment and infrastructure.
  public static let equipment = "equipment"

  /// Whether it is one of the two of which each ESSMS is paid one.
  public static func isDui(_ item: String) -> Bool { item == acquisition || item == compliance }

  /// The most ESSMS that a project can have for each of them to be paid; nil when there is no such limit.
  public var mostEssms: Int? { items.compactMap(\.mostEssms).min() }
}
