/// Several kinds of groups over the same units: groups of one region or of several, of one target or another, each kind an
/// `Instance` of its own over the units that it allows; and what binds them together.
///
/// A **plan** takes groups of any kinds such that each unit stands in one at most, compulsory units in one exactly, no
/// group holds two units in conflict, and no more is drawn on the resources than there is. What a group is worth and what it
/// draws are two amounts: an envelope, say, pays its full reward, before any probability.
///
/// Units are numbered from 0 here; each kind numbers its own from 0 again. Immutable.
public struct JointInstance: Sendable {
  /// One kind of groups.
  public struct Kind: Sendable {
    /// Its units, numbered as in `units`.
    public let instance: Instance
    /// The joint number of each of its units, ascending.
    public let units: [Int]
    /// Fewest members of a group, counted by `memberIDs`.
    public let minimumMembers: Int
    /// Fewest zones that a group's members lie in.
    public let minimumZones: Int
    /// The zone that most of a group's weight must lie in; nil when it does not matter.
    public let filingZone: Int?
    /// What its groups draw on the resources, each resource once at most.
    public let draws: [Draw]
    /// The kind's number of each joint unit, −1 for none.
    let localOf: [Int32]

    public init(
      instance: Instance, units: [Int], unitCount: Int, minimumMembers: Int = 2, minimumZones: Int = 1,
      filingZone: Int? = nil, draws: [Draw] = []
    ) {
      self.instance = instance
      self.units = units
      self.minimumMembers = minimumMembers
      self.minimumZones = minimumZones
      self.filingZone = filingZone
      self.draws = draws
      var localOf = [Int32](repeating: -1, count: unitCount)
      for (local, unit) in units.enumerated() { localOf[unit] = Int32(local) }
      self.localOf = localOf
    }

    /// The kind's number of a joint unit; nil when the kind does not allow it.
    @inline(__always)
    func local(_ unit: Int) -> Int? {
      let local = localOf[unit]
      return local < 0 ? nil : Int(local)
    }
  }

  /// A part of a unit's weight and the zone it lies in.
  public struct ZoneShare: Sendable, Hashable {
    public let zone: Int
    public let weight: Int

    public init(zone: Int, weight: Int) {
      self.zone = zone
      self.weight = weight
    }
  }

  public let weights: [Int]
  /// Who stands in each unit: members of a group are counted once each, in however many of its units they stand.
  public let memberIDs: [[Int]]
  /// Where the weight of each unit lies.
  public let zones: [[ZoneShare]]
  public let isCompulsory: [Bool]
  /// Units that may not stand in a group with each unit.
  public let conflicts: [[Int]]
  public let resources: [Resource]
  public let kinds: [Kind]
  /// Whether some plans must be told from others by more than each kind's own rules.
  let hasConflicts: Bool
  let hasCompulsory: Bool
  /// Whether more may be drawn than there is, at a price.
  let hasElastic: Bool
  /// Of each resource.
  let scales: [ResourceScale]
  /// Whether a group may draw less than nothing on each resource.
  let givesBack: [Bool]

  public var unitCount: Int { weights.count }

  /// How many groups a plan may have at the most; nil when only the weights limit it.
  public let mostGroups: Int?
  /// No plan has more groups than this.
  public let groupLimit: Int
  /// Steps of work that pricing all porteurs once takes, by the pairs of porteur and unit at each level of each kind.
  let work: Int

