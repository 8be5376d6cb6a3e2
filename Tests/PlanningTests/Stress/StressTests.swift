import Geography
import Plans
import Register
import Testing
import TinyRegisters
import Wording

@testable import Planning

/// What withdrawals leave, against the enumeration of all of them.
@Suite("Stress") struct StressTests {
  /// A grappe drawn at random: its first member leads, the others stand within the radius of it, some in two regions.
  private func grappe(seed: UInt64, members count: Int, id: String = "53-001", first: Int = 0) -> Plan.Grappe {
    var generator = SplitMix(state: seed)
    func next(_ below: Int) -> Int { Int.random(in: 0..<below, using: &generator) }
    let members = (0..<count).map { number -> Plan.Member in
      let seat = TinyRegister.Area.bretagne.place(
        north: number == 0 ? 0 : Double(next(80) - 40), east: number == 0 ? 0 : Double(next(80) - 40))
      // The last stands in it for another region, too, where there are enough.
      let og = number == count - 1 && count > 3 ? first + 1 : first + number
      let essms = 1 + next(4)
      return Plan.Member(
        og: TinyRegister.number(og: og), name: "OG \(og)", region: RegionCode(og == first + number ? "53" : "52"),
        seat: seat, essms: (0..<essms).map { TinyRegister.number(og: 1000 * (number + 1) + $0) },
        places: (0..<essms).map { _ in seat }, amount: Euros(10_000 * (1 + next(9))))
    }
    let total = members.reduce(Euros(115_000)) { $0 + ($1.amount ?? .zero) }
    return Plan.Grappe(
      id: id, route: .regional, region: RegionCode("53"), porteur: members[0].og, seat: members[0].seat,
      members: members, essmsCount: members.reduce(0) { $0 + $1.essms.count }, ogCount: Set(members.map(\.og)).count,
      sectors: [:], dui: nil, funding: .init(total: total, lines: []), probability: 1, expectedFunding: total,
      value: total, spread: .init(sumKm: 0, meanKm: 0, maxKm: 0, diameterKm: 0), deadline: nil, filedWith: "")
  }

  private static let empty = Result {
    var tiny = TinyRegister()
    tiny.add(og: 1, in: .bretagne, count: 1)
    return try PlanningTests.plan(tiny)
  }

  private func plan(_ grappes: [Plan.Grappe], minimum: Int = 8, minimumOg: Int = 2, radius: Double = 60) throws -> Plan
  {
    var plan = try Self.empty.get()
    plan.grappes = grappes
    plan.parameters.minimum = ["53": minimum]
    plan.parameters.minimumOg = ["53": minimumOg]
    plan.parameters.radiusKm = radius
    return plan
  }

  /// From the rule's own words, for those OG that stay: what remains in cents, nil when it is not admissible.
  private func remaining(_ grappe: Plan.Grappe, of plan: Plan, staying: Set<FinessNumber>) -> Int? {
    let members = grappe.members.filter { staying.contains($0.og) }
    guard members.reduce(0, { $0 + $1.essms.count }) >= plan.parameters.minimum["53"] ?? 0, staying.count >= 2 else {
      return nil
    }
    let isLed =
      staying.contains(grappe.porteur)
      || members.contains { leader in
        members.allSatisfy { $0.seat.distanceKm(to: leader.seat) <= plan.parameters.radiusKm }
      }
    return isLed ? members.reduce(11_500_000) { $0 + ($1.amount?.cents ?? 0) } : nil
  }

  private func subsets(_ ogs: [FinessNumber], withdrawal: Double) -> [(staying: Set<FinessNumber>, mass: Double)] {
    (0..<(1 << ogs.count)).map { set in
      let staying = ogs.indices.filter { set >> $0 & 1 == 1 }
      return (
        Set(staying.map { ogs[$0] }),
        ogs.indices.reduce(1) { $0 * (set >> $1 & 1 == 1 ? 1 - withdrawal : withdrawal) }
      )
    }
  }

  @Test(arguments: 0..<12 as Range<UInt64>, [0.1, 0.4])
  func `probabilities and importances equal enumeration`(seed: UInt64, withdrawal: Double) throws {
    let own = grappe(seed: seed, members: 4 + Int(seed % 6))
    let plan = try plan([own])
    let outcome = try StressTest(withdrawal: withdrawal, draws: 100, seed: 1).outcome(plan)
    let ogs = Set(own.members.map(\.og)).sorted()
    let sets = subsets(ogs, withdrawal: withdrawal).filter { remaining(own, of: plan, staying: $0.staying) != nil }
    let probability = sets.reduce(0) { $0 + $1.mass }
    #expect(abs(try #require(outcome.grappes[0].probability) - probability) < 1e-12)
    #expect(outcome.organisations.count == ogs.count)
    for one in outcome.organisations {
      let with = sets.filter { $0.staying.contains(one.og) }.reduce(0) { $0 + $1.mass }
      let importance = with / (1 - withdrawal) - (probability - with) / withdrawal
      #expect(abs(one.importance - importance) < 1e-9)
      let left = remaining(own, of: plan, staying: Set(ogs).subtracting([one.og]))
      #expect(one.isCritical == (left == nil))
      #expect(one.loss.cents == own.funding.total.cents - (left ?? 0))
    }
  }

