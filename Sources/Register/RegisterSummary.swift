import Geography
import Wording

/// What a register holds and what was left out, in figures.
public struct RegisterSummary: Sendable, Hashable, Codable {
  /// The figures of a region, or of all of them.
  public struct Figures: Sendable, Hashable, Codable {
    /// OG with at least one ESSMS whose place is known. An OG in two regions counts in both, and once in the totals.
    public var og = 0
    /// ESSMS whose place is known.
    public var essms = 0
    /// Those of them that stand at their commune's town hall.
    public var placedAtCommune = 0
    /// The same by sector; a sector without any is not there.
    public var sectors: [Sector: Int] = [:]
    /// Eligible ESSMS that cannot be planned, by reason.
    public var excluded: [ExclusionReason: Int] = [:]
    /// Establishments of other categories.
    public var notEssms = 0
  }

  public struct RegionFigures: Sendable, Hashable, Codable {
    /// nil for establishments whose département is not known.
    public let region: RegionCode?
    /// Empty when the region is not known.
    public let name: String
    public let figures: Figures
  }

  public struct ProblemFigures: Sendable, Hashable, Codable {
    public let kind: RegisterProblem.Kind
    /// What was done about them.
    public let remedy: RegisterProblem.Remedy
    public let count: Int
    /// Of oddities, the share of the register's open ESSMS that have it; nil for damage, which is counted by line.
    public let share: Double?
    /// The first three.
    public let examples: [RegisterProblem]
  }

  /// A file, how old it is, and whose word counts.
  public struct SourceFigures: Sendable, Hashable, Codable {
    public let file: String
    public let sha256: String
    /// ISO; nil when the file tells none.
    public let date: String?
    /// nil without a date.
    public let ageDays: Int?
    /// From 1, the file that is believed first.
    public let rank: Int
  }

  /// Installed places, of which extracts 505 and FINESS+ documents of activities tell.
  public struct CapacityFigures: Sendable, Hashable, Codable {
    /// ESSMS whose places are told, of those whose place is known.
    public let essms: Int
    public let places: Int
    /// The documents of activities; nothing else of them is read.
    public let activityFiles: [String]
  }

  /// Groups of OG, of which FINESS+ documents tell.
  public struct GroupFigures: Sendable, Hashable, Codable {
    public let ght: Int
    /// OG that are members of a GHT, each once.
    public let ghtMembers: Int
    /// Groups of other types.
    public let others: Int
  }

  /// Sorted by code, establishments of no known region last.
  public let regions: [RegionFigures]
  public let totals: Figures
  /// In the order of `RegisterProblem.Kind`, those that occur. They are the files', whatever the regions asked for.
  public let problems: [ProblemFigures]
  /// As they are given.
  public let sources: [SourceFigures]
  public let groups: GroupFigures
  /// They are the files', whatever the regions asked for.
  public let capacities: CapacityFigures

  /// - Parameters:
  ///   - only: the regions to count, each of which then has its figures, be they zero; nil for all that the register
  ///     holds.
  ///   - today: the ISO day to which the files' ages are counted.
  /// - Complexity: O(establishments).
  /// - Throws: `Failure` when the table of regions is damaged.
  public init(
    _ register: Register, only: [RegionCode]? = nil, today: String = FileAge.today()
  ) throws(Failure) {
    let wanted = only.map { Set<RegionCode?>($0) }
    var figures: [RegionCode?: Figures] = [:]
    var ogs: [RegionCode?: Set<FinessNumber>] = [:]
    for code in only ?? [] { figures[code] = Figures() }
    for essms in register.essms where wanted?.contains(essms.region) ?? true {
      figures[essms.region, default: Figures()].essms += 1
      if essms.placement == .commune { figures[essms.region, default: Figures()].placedAtCommune += 1 }
      figures[essms.region, default: Figures()].sectors[essms.sector, default: 0] += 1
      ogs[essms.region, default: []].insert(essms.og)
    }
    for essms in register.excluded where wanted?.contains(essms.region) ?? true {
      figures[essms.region, default: Figures()].excluded[essms.reason, default: 0] += 1
    }
    for (region, count) in register.notEssms where wanted?.contains(region) ?? true {
      figures[region, default: Figures()].notEssms += count
    }
    for (region, members) in ogs { figures[region, default: Figures()].og = members.count }

    var totals = figures.values.reduce(into: Figures()) { totals, region in
      totals.essms += region.essms
      totals.placedAtCommune += region.placedAtCommune
      totals.notEssms += region.notEssms
      totals.sectors.merge(region.sectors, uniquingKeysWith: +)
      totals.excluded.merge(region.excluded, uniquingKeysWith: +)
    }
    totals.og = ogs.values.reduce(into: Set()) { $0.formUnion($1) }.count
    self.totals = totals

    let known = try Regions.bundled()
    var rows: [RegionFigures] = []
    for (code, row) in figures {
      rows.append(
        RegionFigures(region: code, name: code.flatMap { known.region($0)?.name } ?? code?.rawValue ?? "", figures: row)
      )
    }
    regions = rows.sorted { a, b in
      guard let first = a.region else { return false }
      guard let second = b.region else { return true }
      return first < second
    }
    problems = Self.problems(of: register)
    sources = Self.sources(of: register, today)
    let (ght, others) = (register.groups.filter(\.isGHT), register.groups.count { !$0.isGHT })
    capacities = CapacityFigures(
      essms: register.capacities.count, places: register.capacities.values.reduce(0, +),
      activityFiles: register.activityFiles)
    groups = GroupFigures(ght: ght.count, ghtMembers: Set(ght.flatMap(\.members)).count, others: others)
  }

  private static func sources(of register: Register, _ today: String) -> [SourceFigures] {
    register.sources.enumerated().map { place, source in
      SourceFigures(
        file: source.file, sha256: source.sha256, date: source.date, ageDays: source.ageDays(on: today),
        rank: (register.readingOrder.firstIndex(of: place) ?? place) + 1)
    }
  }

  private static func problems(of register: Register) -> [ProblemFigures] {
    let byKind = Dictionary(grouping: register.problems + register.oddities.listed, by: \.kind)
    let open = register.essms.count + register.excluded.count { $0.reason != .closed }
    return RegisterProblem.Kind.allCases.compactMap { kind in
      guard let listed = byKind[kind] else { return nil }
      let count = kind.isOddity ? register.oddities.counts[kind, default: 0] : listed.count
      return ProblemFigures(
        kind: kind, remedy: kind.remedy, count: count,
        share: kind.isOddity && open > 0 ? Double(count) / Double(open) : nil,
        examples: Array(listed.prefix(RegisterOddities.exampleCount)))
    }
  }
}

// As keys of a JSON object: { "PA": 12 }.
extension Sector: CodingKeyRepresentable {}
extension ExclusionReason: CodingKeyRepresentable {}
