import Geography
import Wording

extension RegisterDifference {
  /// Compares two registers.
  ///
  /// - Parameters:
  ///   - only: the regions to compare; nil for all. An ESSMS that came from or went to one of them counts.
  ///   - minimum: fewest ESSMS of a grappe in a region.
  /// - Complexity: O(ESSMS + changes · log).
  /// - Throws: `Failure` when the table of regions is damaged.
  public init(
    from old: Register, to new: Register, only: [RegionCode]? = nil, minimum: (RegionCode) -> Int
  ) throws(Failure) {
    let before = old.entries
    let after = new.entries
    regions = try Coverage(before, after, only: only)
    let compared = Set(regions.both.map(\.region))
    let wanted = only.map { Set($0) }

    let names = new.ogNames.merging(old.ogNames) { name, _ in name }
    var comparison = EssmsComparison(ogNames: names, former: try .bundled())
    for (number, was) in before {
      if let entry = after[number] {
        if was.isIn(wanted) || entry.isIn(wanted) { comparison.compare(number, was, entry) }
      } else if was.region == nil ? wanted == nil : was.isIn(compared) {
        comparison.compare(number, was, .missing)
      }
    }
    for (number, entry) in after where before[number] == nil {
      if entry.region == nil ? wanted == nil : entry.isIn(compared) { comparison.compare(number, .missing, entry) }
    }
    essms = comparison.changes
    og = OGChanges(from: old, to: new, names: names, regions: compared, minimum: minimum)
    self.old = old.sources
    self.new = new.sources
  }
}

/// What a register tells of an ESSMS.
private struct Entry {
  let presence: RegisterDifference.Presence
  let region: RegionCode?
  let og: FinessNumber?
  /// nil unless it is open and its place known.
  let essms: ESSMS?

  static let missing = Entry(presence: .missing, region: nil, og: nil, essms: nil)

  /// - Parameter regions: nil for all.
  func isIn(_ regions: Set<RegionCode>?) -> Bool {
    guard let regions else { return true }
    return region.map(regions.contains) ?? false
  }
}

extension Register {
  fileprivate var entries: [FinessNumber: Entry] {
    var entries: [FinessNumber: Entry] = [:]
    entries.reserveCapacity(essms.count + excluded.count)
    for one in excluded {
      entries[one.number] = Entry(
        presence: one.reason == .closed ? .closed : .leftOut, region: one.region, og: one.og, essms: nil)
    }
    for one in essms {
      entries[one.number] = Entry(presence: .open, region: one.region, og: one.og, essms: one)
    }
    return entries
  }
}

extension RegisterDifference.Coverage {
  fileprivate init(
    _ before: [FinessNumber: Entry], _ after: [FinessNumber: Entry], only: [RegionCode]?
  ) throws(Failure) {
    func counts(_ entries: [FinessNumber: Entry]) -> [RegionCode: Int] {
      entries.values.reduce(into: [:]) { counts, entry in
        if entry.presence.isOpen, let region = entry.region { counts[region, default: 0] += 1 }
      }
    }
    let (old, new) = (counts(before), counts(after))
    let known = try Regions.bundled()
    let all = (only.map { Set($0) } ?? Set(old.keys).union(new.keys)).sorted().map { region in
      RegisterDifference.Holding(
        region: region, name: known.region(region)?.name ?? region.rawValue, from: old[region, default: 0],
        to: new[region, default: 0])
    }
    both = all.filter { $0.from > 0 && $0.to > 0 }
    oldOnly = all.filter { $0.from > 0 && $0.to == 0 }
    newOnly = all.filter { $0.from == 0 && $0.to > 0 }
    neither = all.filter { $0.from == 0 && $0.to == 0 }
  }
}

/// Gathers the changes of ESSMS, one after the other.
private struct EssmsComparison {
  private let ogNames: [FinessNumber: String]
  private let former: FormerCommunes
  private var found: [RegisterDifference.Change.Kind: [RegisterDifference.Change]] = [:]
  private var renamed = 0
  private var placedAnew = 0

  init(ogNames: [FinessNumber: String], former: FormerCommunes) {
    self.ogNames = ogNames
    self.former = former
  }

  var changes: RegisterDifference.EssmsChanges {
    let kinds = RegisterDifference.Change.Kind.allCases
    return RegisterDifference.EssmsChanges(
      counts: Dictionary(uniqueKeysWithValues: kinds.map { ($0, found[$0, default: []].count) }),
      renamed: renamed, placedAnew: placedAnew,
      changes: kinds.flatMap { found[$0, default: []].sorted { $0.essms < $1.essms } })
  }

