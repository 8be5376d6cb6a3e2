import Wording

/// Whether the cells of a row stand in the columns that they are of.
enum RowAlignment {
  case inPlace
  /// They do now: one cell was too many or too few, and the rest lines up in one way only.
  case realigned
  /// They do not, and how they did is not certain.
  case shifted
}

extension LegacyCursor {
  /// Puts the record's cells into their columns, where a separator too many or too few has moved them.
  ///
  /// - Complexity: O(cells) for a row in place, some cells; O(cells + bytes) for one that is not.
  mutating func align(_ form: RowForm, isComplete: Bool) -> RowAlignment {
    if isComplete && form.glance.allSatisfy({ form.fit(bytes($0), at: $0) == .fits }) { return .inPlace }
    let places = 0..<max(form.contents.count, cellCount)
    let fits = places.map { form.fit(bytes($0), at: $0) }
    let misfits = fits.count { $0 == .not }
    let hasCategory = form.category.map { fits[$0] == .fits } ?? true
    // One cell that does not fit is a damaged cell, and is told as such.
    if isComplete && hasCategory && misfits <= 1 { return .inPlace }
    if let cells = RowShift(self, form).linedUp() {
      replaceCells(cells)
      return .realigned
    }
    guard isComplete else { return .shifted }
    if hasCategory { return form.category != nil || misfits <= 1 ? .inPlace : .shifted }
    // An empty category is no misfit; a wrong one is one.
    let others = form.category.map { fits[$0] == .not } == true ? misfits - 1 : misfits
    let known = zip(form.contents, fits).count { !$0.isHint && $1 == .fits }
    // The category alone is wrong, which its reader tells.
    return others == 0 && known >= 3 ? .inPlace : .shifted
  }
}

/// The ways to line a row up again by undoing one separator.
private struct RowShift {
  private let cursor: LegacyCursor
  private let form: RowForm
  private let cells: [LegacyRecords.Cell]

  /// What speaks for a way, and the cells that it makes.
  private struct Way {
    let score: Int
    let cells: [LegacyRecords.Cell]
  }

  init(_ cursor: LegacyCursor, _ form: RowForm) {
    self.cursor = cursor
    self.form = form
    cells = cursor.cells
  }

  /// The cells of the best way; nil when there is none or when the best disagree on what is read.
  func linedUp() -> [LegacyRecords.Cell]? {
    guard cells.count == cursor.cellCount, cells.count > 2 else { return nil }
    let ways = (cells.count > form.least ? oneFewer() : []) + (cells.count >= form.least - 1 ? oneMore() : [])
    guard let best = ways.map(\.score).max() else { return nil }
    let equals = ways.filter { $0.score == best }
    guard let first = equals.first, equals.dropFirst().allSatisfy({ isSame($0.cells, first.cells) }) else { return nil }
    return first.cells
  }

  private func isSame(_ a: [LegacyRecords.Cell], _ b: [LegacyRecords.Cell]) -> Bool {
    form.decisive.allSatisfy { place in
      let first = a.indices.contains(place) ? cursor.bytes(of: a[place]) : []
      let second = b.indices.contains(place) ? cursor.bytes(of: b[place]) : []
      return first.elementsEqual(second)
    }
  }

  /// Points for a cell in a column; nil when it cannot stand there.
  private func points(_ cell: LegacyRecords.Cell, at place: Int) -> Int? {
    let content = form.contents.indices.contains(place) ? form.contents[place] : nil
    switch form.fit(cursor.bytes(of: cell), at: place) {
    case .fits: return content?.isHint == true ? 2 : 4
    case .may: return place == form.category ? nil : 0
    case .not: return nil
    }
  }

  /// Sums of points from the left, the cells in place: as many as have no misfit, and one.
  private var prefixes: [Int] {
    var sums = [0]
    for (place, cell) in cells.enumerated() {
      guard let points = points(cell, at: place) else { break }
      sums.append((sums.last ?? 0) + points)
    }
    return sums
  }

  /// Sums of points of the cells from each one to the last, each cell so many columns from its place; nil from a misfit on.
  private func suffixes(by shift: Int) -> [Int?] {
    var sums = [Int?](repeating: nil, count: cells.count + 1)
    sums[cells.count] = 0
    for place in cells.indices.reversed() where place + shift >= 0 {
      guard let rest = sums[place + 1], let points = points(cells[place], at: place + shift) else { break }
      sums[place] = rest + points
    }
    return sums
  }

  /// A separator too many: two neighbours are one cell, or one of them is nothing.
  private func oneFewer() -> [Way] {
    let (before, after) = (prefixes, suffixes(by: -1))
    var ways: [Way] = []
    for place in 0..<min(before.count, cells.count - 1) {
      guard let rest = after[place + 2] else { continue }
      let (first, second) = (cells[place], cells[place + 1])
      let joined =
        first.isEmpty
        ? second
        : second.isEmpty
          ? first
          : LegacyRecords.Cell(
            start: first.start, end: second.end, hasEscapes: first.hasEscapes || second.hasEscapes)
      guard let own = points(joined, at: place) else { continue }
      let isText = !first.isEmpty && !second.isEmpty
      ways.append(
        Way(
          score: before[place] + own + rest + (isText ? 1 : 0),
          cells: cells[..<place] + [joined] + cells[(place + 2)...]
        ))
    }
    return ways
  }

  /// A separator too few: a cell is two, or nothing stands before or after it.
  private func oneMore() -> [Way] {
    let (before, after) = (prefixes, suffixes(by: 1))
    var ways: [Way] = []
    for place in 0..<min(before.count, cells.count) {
      guard let rest = after[place + 1] else { continue }
      let cell = cells[place]
      // The whole cell on the left first, for it is what a text most probably is.
      for cut in [cell.end] + Array(cell.start..<cell.end) {
        let left = LegacyRecords.Cell(start: cell.start, end: cut, hasEscapes: cell.hasEscapes)
        let right = LegacyRecords.Cell(start: cut, end: cell.end, hasEscapes: cell.hasEscapes)
        guard let first = points(left, at: place), let second = points(right, at: place + 1) else { continue }
        ways.append(
          Way(
            score: before[place] + first + second + rest,
            cells: cells[..<place] + [left, right] + cells[(place + 1)...]))
      }
    }
    return ways
  }
}

extension RegisterDraft {
  /// Puts a row's cells into their columns, and tells when that was needed or cannot be done.
  ///
  /// - Parameters:
  ///   - isComplete: whether it has as many cells as rows have.
  ///   - expected: how many cells it should have, given how many it has, for failures.
  /// - Returns: whether the row can be read.
  mutating func linesUp(
    _ cursor: inout LegacyCursor, _ form: RowForm, isComplete: Bool, at origin: Origin,
    expected: (_ found: Int) -> Wording
  ) throws(Failure) -> Bool {
    let count = cursor.cellCount
    let alignment = cursor.isBroken ? .shifted : cursor.align(form, isComplete: isComplete)
    guard alignment != .inPlace else { return true }
    let isMended = alignment == .realigned
    if isMended || isComplete {
      let number = form.contents.firstIndex(of: .number).flatMap { FinessNumber(bytes: cursor.bytes($0)) }
      try report(
        isMended ? .realignedRow : .shiftedRow, at: origin, value: cursor.excerpt, finess: number,
        expected: RowForm.expected)
    } else {
      try report(.malformedLine, at: origin, value: cursor.excerpt, expected: expected(count))
    }
    return isMended
  }
}
