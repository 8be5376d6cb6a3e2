import Geography
import Grouping
import Plans
import Programme

/// The kinds of grappes that a domain may form, each as an instance of the engine.
struct GrappeKinds {
  let regions: [RegionCode]
  let units: [Unit]
  let chains: Chains
  let scenario: Scenario
  let pairs: Pairs
  let envelopes: [Domain.NamedEnvelope]
  /// Weights of all OG below the minimum, by region: what the probabilities by weight are made of.
  let weights: [RegionCode: [Int]]

  /// A route, the porteur's region and how it files.
  private struct Base {
    let route: Route
    let region: RegionCode
    let limits: Campaign.Limits
    let minimumZones: Int
    /// Index of the region whose ARS receives the dossier, when an envelope makes it matter.
    let filingZone: Int?
    let envelope: Int?
  }

  /// - Throws: `InstanceError` when amounts or distances cannot be counted exactly.
  func joint() throws(InstanceError) -> (joint: JointInstance, kinds: [GrappeKind], first: [Int]) {
    var kinds: [GrappeKind] = []
    var engine: [JointInstance.Kind] = []
    let zoneOf = Dictionary(uniqueKeysWithValues: regions.enumerated().map { ($1, $0) })
    let targets = Target.all(for: units, scenario: scenario)
    let seats = chains.blocks.map { self.seats(of: $0) }
    let leaders: [(block: Int, unit: Int)?] =
      [nil] + seats.enumerated().flatMap { block, seats in seats.dropFirst().map { (block, $0) } }
    var firstKinds: [Int] = []
    for base in bases {
      let table = ProbabilityTable(
        withdrawal: scenario.withdrawal, weights: weights[base.region] ?? [], minimum: base.limits.minimum)
      for target in targets {
        for band in bands(base.limits, isHomogeneous: target.isHomogeneous) {
          let entries = band.probabilities(table, from: base.limits.minimum)
          for leader in leaders {
            let kind = GrappeKind(
              route: base.route, region: base.region, limits: band.limits, target: target, leader: leader,
              probabilities: entries)
            guard let made = try make(kind, base: base, seats: seats) else { continue }
            if leader == nil, base.route == .regional { firstKinds.append(kinds.count) }
            kinds.append(kind)
            engine.append(made)
          }
        }
      }
    }
    let numbers = Dictionary(units.enumerated().map { ($1.og.og, $0) }, uniquingKeysWith: min)
    let joint = JointInstance(
      weights: chains.blocks.map { weight($0) },
      memberIDs: chains.blocks.map { Set($0.compactMap { numbers[units[$0].og.og] }).sorted() },
      zones: chains.blocks.map { block in
        Dictionary(block.map { (zoneOf[units[$0].region] ?? 0, units[$0].weight) }, uniquingKeysWith: +)
          .sorted { $0.key < $1.key }.map { .init(zone: $0.key, weight: $0.value) }
      },
      isCompulsory: chains.blocks.indices.map(chains.compulsory.contains), conflicts: chains.conflicts,
      resources: envelopes.map { Resource(limit: $0.cents) }, kinds: engine)
    // Kinds that share no unit are solved each by itself first.
    let areApart = Set(firstKinds.map { kinds[$0].region }).count == firstKinds.count
    return (joint, kinds, areApart && envelopes.isEmpty ? firstKinds : [])
  }

  private func weight(_ block: [Int]) -> Int { block.reduce(0) { $0 + units[$1].weight } }

  private var bases: [Base] {
    var bases: [Base] = []
    let number = Dictionary(uniqueKeysWithValues: envelopes.enumerated().map { ($1.name, $0) })
    for route in Route.allCases where scenario.routes.contains(route) {
      let zones = scenario.campaign.requiresSeveralRegions(route) ? 2 : 1
      guard zones <= regions.count else { continue }
      for region in regions {
        guard let limits = scenario.limits(route, region: region) else { continue }
        let filed: [(zone: Int?, envelope: Int?)] =
          switch route {
          case .regional: [(nil, number[region.rawValue])]
          case .national: [(nil, number["national"])]
          case .multiregional:
            regions.contains { number[$0.rawValue] != nil }
              ? regions.enumerated().map { ($0, number[$1.rawValue]) } : [(nil, nil)]
          }
        for (zone, envelope) in filed {
          bases.append(
            Base(
              route: route, region: region, limits: limits, minimumZones: zones, filingZone: zone, envelope: envelope))
        }
      }
    }
    return bases
  }

