/// Some units and the one among them that leads.
public struct Group: Sendable, Hashable {
  public let porteur: Int
  /// Ascending, the porteur among them.
  public let members: [Int]
  /// In cents, as the instance evaluates it.
  public let value: Int
}

/// Groups that share no unit.
public struct Solution: Sendable, Equatable {
  public var groups: [Group]

  public init(groups: [Group] = []) {
    self.groups = groups
  }

  /// In cents.
  public var value: Int { groups.reduce(0) { $0 + $1.value } }

  /// The group of each unit, −1 where it has none.
  ///
  /// - Complexity: O(n).
  public func groupOfUnit(unitCount: Int) -> [Int] {
    var group = [Int](repeating: -1, count: unitCount)
    for (index, g) in groups.enumerated() {
      for member in g.members { group[member] = index }
    }
    return group
  }
}
