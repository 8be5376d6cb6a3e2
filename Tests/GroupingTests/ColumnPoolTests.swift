import Testing

@testable import Grouping

@Suite struct ColumnPoolTests {
  private static let plain = try? JointInstance(TinyProblem(.plain, seed: 1, count: 6).instance())

  private static func group(_ porteur: Int, _ members: [Int], _ value: Int, kind: Int = 0) -> JointGroup {
    JointGroup(kind: kind, porteur: porteur, members: members, value: value, reward: 100)
  }

  @Test func sameMembersAreKeptOnce() throws {
    let joint = try #require(Self.plain)
    var pool = ColumnPool()
    for group in [
      Self.group(0, [0, 1], 10), Self.group(0, [0, 1, 2], 10), Self.group(1, [0, 1], 9), Self.group(1, [0, 1], 10),
      Self.group(1, [0, 1], 11),
    ] {
      pool.insert(group, of: joint)
    }
    #expect(pool.columns == [Self.group(1, [0, 1], 11), Self.group(0, [0, 1, 2], 10)])
    #expect(pool.count == 2)
  }

  /// What draws on different envelopes is not the same, whatever the members.
  @Test func envelopesAreToldApart() throws {
    let instance = try TinyProblem(.plain, seed: 1, count: 6).instance()
    func kind(_ envelope: Int?) -> JointInstance.Kind {
      .init(
        instance: instance, units: Array(0..<6), unitCount: 6,
        draws: envelope.map { [.init(paidFrom: $0, by: instance)] } ?? [])
    }
    let joint = JointInstance(
      weights: instance.weights, resources: [.init(limit: 1_000)], kinds: [kind(nil), kind(0), kind(nil)])
    var pool = ColumnPool()
    for kind in 0..<3 { pool.insert(Self.group(0, [0, 1], 10 + kind, kind: kind), of: joint) }
    #expect(pool.columns == [Self.group(0, [0, 1], 12, kind: 2), Self.group(0, [0, 1], 11, kind: 1)])
  }

  @Test func mostPromisingFirst() throws {
    let joint = try #require(Self.plain)
    var pool = ColumnPool()
    // Reduced values 0, −30, −31, 5 and, the oldest first among equals, 0 again.
    let groups = [
      Self.group(0, [0, 1], 30), Self.group(0, [0, 2], 10), Self.group(1, [1, 2], 19), Self.group(1, [1, 3], 25),
      Self.group(2, [2, 3], 30),
    ]
    for group in groups { pool.insert(group, of: joint) }
    func promising(slack: Double, most: Int) -> [Int] {
      pool.promising(joint, prices: .init(units: [10, 20, 30, 0, 0, 0]), slack: slack, most: most)
        .compactMap(groups.firstIndex)
    }
    let order = promising(slack: 30, most: 9)
    #expect(order.first == 3 && Set(order[1...2]) == [0, 4] && order.dropFirst(3) == [1])
    #expect(promising(slack: 31, most: 9).last == 2)
    #expect(promising(slack: 31, most: 3) == Array(order.prefix(3)))
    #expect(promising(slack: 0, most: 9).count == 3)
    #expect(promising(slack: -6, most: 9).isEmpty)
  }
}
