import Testing

@testable import Grouping

@Suite struct PricedBoundTests {
  typealias Features = RandomJointProblem.Features

  @Test(arguments: Features.everyMake + [.leads, .fewGroups])
  func `the certificate's bound`(features: Features) {
    for seed in 0..<10 {
      var random = RandomJointProblem(seed: UInt64(seed + 40))
      let joint = random.make(features)
      let (prices, rates) = joint.randomPrices(generator: &random.generator)
      let priced = PricedBound(joint, prices: prices, rates: rates, threads: 1)
      #expect(priced.bound == Certificate.bound(joint, prices: prices, rates: rates, threads: 1))
    }
  }

  /// No plan that keeps to a wish is worth more than the wish's bound; what is proven is never more than what the best plan
  /// loses; and where no plan can keep to it by the prices' knapsacks, there is none.
  @Test(arguments: Features.everyMake + [.leads, .fewGroups, [.conflicts, .compulsory, .envelopes]])
  func `wishes never cost less than is proven`(features: Features) throws {
    var proven = 0
    for seed in 0..<6 {
      var random = RandomJointProblem(seed: UInt64(seed + 900))
      let joint = random.make(features, unitCount: 6)
      let plans = EveryPlan(joint)
      guard let best = plans.best() else { continue }
      let wishes = Wish.some(of: joint.unitCount, plan: best.groups, generator: &random.generator)
      let certificates = (0..<2).map { _ in joint.randomPrices(generator: &random.generator) } + [solved(joint)]
      for wish in wishes {
        let kept = plans.best { wish.isKept(by: $0) }
        for (prices, rates) in certificates {
          let priced = PricedBound(joint, prices: prices, rates: rates, threads: 1)
          let price = priced.price(of: wish, value: best.value)
          guard let kept else { continue }
          let found = try #require(price, "\(wish) is possible")
          #expect(found.bound >= kept.value, "\(wish)")
          #expect(found.proven <= best.value - kept.value, "\(wish)")
          #expect(found.bound <= priced.bound, "\(wish)")
          proven += found.proven
        }
      }
    }
    // Where what is lacking costs much, the bound of a few prices proves nothing.
    #expect(proven > 0 || features.contains(.resources))
  }

  /// What the bound is by its definition, over all groups there are.
  @Test(arguments: [[], .targets, .withdrawal, .maximum, .envelopes, .zones] as [Features])
  func `exact by the definition`(features: Features) {
    for seed in 0..<8 {
      var random = RandomJointProblem(seed: UInt64(seed + 5_000))
      let joint = random.make(features)
      let (prices, rates) = joint.randomPrices(generator: &random.generator)
      let priced = PricedBound(joint, prices: prices, rates: rates, threads: 1)
      let (unit, porteur) = (random.generator.below(joint.unitCount), random.generator.below(joint.unitCount))
      func most(_ leader: Int, _ admits: ([Int]) -> Bool) -> Int? {
        (0..<(1 << joint.unitCount)).flatMap { mask -> [Int] in
          let members = (0..<joint.unitCount).filter { mask >> $0 & 1 == 1 }
          guard members.contains(leader), admits(members) else { return [] }
          return joint.kinds.indices.compactMap { index in
            guard members.allSatisfy({ joint.kinds[index].local($0) != nil }) else { return nil }
            return joint.reduced(kind: index, porteur: leader, members: members, prices: prices, rates: rates)
          }
        }.max()
      }
      func rest(_ units: [Int], count: Int) -> Int {
        (0..<joint.unitCount).filter { !units.contains($0) }
          .compactMap { most($0) { !units.contains(where: $0.contains) } }.filter { $0 > 0 }.sorted(by: >)
          .prefix(count).reduce(0, +)
      }
      #expect(
        priced.bound(under: .out(unit)) == priced.base - prices[unit] + rest([unit], count: joint.groupLimit))
      let forced = most(porteur) { $0.contains(unit) }
      #expect(
        priced.bound(under: .under(unit: unit, porteur: porteur))
          == forced.map { priced.base + $0 + rest([unit, porteur], count: joint.groupLimit - 1) })
    }
  }

  private func solved(_ joint: JointInstance) -> (units: [Int], rates: [Int]) {
    var options = Optimiser.Options()
    options.timeLimit = 1
    let certificate = Optimiser(options: options).solve(joint).certificate
    return (certificate.prices, certificate.rates)
  }

  // MARK: Bill

  @Test(arguments: Features.everyMake + [.leads, .fewGroups])
  func `the bill sums to the gap`(features: Features) {
    for seed in 0..<8 {
      var random = RandomJointProblem(seed: UInt64(seed + 60))
      let joint = random.make(features)
      let (prices, rates) = joint.randomPrices(generator: &random.generator)
      let priced = PricedBound(joint, prices: prices, rates: rates, threads: 1)
      let plans = EveryPlan(joint)
      let groups = plans.groups.joined().filter { joint.isConsistent([$0]) }
      for plan in [[], plans.best()?.groups ?? []] + groups.prefix(20).map({ [$0] }) {
        let bill = priced.bill(of: plan)
        #expect(bill.gap == priced.bound - joint.worth(of: plan))
        #expect(bill.groups.values.allSatisfy { $0 >= 0 } && bill.porteurs.values.allSatisfy { $0 >= 0 })
        #expect(bill.provenBeyond == 0)
        let claimed = priced.bound - 12_345
        #expect(priced.bill(of: plan, claimed: claimed).gap == claimed - joint.worth(of: plan))
      }
    }
  }
}
