import Testing

@testable import Grouping

/// What plans draw on resources and what that costs.
@Suite struct ResourceTests {
  /// Two groups of two units each can be formed; amounts of either sign.
  private func joint(_ resources: [Resource]) throws -> JointInstance {
    let instance = try Instance(
      weights: [3, 3, 3, 3], rewards: [100, 100, 100, 100], groupReward: 50, minimum: 6, maximum: nil,
      cost: { $0 == $1 ? 0 : 1 })
    let kind = JointInstance.Kind(
      instance: instance, units: [0, 1, 2, 3], unitCount: 4, minimumMembers: 1,
      draws: resources.indices.map {
        .init(resource: $0, amounts: $0 == 0 ? [1, 2, 3, 4] : [-1, -1, 0, 5], ofGroup: 1)
      })
    return JointInstance(weights: instance.weights, resources: resources, kinds: [kind])
  }

  @Test func `what is drawn is of members and of the group`() throws {
    let joint = try joint([.init(limit: 10), .atLeast(4, missingPrice: 30)])
    let groups = try [[0, 1], [2, 3]].map { try #require(joint.group(kind: 0, porteur: $0[0], members: $0)) }
    #expect(joint.drawn(by: [groups[0]]) == [4, -1])
    #expect(joint.left(by: groups) == [-2, -9])
    #expect(joint.worth(of: []) == -120)
    #expect(joint.worth(of: [groups[0]]) == 249 - 90)
    #expect(joint.isConsistent([groups[0]]) && !joint.isConsistent(groups))
  }

  @Test func `a group may come where there is enough, or where its price is paid`() throws {
    let joint = try joint([.init(limit: 10), .atLeast(4, missingPrice: 30)])
    let first = try #require(joint.group(kind: 0, porteur: 0, members: [0, 1]))
    let second = try #require(joint.group(kind: 0, porteur: 2, members: [2, 3]))
    var left = joint.left(by: [])
    #expect(joint.gain(first, left: left) == 249 + 30)
    joint.take(first, from: &left)
    #expect(joint.gain(second, left: left) == nil)
    #expect(joint.gain(second, instead: first, left: left) == -6 * 30 - 30)
    joint.giveBack(first, to: &left)
    #expect(left == joint.left(by: []))
  }

  @Test func `what the empty plan lacks has a price, always`() {
    #expect(Resource(limit: -3).excessPrice != nil)
    #expect(Resource(limit: 3).excessPrice == nil)
  }

  @Test(arguments: [-7, -1, 0, 1, 10, 11], [1, 2, 3, 5]) func `shares of an amount sum to it`(amount: Int, count: Int) {
    let shares = (0..<count).map { Parallel.share(of: amount, part: $0, count: count) }
    #expect(shares.reduce(0, +) == amount)
    #expect((shares.max() ?? 0) - (shares.min() ?? 0) <= 1)
  }
}
