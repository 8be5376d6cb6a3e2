import Testing

@testable import Grouping

extension ElasticPlan {
  /// Records an issue for each thing that does not hold: every unit in one list, the one that `groupOf` tells; all sums
  /// those of the members; the best member leads; nobody in conflict, nobody whom the kind does not admit.
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
      let kind = kind(of: group)
      let instance = joint.kinds[kind].instance
      let locals = members.compactMap { joint.kinds[kind].local($0) }
      #expect(locals.count == members.count && !joint.isTorn(members), sourceLocation: sourceLocation)
      #expect(weight[group] == members.reduce(0) { $0 + joint.weights[$1] }, sourceLocation: sourceLocation)
      let led = members.map { leader in
        members.reduce(0) { $0 + costs.cost(of: $1, under: leader, kind: kind) }
      }
      for (member, cost) in zip(members, led) { #expect(self.led[member] == cost, sourceLocation: sourceLocation) }
      #expect(cost[group] == led.min() ?? 0, sourceLocation: sourceLocation)
      #expect(members.isEmpty || members.contains(porteur[group]), sourceLocation: sourceLocation)
      let reward = locals.reduce(0) { $0 + Double(instance.rewards[$1]) }
      #expect(self.reward[group] == reward, sourceLocation: sourceLocation)
      let value =
        members.isEmpty ? 0 : value(kind: kind, weight: weight[group], reward: reward, cost: cost[group])
      #expect(abs(self.value[group] - value) < 0.01, sourceLocation: sourceLocation)
    }
    #expect(seen.allSatisfy { $0 == 1 }, sourceLocation: sourceLocation)
    for number in joint.resources.indices {
      let drawn = (0..<outside).reduce(0) { $0 + amount(number, by: $1) }
      #expect(resources.drawn[number] == Double(drawn), sourceLocation: sourceLocation)
    }
    for group in 0..<outside where sides.count > 0 {
      let excess = sides.excess(of: group, kind: kind(of: group), weight: weight[group])
      #expect(abs(excess - beyondSides(group)) < 1e-6, sourceLocation: sourceLocation)
    }
  }

  private func members(_ group: Int) -> [Int] {
    var members: [Int] = []
    forEachMember(of: group) { members.append($0) }
    return members
  }

  private func amount(_ number: Int, by group: Int) -> Int {
    let kind = joint.kinds[kind(of: group)]
    guard size[group] > 0, let draw = kind.draws.first(where: { $0.resource == number }) else { return 0 }
    return members(group).reduce(draw.ofGroup) { $0 + draw.amounts[kind.local($1) ?? 0] }
  }

  /// What a group holds beyond its sides.
  private func beyondSides(_ group: Int) -> Double {
    let kind = joint.kinds[kind(of: group)]
    return kind.instance.sides.reduce(0) { sum, side in
      let held = members(group).reduce(0) { $0 + side.amounts[kind.local($1) ?? 0] }
      let heaviest =
        side.amounts.indices.filter { side.amounts[$0] > 0 }
        .map { Double(kind.instance.weights[$0]) / Double(side.amounts[$0]) }.max() ?? 1
      return sum + max(1, heaviest)
        * max(0, Double(held - side.most) - Double(side.ofWeight * weight[group]) / 10_000)
    }
  }

  /// Value of all groups, less what the resources and the sides charge, from scratch.
  var total: Double {
    let tension = joint.resources.indices.reduce(0) { $0 + resources.tension($1, resources.drawn[$1]) }
    let tooMuch = sides.count == 0 ? 0 : (0..<outside).reduce(0) { $0 + beyondSides($1) }
    return (0..<outside).reduce(0) { $0 + value[$1] } - tension - sidePrice * tooMuch
  }
}

@Suite struct ElasticPlanTests {
  static func plan(_ family: Family, seed: Int) throws -> (ElasticPlan<OneKind>, [JointGroup], SeededGenerator) {
    let instance = try TinyProblem(family, seed: seed + 3_100, count: 30).instance()
    var generator = SeededGenerator(seed: UInt64(seed))
    let joint = JointInstance(instance)
    let groups = joint.groups(of: instance.randomSolution(generator: &generator))
    let plan = ElasticPlan<OneKind>(joint, groupCount: groups.count + 2)
    plan.load(groups)
    plan.setPrice(5_000)
    return (plan, groups, generator)
  }

  static func plan(
    _ features: RandomJointProblem.Features, seed: Int
  ) -> (ElasticPlan<SeveralKinds>, [JointGroup], SeededGenerator) {
    var random = RandomJointProblem(seed: UInt64(seed + 3_100))
    let joint = random.make(features, unitCount: 30)
    let groups = joint.someGroups()
    let plan = ElasticPlan<SeveralKinds>(
      joint, groupCount: groups.count + 2, rates: joint.scales.map { $0.rate(0.4) })
    plan.load(groups)
    plan.setPrice(5_000)
    return (plan, groups, random.generator)
  }

  /// What was loaded comes back, with the best porteur.
  @Test(arguments: Quarter.families, 0..<4) func thereAndBack(family: Family, seed: Int) throws {
    let (plan, groups, _) = try Self.plan(family, seed: seed)
    thereAndBack(plan, groups)
  }

  @Test(arguments: JointOptimiserTests.features, 0..<3) func thereAndBackOfKinds(
    features: RandomJointProblem.Features, seed: Int
  ) {
    let (plan, groups, _) = Self.plan(features, seed: seed)
    thereAndBack(plan, groups)
  }

