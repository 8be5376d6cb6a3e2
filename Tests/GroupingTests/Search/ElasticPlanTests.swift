import Testing

@testable import Grouping

extension ElasticPlan {
  /// Records an issue for each thing that does not hold: every unit in one list, the one that `groupOf` tells; all sums
  /// those of the members; the best member leads.
  func expectSound(sourceLocation: SourceLocation = #_sourceLocation) {
    var seen = [Int](repeating: 0, count: unitCount)
    for group in 0...outside {
      var members: [Int] = []
      var member = Int(first[group])
      while member >= 0 {
        members.append(member)
        seen[member] += 1
        #expect(Int(groupOf[member]) == group, sourceLocation: sourceLocation)
        member = Int(next[member])
      }
      #expect(size[group] == members.count, sourceLocation: sourceLocation)
      guard group != outside else { continue }
      #expect(weight[group] == members.reduce(0) { $0 + instance.weights[$1] }, sourceLocation: sourceLocation)
      let led = members.map { leader in members.reduce(0) { $0 + cost(of: $1, under: leader) } }
      for (member, cost) in zip(members, led) { #expect(self.led[member] == cost, sourceLocation: sourceLocation) }
      #expect(cost[group] == led.min() ?? 0, sourceLocation: sourceLocation)
      #expect(members.isEmpty || members.contains(porteur[group]), sourceLocation: sourceLocation)
      let reward = members.reduce(0) { $0 + Double(instance.rewards[$1]) }
      #expect(self.reward[group] == reward, sourceLocation: sourceLocation)
      let value = members.isEmpty ? 0 : value(weight: weight[group], reward: reward, cost: cost[group])
      #expect(abs(self.value[group] - value) < 0.01, sourceLocation: sourceLocation)
    }
    #expect(seen.allSatisfy { $0 == 1 }, sourceLocation: sourceLocation)
  }

  /// Value of all groups, from scratch.
  var total: Double { (0..<outside).reduce(0) { $0 + value[$1] } }
}

@Suite struct ElasticPlanTests {
  static func plan(_ family: Family, seed: Int) throws -> (plan: ElasticPlan, groups: [Group], SeededGenerator) {
    let instance = try TinyProblem(family, seed: seed + 3_100, count: 30).instance()
    var generator = SeededGenerator(seed: UInt64(seed))
    let groups = instance.randomSolution(generator: &generator).groups
    let plan = ElasticPlan(instance, groupCount: groups.count + 2)
    plan.load(groups)
    plan.setPrice(5_000)
    return (plan, groups, generator)
  }

  /// What was loaded comes back, with the best porteur.
  @Test(arguments: Quarter.families, 0..<4) func thereAndBack(family: Family, seed: Int) throws {
    let (plan, groups, _) = try Self.plan(family, seed: seed)
    plan.expectSound()
    let back = plan.groups()
    #expect(plan.instance.isConsistent(Solution(groups: back)))
    #expect(back.reduce(0) { $0 + $1.value } >= groups.reduce(0) { $0 + max(0, $1.value) })
  }

  /// Every operator changes the value by no less than it was told to, and keeps all sums.
  @Test(arguments: Quarter.families, 0..<4) func operators(family: Family, seed: Int) throws {
    var (plan, groups, generator) = try Self.plan(family, seed: seed)
    plan.seedGroups(from: groups.count, generator: &generator)
    plan.expectSound()
    var moves = [0, 0, 0]
    for step in 0..<600 {
      let unit = generator.below(30)
      let other = generator.below(30)
      let target = Int(plan.groupOf[other])
      guard target != Int(plan.groupOf[unit]) else { continue }
      let least = -20_000 * generator.unit()
      let before = plan.total
      let places = (0..<30).map { plan.groupOf[$0] }
      switch step % 3 {
      case 0: ElasticRelocate.apply(plan, unit: unit, to: target, least: least)
      case 1: ElasticSwap.apply(plan, unit: unit, with: other, least: least)
      default: ElasticTrade.apply(plan, unit: unit, with: other, least: least)
      }
      let moved = (0..<30).filter { plan.groupOf[$0] != places[$0] }.count
      guard moved > 0 else { continue }
      #expect(moved == step % 3 + 1)
      moves[step % 3] += 1
      // The best member may lead afterwards, which only adds.
      #expect(plan.total - before > least - 0.01)
      plan.expectSound()
    }
    #expect(moves[0] > 0 && moves[1] > 0)
    #expect(plan.instance.isConsistent(Solution(groups: plan.groups())))
  }

  @Test(arguments: Quarter.families) func dissolved(family: Family) throws {
    var (plan, groups, generator) = try Self.plan(family, seed: 5)
    plan.seedGroups(from: groups.count, generator: &generator)
    try #require(plan.missing > plan.instance.minimum / 2)
    plan.dissolveLightest(spared: 0)
    plan.expectSound()
    #expect((0..<plan.outside).contains { plan.size[$0] == 0 })
  }
}
