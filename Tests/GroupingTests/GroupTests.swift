import Testing

@testable import Grouping

@Suite struct GroupTests {
  @Test func groupsOfUnits() {
    let solution = Solution(groups: [
      Group(porteur: 4, members: [1, 4], value: 30), Group(porteur: 0, members: [0, 2, 5], value: -7),
    ])
    #expect(solution.value == 23)
    #expect(solution.groupOfUnit(unitCount: 7) == [1, 0, 1, -1, 0, 1, -1])
    #expect(Solution().groupOfUnit(unitCount: 2) == [-1, -1])
    #expect(Solution().value == 0)
  }
}
