import Geography
import Register
import Wording

/// Lines of `constraints.csv` that cannot all hold, as few as possible.
///
/// `ensemble`, `existante` and `verrou` chain OG into sets: all that is chained must stand in one grappe. A set is
/// compulsory when it holds an `existante` or a `verrou`; otherwise it may be left out of the plan as a whole. Even so an
/// `exclu` of a chained OG is a clash, since the user asked for both.
public struct ConstraintClash: Sendable, Hashable {
  /// In the file's order.
  public let lines: [Constraints.Line]
  /// One line: the file, the lines with what stands in them, what clashes.
  public let wording: Wording

  /// To be thrown where a plan was asked for.
  public var failure: Failure { Failure(.data, fr: wording.fr, en: wording.en) }

  /// What the planner knows about OG.
  public struct Facts: Sendable {
    /// How many eligible ESSMS each OG has in the planned regions.
    public var essms: [FinessNumber: Int]
    /// The planned regions in which each OG has eligible ESSMS.
    public var regions: [FinessNumber: Set<RegionCode>]
    /// OG that reach the minimum alone, so are not grouped.
    public var standalone: Set<FinessNumber>
    /// OG that the register knows, without any eligible ESSMS.
    public var excludedOnly: Set<FinessNumber>
    /// Whether a member can be of a porteur's grappe, by the distance of their seats.
    public var isWithinRadius: @Sendable (FinessNumber, FinessNumber) -> Bool
    public var radiusKm: Double
    /// The largest number of ESSMS that a grappe may have on any open route; nil when there is none.
    public var maximum: Int?
    /// Whether a multiregional or national route is open.
    public var crossesRegions: Bool
    /// The editors of each OG's DUI, as far as known.
    public var editors: [FinessNumber: Set<String>]
    public var requiresOneDUI: Bool
    public var sectors: [FinessNumber: Set<String>]
    public var requiresOneSector: Bool
    /// OG whose eligible ESSMS all lie outside the planned regions: lines that name one say nothing about this plan.
    public var elsewhere: Set<FinessNumber>
    /// Whether two OG can be members of one grappe, whoever its porteur: no farther apart than twice the radius. True for
    /// all where distances do not obey the triangle inequality (a matrix of travel times).
    public var isWithinTwiceRadius: @Sendable (FinessNumber, FinessNumber) -> Bool

    public init(
      essms: [FinessNumber: Int] = [:], regions: [FinessNumber: Set<RegionCode>] = [:],
      standalone: Set<FinessNumber> = [], excludedOnly: Set<FinessNumber> = [],
      isWithinRadius: @escaping @Sendable (FinessNumber, FinessNumber) -> Bool = { _, _ in true },
      radiusKm: Double = 60, maximum: Int? = nil, crossesRegions: Bool = true,
      editors: [FinessNumber: Set<String>] = [:], requiresOneDUI: Bool = false,
      sectors: [FinessNumber: Set<String>] = [:], requiresOneSector: Bool = false,
      elsewhere: Set<FinessNumber> = [],
      isWithinTwiceRadius: @escaping @Sendable (FinessNumber, FinessNumber) -> Bool = { _, _ in true }
    ) {
      self.essms = essms
      self.regions = regions
      self.standalone = standalone
      self.excludedOnly = excludedOnly
      self.isWithinRadius = isWithinRadius
      self.radiusKm = radiusKm
      self.maximum = maximum
      self.crossesRegions = crossesRegions
      self.editors = editors
      self.requiresOneDUI = requiresOneDUI
      self.sectors = sectors
      self.requiresOneSector = requiresOneSector
      self.elsewhere = elsewhere
      self.isWithinTwiceRadius = isWithinTwiceRadius
    }
  }

  /// The smallest set of lines that cannot all hold; nil when they can.
  ///
  /// Of several smallest sets the one that a reader of the file has complete first: its last line comes earliest, then
  /// the one before, and so on.
  public static func smallest(_ constraints: Constraints, facts: Facts) -> ConstraintClash? {
    smallest(constraints, facts: facts, effort: 1_000_000)
  }

  /// - Parameter effort: steps that may be spent on sets that are too heavy and hold cycles; where they do not suffice, the
  ///   lines are fewest only in that none can be spared.
  static func smallest(_ constraints: Constraints, facts: Facts, effort: Int) -> ConstraintClash? {
    var search = ConstraintClashSearch(
      ConstraintClashGraph(constraints, facts: facts), facts: facts, effort: effort)
    guard let found = search.smallest() else { return nil }
    let lines = found.lines.map { search.graph.lines[$0] }
    return ConstraintClash(
      lines: lines, wording: wording(lines, path: constraints.path, reason: found.reason.wording(facts)))
  }

  /// More lines than these are only numbered.
  private static let shownLines = 8

  private static func wording(_ lines: [Constraints.Line], path: String, reason: Wording) -> Wording {
    let numbers = lines.map { String($0.number) }
    let texts = lines.prefix(shownLines).map(\.text)
    let rest = lines.count > shownLines ? ["…"] : []
    guard let last = numbers.last, lines.count > 1 else {
      let (number, text) = (numbers.first ?? "", texts.first ?? "")
      return Wording(
        fr: "\(path), ligne \(number) : « \(text) » : \(reason.fr)",
        en: "\(path), line \(number): \"\(text)\": \(reason.en)")
    }
    let first = numbers.dropLast().joined(separator: ", ")
    let fr = texts.map { "« \($0) »" } + rest
    let en = texts.map { "\"\($0)\"" } + rest
    return Wording(
      fr: "\(path), lignes \(first) et \(last) : \(fr.joined(separator: ", ")) : \(reason.fr)",
      en: "\(path), lines \(first) and \(last): \(en.joined(separator: ", ")): \(reason.en)")
  }
}