  mutating func compare(_ number: FinessNumber, _ was: Entry, _ entry: Entry) {
    func add(_ kind: RegisterDifference.Change.Kind, _ from: String, _ to: String, km: Double? = nil) {
      let og = entry.og ?? was.og
      found[kind, default: []].append(
        RegisterDifference.Change(
          kind: kind, essms: number, name: (entry.essms ?? was.essms)?.name ?? "", region: entry.region ?? was.region,
          og: og, ogName: og.map { ogNames[$0] ?? $0.text } ?? "", from: from, to: to, km: km))
    }
    let (from, to) = (was.presence.rawValue, entry.presence.rawValue)
    switch (was.presence.isOpen, entry.presence.isOpen) {
    case (false, false): return
    case (false, true): return add(.opened, from, to)
    case (true, false): return add(.closed, from, to)
    case (true, true): break
    }
    if was.presence != entry.presence { add(entry.presence == .open ? .admitted : .leftOut, from, to) }
    if let former = was.og, let og = entry.og, former != og { add(.takenOver, former.text, og.text) }
    guard let a = was.essms, let b = entry.essms else { return }
    if a.category != b.category {
      add(a.sector == b.sector ? .otherCategory : .otherSector, a.category, b.category)
    }
    if a.name != b.name { renamed += 1 }
    switch Movement(a, b, former) {
    case .none: break
    case .placedAnew: placedAnew += 1
    case .moved(let km): add(.moved, a.commune, b.commune, km: km)
    }
  }
}

/// What became of the place of an ESSMS.
private enum Movement {
  case none, placedAnew
  /// nil when the places are of two kinds: a town hall's is no measure.
  case moved(km: Double?)

  /// A commune that has merged is its successor: nobody moved.
  init(_ a: ESSMS, _ b: ESSMS, _ former: FormerCommunes) {
    let km = a.coordinate.distanceKm(to: b.coordinate)
    let isMeasured = a.placement == b.placement
    let isElsewhere =
      !a.commune.isEmpty && !b.commune.isEmpty && former.current(a.commune) != former.current(b.commune)
      || a.region != b.region
    if isElsewhere || isMeasured && km * 1_000 > Double(RegisterDifference.movedBeyondMetres) {
      self = .moved(km: isMeasured ? km : nil)
    } else if !isMeasured || km > RegisterPlaceComparison.toleranceKm {
      self = .placedAnew
    } else {
      self = .none
    }
  }
}

extension RegisterDifference.OGChanges {
  private struct Unit: Hashable {
    let og: FinessNumber
    let region: RegionCode
  }

  fileprivate init(
    from old: Register, to new: Register, names: [FinessNumber: String], regions: Set<RegionCode>,
    minimum: (RegionCode) -> Int
  ) {
    var sizes: [Unit: (from: Int, to: Int)] = [:]
    for essms in old.essms where regions.contains(essms.region) {
      sizes[Unit(og: essms.og, region: essms.region), default: (0, 0)].from += 1
    }
    for essms in new.essms where regions.contains(essms.region) {
      sizes[Unit(og: essms.og, region: essms.region), default: (0, 0)].to += 1
    }
    let minimums = Dictionary(uniqueKeysWithValues: regions.map { ($0, minimum($0)) })
    var found: [RegisterDifference.OGChange.Kind: [RegisterDifference.OGChange]] = [:]
    for (unit, size) in sizes where size.from != size.to {
      let change = RegisterDifference.OGChange(
        og: unit.og, name: names[unit.og] ?? unit.og.text, region: unit.region, from: size.from,
        to: size.to, minimum: minimums[unit.region] ?? 0)
      found[change.kind, default: []].append(change)
    }
    let kinds = RegisterDifference.OGChange.Kind.allCases
    counts = Dictionary(uniqueKeysWithValues: kinds.map { ($0, found[$0, default: []].count) })
    changes = kinds.flatMap { found[$0, default: []].sorted { ($0.og, $0.region) < ($1.og, $1.region) } }
    let all = changes
    crossings = Dictionary(
      uniqueKeysWithValues: RegisterDifference.OGChange.Crossing.allCases.map { crossing in
        (crossing, all.count { $0.crossing == crossing })
      })
  }
}

extension RegisterDifference.OGChange {
  fileprivate init(og: FinessNumber, name: String, region: RegionCode, from: Int, to: Int, minimum: Int) {
    self.og = og
    self.name = name
    self.region = region
    self.from = from
    self.to = to
    self.minimum = minimum
    switch (from, to) {
    case (0, _):
      kind = .appeared
      crossing = nil
    case (_, 0):
      kind = .disappeared
      crossing = nil
    default:
      kind = from < to ? .grew : .shrank
      crossing = (from >= minimum) == (to >= minimum) ? nil : to >= minimum ? .standsAlone : .needsGrappe
    }
  }
}
