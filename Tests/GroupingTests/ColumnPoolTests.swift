import Testing

@testable import Grouping

@Suite struct ColumnPoolTests {
  @Test func sameMembersAreKeptOnce() {
    var pool = ColumnPool()
    let changes = [
      Group(porteur: 0, members: [0, 1], value: 10), Group(porteur: 0, members: [0, 1, 2], value: 10),
      Group(porteur: 1, members: [0, 1], value: 9), Group(porteur: 1, members: [0, 1], value: 10),
      Group(porteur: 1, members: [0, 1], value: 11),
    ].map { pool.insert($0) }
    #expect(changes == [true, true, false, false, true])
    #expect(
      pool.columns == [
        Group(porteur: 1, members: [0, 1], value: 11), Group(porteur: 0, members: [0, 1, 2], value: 10),
      ])
    #expect(pool.count == 2)
  }

  @Test func mostPromisingFirst() {
    var pool = ColumnPool()
    // Reduced values 0, −30, −31, 5 and, the oldest first among equals, 0 again.
    let groups = [
      Group(porteur: 0, members: [0, 1], value: 30), Group(porteur: 0, members: [0, 2], value: 10),
      Group(porteur: 1, members: [1, 2], value: 19), Group(porteur: 1, members: [1, 3], value: 25),
      Group(porteur: 2, members: [2, 3], value: 30),
    ]
    for group in groups { pool.insert(group) }
    let prices = [10.0, 20, 30, 0]
    func promising(slack: Double, most: Int) -> [Int] {
      pool.promising(prices: prices, slack: slack, most: most).compactMap(groups.firstIndex)
    }
    let order = promising(slack: 30, most: 9)
    #expect(order.first == 3 && Set(order[1...2]) == [0, 4] && order.dropFirst(3) == [1])
    #expect(promising(slack: 31, most: 9).last == 2)
    #expect(promising(slack: 31, most: 3) == Array(order.prefix(3)))
    #expect(promising(slack: 0, most: 9).count == 3)
    #expect(promising(slack: -6, most: 9).isEmpty)
  }
}
