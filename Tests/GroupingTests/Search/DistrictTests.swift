import Testing

@testable import Grouping

@Suite struct DistrictTests {
  /// Costs, prices and the order of neighbours of a part of the whole.
  @Test(arguments: Quarter.families) func partOfTheWhole(family: Family) throws {
    let instance = try TinyProblem(family, seed: 2_100, count: 20).instance()
    let units = Array(stride(from: 1, to: 20, by: 2))
    let district = District(instance, units: units, prices: (0..<20).map(Double.init), mostGroups: .max)
    #expect(district.count == 10 && district.prices == units.map(Double.init))
    func reach(_ center: Int, _ unit: Int) -> Double {
      guard center != unit else { return -1 }
      let there = instance.cost(porteur: units[center], unit: units[unit]) ?? .infinity
      let back = instance.cost(porteur: units[unit], unit: units[center]) ?? .infinity
      return min(there / Double(instance.weights[units[unit]]), back / Double(instance.weights[units[center]]))
    }
    for center in 0..<10 {
      for unit in 0..<10 {
        let cost = instance.cost(porteur: units[center], unit: units[unit]) ?? .infinity
        #expect(district.cost(center, unit) == cost)
      }
      let nearest = district.nearest[center].map(Int.init)
      #expect(nearest.first == center && Set(nearest).count == 10)
      #expect(zip(nearest, nearest.dropFirst()).allSatisfy { reach(center, $0) <= reach(center, $1) })
    }
  }

  /// The value from the sums is that of the instance but for the rounding of each reward.
  @Test(arguments: Quarter.families, 0..<4) func valuesFromSums(family: Family, seed: Int) throws {
    let quarter = try Quarter(family, seed: seed)
    for group in quarter.plan.groups {
      let exact = try #require(
        quarter.district.instance.group(porteur: group.porteur, members: group.members))
      let rounding = Double(group.members.count + 1) / 2
      #expect(abs(group.value(in: quarter.district) - Double(exact.value)) <= rounding)
    }
    let minimum = quarter.district.instance.minimum
    #expect(quarter.district.value(weight: minimum - 1, reward: 9, cost: 0) == -.infinity)
    if let maximum = quarter.district.instance.maximum {
      #expect(quarter.district.value(weight: maximum, reward: 9, cost: 0) > -.infinity)
      #expect(quarter.district.value(weight: maximum + 1, reward: 9, cost: 0) == -.infinity)
    }
  }

  /// What is foretold of a unit that joins and another that leaves is what comes of it.
  @Test(arguments: Quarter.families) func foretoldValues(family: Family) throws {
    let quarter = try Quarter(family, seed: 5)
    let district = quarter.district
    for group in quarter.plan.groups {
      let members: [Int?] = [nil] + group.members
      let others: [Int?] = [nil] + (0..<district.count).filter { !group.members.contains($0) }
      for leaver in members {
        for unit in others {
          var changed = group
          if let leaver { changed.remove(leaver, in: district) }
          if let unit { changed.add(unit, in: district) }
          let foretold = group.value(joined: unit, left: leaver, in: district)
          #expect(foretold == (leaver == group.porteur ? -.infinity : changed.value(in: district)))
        }
      }
    }
  }

  /// Groups come and go in any order, and the plan stays sound.
  @Test(arguments: Quarter.families, 0..<4) func plansStaySound(family: Family, seed: Int) throws {
    let quarter = try Quarter(family, seed: seed)
    var plan = quarter.plan
    var generator = SeededGenerator(seed: UInt64(seed))
    plan.expectSound(in: quarter.district)
    var removed: [WorkingGroup] = []
    while !plan.groups.isEmpty {
      let index = generator.below(plan.groups.count)
      removed.append(plan.groups[index])
      plan.removeGroup(at: index, in: quarter.district)
      plan.expectSound(in: quarter.district)
    }
    #expect(plan.groupOf.allSatisfy { $0 == -1 })
    for group in removed { plan.append(group, in: quarter.district) }
    plan.expectSound(in: quarter.district)
    #expect(plan.arrangement == quarter.plan.arrangement)
  }
}
