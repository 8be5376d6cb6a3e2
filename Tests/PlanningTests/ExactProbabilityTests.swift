import Testing
import TinyRegisters

@testable import Planning

@Suite("Exact probability") struct ExactProbabilityTests {
  /// All 2ⁿ ways in which members stay or go.
  private func enumerated(_ weights: [Int], _ withdrawal: Double, _ minimum: Int) -> Double {
    (0..<(1 << weights.count)).reduce(0) { sum, gone in
      var probability = 1.0
      var left = 0
      for (place, weight) in weights.enumerated() {
        let isGone = gone >> place & 1 == 1
        probability *= isGone ? withdrawal : 1 - withdrawal
        if !isGone { left += weight }
      }
      return sum + (left >= minimum ? probability : 0)
    }
  }

  @Test("equals enumeration", arguments: [0, 0.02, 0.05, 0.1, 0.5, 0.99])
  func enumeration(withdrawal: Double) {
    var generator = SplitMix(state: 5)
    for _ in 0..<60 {
      let weights = (0..<Int.random(in: 1...11, using: &generator)).map { _ in Int.random(in: 1...14, using: &generator)
      }
      for minimum in [8, 15, 50] {
        let exact = ExactProbability.kept(weights: weights, withdrawal: withdrawal, minimum: minimum)
        #expect(abs(exact - enumerated(weights, withdrawal, minimum)) < 1e-12)
      }
    }
  }

  /// Two OG of 14: the grappe keeps 15 only when both stay, 0.95².
  @Test func `two large OG`() {
    #expect(abs(ExactProbability.kept(weights: [14, 14], withdrawal: 0.05, minimum: 15) - 0.9025) < 1e-12)
  }

  /// 16 OG of one ESSMS each: at most one may go, 0.95¹⁶ + 16 · 0.05 · 0.95¹⁵.
  @Test func `one to spare`() {
    let expected = 0.4401266686517654 + 16 * 0.05 * 0.46329123015975304
    #expect(
      abs(ExactProbability.kept(weights: .init(repeating: 1, count: 16), withdrawal: 0.05, minimum: 15) - expected)
        < 1e-9)
  }

  @Test func `below the minimum there is nothing to keep`() {
    #expect(ExactProbability.kept(weights: [7, 7], withdrawal: 0, minimum: 15) == 0)
    #expect(ExactProbability.kept(weights: [7, 8], withdrawal: 0, minimum: 15) == 1)
  }
}
