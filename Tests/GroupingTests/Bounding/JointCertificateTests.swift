import Testing

@testable import Grouping

@Suite("Joint certificate") struct JointCertificateTests {
  /// Any prices prove a bound that no plan exceeds.
  @Test("random prices", arguments: [0, 1, 2, 8, 16, 33, 255].map { RandomJointProblem.Features(rawValue: $0) })
  func randomPrices(features: RandomJointProblem.Features) {
    for seed in 0..<10 {
      var random = RandomJointProblem(seed: UInt64(seed + 7_000))
      let joint = random.make(features, unitCount: 6)
      guard let best = JointBruteForce.best(joint) else { continue }
      for _ in 0..<5 {
        let prices = (0..<joint.unitCount).map { unit in
          random.generator.below(60_000) - (joint.isCompulsory[unit] ? 30_000 : 0)
        }
        let rates = joint.envelopes.map { _ in random.generator.below(900_000) }
        #expect(Certificate.bound(joint, prices: prices, rates: rates, threads: 1) >= best.value)
      }
    }
  }

  @Test func `tolls round down, the envelope's worth up`() {
    #expect(Certificate.toll(333_333, on: 10) == 3)
    #expect(Certificate.worth(333_333, of: 10) == 4)
    #expect(Certificate.worth(500_000, of: 10) == 5)
    #expect(Certificate.worth(4_000_000, of: 1_000_000_000_000) == 4_000_000_000_000)
  }
}
