import Testing

@testable import Grouping

@Suite struct ColumnStoreTests {
  static func store(_ columns: [(members: [Int32], porteur: Int, value: Double)], unitCount: Int) -> ColumnStore {
    var store = ColumnStore(unitCount: unitCount)
    for column in columns {
      column.members.withUnsafeBufferPointer { store.append(members: $0, porteur: column.porteur, value: column.value) }
    }
    return store
  }

  /// Reduced values counted in bits are those counted one by one, across words of units and of cuts.
  @Test(arguments: [5, 64, 65, 130], 0..<4) func reducedValues(unitCount: Int, seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed + unitCount))
    let columns = (0..<50).map { _ -> (members: [Int32], porteur: Int, value: Double) in
      let members = (0..<unitCount).filter { $0 == 0 || generator.below(3) == 0 }.map(Int32.init)
      return (members, Int(members[generator.below(members.count)]), Double(generator.below(1_000_000)))
    }
    let store = Self.store(columns, unitCount: unitCount)
    let cuts = (0..<150).map { _ -> SubsetRowCut in
      let units = Set((0..<3).map { _ in Int32(generator.below(unitCount)) }).sorted()
      return SubsetRowCut(units: units)
    }
    let prices = cuts.map { _ in generator.below(3) == 0 ? 0 : Double(generator.below(5_000)) }
    let duals = Duals(
      units: (0..<unitCount).map { _ in Double(generator.below(9_000)) },
      ofPorteur: (0..<unitCount).map { _ in Double(generator.below(500)) }, cuts: prices, ofCounts: 0)
    let costs = ColumnStore.Costs(
      duals, cuts: CutTable(cuts, prices: prices, unitCount: unitCount), unitCount: unitCount)
    let active = Array(0..<Int32(store.count))
    var found = [Double](repeating: 0, count: active.count)
    found.withUnsafeMutableBufferPointer { found in
      active.withUnsafeBufferPointer { store.reducedValues($0, range: 0..<50, costs: costs, into: found) }
    }
    for (index, column) in columns.enumerated() {
      var value = column.value - duals.ofPorteur[column.porteur]
      for member in column.members { value -= duals.units[Int(member)] }
      for (cut, price) in zip(cuts, prices) where cut.units.count(where: column.members.contains) >= 2 {
        value -= price
      }
      #expect(found[index] == value)
      #expect(store.members(of: index) == column.members)
      #expect((0..<unitCount).allSatisfy { store.holds(index, $0) == column.members.contains(Int32($0)) })
    }
  }

  /// Of the same members under several porteurs the best stays.
  @Test func repeats() {
    let store = Self.store(
      [([0, 2], 0, 5), ([1, 2], 1, 7), ([2, 0], 2, 9), ([0, 1, 2], 1, 4), ([0, 2], 0, 8)], unitCount: 70)
    let unique = store.withoutRepeats()
    let found = (0..<unique.count).map { unique.members(of: $0).map(Int.init) + [Int(unique.values[$0])] }
    #expect(Set(found) == [[0, 2, 9], [1, 2, 7], [0, 1, 2, 4]])
    #expect(unique.count == 3)
  }
}
