/// A node of the search over known groups.
struct PoolNode: Sendable {
  /// Columns of the store that it allows.
  var active: [Int32]
  /// In cents: nothing in it is worth more.
  var bound: Double
  var depth = 0
  var number = 0
  /// How many groups the leaders of some areas may have.
  var counts: [CountRow]

  /// How a node is split.
  enum Branching: Sendable {
    /// More groups than this in an area, or not.
    case count(area: [Bool], Int)
    /// Two units in one group, or not.
    case pair(Int, Int)
    /// The first of these columns that is not chosen; that all are chosen is known to be no plan.
    case columns([Int32])
  }

  /// What became of a node.
  enum Ending: Sendable {
    case done
    /// Its best is this choice of columns.
    case plan([Int], value: Double)
    case branch(Branching)
    case stopped
  }

  /// The nodes that it splits into; those that are empty left out.
  func children(_ branching: Branching, store: ColumnStore) -> [PoolNode] {
    if case .columns(let columns) = branching { return children(columns, store: store) }
    return [true, false].compactMap { first in
      var child = self
      child.depth += 1
      switch branching {
      case .count(let area, let count):
        let place = child.counts.firstIndex { $0.counts == area } ?? child.counts.count
        if place == child.counts.count { child.counts.append(CountRow(counts: area, lower: 0, upper: area.count)) }
        if first { child.counts[place].lower = count + 1 } else { child.counts[place].upper = count }
        if child.counts[place].lower > child.counts[place].upper { return nil }
      case .pair(let a, let b):
        child.active = active.filter { column in
          let (hasA, hasB) = (store.holds(Int(column), a), store.holds(Int(column), b))
          return first ? hasA == hasB : !(hasA && hasB)
        }
      case .columns: return nil
      }
      return child
    }
  }

  private func children(_ columns: [Int32], store: ColumnStore) -> [PoolNode] {
    columns.indices.map { place in
      var child = self
      child.depth += 1
      child.active = active.filter { column in
        column != columns[place]
          && columns[..<place].allSatisfy { column == $0 || store.areDisjoint(Int(column), Int($0)) }
      }
      return child
    }
  }
}
