import Grouping

/// Work on rows shared out among threads. Which thread takes which rows must change nothing in the result.
enum Shares {
  private static let rows = 64

  /// - Parameters:
  ///   - count: rows.
  ///   - threads: at least 1.
  ///   - work: called with ranges that together are `0..<count`, from several threads at once.
  static func run(count: Int, threads: Int, _ work: @Sendable (Range<Int>) -> Void) {
    Parallel.forEach((count + rows - 1) / rows, threads: threads) { share, _ in
      work((share * rows)..<min(count, (share + 1) * rows))
      return true
    }
  }
}
