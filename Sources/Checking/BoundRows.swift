import Dispatch
import Geography
import Plans
import Register

/// Who may follow whom in an area, and what the distances cost: the same for every route, target and price.
///
/// Made once for a radius and one beyond it, so that the bounds of both come from the same distances.
struct BoundRows: Sendable {
  /// A block as porteur, by one of its seats, and who may follow it.
  struct Leader: Sendable {
    let block: Int
    let region: RegionCode
    /// In cents.
    let ownCost: Int
    /// Those within the radius first.
    let row: [BoundKnapsack.Candidate]
    fileprivate let nearCount: Int
    /// Whether its own block lies within the radius.
    fileprivate let isNear: Bool

    /// Those within the radius.
    var near: ArraySlice<BoundKnapsack.Candidate> { row[..<nearCount] }
  }

  private let all: [Leader]

  /// - Parameter wider: km beyond the radius that `wide` reaches.
  init(ground: Ground, area: Area, wider: Double = 0) {
    let measure = Measure(ground: ground, area: area)
    let neighbours = ground.measure.neighbours(area.units.map(\.seat), wider: wider)
    let isFollower = area.blocks.map { block in !block.contains { area.porteurs.contains(area.units[$0].og) } }
    let isSingle = area.blocks.map { $0.count == 1 }
    let seats = area.units.indices.filter { unit in
      isFollower[area.blockOf[unit]] || area.porteurs.contains(area.units[unit].og)
    }
    let blockOf = area.blockOf
    all = Concurrent.map(seats.count) { place -> Leader? in
      let seat = seats[place]
      let own = blockOf[seat]
      var near: [BoundKnapsack.Candidate] = []
      var far: [BoundKnapsack.Candidate] = []
      var others: [Int: (cost: Int, count: Int, near: Int)] = [:]
      for (unit, isNear) in neighbours.within(seat) {
        let block = blockOf[unit]
        if isSingle[block] {
          guard isFollower[block] else { continue }
          let candidate = BoundKnapsack.Candidate(block: Int32(block), cost: measure.cost(unit, under: seat))
          if isNear { near.append(candidate) } else { far.append(candidate) }
        } else {
          others[block, default: (0, 0, 0)].cost += measure.cost(unit, under: seat)
          others[block, default: (0, 0, 0)].count += 1
          if isNear { others[block, default: (0, 0, 0)].near += 1 }
        }
      }
      // The block's other OG must be in reach of its own seat.
      let rest = area.blocks[own].count - 1
      let mates = others[own] ?? (0, 0, 0)
      guard mates.count == rest else { return nil }
      for (block, sum) in others
      where block != own && isFollower[block] && sum.count == area.blocks[block].count {
        let candidate = BoundKnapsack.Candidate(block: Int32(block), cost: sum.cost)
        if sum.near == sum.count { near.append(candidate) } else { far.append(candidate) }
      }
      return Leader(
        block: own, region: area.units[seat].region, ownCost: measure.cost(seat, under: seat) + mates.cost,
        row: near + far, nearCount: near.count, isNear: mates.near == rest)
    }.compactMap(\.self)
  }

  /// Those who may lead from a seat in the region, within the radius or beyond it.
  func leaders(in region: RegionCode, wide: Bool) -> [Leader] {
    all.filter { $0.region == region && (wide || $0.isNear) }
  }
}

/// What distances cost: the cents of `Ground.cost`.
private struct Measure: Sendable {
  private let table: DistanceMeasure.Table
  private let ground: Ground
  private let area: Area
  private let centsPerKm: Int
  /// Whether nothing but the price of distance counts.
  private let isPlain: Bool

  init(ground: Ground, area: Area) {
    self.ground = ground
    self.area = area
    table = DistanceMeasure.Table(ground.measure, lists: area.units.map(\.essms), seats: area.units.map(\.seat))
    centsPerKm = ground.centsPerUnit
    isPlain = ground.parameters.mode == .weighted && ground.parameters.stability == nil
  }

  func cost(_ unit: Int, under porteur: Int) -> Int {
    guard isPlain else { return ground.cost(area.units[unit], under: area.units[porteur]) }
    return (centsPerKm * table.priced(list: unit, to: porteur) + 500) / 1000
  }
}

/// Work on numbered things, shared out among the cores.
enum Concurrent {
  static func map<Value>(_ count: Int, _ work: @Sendable (Int) -> Value) -> [Value] {
    map(count, scratch: ()) { place, _ in work(place) }
  }

  /// Results of `work` on 0..<count; each share of them has a copy of the scratch memory.
  static func map<Value, Scratch: Sendable>(
    _ count: Int, scratch: Scratch, _ work: @Sendable (Int, inout Scratch) -> Value
  ) -> [Value] {
    let share = 32
    var results = [Value?](repeating: nil, count: count)
    results.withUnsafeMutableBufferPointer { results in
      // Each place is written by the one thread that takes it.
      nonisolated(unsafe) let results = results
      DispatchQueue.concurrentPerform(iterations: (count + share - 1) / share) { number in
        var scratch = scratch
        for place in (number * share)..<min(count, (number + 1) * share) { results[place] = work(place, &scratch) }
      }
    }
    return results.compactMap(\.self)
  }
}
