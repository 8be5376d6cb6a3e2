import Geography
import Plans
import Programme
import Register
import Testing
import TinyRegisters
import Wording

@testable import Planning

/// Fronts against all plans there are.
@Suite("Pareto front") struct ParetoSearchTests {
  /// Seven OG in one region; in some draws several stand in one place.
  private func register(seed: UInt64) -> Register {
    var generator = SplitMix(state: seed)
    func next(_ below: Int) -> Int { Int.random(in: 0..<below, using: &generator) }
    var tiny = TinyRegister()
    for og in 0..<7 {
      let isTogether = seed.isMultiple(of: 2) && og < 3
      let (north, east) = isTogether ? (0.0, 0.0) : (Double(next(45)), Double(next(45)))
      tiny.add(
        og: og, in: .bretagne,
        at: (0..<(isTogether ? 6 : 3 + next(6))).map { _ in
          isTogether ? (north, east) : (north + Double(next(4)), east + Double(next(4)))
        })
    }
    return tiny.register
  }

  private func front(
    _ register: Register, points: Int = 8, _ change: (inout Scenario) -> Void = { _ in }
  ) throws -> (scenario: Scenario, front: ParetoFront, plans: [Plan]) {
    let scenario = try scenario {
      $0.timeLimit = 20
      change(&$0)
    }
    let (front, plans) = try ParetoSearch(scenario: scenario, points: points, version: "test").front(register)
    return (scenario, front, plans)
  }

  @Test(arguments: 0..<4 as Range<UInt64>, [0, 0.05])
  func `ends, points and limits against enumeration`(seed: UInt64, withdrawal: Double) throws {
    let register = register(seed: seed)
    let (_, front, plans) = try front(register) { $0.withdrawal = withdrawal }
    let all = FrontOracle(register, region: RegionCode("53"), minimum: 15, plan: try #require(plans.last)).front
    let points = front.points.map {
      FrontOracle.Point(funding: $0.funding.cents, metres: Int(($0.spreadKm * 1000).rounded()))
    }
    // The ends are the lexicographic optima: no spread, then all the funding that it allows, and the reverse.
    #expect(points.first == all.first)
    #expect(points.last == all.last)
    // None dominates another, nor does any plan at all.
    for (a, b) in zip(points, points.dropFirst()) { #expect(a.funding < b.funding && a.metres < b.metres) }
    #expect(Set(points).isSubset(of: all))
    // The limit stands above every plan there is, and no point is beyond its own.
    for pair in all {
      let limit = try #require(front.limit(spreadKm: Double(pair.metres) / 1000))
      #expect(pair.funding <= limit.cents)
    }
    for (point, plan) in zip(front.points, plans) {
      #expect(point.missing >= .zero)
      #expect(point.bound >= point.value)
      #expect(plan.totals.spreadKm == point.spreadKm)
      #expect(plan.moves == nil && plan.parameters.stability == nil)
    }
    if withdrawal == 0 {
      for (point, plan) in zip(front.points, plans) { #expect(point.funding == plan.totals.funding) }
    }
  }

  @Test func `with every search proven, each corner of the front is found`() throws {
    var found = 0
    for seed in 4..<6 as Range<UInt64> {
      let register = register(seed: seed)
      let (_, front, plans) = try front(register, points: 12)
      let all = FrontOracle(register, region: RegionCode("53"), minimum: 15, plan: try #require(plans.last)).front
      try #require(plans.allSatisfy { $0.status == .optimal || $0.status == .empty })
      // What is best at a price by a euro or more, so that the rounding of prices and distances hides nothing.
      for price in stride(from: 50, through: 40_000, by: 50) {
        let values = all.map { $0.funding - price * $0.metres / 1000 }.sorted(by: >)
        guard values.count < 2 || values[0] - values[1] > 100 else { continue }
        let best = try #require(all.first { $0.funding - price * $0.metres / 1000 == values[0] })
        #expect(front.points.contains { $0.funding.cents == best.funding }, "seed \(seed), price \(price)")
        found += 1
      }
    }
    #expect(found > 0)
  }

  @Test func `the knee is the point farthest above the chord`() throws {
    func point(_ name: String, _ km: Double, _ euros: Int) -> ParetoFront.Point {
      .init(
        name: name, mode: .weighted, spreadPrice: 1, funding: Euros(euros), expectedFunding: Euros(euros),
        spreadKm: km, grappes: 1, og: 1, essms: 1, value: .zero, bound: .zero, status: .optimal, limit: Euros(euros))
    }
    func knee(_ points: [ParetoFront.Point]) -> String? {
      ParetoFront(bareme: "", baremeVerified: true, points: points, lines: [], withdrawn: 0, searches: 0).knee
    }
    #expect(knee([point("a", 0, 0), point("b", 10, 50), point("c", 20, 90), point("d", 100, 100)]) == "c")
    #expect(knee([point("a", 0, 0), point("b", 100, 100)]) == nil)
    #expect(knee([point("a", 0, 0), point("b", 50, 40), point("c", 100, 100)]) == nil)
  }

  @Test(arguments: [1, 101, -3])
  func `points out of range`(points: Int) throws {
    #expect(throws: Failure.self) { try ParetoSearch(scenario: scenario(), points: points, version: "test") }
  }

  @Test func `an interrupted front is what was found`() throws {
    let (front, plans) = try ParetoSearch(scenario: scenario(), points: 5, version: "test")
      .front(register(seed: 1), isInterrupted: { true })
    #expect(front.searches == 1)
    #expect(front.points.count == plans.count)
  }
}
