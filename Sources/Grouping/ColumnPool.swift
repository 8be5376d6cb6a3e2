/// Candidate groups met on the way, without repeats: of two groups with the same members the better is kept.
struct ColumnPool {
  private(set) var columns: [Group] = []
  private var placeOfMembers: [[Int]: Int] = [:]

  var count: Int { columns.count }

  /// - Returns: whether the pool has changed.
  @discardableResult
  mutating func insert(_ group: Group) -> Bool {
    if let place = placeOfMembers[group.members] {
      guard group.value > columns[place].value else { return false }
      columns[place] = group
      return true
    }
    placeOfMembers[group.members] = columns.count
    columns.append(group)
    return true
  }

  /// Inserts the groups that a round of pricing has found.
  mutating func insert(_ priced: Oracle.Result, of instance: Instance) {
    for porteur in 0..<instance.unitCount {
      let members = priced.column(of: porteur)
      guard !members.isEmpty, let group = instance.group(porteur: porteur, members: members) else {
        continue
      }
      insert(group)
    }
  }

  /// The columns that a plan worth more than `floor` may hold, the most promising first: with UB the bound of these
  /// prices, no plan with a column of reduced value r < 0 is worth more than UB + r.
  ///
  /// - Parameters:
  ///   - prices: unit prices in cents.
  ///   - slack: UB − floor in cents; columns whose reduced value is below −slack are left out.
  ///   - most: how many are returned at the most.
  func promising(prices: [Double], slack: Double, most: Int) -> [Group] {
    let reduced = columns.map { group in
      Double(group.value) - group.members.reduce(0) { $0 + prices[$1] }
    }
    return columns.indices.filter { reduced[$0] >= -slack }
      .sorted { (reduced[$0], $1) > (reduced[$1], $0) }
      .prefix(most).map { columns[$0] }
  }
}
