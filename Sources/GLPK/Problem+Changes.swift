import CGLPK

/// Changes to rows and columns that are there already. The basis survives them; after a change of bounds the simplex
/// to go on with is the dual, after one of the objective the primal.
extension Problem {
  /// Changes the values that a column may take; of a binary column, so far as they are 0 or 1.
  ///
  /// - Throws: ``GLPKError/invalidArgument(_:)`` as for ``add(columns:)``.
  public func setBounds(column: Int, _ bounds: Bounds) throws(GLPKError) {
    let number = try columnNumber(column)
    let encoded = try EncodedBounds(bounds, kind: kinds[column], "column \(column)")
    try check(cglpk_set_column_bounds(handle, number, encoded.type, encoded.lower, encoded.upper))
  }

  /// Changes the values that a row's sum may take.
  ///
  /// - Throws: ``GLPKError/invalidArgument(_:)`` as for ``add(rows:)``.
  public func setBounds(row: Int, _ bounds: Bounds) throws(GLPKError) {
    let number = try rowNumber(row)
    let encoded = try EncodedBounds(bounds, "row \(row)")
    try check(cglpk_set_row_bounds(handle, number, encoded.type, encoded.lower, encoded.upper))
  }

  /// Changes a column's kind, and its bounds with it.
  ///
  /// - Throws: ``GLPKError/invalidArgument(_:)`` as for ``add(columns:)``.
  public func setKind(column: Int, _ kind: Kind, bounds: Bounds) throws(GLPKError) {
    let number = try columnNumber(column)
    let encoded = try EncodedBounds(bounds, kind: kind, "column \(column)")
    try check(cglpk_set_kind(handle, number, kind.encoded))
    kinds[column] = kind
    try check(cglpk_set_column_bounds(handle, number, encoded.type, encoded.lower, encoded.upper))
  }

  /// Changes what one unit of a column adds to the objective.
  public func setObjective(column: Int, _ coefficient: Double) throws(GLPKError) {
    let number = try columnNumber(column)
    guard coefficient.isFinite else {
      throw .invalidArgument("column \(column): objective \(coefficient), expected a finite number")
    }
    try check(cglpk_set_objective(handle, number, coefficient))
    objectiveCoefficients[column] = coefficient
  }

  /// Changes what the objective is when every column is 0.
  public func setObjective(constant: Double) throws(GLPKError) {
    guard constant.isFinite else {
      throw .invalidArgument("objective's constant \(constant), expected a finite number")
    }
    try check(cglpk_set_objective(handle, 0, constant))
    objectiveConstant = constant
  }

  /// Replaces all of a column's coefficients.
  ///
  /// - Parameters:
  ///   - rows: the rows it appears in, from 0, each once.
  ///   - coefficients: its coefficients there.
  /// - Throws: ``GLPKError/invalidArgument(_:)`` as for ``add(columns:)``.
  public func setCoefficients(column: Int, rows: [Int32], coefficients: [Double]) throws(GLPKError) {
    let number = try columnNumber(column)
    var marks = Marks(count: rowCount)
    var entries = PackedEntries()
    try entries.append(rows, coefficients, marks: &marks, "column \(column)")
    try check(cglpk_set_column_entries(handle, number, entries.count, entries.indices, entries.values))
  }

  /// Replaces all of a row's coefficients.
  ///
  /// - Parameters:
  ///   - columns: the columns that appear in it, from 0, each once.
  ///   - coefficients: their coefficients.
  /// - Throws: ``GLPKError/invalidArgument(_:)`` as for ``add(rows:)``.
  public func setCoefficients(row: Int, columns: [Int32], coefficients: [Double]) throws(GLPKError) {
    let number = try rowNumber(row)
    var marks = Marks(count: columnCount)
    var entries = PackedEntries()
    try entries.append(columns, coefficients, marks: &marks, "row \(row)")
    try check(cglpk_set_row_entries(handle, number, entries.count, entries.indices, entries.values))
  }

  /// The largest amount by which values break the bounds of a column or a row, each divided by 1 + |bound|; 0 if none.
  /// Whether integer columns are whole is not looked at.
  ///
  /// - Parameter values: one for each column.
  /// - Complexity: O(entries).
  public func violation(of values: [Double]) throws(GLPKError) -> Double {
    guard values.count == columnCount, values.allSatisfy(\.isFinite) else {
      throw .invalidArgument("\(values.count) values, expected \(columnCount) finite numbers")
    }
    var indices = [Int32](repeating: 0, count: columnCount + 1)
    var buffer = [Double](repeating: 0, count: columnCount + 1)
    var worst = 0.0
    try check(cglpk_violation(handle, values, &indices, &buffer, &worst))
    return worst
  }

  /// A column's number in GLPK.
  func columnNumber(_ column: Int) throws(GLPKError) -> Int32 {
    guard kinds.indices.contains(column) else {
      throw .invalidArgument("column \(column), expected 0 to \(columnCount - 1)")
    }
    return Int32(column + 1)
  }

  /// A row's number in GLPK.
  func rowNumber(_ row: Int) throws(GLPKError) -> Int32 {
    guard row >= 0, row < rowCount else {
      throw .invalidArgument("row \(row), expected 0 to \(rowCount - 1)")
    }
    return Int32(row + 1)
  }
}
