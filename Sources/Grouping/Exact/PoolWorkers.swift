import Dispatch
import Synchronization

/// The two workers of a search over known groups. The second has a thread of its own where there are two; otherwise both
/// take turns on the caller's.
final class PoolWorkers {
  /// Always as many, so that the search does not depend on the number of threads.
  static let count = 2

  typealias Result = (node: PoolNode, ending: PoolNode.Ending)

  private let first: PoolWorker
  private let second: PoolWorker?
  private let companion: Companion?

  init(_ environment: borrowing Solver.Environment, _ task: PoolSearch.Task) throws(SolverFailure) {
    let share = max(1, task.threads / Self.count)
    first = try PoolWorker(environment, task, threads: share)
    if task.threads > 1 {
      second = nil
      companion = Companion(task, threads: share)
    } else {
      second = try PoolWorker(environment, task, threads: 1)
      companion = nil
    }
  }

  /// Works on one or two nodes.
  ///
  /// - Returns: in the order of the nodes.
  func process(_ nodes: [PoolNode], goal: Double) throws(SolverFailure) -> [Result] {
    guard var node = nodes.first else { return [] }
    var results: [Result] = []
    if nodes.count > 1 { companion?.ask(nodes[1], goal: goal) }
    let ending: PoolNode.Ending
    do {
      ending = try first.process(&node, goal: goal)
    } catch {
      if nodes.count > 1 { _ = try? companion?.answer() }
      throw error
    }
    results.append((node, ending))
    guard nodes.count > 1 else { return results }
    if let companion {
      results.append(try companion.answer())
    } else if let second {
      var node = nodes[1]
      let ending = try second.process(&node, goal: goal)
      results.append((node, ending))
    }
    return results
  }

  /// Ends the second thread.
  func dismiss() { companion?.dismiss() }

  /// A worker on a thread of its own.
  private final class Companion: Sendable {
    private struct State {
      var question: (node: PoolNode, goal: Double)?
      var answer: Swift.Result<PoolWorkers.Result, SolverFailure>?
    }

    private let state = Mutex(State())
    private let asked = DispatchSemaphore(value: 0)
    private let answered = DispatchSemaphore(value: 0)

    init(_ task: PoolSearch.Task, threads: Int) {
      DispatchQueue.global().async { [self] in
        do throws(SolverFailure) {
          try Solver.run { environment throws(SolverFailure) in
            let worker = try PoolWorker(environment, task, threads: threads)
            while let (node, goal) = self.nextQuestion() { self.reply(self.work(worker, node, goal)) }
          }
        } catch {
          // No worker: every question is answered by the failure.
          while self.nextQuestion() != nil { self.reply(.failure(error)) }
        }
      }
    }

    private func work(
      _ worker: PoolWorker, _ node: PoolNode, _ goal: Double
    ) -> Swift.Result<PoolWorkers.Result, SolverFailure> {
      do throws(SolverFailure) {
        var node = node
        let ending = try worker.process(&node, goal: goal)
        return .success((node, ending))
      } catch {
        return .failure(error)
      }
    }

    /// Waits for a question; nil when there will be none.
    private func nextQuestion() -> (node: PoolNode, goal: Double)? {
      asked.wait()
      return state.withLock { state in
        defer { state.question = nil }
        return state.question
      }
    }

    private func reply(_ answer: Swift.Result<PoolWorkers.Result, SolverFailure>) {
      state.withLock { $0.answer = answer }
      answered.signal()
    }

    func ask(_ node: PoolNode, goal: Double) {
      state.withLock { $0.question = (node, goal) }
      asked.signal()
    }

    func answer() throws(SolverFailure) -> PoolWorkers.Result {
      answered.wait()
      let answer = state.withLock { state in
        defer { state.answer = nil }
        return state.answer
      }
      return try (answer ?? .failure(.noAnswer)).get()
    }

    func dismiss() {
      state.withLock { $0.question = nil }
      asked.signal()
    }
  }
}
