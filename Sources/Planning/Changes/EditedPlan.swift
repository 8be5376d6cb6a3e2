import Geography
import Plans
import Register

/// A plan as it stands between two changes made by hand, and what its planner wishes it to keep to. It is kept between calls
/// and on disk; `Workbench` says what it is worth.
public struct EditedPlan: Sendable, Equatable, Codable {
  public struct Grappe: Sendable, Equatable, Codable {
    /// Stays with the grappe whatever becomes of the others.
    public let id: String
    public let porteur: UnitName
    /// Sorted.
    public let members: [UnitName]
    public let figures: GrappeFigures
  }

  /// What a bound rests on.
  public enum BoundStanding: String, Sendable, Codable {
    /// Proven for these rules and wishes.
    case proven
    /// Proven for fewer wishes: they only take plans away.
    case kept
    /// Proven for other rules: to be proven again.
    case stale
  }

  /// Sorted by region, then in the order of the plan that it was opened from, those founded since at the end.
  public internal(set) var grappes: [Grappe]
  public internal(set) var wishes: PlanWishes
  /// No plan that keeps to the wishes is worth more.
  public internal(set) var bound: Euros
  /// What a search tree has shown beyond the certificate, by the first region of those planned together.
  var treeBounds: [String: Euros]
  public internal(set) var boundIs: BoundStanding
  public internal(set) var totals: Plan.Totals
  /// What each envelope still holds.
  public internal(set) var envelopesLeft: [String: Euros]
  /// The greatest number that an id of each region has had.
  var numbers: [String: Int]

  /// (bound − value) / max(|bound|, 1), a share.
  public var gap: Double { Double(bound.cents - totals.value.cents) / max(abs(Double(bound.cents)), 100) }

  /// The grappe that holds a unit.
  public func grappe(of unit: UnitName) -> Grappe? { grappes.first { $0.members.contains(unit) } }

  public func grappe(_ id: String) -> Grappe? { grappes.first { $0.id == id } }

  /// The id of the next grappe founded in a region.
  mutating func nextID(in region: RegionCode) -> String {
    let number = (numbers[region.rawValue] ?? 0) + 1
    numbers[region.rawValue] = number
    let text = String(number)
    return "\(region)-" + String(repeating: "0", count: max(0, 3 - text.count)) + text
  }
}

/// What a grappe amounts to, to the cent and the metre.
public struct GrappeFigures: Sendable, Equatable, Codable {
  public let route: Plan.Route
  /// Where it is filed.
  public let region: RegionCode
  public let essms: Int
  public let og: Int
  /// What the bound bounds.
  public let value: Euros
  public let funding: Euros
  /// Exact probability that it is funded, and what is then expected.
  public let probability: Double
  public let expectedFunding: Euros
  /// Sum over its ESSMS of the way to the porteur's seat, in metres.
  public let spreadMetres: Int
  /// The envelope that pays for it; nil when none limits it.
  public let envelope: String?
}

/// What the planner wants of the plan, and what her own changes have put where: kept when the plan is made better around
/// them, until released.
public struct PlanWishes: Sendable, Equatable, Codable {
  /// Grappes that stay as they are.
  public var locked: Set<String> = []
  /// Units that stay in their grappe.
  public var lockedUnits: Set<UnitName> = []
  /// Pairs that no grappe holds.
  public var apart: Set<UnitPair> = []
  /// Pairs that are in one grappe, or in none.
  public var together: Set<UnitPair> = []
  /// Units that stay out of every grappe.
  public var excluded: Set<UnitName> = []
  /// Units that lead their grappe, if they are in one.
  public var leading: Set<UnitName> = []
  /// Units that were put into a grappe by hand.
  public var placed: [UnitName: String] = [:]

  public init() {}

  public var isEmpty: Bool { self == PlanWishes() }

  /// Without all that names this unit.
  func released(_ unit: UnitName) -> PlanWishes {
    var left = self
    left.lockedUnits.remove(unit)
    left.excluded.remove(unit)
    left.leading.remove(unit)
    left.placed[unit] = nil
    left.apart = left.apart.filter { $0.other(than: unit) == nil }
    left.together = left.together.filter { $0.other(than: unit) == nil }
    return left
  }
}
