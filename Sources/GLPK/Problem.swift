import CGLPK

/// A linear or mixed integer problem in GLPK.
///
/// Rows and columns count from 0 and keep their order; those added come last, those removed close up. What GLPK would
/// abort on is refused beforehand with ``GLPKError/invalidArgument(_:)``, and leaves the problem as it was.
///
/// A problem belongs to the thread whose environment it was made from and cannot be sent to another.
public final class Problem {
  let handle: OpaquePointer
  public let sense: Sense
  public private(set) var rowCount = 0
  /// What each column's values are.
  public internal(set) var kinds: [Kind] = []
  /// The objective, column by column.
  public internal(set) var objectiveCoefficients: [Double] = []
  /// What the objective is when every column is 0.
  public internal(set) var objectiveConstant = 0.0

  public var columnCount: Int { kinds.count }

  /// Makes an empty problem.
  ///
  /// - Parameters:
  ///   - environment: of the thread it will live on.
  ///   - name: for written files: at most 255 bytes, without control characters.
  /// - Throws: ``GLPKError``.
  public init(_ environment: borrowing Environment, name: String = "", sense: Sense = .minimise) throws(GLPKError) {
    try checkName(name, "problem")
    var handle: OpaquePointer?
    try check(cglpk_create(name, sense == .minimise ? GLP_MIN : GLP_MAX, &handle))
    guard let handle else { throw .outOfMemory }
    self.handle = handle
    self.sense = sense
  }

  deinit {
    cglpk_destroy(handle)
  }

  /// Adds columns, all or none.
  ///
  /// The current basis stays valid: the new columns are not in it. The simplex to go on with is then the primal.
  ///
  /// - Returns: their indices.
  /// - Throws: ``GLPKError/invalidArgument(_:)`` for a row that does not exist or is named twice in a column, a number
  ///   that is not finite, bounds that are empty or, for integer columns, not whole, an unfit name.
  /// - Complexity: O(entries + rows).
  @discardableResult
  public func add(columns: [Column]) throws(GLPKError) -> Range<Int> {
    let first = columnCount
    try checkRoom(first, columns.count)
    var marks = Marks(count: rowCount)
    var packed = PackedLines(lines: columns.count)
    for (offset, column) in columns.enumerated() {
      let bounds = try EncodedBounds(column.bounds, kind: column.kind, "column \(first + offset)")
      try packed.append(
        bounds, name: column.name, indices: column.rows, coefficients: column.coefficients, marks: &marks,
        "column \(first + offset)")
      try packed.append(objective: column.objective, kind: column.kind, "column \(first + offset)")
    }
    try check(packed.withLines { cglpk_add_columns(handle, $0) })
    kinds.append(contentsOf: columns.lazy.map(\.kind))
    objectiveCoefficients.append(contentsOf: columns.lazy.map(\.objective))
    return first..<columnCount
  }

  /// Adds rows, all or none.
  ///
  /// The current basis stays valid: the new rows are in it. The simplex to go on with is then the dual.
  ///
  /// - Returns: their indices.
  /// - Throws: as ``add(columns:)``.
  /// - Complexity: O(entries + columns).
  @discardableResult
  public func add(rows: [Row]) throws(GLPKError) -> Range<Int> {
    let first = rowCount
    try checkRoom(first, rows.count)
    var marks = Marks(count: columnCount)
    var packed = PackedLines(lines: rows.count)
    for (offset, row) in rows.enumerated() {
      let bounds = try EncodedBounds(row.bounds, "row \(first + offset)")
      try packed.append(
        bounds, name: row.name, indices: row.columns, coefficients: row.coefficients, marks: &marks,
        "row \(first + offset)")
    }
    try check(packed.withLines { cglpk_add_rows(handle, $0) })
    rowCount += rows.count
    return first..<rowCount
  }

  /// Removes columns; the others close up and keep their order.
  ///
  /// - Parameter columns: their indices, each once, in any order.
  /// - Complexity: O(columns + entries removed).
  public func remove(columns: [Int]) throws(GLPKError) {
    let numbers = try numbered(columns, of: columnCount, "columns to remove")
    try check(cglpk_remove_columns(handle, Int32(columns.count), numbers))
    let gone = Set(columns)
    kinds = kinds.indices.lazy.filter { !gone.contains($0) }.map { self.kinds[$0] }
    objectiveCoefficients = objectiveCoefficients.indices.lazy.filter { !gone.contains($0) }
      .map { self.objectiveCoefficients[$0] }
  }

  /// Removes rows; the others close up and keep their order.
  ///
  /// - Parameter rows: their indices, each once, in any order.
  /// - Complexity: O(rows + entries removed).
  public func remove(rows: [Int]) throws(GLPKError) {
    let numbers = try numbered(rows, of: rowCount, "rows to remove")
    try check(cglpk_remove_rows(handle, Int32(rows.count), numbers))
    rowCount -= rows.count
  }

  /// Indices as GLPK takes them, checked to exist and to differ.
  private func numbered(_ lines: [Int], of count: Int, _ subject: String) throws(GLPKError) -> [Int32] {
    var marks = Marks(count: count)
    marks.startOver()
    var numbers: [Int32] = [0]
    numbers.reserveCapacity(lines.count + 1)
    for line in lines {
      try marks.mark(Int32(clamping: line), subject)
      numbers.append(Int32(clamping: line) + 1)
    }
    return numbers
  }

  /// GLPK aborts past 100,000,000 rows or columns.
  private func checkRoom(_ present: Int, _ added: Int) throws(GLPKError) {
    guard present + added <= 100_000_000 else {
      throw .invalidArgument("\(present + added) rows or columns, expected 100,000,000 at most")
    }
  }
}

@available(*, unavailable)
extension Problem: Sendable {}
