import Dispatch
import Synchronization

/// Work on rows shared out among threads. Which thread takes which rows must change nothing in the result.
enum Shares {
  /// - Parameters:
  ///   - count: rows.
  ///   - threads: at least 1.
  ///   - work: called with ranges that together are `0..<count`, from several threads at once.
  static func run(count: Int, threads: Int, _ work: @Sendable (Range<Int>) -> Void) {
    let share = 64
    let shares = (count + share - 1) / share
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, shares))) { _ in
      while true {
        let first = next.add(1, ordering: .relaxed).oldValue * share
        guard first < count else { return }
        work(first..<min(count, first + share))
      }
    }
  }
}