  private func thereAndBack<Kinds>(_ plan: ElasticPlan<Kinds>, _ groups: [JointGroup]) {
    plan.expectSound()
    let back = plan.groups()
    #expect(plan.joint.isConsistent(back))
    #expect(plan.joint.missing(in: back).count <= plan.joint.missing(in: groups).count)
    // A resource's price may make another kind the better one.
    guard plan.joint.resources.isEmpty, !plan.joint.hasCompulsory else { return }
    #expect(back.value >= groups.reduce(0) { $0 + max(0, $1.value) })
  }

  /// Every operator changes the value by no less than it was told to, and keeps all sums.
  @Test(arguments: Quarter.families, 0..<4) func operators(family: Family, seed: Int) throws {
    var (plan, groups, generator) = try Self.plan(family, seed: seed)
    let moves = operate(plan, groups.count, generator: &generator)
    #expect(moves[0] > 0 && moves[1] > 0)
  }

  @Test(arguments: JointOptimiserTests.features, 0..<3) func operatorsOfKinds(
    features: RandomJointProblem.Features, seed: Int
  ) {
    var (plan, groups, generator) = Self.plan(features, seed: seed)
    plan.resources.set(stiffness: 0.5, wall: 0.1)
    let moves = operate(plan, groups.count, generator: &generator)
    // Units of lone groups have nobody to change places with.
    #expect(moves[0] > 0 && (moves[1] > 0 || features.contains(.lone)))
  }

  private func operate<Kinds>(
    _ plan: ElasticPlan<Kinds>, _ count: Int, generator: inout SeededGenerator
  ) -> [Int] {
    plan.seedGroups(from: count, generator: &generator)
    plan.expectSound()
    var moves = [0, 0, 0]
    for step in 0..<600 {
      if step % 20 == 19 {
        let before = plan.total
        plan.rekind()
        #expect(plan.total >= before - 0.01)
        plan.expectSound()
        guard Kinds.areSeveral else { continue }
        let least = -50_000 * generator.unit()
        let later = plan.total
        let unit = generator.below(30)
        if Int(plan.groupOf[unit]) != plan.outside {
          ElasticRenewal.dissolve(plan, Int(plan.groupOf[unit]), least: least)
        } else if let empty = (0..<plan.outside).first(where: { plan.size[$0] == 0 }) {
          ElasticRenewal.form(plan, empty, around: unit, least: least, generator: &generator)
        }
        #expect(plan.total - later > least - 0.01)
        plan.expectSound()
      }
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
    #expect(plan.joint.isConsistent(plan.groups()))
    return moves
  }

  @Test(arguments: Quarter.families) func dissolved(family: Family) throws {
    var (plan, groups, generator) = try Self.plan(family, seed: 5)
    plan.seedGroups(from: groups.count, generator: &generator)
    try #require(plan.missing > plan.minima[0] / 2)
    plan.dissolveLightest(spared: 0)
    plan.expectSound()
    #expect((0..<plan.outside).contains { plan.size[$0] == 0 })
  }

  /// Kinds that ask for something besides the distances, in which not all lead, and one with distances of its own: each cost
  /// is the kind's own, whatever rows they share.
  @Test(arguments: 0..<20) func costsAreThoseOfTheKinds(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed + 9_000))
    let count = 9
    func cents(_ bound: Int) -> [[Int?]] {
      (0..<count).map { _ in (0..<count).map { _ in generator.below(4) == 0 ? nil : generator.below(bound) } }
    }
    let shared = cents(50_000)
    let other = cents(50_000)
    let weights = (0..<count).map { _ in 1 + generator.below(3) }
    var kinds: [JointInstance.Kind] = []
    for index in 0..<6 {
      let units = (0..<count).filter { _ in generator.below(3) > 0 }
      let extra = units.map { _ in generator.below(3) * 1_000 }
      let leads = units.map { _ in index == 1 || generator.below(3) > 0 }
      let pairs = index == 4 ? other : shared
      let instance = try Instance(
        weights: units.map { weights[$0] }, rewards: units.map { _ in generator.below(9_000) }, groupReward: 500,
        bonuses: units.map { _ in generator.below(2) * 700 }, minimum: 4, maximum: nil,
        leads: index == 1 ? nil : leads,
        cost: { h, i in
          let cost = pairs[units[h]][units[i]].map { $0 + extra[i] }
          return h == i ? cost ?? 0 : leads[h] ? cost : nil
        })
      kinds.append(.init(instance: instance, units: units, unitCount: count))
    }
    let joint = JointInstance(weights: weights, kinds: kinds)
    let costs = ElasticCosts<SeveralKinds>(joint, worth: 0, tolls: ElasticResources(joint, rates: []))
    for (index, kind) in kinds.enumerated() {
      for porteur in 0..<count {
        for unit in 0..<count {
          let found = costs.cost(of: unit, under: porteur, kind: index)
          guard let leader = kind.local(porteur), let local = kind.local(unit), kind.instance.mayLead(leader),
            let cost = kind.instance.cost(porteur: leader, unit: local)
          else {
            #expect(found >= elasticBarred / 2)
            continue
          }
          #expect(found == cost - Double(kind.instance.bonus(local)))
        }
      }
    }
  }
}

extension JointInstance {
  /// A plan to begin with: formed greedily, without every fourth group.
  func someGroups() -> [JointGroup] {
    let all = Greedy(self, threads: 1).plan(
      prices: .init(units: weights.map { _ in 0 }, rates: scales.map { $0.rate(0.5) }))
    return all.enumerated().filter { $0.offset % 4 != 1 }.map(\.element)
  }
}
