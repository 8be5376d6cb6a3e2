import Synchronization
import Testing

@testable import Grouping

@Suite struct ParallelTests {
  @Test(arguments: [1, 2, 5], [0, 1, 17]) func eachOnce(threads: Int, count: Int) {
    let seen = Mutex([Int](repeating: 0, count: count))
    Parallel.forEach(count, threads: threads) { index, thread in
      seen.withLock { $0[index] += 1 }
      return thread < threads
    }
    #expect(seen.withLock { $0 } == [Int](repeating: 1, count: count))
  }

  /// Results come in the tasks' order, whoever is done first.
  @Test(arguments: [1, 2, 4]) func inOrder(threads: Int) {
    var taken: [Int] = []
    Parallel.inOrder(
      40, threads: threads, isStopped: { false },
      run: { task -> Int in
        var sum = 0
        for step in 0..<(1_000 * ((task * 7) % 5)) { sum &+= step }
        return sum &* 0 &+ 3 * task
      },
      commit: { task, result in
        #expect(result == 3 * task)
        taken.append(task)
        return true
      })
    #expect(taken == Array(0..<40))
  }

  /// Where `commit` says that it is enough, nothing after it is taken up, on any threads.
  @Test(arguments: [1, 2, 4]) func enough(threads: Int) {
    var taken: [Int] = []
    Parallel.inOrder(
      40, threads: threads, isStopped: { false }, run: { $0 },
      commit: { task, _ in
        taken.append(task)
        return task < 11
      })
    #expect(taken == Array(0...11))
  }

  /// Stopped at any moment: what was taken up is a beginning of all, without gaps.
  @Test(arguments: [1, 2, 4], [0, 1, 5, 30, 77]) func stopped(threads: Int, after: Int) {
    let asked = Atomic<Int>(0)
    var taken: [Int] = []
    Parallel.inOrder(
      40, threads: threads, isStopped: { asked.add(1, ordering: .relaxed).oldValue >= after }, run: { $0 },
      commit: { task, _ in
        taken.append(task)
        return true
      })
    #expect(taken == Array(0..<taken.count))
    #expect(taken.count <= 40 && (after > 0 || taken.isEmpty))
  }
}
