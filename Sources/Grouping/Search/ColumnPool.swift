/// Candidate groups met on the way, without repeats: of two with the same members the better is kept, and where they draw
/// on resources the better of each kind.
struct ColumnPool {
  private(set) var columns: [JointGroup] = []
  private var placeOfKey: [Key: Int] = [:]

  private struct Key: Hashable {
    let members: [Int]
    /// Of the group where it draws on a resource, −1 elsewhere.
    let kind: Int
  }

  var count: Int { columns.count }

  mutating func insert(_ group: JointGroup, of joint: JointInstance) {
    let key = Key(members: group.members, kind: joint.kinds[group.kind].draws.isEmpty ? -1 : group.kind)
    if let place = placeOfKey[key] {
      if group.value > columns[place].value { columns[place] = group }
      return
    }
    placeOfKey[key] = columns.count
    columns.append(group)
  }

  /// Inserts the groups that a round of pricing has found, of all kinds.
  mutating func insert(_ priced: Oracle.Result, of joint: JointInstance) {
    for kind in 0..<priced.kindCount {
      for porteur in joint.kinds[kind].units {
        let members = priced.column(of: porteur, kind: kind)
        guard !members.isEmpty, let group = joint.mended(kind: kind, porteur: porteur, members: members) else {
          continue
        }
        insert(group, of: joint)
      }
    }
  }

  /// The columns that a plan worth more than `floor` may hold, the most promising first: with UB the bound of these
  /// prices, no plan with a column of reduced value r < 0 is worth more than UB + r.
  ///
  /// - Parameters:
  ///   - prices: in cents, of the units and of a unit of each resource.
  ///   - slack: UB − floor in cents; columns whose reduced value is below −slack are left out.
  ///   - most: how many are returned at the most.
  func promising(
    _ joint: JointInstance, prices: BoundGeneration.Prices, slack: Double, most: Int
  ) -> [JointGroup] {
    let reduced = columns.map { joint.reducedValue($0, prices: prices.units, rates: prices.rates) }
    return columns.indices.filter { reduced[$0] >= -slack }
      .sorted { (reduced[$0], $1) > (reduced[$1], $0) }
      .prefix(most).map { columns[$0] }
  }
}

extension JointInstance {
  /// In cents.
  func reducedValue(_ group: JointGroup, prices: [Double], rates: [Double]) -> Double {
    var value = Double(group.value)
    forEachDraw(of: group) { value -= rates[$0] * Double($1) }
    return group.members.reduce(value) { $0 - prices[$1] }
  }
}
