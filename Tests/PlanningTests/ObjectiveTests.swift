import Geography
import Plans
import Programme
import Register
import Testing
import TinyRegisters

@testable import Planning

/// What counts first, against all plans there are.
@Suite struct ObjectiveTests {
  static func tiny(seed: UInt64) -> TinyRegister {
    var generator = SplitMix(state: seed)
    func next(_ below: Int) -> Int { Int.random(in: 0..<below, using: &generator) }
    var tiny = TinyRegister()
    for og in 0..<9 {
      // A few towns, so that some OG stand at one place.
      let (north, east) = (Double(10 * next(4)), Double(10 * next(3)))
      let isApart = next(2) == 0
      tiny.add(
        og: og, in: .guadeloupe,
        at: (0..<(1 + next(5))).map { _ in (north, isApart ? east + Double(next(4)) : east) })
    }
    return tiny
  }

  static func oracle(_ plan: Plan, _ tiny: TinyRegister) -> FrontOracle {
    FrontOracle(tiny.register, region: RegionCode("01"), minimum: 8, plan: plan)
  }

  static func metres(_ plan: Plan) -> Int { Int((plan.totals.spreadKm * 1000).rounded()) }

  @Test(arguments: 0..<4 as Range<UInt64>, [0, 0.05]) func `funding first`(seed: UInt64, withdrawal: Double) throws {
    let tiny = Self.tiny(seed: seed)
    let plan = try plan(tiny) {
      $0.objective = .fundingFirst
      $0.withdrawal = withdrawal
      $0.timeLimit = 300  // They end by their proof.
    }
    let best = try #require(Self.oracle(plan, tiny).front.last)
    #expect(plan.totals.value.cents == best.funding)
    #expect(plan.bound.cents == best.funding)
    #expect(Self.metres(plan) == best.metres)
    #expect(plan.search.spreadProven == [RegionCode("01")])
    #expect(plan.parameters.spreadPrice == 0)
  }

  /// A plan whose stop is not the time limit is the same for every limit and number of threads.
  @Test func `funding first tells of the clock`() throws {
    let tiny = TinyRegister.random(seed: 5, areas: [.guadeloupe], ogs: 30, halfWidthKm: 30)
    var calm: [Plan] = []
    for (limit, threads) in [(0.05, 1), (0.4, 1), (0.4, 2), (1.5, 1), (1.5, 2), (300, 1), (300, 2)] {
      let plan = try plan(tiny) {
        $0.objective = .fundingFirst
        $0.withdrawal = 0
        $0.timeLimit = limit
        $0.threads = threads
      }
      if plan.search.stop != .timeLimit { calm.append(plan) }
    }
    #expect(calm.count >= 2)
    #expect(calm.allSatisfy { $0.grappes == calm[0].grappes })
  }

  @Test(arguments: 0..<8 as Range<UInt64>) func `spread first`(seed: UInt64) throws {
    let tiny = Self.tiny(seed: seed)
    let plan = try plan(tiny) {
      $0.objective = .spreadFirst
      $0.timeLimit = 300
    }
    let best = try #require(Self.oracle(plan, tiny).front.first)
    #expect(Self.metres(plan) == 0 && best.metres == 0)
    #expect(plan.totals.value.cents == best.funding)
    #expect(plan.bound.cents == best.funding)
  }

  @Test func `some grappes stand at one place`() throws {
    let funded = try (0..<16).count { seed in
      try plan(Self.tiny(seed: seed)) { $0.objective = .spreadFirst }.totals.funding > .zero
    }
    #expect(funded > 2)
  }
}
