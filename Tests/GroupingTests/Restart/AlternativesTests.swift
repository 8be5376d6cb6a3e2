import Testing

@testable import Grouping

@Suite struct AlternativesTests {
  /// On problems solved exactly: plans within the share, that differ from the best and from each other, and are what they say.
  @Test(arguments: [.plain, .bounded, .levels, .realAmounts] as [Family])
  func `plans that differ`(family: Family) throws {
    var found = 0
    for seed in 0..<4 {
      let joint = JointInstance(try TinyProblem(family, seed: seed, count: 16).instance())
      let best = Optimiser().solve(joint)
      var task = Alternatives(
        joint, groups: best.groups, prices: best.certificate.prices, rates: best.certificate.rates)
      task.options.within = 0.3
      task.options.apart = 2
      task.options.work = 300_000
      let plans = task.run()
      found += plans.count
      #expect(plans.count <= task.options.count)
      for (place, plan) in plans.enumerated() {
        #expect(joint.isConsistent(plan))
        #expect(joint.worth(of: plan) <= best.bound && Double(joint.worth(of: plan)) >= 0.7 * Double(best.value))
        for other in plans[..<place] + [best.groups] {
          #expect(Alternatives.difference(plan, other, unitCount: joint.unitCount) >= 2)
        }
      }
    }
    #expect(found >= 8)
  }

  @Test func `none where none is allowed to be worth less`() throws {
    let joint = JointInstance(try TinyProblem(.justEnough, seed: 1).instance())
    let best = Optimiser().solve(joint)
    var task = Alternatives(joint, groups: best.groups, prices: best.certificate.prices, rates: [])
    task.options.within = 0
    #expect(task.run().isEmpty)
  }

  @Test func `differences are counted by company, not by porteur`() {
    func group(_ porteur: Int, _ members: [Int]) -> JointGroup {
      JointGroup(kind: 0, porteur: porteur, members: members, value: 0, reward: 0)
    }
    let plan = [group(0, [0, 1, 2]), group(3, [3, 4, 5])]
    func difference(_ other: [JointGroup]) -> Int { Alternatives.difference(plan, other, unitCount: 8) }
    #expect(difference([group(2, [0, 1, 2]), group(5, [3, 4, 5])]) == 0)
    #expect(difference([group(0, [0, 1]), group(3, [2, 3, 4, 5])]) == 1)
    #expect(difference([group(0, [0, 1, 2, 6]), group(3, [3, 4, 5])]) == 1)
    #expect(difference([group(0, [0, 1, 2])]) == 3)
    #expect(difference([group(0, [0, 1, 2, 3, 4, 5])]) == 3)
  }
}
