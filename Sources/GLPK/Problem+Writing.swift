import CGLPK

/// The problem as a file that other solvers read. A path that ends in ".gz" gives a compressed file.
extension Problem {
  /// Writes the problem in CPLEX's LP format.
  ///
  /// - Parameter path: at most 1,024 bytes.
  /// - Throws: ``GLPKError/unwritable(path:reason:)``.
  public func write(lp path: String) throws(GLPKError) {
    try write(CGLPK_LP, path)
  }

  /// Writes the problem in the free MPS format, which knows no maximisation: who reads it must be told.
  ///
  /// - Parameter path: at most 1,024 bytes.
  /// - Throws: ``GLPKError/unwritable(path:reason:)``.
  public func write(mps path: String) throws(GLPKError) {
    try write(CGLPK_MPS, path)
  }

  private func write(_ format: cglpk_format, _ path: String) throws(GLPKError) {
    // GLPK prints the path into a buffer of 4 KiB without looking.
    guard !path.isEmpty, path.utf8.count <= 1024, !path.utf8.contains(0) else {
      throw .invalidArgument("path of \(path.utf8.count) bytes, expected 1 to 1,024, none of them 0")
    }
    var written: Int32 = 0
    try check(cglpk_write(handle, format, path, &written))
    guard written != 0 else {
      throw .unwritable(path: path, reason: terminalText().split(separator: "\n").last.map(String.init) ?? "")
    }
  }
}