  /// Sizes between which the scenario's probability of success does not change.
  private struct Band {
    let limits: Campaign.Limits
    /// In ten-thousandths.
    let success: Int

    /// The table's entries from this band's minimum on, times the success.
    func probabilities(_ table: ProbabilityTable, from minimum: Int) -> [Int] {
      let entries = table.tenThousandths
      return entries[min(limits.minimum - minimum, entries.count - 1)...].map { SuccessShare.of($0, success: success) }
    }
  }

  private func bands(_ limits: Campaign.Limits, isHomogeneous: Bool) -> [Band] {
    let edges = Set(scenario.success.flatMap { [$0.from, $0.to.map { $0 + 1 }] }.compactMap(\.self))
    let starts = [limits.minimum] + edges.filter { $0 > limits.minimum && $0 <= limits.maximum ?? .max }.sorted()
    return starts.enumerated().compactMap { place, start in
      let end = place + 1 < starts.count ? starts[place + 1] - 1 : limits.maximum
      let success = scenario.successOf(size: start, isHomogeneous: isHomogeneous)
      return Band(
        limits: .init(minimum: start, maximum: end, minimumOg: limits.minimumOg), success: success)
    }
  }

  /// The unit whose seat a grappe has when the block leads it, unless its kind names another.
  func firstSeat(of block: [Int]) -> Int { seats(of: block).first ?? block[0] }

  /// Units of a block that may lead it: the porteur asked for, else all whose radius holds the whole block, the one from
  /// which its ESSMS are nearest first.
  private func seats(of block: [Int]) -> [Int] {
    guard block.count > 1 else { return block }
    let wanted = block.filter(chains.porteurs.contains)
    return (wanted.isEmpty ? block : wanted).compactMap { seat in cost(of: block, seat: seat).map { (seat, $0) } }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
  }

  /// What the distances of a block's ESSMS to a seat cost, in cents; nil when one of its OG is out of reach.
  private func cost(of block: [Int], seat: Int) -> Int? {
    var sum = 0
    for unit in block {
      if unit == seat {
        sum += pairs.ownCosts[unit]
      } else {
        guard let cost = pairs.cost(porteur: seat, unit: unit) else { return nil }
        sum += Int(cost)
      }
    }
    return sum
  }

