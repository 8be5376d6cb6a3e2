import Dispatch
import Synchronization

/// Work on several threads whose outcome does not depend on how many there are. The search is synchronous: it blocks the
/// threads it uses, and so keeps off Swift's cooperative pool.
package enum Parallel {
  /// A part's share of an amount of either sign that so many parts share out as evenly as whole numbers allow.
  static func share(of amount: Int, part: Int, count: Int) -> Int {
    let (even, rest) = (amount - amount.floorRemainder(count), amount.floorRemainder(count))
    return even / count + (part < rest ? 1 : 0)
  }

  /// Calls `body` on so many threads at once, each with its number; on the caller's where there is one only.
  package static func onThreads(_ count: Int, _ body: @Sendable (_ thread: Int) -> Void) {
    if count <= 1 { body(0) } else { DispatchQueue.concurrentPerform(iterations: count, execute: body) }
  }

  /// Calls `body` with each of `0..<count` and the number of the thread, which takes the next one that is left.
  ///
  /// - Parameter body: returns false to leave the others undone.
  package static func forEach(_ count: Int, threads: Int, _ body: @Sendable (_ index: Int, _ thread: Int) -> Bool) {
    let next = Atomic<Int>(0)
    onThreads(max(1, min(threads, count))) { thread in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        guard body(index, thread) else {
          next.store(count, ordering: .relaxed)
          return
        }
      }
    }
  }

  /// Works on tasks at once and takes up their results in the tasks' order: what has been taken up when the work is stopped
  /// is what one thread would have taken up.
  ///
  /// - Parameters:
  ///   - isStopped: asked after each task, from any thread; that task and all after it are then not taken up.
  ///   - commit: takes up a task's result, never at the same time as another; returns whether to go on.
  static func inOrder<Result>(
    _ count: Int, threads: Int, isStopped: @Sendable () -> Bool, run: @Sendable (_ task: Int) -> Result,
    commit: (_ task: Int, _ result: Result) -> Bool
  ) {
    // Only one thread at a time holds the line and calls `commit`, while the caller waits here.
    withoutActuallyEscaping(commit) { commit in
      nonisolated(unsafe) let commit = commit
      nonisolated(unsafe) let line = Line<Result>(count: count)
      let mutex = Mutex(())
      forEach(count, threads: threads) { task, _ in
        if isStopped() { return false }
        nonisolated(unsafe) let result = run(task)
        let isWhole = !isStopped()
        return mutex.withLock { _ in
          guard !line.isClosed else { return false }
          guard isWhole else {
            line.cut(at: task)
            return false
          }
          line.results[task] = result
          while line.next < line.end, let ready = line.results[line.next] {
            line.results[line.next] = nil
            let place = line.next
            line.next += 1
            if !commit(place, ready) { line.end = line.next }
          }
          return !line.isClosed
        }
      }
    }
  }

  /// Results that wait for those before them.
  private final class Line<Result> {
    var results: [Result?]
    var next = 0
    /// Tasks from here on are not taken up.
    var end: Int

    init(count: Int) {
      results = [Result?](repeating: nil, count: count)
      end = count
    }

    var isClosed: Bool { next >= end }

    func cut(at task: Int) { end = min(end, task) }
  }
}

extension Int {
  /// What is left when the greatest multiple of `divisor` that is no more than this is taken away: from 0 to divisor − 1.
  fileprivate func floorRemainder(_ divisor: Int) -> Int {
    let rest = self % divisor
    return rest < 0 ? rest + divisor : rest
  }
}