  @Test func `leaders count: some sets that hold the minimum have none`() throws {
    let own = grappe(seed: 3, members: 9)
    let near = try StressTest(withdrawal: 0.3, draws: 10, seed: 1).outcome(plan([own], radius: 45))
    let far = try StressTest(withdrawal: 0.3, draws: 10, seed: 1).outcome(plan([own], radius: 500))
    let (led, free) = (try #require(near.grappes[0].probability), try #require(far.grappes[0].probability))
    #expect(led < free)
    // Where everybody may lead, only the minimum counts.
    let weights = Dictionary(grouping: own.members, by: \.og).map { $0.value.reduce(0) { $0 + $1.essms.count } }
    let alone = try StressTest(withdrawal: 0.3, draws: 10, seed: 1).outcome(plan([own], minimumOg: 1, radius: 500))
    let kept = ExactProbability.kept(weights: weights, withdrawal: 0.3, minimum: 8)
    #expect(abs(try #require(alone.grappes[0].probability) - kept) < 1e-12)
  }

  @Test func `draws agree with the exact figures within their error`() throws {
    // Two grappes that share two OG: these withdraw from both at once.
    let (a, b) = (grappe(seed: 1, members: 6), grappe(seed: 2, members: 6, id: "53-002", first: 3))
    let plan = try plan([a, b])
    let withdrawal = 0.2
    let outcome = try StressTest(withdrawal: withdrawal, draws: 5_000, seed: 7).outcome(plan)
    for one in outcome.grappes {
      let exact = try #require(one.probability)
      #expect(abs(one.share - exact) < 4.5 * (exact * (1 - exact) / 5_000).squareRoot())
    }
    let ogs = Set((a.members + b.members).map(\.og)).sorted()
    var (mean, both) = (0.0, 0.0)
    for (staying, mass) in subsets(ogs, withdrawal: withdrawal) {
      let left = [a, b].map { grappe in
        remaining(grappe, of: plan, staying: staying.intersection(grappe.members.map(\.og)))
      }
      mean += mass * Double(left.reduce(0) { $0 + ($1 ?? 0) })
      if left.allSatisfy({ $0 != nil }) { both += mass }
    }
    let error = Double(outcome.remaining.standardError.cents)
    #expect(abs(Double(outcome.remaining.mean.cents) - mean) < 4.5 * error)
    #expect(abs(outcome.allRemain - both) < 4.5 * (both * (1 - both) / 5_000).squareRoot())
    let expected = try #require(outcome.expectedAdmissible)
    #expect(abs(outcome.admissible.mean - expected) < 4.5 * outcome.admissible.standardError)
    #expect(outcome.remaining.low <= outcome.remaining.median && outcome.remaining.median <= outcome.remaining.high)
  }

  @Test func `one seed, one outcome; an OG's fate is the same in another plan`() throws {
    let (a, b) = (grappe(seed: 1, members: 7), grappe(seed: 5, members: 5, id: "53-002", first: 20))
    let test = try StressTest(withdrawal: 0.1, draws: 500, seed: 3)
    let (once, again) = (try test.outcome(plan([a, b])), try test.outcome(plan([a, b])))
    #expect(once == again)
    #expect(try test.outcome(plan([a])).grappes[0] == once.grappes[0])
    let other = try StressTest(withdrawal: 0.1, draws: 500, seed: 4).outcome(plan([a, b]))
    #expect(other.remaining != once.remaining)
  }

  @Test func `a plan without grappes`() throws {
    let outcome = try StressTest(withdrawal: 0.1, draws: 10, seed: 1).outcome(plan([]))
    #expect(outcome.funding == .zero && outcome.admissible.mean == 0 && outcome.organisations.isEmpty)
  }

  @Test(arguments: [(0.0, 10, 1), (1.0, 10, 1), (.nan, 10, 1), (0.1, 0, 1), (0.1, 1_000_001, 1), (0.1, 10, -1)])
  func `out of range`(withdrawal: Double, draws: Int, seed: Int) {
    #expect(throws: Failure.self) { try StressTest(withdrawal: withdrawal, draws: draws, seed: seed) }
  }

  @Test func `a plan that does not tell amounts or minimum`() throws {
    var own = grappe(seed: 1, members: 5)
    let test = try StressTest(withdrawal: 0.1, draws: 10, seed: 1)
    var bare = try plan([own])
    bare.parameters.minimum = [:]
    #expect(throws: Failure.self) { try test.outcome(bare) }
    own.members[1].amount = nil
    #expect(throws: Failure.self) { try test.outcome(plan([own])) }
  }
}
