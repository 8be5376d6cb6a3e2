import Testing

@testable import Grouping

@Suite("Joint certificate") struct JointCertificateTests {
  /// Any prices prove a bound that no plan exceeds.
  @Test("random prices", arguments: RandomJointProblem.Features.everyMake)
  func randomPrices(features: RandomJointProblem.Features) {
    for seed in 0..<10 {
      var random = RandomJointProblem(seed: UInt64(seed + 7_000))
      let joint = random.make(features, unitCount: 6)
      guard let best = JointBruteForce.best(joint) else { continue }
      for _ in 0..<5 {
        let prices = (0..<joint.unitCount).map { unit in
          random.generator.below(60_000) - (joint.isCompulsory[unit] ? 30_000 : 0)
        }
        let rates = joint.scales.map { scale in
          Int(scale.rate(random.generator.unit() * 0.9) * 1e6)
        }
        #expect(Certificate.bound(joint, prices: prices, rates: rates, threads: 1) >= best.value)
      }
    }
  }

  @Test func `tolls round down, what is there up, whatever the sign`() {
    #expect(Toll.of(10, millionths: 333_333) == 3)
    #expect(Toll.of(-10, millionths: 333_333) == -4)
    #expect(Toll.of(-3, millionths: 2_000_000) == -6)
    #expect(Toll.of(10_000_000, millionths: 4_000_000_000_000) == 40_000_000_000_000)
    #expect(Toll.of(-10_000_000, millionths: 4_000_000_000_001) == -40_000_000_000_010)
    #expect(Toll.worth(of: 10, millionths: 333_333) == 4)
    #expect(Toll.worth(of: -10, millionths: 333_333) == -3)
    #expect(Toll.worth(of: 10, millionths: 500_000) == 5)
    #expect(Toll.worth(of: 1_000_000_000_000, millionths: 4_000_000) == 4_000_000_000_000)
  }
}
