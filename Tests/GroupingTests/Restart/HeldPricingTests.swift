import Testing

@testable import Grouping

@Suite struct HeldPricingTests {
  /// The best group that holds some units and leaves others out, against all groups there are.
  @Test(arguments: RandomJointProblem.Features.everyMake)
  func `the best of all groups that hold what they must`(features: RandomJointProblem.Features) {
    for seed in 0..<12 {
      var random = RandomJointProblem(seed: UInt64(seed + 300))
      let joint = random.make(features)
      let (prices, rates) = joint.randomPrices(generator: &random.generator)
      let held = HeldPricing(joint, prices: prices, rates: rates)
      for _ in 0..<6 {
        let units = (0..<joint.unitCount).shuffled(using: &random.generator)
        let holding = Array(units.prefix(random.generator.below(3)))
        let without = Array(units.suffix(random.generator.below(3)))
        #expect(held.set(holding: holding, without: without))
        for (index, kind) in joint.kinds.enumerated() {
          for porteur in kind.units {
            let oracle = best(joint, index, porteur, holding, without, prices, rates)
            let found = held.best(kind: index, porteur: porteur)
            #expect(found?.value == oracle)
            guard let found else { continue }
            #expect(Set(holding).isSubset(of: found.members) && Set(without).isDisjoint(with: found.members))
            #expect(
              joint.reduced(
                kind: index, porteur: porteur, members: found.members.sorted(), prices: prices, rates: rates)
                == found.value)
          }
        }
      }
    }
  }

  private func best(
    _ joint: JointInstance, _ index: Int, _ porteur: Int, _ holding: [Int], _ without: [Int], _ prices: [Int],
    _ rates: [Int]
  ) -> Int? {
    let kind = joint.kinds[index]
    if let local = kind.local(porteur), !kind.instance.mayLead(local) { return nil }
    return (0..<(1 << joint.unitCount)).compactMap { mask -> Int? in
      let members = (0..<joint.unitCount).filter { mask >> $0 & 1 == 1 }
      guard members.contains(porteur), holding.allSatisfy(members.contains), !without.contains(where: members.contains),
        members.allSatisfy({ kind.local($0) != nil }), joint.isWithinSides(members, kind)
      else { return nil }
      return joint.reduced(kind: index, porteur: porteur, members: members, prices: prices, rates: rates)
    }.max()
  }

  @Test func `more than a group can hold, or what is left out`() {
    var random = RandomJointProblem(seed: 1)
    let joint = random.make([])
    let held = HeldPricing(joint, prices: joint.weights.map { _ in 0 }, rates: [])
    #expect(!held.set(holding: [1], without: [1]))
    #expect(!held.set(holding: Array(0..<1_000)))
  }
}
