import Geography

/// What changed from one register to a later one: ESSMS that opened, closed, moved or changed hands, OG that grew past the
/// minimum of a grappe or fell below it.
///
/// ```swift
/// let difference = try RegisterDifference(from: old, to: new) { campaign.routes.regional.limits(in: $0).minimum }
/// print(difference.essms.counts[.takenOver] ?? 0)
/// ```
///
/// An ESSMS that only one register knows is told in the regions that both hold: what stands elsewhere was not asked for
/// rather than closed. One that both know is always compared. Each change is told once; an ESSMS may have several.
public struct RegisterDifference: Sendable, Hashable, Codable {
  /// Metres beyond which an ESSMS has moved; below, its address was placed anew. A convention of this tool: within it lie
  /// the entrances of one site, which editions of the register place now here, now there.
  public static let movedBeyondMetres = 100

  /// Where an ESSMS stands in a register.
  public enum Presence: String, Sendable, Codable {
    /// Open, its place known.
    case open
    /// Open and left out of plans, as a rule because its place is not known.
    case leftOut
    case closed
    /// Not there, or not as an ESSMS: an establishment may have turned into one of another category.
    case missing

    var isOpen: Bool { self == .open || self == .leftOut }
  }

  /// Something that changed of an ESSMS.
  public struct Change: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
      /// It is open, and was not. `from` and `to` are a `Presence`.
      case opened
      /// It was open, and is not. `from` and `to` are a `Presence`.
      case closed
      /// To another commune, or farther than `movedBeyondMetres`. `from` and `to` are INSEE codes of communes, empty when
      /// not known.
      case moved
      /// Another OG runs it. `from` and `to` are FINESS juridique numbers.
      case takenOver
      /// Of another FINESS category of the same sector. `from` and `to` are categories.
      case otherCategory
      /// Of a category of another sector. `from` and `to` are categories.
      case otherSector
      /// Its place is known now, and was not. `from` and `to` are a `Presence`.
      case admitted
      /// Its place was known, and is not. `from` and `to` are a `Presence`.
      case leftOut
    }

    public let kind: Kind
    public let essms: FinessNumber
    /// As the new register has it, else the old one; empty when neither tells.
    public let name: String
    /// As the new register has it, else the old one; nil when neither tells.
    public let region: RegionCode?
    /// As the new register has it, else the old one; nil when neither tells.
    public let og: FinessNumber?
    /// Of `og`: its number when no register tells a name, empty when there is no `og`.
    public let ogName: String
    public let from: String
    public let to: String
    /// How far it moved, in km; nil unless it did and both places are of one kind (`ESSMS.Placement`).
    public let km: Double?
  }

  /// Changes of ESSMS, and what is only counted.
  public struct EssmsChanges: Sendable, Hashable, Codable {
    /// Of every kind, be it zero.
    public let counts: [Change.Kind: Int]
    /// Of another name.
    public let renamed: Int
    /// Placed anew: farther than two formats differ by rounding, no farther than `movedBeyondMetres`, or at the town hall
    /// of the same commune in one register only.
    public let placedAnew: Int
    /// By kind, then by number.
    public let changes: [Change]
  }

  /// The number of ESSMS with a known place that an OG runs in a region, which changed.
  public struct OGChange: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
      /// It had none.
      case appeared
      /// It has none.
      case disappeared
      case grew, shrank
    }

    /// Which side of the minimum an OG is on now, and was not.
    public enum Crossing: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
      /// It reaches the minimum alone.
      case standsAlone
      /// It needs others to reach the minimum.
      case needsGrappe
    }

    public let kind: Kind
    public let og: FinessNumber
    /// As the new register has it, else the old one; its number when neither tells.
    public let name: String
    public let region: RegionCode
    /// ESSMS in the old register.
    public let from: Int
    /// ESSMS in the new register.
    public let to: Int
    /// Fewest ESSMS of a grappe in the region.
    public let minimum: Int
    /// nil when it has not crossed the minimum, or was or is not there.
    public let crossing: Crossing?
  }

  /// Changes of OG by region, in the regions that both registers hold.
  public struct OGChanges: Sendable, Hashable, Codable {
    /// Of every kind, be it zero.
    public let counts: [OGChange.Kind: Int]
    /// Of every kind, be it zero.
    public let crossings: [OGChange.Crossing: Int]
    /// By kind, then by number and region.
    public let changes: [OGChange]
  }

  /// A region and its open ESSMS.
  public struct Holding: Sendable, Hashable, Codable {
    public let region: RegionCode
    public let name: String
    /// In the old register.
    public let from: Int
    /// In the new register.
    public let to: Int
  }

  /// Which register holds open ESSMS of which regions; each list is sorted by code.
  public struct Coverage: Sendable, Hashable, Codable {
    public let both: [Holding]
    public let oldOnly: [Holding]
    public let newOnly: [Holding]
    /// Asked for, and in neither.
    public let neither: [Holding]
  }

  public let old: [SourceFile]
  public let new: [SourceFile]
  public let regions: Coverage
  public let essms: EssmsChanges
  public let og: OGChanges

  /// Whether nothing at all changed in the regions that both hold, not even a name.
  public var isEmpty: Bool {
    essms.changes.isEmpty && og.changes.isEmpty && essms.renamed == 0 && essms.placedAnew == 0
  }

  /// Whether the old register is of a later day than the new one, as far as its files tell.
  public var isReversed: Bool {
    guard let before = old.compactMap(\.date).max(), let after = new.compactMap(\.date).max() else { return false }
    return before > after
  }
}