  public init(
    weights: [Int], memberIDs: [[Int]]? = nil, zones: [[ZoneShare]]? = nil, isCompulsory: [Bool]? = nil,
    conflicts: [(Int, Int)] = [], resources: [Resource] = [], mostGroups: Int? = nil, kinds: [Kind]
  ) {
    self.weights = weights
    self.memberIDs = memberIDs ?? weights.indices.map { [$0] }
    self.zones = zones ?? weights.map { [ZoneShare(zone: 0, weight: $0)] }
    self.isCompulsory = isCompulsory ?? weights.map { _ in false }
    var adjacent = [[Int]](repeating: [], count: weights.count)
    for (a, b) in conflicts where a != b {
      adjacent[a].append(b)
      adjacent[b].append(a)
    }
    self.conflicts = adjacent
    self.resources = resources
    self.kinds = kinds
    hasConflicts = !conflicts.isEmpty
    hasCompulsory = self.isCompulsory.contains(true)
    hasElastic = resources.contains { $0.excessPrice != nil }
    givesBack = resources.indices.map { number in
      kinds.contains { kind in
        kind.draws.contains { $0.resource == number && ($0.ofGroup < 0 || $0.amounts.contains { $0 < 0 }) }
      }
    }
    scales = Self.scales(resources, kinds: kinds, typicalReward: Self.typicalReward(kinds))
    self.mostGroups = mostGroups
    let cells = kinds.reduce(0) { sum, kind in
      sum + (kind.instance.candidates.count + kind.units.count) * kind.instance.levels.count
    }
    work = 1 + cells / SearchParameters.Work.cells
    groupLimit = min(mostGroups ?? .max, Self.groupLimit(weights, kinds: kinds))
  }

  /// Groups of a single unit count by units, others by what they weigh at the least.
  private static func groupLimit(_ weights: [Int], kinds: [Kind]) -> Int {
    let alone = kinds.filter { $0.instance.candidates.isEmpty }
    let least = kinds.filter { !$0.instance.candidates.isEmpty }.map(\.instance.minimum).min()
    let lone = Set(alone.flatMap(\.units)).count
    return lone + (least.map { weights.reduce(0, +) / max(1, $0) } ?? 0)
  }

  /// The problem restricted to some units, which are numbered anew in the order given, with other limits of the resources.
  ///
  /// - Parameter units: each once, ascending.
  func restricted(to units: [Int], limits: [Int], mostGroups: Int? = nil) -> JointInstance {
    var number = [Int: Int](minimumCapacity: units.count)
    for (place, unit) in units.enumerated() { number[unit] = place }
    let kinds = kinds.map { kind -> Kind in
      let inside = units.filter { kind.localOf[$0] >= 0 }
      let locals = inside.map { Int(kind.localOf[$0]) }
      return Kind(
        instance: kind.instance.restricted(to: locals, mostGroups: mostGroups ?? .max),
        units: inside.compactMap { number[$0] }, unitCount: units.count, minimumMembers: kind.minimumMembers,
        minimumZones: kind.minimumZones, filingZone: kind.filingZone,
        draws: kind.draws.map { $0.restricted(to: locals) })
    }
    let pairs = units.enumerated().flatMap { place, unit in
      conflicts[unit].compactMap { other in number[other].flatMap { $0 > place ? (place, $0) : nil } }
    }
    return JointInstance(
      weights: units.map { weights[$0] }, memberIDs: units.map { memberIDs[$0] }, zones: units.map { zones[$0] },
      isCompulsory: units.map { isCompulsory[$0] }, conflicts: pairs,
      resources: zip(resources, limits).map { Resource(limit: $1, excessPrice: $0.excessPrice) },
      mostGroups: mostGroups, kinds: kinds)
  }

  /// The problem of one kind by itself, over its units in their order; none is compulsory, and no resource limits it.
  func restricted(toKind index: Int) -> JointInstance {
    let kind = kinds[index]
    let pairs = kind.units.enumerated().flatMap { place, unit in
      conflicts[unit].compactMap { other in kind.local(other).flatMap { $0 > place ? (place, $0) : nil } }
    }
    return JointInstance(
      weights: kind.units.map { weights[$0] }, memberIDs: kind.units.map { memberIDs[$0] },
      zones: kind.units.map { zones[$0] }, conflicts: pairs, mostGroups: mostGroups,
      kinds: [
        Kind(
          instance: kind.instance, units: Array(kind.units.indices), unitCount: kind.units.count,
          minimumMembers: kind.minimumMembers, minimumZones: kind.minimumZones, filingZone: kind.filingZone)
      ])
  }
}
