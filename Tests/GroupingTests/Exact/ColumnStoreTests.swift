import Testing

@testable import Grouping

@Suite struct ColumnStoreTests {
  static func store(_ columns: [(members: [Int32], leader: Int, value: Double)], unitCount: Int) -> ColumnStore {
    var store = ColumnStore(unitCount: unitCount)
    for column in columns {
      column.members.withUnsafeBufferPointer { store.append(members: $0, leader: column.leader, value: column.value) }
    }
    return store
  }

  /// Three kinds of all units, the second and the third drawing on an envelope each.
  static func leaders(unitCount: Int, generator: inout SeededGenerator) throws -> Leaders {
    let kinds = try (0..<3).map { kind in
      let instance = try Instance(
        weights: .init(repeating: 1, count: unitCount), rewards: (0..<unitCount).map { _ in generator.below(2_000) },
        groupReward: generator.below(900), minimum: 2, maximum: nil, cost: { _, _ in 0 })
      return JointInstance.Kind(
        instance: instance, units: Array(0..<unitCount), unitCount: unitCount,
        draws: kind == 0 ? [] : [.init(paidFrom: kind - 1, by: instance)])
    }
    return Leaders(
      JointInstance(
        weights: .init(repeating: 1, count: unitCount), resources: [.init(limit: 1_000), .init(limit: 2_000)],
        kinds: kinds))
  }

  /// Reduced values counted in bits are those counted one by one, across words of units and of cuts, tolls of envelopes
  /// included.
  @Test(arguments: [5, 64, 65, 130], 0..<4) func reducedValues(unitCount: Int, seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed + unitCount))
    let leaders = try Self.leaders(unitCount: unitCount, generator: &generator)
    let columns = (0..<50).map { _ -> (members: [Int32], leader: Int, value: Double) in
      let members = (0..<unitCount).filter { $0 == 0 || generator.below(3) == 0 }.map(Int32.init)
      let leader = generator.below(3) * unitCount + Int(members[generator.below(members.count)])
      return (members, leader, Double(generator.below(1_000_000)))
    }
    let store = Self.store(columns, unitCount: unitCount)
    let cuts = (0..<150).map { _ -> SubsetRowCut in
      let units = Set((0..<3).map { _ in Int32(generator.below(unitCount)) }).sorted()
      return SubsetRowCut(units: units)
    }
    let prices = cuts.map { _ in generator.below(3) == 0 ? 0 : Double(generator.below(5_000)) }
    let duals = Duals(
      units: (0..<unitCount).map { _ in Double(generator.below(9_000)) }, rates: [0.5, 0.25],
      ofLeader: (0..<leaders.count).map { _ in Double(generator.below(500)) }, cuts: prices, ofRows: 0)
    let costs = ColumnStore.Costs(
      duals, cuts: CutTable(cuts, prices: prices, unitCount: unitCount), leaders: leaders)
    let active = Array(0..<Int32(store.count))
    var found = [Double](repeating: 0, count: active.count)
    found.withUnsafeMutableBufferPointer { found in
      active.withUnsafeBufferPointer { store.reducedValues($0, range: 0..<50, costs: costs, into: found) }
    }
    for (index, column) in columns.enumerated() {
      let kind = leaders.joint.kinds[column.leader / unitCount]
      let reward = column.members.reduce(kind.instance.groupReward) { $0 + kind.instance.rewards[Int($1)] }
      var value = column.value - duals.ofLeader[column.leader]
      value -= kind.draws.first.map { duals.rates[$0.resource] * Double(reward) } ?? 0
      for member in column.members { value -= duals.units[Int(member)] }
      for (cut, price) in zip(cuts, prices) where cut.units.count(where: column.members.contains) >= 2 {
        value -= price
      }
      #expect(found[index] == value)
      #expect(store.members(of: index) == column.members)
      #expect((0..<unitCount).allSatisfy { store.holds(index, $0) == column.members.contains(Int32($0)) })
      for (other, another) in columns.enumerated() {
        #expect(store.areDisjoint(index, other) == Set(column.members).isDisjoint(with: another.members))
      }
    }
  }

  /// Of the same members under several porteurs the best stays, of each kind that draws on an envelope.
  @Test func repeats() throws {
    var generator = SeededGenerator(seed: 1)
    let leaders = try Self.leaders(unitCount: 70, generator: &generator)
    let store = Self.store(
      [
        ([0, 2], 0, 5), ([1, 2], 1, 7), ([2, 0], 2, 9), ([0, 1, 2], 1, 4), ([0, 2], 0, 8), ([0, 2], 70, 3),
        ([0, 2], 72, 6), ([0, 2], 142, 1),
      ], unitCount: 70)
    let unique = store.withoutRepeats(leaders)
    let found = (0..<unique.count).map { unique.members(of: $0).map(Int.init) + [Int(unique.values[$0])] }
    #expect(Set(found) == [[0, 2, 9], [1, 2, 7], [0, 1, 2, 4], [0, 2, 6], [0, 2, 1]])
    #expect(unique.count == 5)
  }
}
