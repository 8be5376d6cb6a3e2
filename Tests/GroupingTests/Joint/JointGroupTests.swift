import Testing

@testable import Grouping

@Suite("Joint groups") struct JointGroupTests {
  /// Three units of 3 in zone 0, one of 4 in zone 1; minimum 6.
  private func joint(
    zones: Int = 1, filing: Int? = nil, members: Int = 2, conflicts: [(Int, Int)] = [], ids: [[Int]]? = nil,
    leads: [Bool]? = nil
  ) throws -> JointInstance {
    let weights = [3, 3, 3, 4]
    let instance = try Instance(
      weights: weights, rewards: [10, 10, 10, 10], groupReward: 100, minimum: 6, maximum: nil, allowsHeavyUnits: true,
      leads: leads, cost: { h, i in h == i ? 0 : 1 })
    return JointInstance(
      weights: weights, memberIDs: ids,
      zones: [0, 0, 0, 1].enumerated().map { [.init(zone: $1, weight: weights[$0])] },
      conflicts: conflicts,
      kinds: [
        .init(
          instance: instance, units: [0, 1, 2, 3], unitCount: 4, minimumMembers: members, minimumZones: zones,
          filingZone: filing)
      ])
  }

  @Test func `value and reward`() throws {
    let group = try #require(joint().group(kind: 0, porteur: 0, members: [0, 1]))
    #expect(group.value == 119 && group.reward == 120)
  }

  @Test func `zones`() throws {
    #expect(try joint(zones: 2).group(kind: 0, porteur: 0, members: [0, 1]) == nil)
    #expect(try joint(zones: 2).group(kind: 0, porteur: 0, members: [0, 3]) != nil)
    #expect(try joint(filing: 0).group(kind: 0, porteur: 0, members: [0, 3]) == nil)
    #expect(try joint(filing: 1).group(kind: 0, porteur: 0, members: [0, 3]) != nil)
    #expect(try joint(filing: 0).group(kind: 0, porteur: 0, members: [0, 1, 3]) != nil)
  }

  /// Equal weights in both zones: the porteur's files.
  @Test func `filing among equals`() throws {
    let joint = try joint()
    #expect(joint.filingZone([0, 3], porteur: 0) == 1)
    #expect(joint.filingZone([0], porteur: 3) == 0)
  }

  @Test func `members are counted once each`() throws {
    #expect(try joint(ids: [[7], [7], [8], [9]]).group(kind: 0, porteur: 0, members: [0, 1]) == nil)
    #expect(try joint(ids: [[7], [7], [8], [9]]).group(kind: 0, porteur: 0, members: [0, 2]) != nil)
    #expect(try joint(members: 3).group(kind: 0, porteur: 0, members: [0, 2]) == nil)
  }

  @Test func `who may not lead`() throws {
    let joint = try joint(leads: [false, true, true, true])
    #expect(joint.group(kind: 0, porteur: 0, members: [0, 1]) == nil)
    #expect(joint.group(kind: 0, porteur: 1, members: [0, 1]) != nil)
  }

  @Test func `conflicts are mended by the lighter leaving`() throws {
    let joint = try joint(conflicts: [(1, 3)])
    #expect(joint.group(kind: 0, porteur: 0, members: [0, 1, 3]) == nil)
    #expect(joint.mended(kind: 0, porteur: 0, members: [0, 1, 3])?.members == [0, 3])
    #expect(joint.mended(kind: 0, porteur: 1, members: [0, 1, 3])?.members == [0, 1])
  }
}
