import Testing

@testable import Grouping

@Suite struct LeadersTests {
  typealias Features = RandomJointProblem.Features

  static let makes: [Features] = [
    [], .members, .twins, [.twins, .members], .compulsory, [.compulsory, .members], [.zones, .envelopes], .maximum,
  ]

  /// Where the rules on members and zones are said to bind no group, none that is heavy enough breaks them.
  @Test(arguments: makes) func rules(features: Features) {
    for seed in 0..<20 {
      var random = RandomJointProblem(seed: UInt64(seed + 4_000))
      let joint = random.make(features)
      let leaders = Leaders(joint)
      for (index, kind) in joint.kinds.enumerated() where !leaders.isRuled[index] {
        for set in 1..<(1 << kind.units.count) {
          let locals = BruteForce.units(of: set)
          guard locals.reduce(0, { $0 + kind.instance.weights[$1] }) >= kind.instance.minimum else { continue }
          let members = locals.map { kind.units[$0] }
          #expect(members.allSatisfy { joint.isRegular(members, porteur: $0, kind) })
        }
      }
    }
  }

  /// Each pair of a kind and a unit is one leader, found again from its groups; what a group draws is its reward.
  @Test(arguments: makes) func numbers(features: Features) {
    var random = RandomJointProblem(seed: UInt64(features.rawValue + 5_000))
    let joint = random.make(features)
    let leaders = Leaders(joint)
    #expect(leaders.count == joint.kinds.reduce(0) { $0 + $1.units.count })
    #expect(leaders.ofUnit.joined().sorted() == Array(0..<Int32(leaders.count)))
    for set in 1..<(1 << joint.unitCount) {
      let members = BruteForce.units(of: set)
      for kind in joint.kinds.indices {
        for porteur in members {
          guard let group = joint.group(kind: kind, porteur: porteur, members: members) else { continue }
          let leader = leaders.leader(of: group)
          #expect(leader.map { leaders.kind($0) == kind && leaders.unit($0) == porteur } ?? false)
          #expect(leader.flatMap { leaders.group($0, members: members.map(Int32.init)) } == group)
          let draws = leader.map { leaders.draws($0, members: members.map(Int32.init)) } ?? []
          #expect(draws.map(\.amount) == joint.kinds[kind].draws.map { _ in group.reward })
        }
      }
    }
  }

  /// No plan is worth less than the least value, nor does any differ from another by the price of what is missing.
  @Test(arguments: [Features.compulsory, [.compulsory, .conflicts], [.compulsory, .envelopes, .targets]])
  func amounts(features: Features) {
    for seed in 0..<10 {
      var random = RandomJointProblem(seed: UInt64(seed + 6_000))
      let joint = random.make(features, unitCount: 6)
      let leaders = Leaders(joint)
      let least = Restriction(leaders).leastValue(leaders)
      guard let best = JointBruteForce.best(joint) else { continue }
      #expect(best.value >= Int(least))
      #expect(leaders.missingPrice(leastValue: least) > Double(best.value) - least)
    }
  }
}