  /// A kind as the engine takes it; nil when it can form no group.
  private func make(_ kind: GrappeKind, base: Base, seats: [[Int]]) throws(InstanceError) -> JointInstance.Kind? {
    if let leader = kind.leader, units[leader.unit].region != base.region { return nil }
    let isRegional = base.route == .regional
    let admitted = chains.blocks.map { block in
      block.allSatisfy { (!isRegional || units[$0].region == base.region) && units[$0].admits(kind.target) }
    }
    func seat(of block: Int) -> Int? {
      if let leader = kind.leader { return leader.block == block ? leader.unit : nil }
      return seats[block].first.flatMap { units[$0].region == base.region ? $0 : nil }
    }
    let rows = Rows(chains: chains, pairs: pairs, admitted: admitted) { block in
      admitted[block] ? seat(of: block) : nil
    }
    var inside = rows.isTouched
    // Who only follows, and whom nobody leads, has no place here.
    for block in inside.indices where admitted[block] && seat(of: block) != nil { inside[block] = true }
    if base.minimumZones > 1, kind.leader == nil {
      for block in inside.indices where inside[block] && !rows.isTouched[block] { inside[block] = false }
    }
    let blocks = inside.indices.filter { inside[$0] }
    guard blocks.reduce(0, { $0 + weight(chains.blocks[$1]) }) >= kind.limits.minimum else { return nil }
    var local = [Int32](repeating: -1, count: inside.count)
    for (place, block) in blocks.enumerated() { local[block] = Int32(place) }
    let funding = UnitFunding(scenario)
    let strangeCost = Int((scenario.preferencePrice * 100).rounded())
    let extra = chains.blocks.map { block in
      block.reduce(0) { $0 + units[$1].strangers(to: kind.target) } * strangeCost
    }
    let uses = chains.blocks.map { block in
      kind.target.editor.map { editor in block.contains { units[$0].editors.contains(editor) } } ?? false
    }
    var offsets = [0]
    offsets.reserveCapacity(blocks.count + 1)
    var candidates: [Int32] = []
    var costs: [Double] = []
    var ownCosts: [Int] = []
    var leads: [Bool] = []
    for block in blocks {
      var isLeader = false
      if let seat = seat(of: block), let own = cost(of: chains.blocks[block], seat: seat) {
        var isForeign = base.minimumZones < 2
        // A grappe in which nobody has the target's DUI is one of no target.
        var isUsed = kind.target.editor == nil || uses[block]
        let start = candidates.count
        rows.forEach(seat: seat, leader: block) { other, cost in
          guard local[other] >= 0 else { return }
          if !isForeign { isForeign = chains.blocks[other].contains { units[$0].region != base.region } }
          if uses[other] { isUsed = true }
          candidates.append(local[other])
          costs.append(cost + Double(extra[other]))
        }
        isLeader = isUsed && (isForeign || chains.blocks[block].contains { units[$0].region != base.region })
        if !isLeader {
          candidates.removeSubrange(start...)
          costs.removeSubrange(start...)
        }
        ownCosts.append(isLeader ? own + extra[block] : 0)
      } else {
        ownCosts.append(0)
      }
      leads.append(isLeader)
      offsets.append(candidates.count)
    }
    guard leads.contains(true) else { return nil }
    let instance = try Instance(
      weights: blocks.map { weight(chains.blocks[$0]) },
      rewards: blocks.map { chains.blocks[$0].reduce(0) { $0 + funding.cents(units[$1], target: kind.target.dui) } },
      groupReward: funding.grappeCents,
      bonuses: blocks.map { chains.blocks[$0].reduce(0) { $0 + pairs.announced.bonus($1) } }, ownCosts: ownCosts,
      minimum: kind.limits.minimum, maximum: TableLimits.binding(kind.limits.maximum),
      allowsHeavyUnits: true, probabilities: ProbabilityTable(kind.probabilities) ?? .certain,
      leads: leads.contains(false) ? leads : nil, offsets: offsets, candidates: candidates, costs: costs)
    return JointInstance.Kind(
      instance: instance, units: blocks, unitCount: chains.blocks.count, minimumMembers: base.limits.minimumOg,
      minimumZones: base.minimumZones, filingZone: base.filingZone,
      draws: base.envelope.map { [.init(paidFrom: $0, by: instance)] } ?? [])
  }
}

/// A probability times another, both in ten-thousandths, halves up.
enum SuccessShare {
  static func of(_ tenThousandths: Int, success: Int) -> Int { (tenThousandths * success + 5_000) / 10_000 }
}

/// The rows of pairs, block by block.
private struct Rows {
  let chains: Chains
  let pairs: Pairs
  let admitted: [Bool]
  /// Blocks that stand in some leader's row, or have a row that is not empty.
  private(set) var isTouched: [Bool]
  private let isSimple: Bool

  init(chains: Chains, pairs: Pairs, admitted: [Bool], seat: (Int) -> Int?) {
    self.chains = chains
    self.pairs = pairs
    self.admitted = admitted
    isTouched = [Bool](repeating: false, count: chains.blocks.count)
    isSimple = chains.isTrivial
    var touched = isTouched
    for block in chains.blocks.indices {
      guard let seat = seat(block) else { continue }
      var hasAny = false
      forEach(seat: seat, leader: block) { other, _ in
        touched[other] = true
        hasAny = true
      }
      if hasAny { touched[block] = true }
    }
    isTouched = touched
  }

  /// Calls `body` with each admitted block that may follow the seat, ascending, and what its distances cost, in cents.
  func forEach(seat: Int, leader: Int, _ body: (Int, Double) -> Void) {
    let row = pairs.offsets[seat]..<pairs.offsets[seat + 1]
    if isSimple {
      for place in row {
        let block = Int(pairs.candidates[place])
        if admitted[block] { body(block, pairs.costs[place]) }
      }
      return
    }
    var sums: [Int: (cost: Double, count: Int)] = [:]
    for place in row {
      let unit = Int(pairs.candidates[place])
      let block = chains.blockOf[unit]
      guard block != leader, admitted[block] else { continue }
      let sum = sums[block] ?? (0, 0)
      sums[block] = (sum.cost + pairs.costs[place], sum.count + 1)
    }
    for block in sums.keys.sorted() {
      guard let sum = sums[block], sum.count == chains.blocks[block].count,
        !chains.blocks[block].contains(where: chains.porteurs.contains)
      else { continue }
      body(block, sum.cost)
    }
  }
}
