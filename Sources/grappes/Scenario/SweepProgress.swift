import Foundation
import Planning
import Plans
import Reporting
import Synchronization
import Wording

/// A sweep as it goes, on standard error: on a terminal one line that tells how many tasks are done and how the latest
/// search to speak goes, elsewhere a line for each task that ends.
final class SweepProgress: Sendable {
  private let language: Language
  private let isQuiet: Bool
  private let isTerminal: Bool
  private let count: Int
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  private struct State {
    var done: Int
    var shown: ContinuousClock.Instant
    var isOpen = false
  }

  /// - Parameters:
  ///   - done: tasks that are done already.
  ///   - count: tasks in all.
  init(language: Language, isQuiet: Bool, done: Int, count: Int) {
    self.language = language
    self.isQuiet = isQuiet
    self.count = count
    isTerminal = Terminal.isErrorTerminal
    state = Mutex(State(done: done, shown: .now - .seconds(1)))
  }

  func show(_ progress: Planner.Progress, of task: SweepManifest.Task) {
    guard !isQuiet, isTerminal else { return }
    state.withLock { state in
      guard .now - state.shown >= .seconds(0.2) else { return }
      let seconds = Int((ContinuousClock.now - start) / .seconds(1))
      draw(
        "\(state.done)/\(count)  \(seconds) s  \(task.folder)  \(ProgressLine.state(progress, language))", &state)
    }
  }

  func finish(_ task: SweepManifest.Task, _ result: RunRecord.Result) {
    let numbers = NumberFormat(language)
    let seconds = Int(result.seconds.rounded(.up))
    end(task, "\(numbers.money(result.totals.value)) ≤ \(numbers.money(result.bound))  \(seconds) s")
  }

  /// Also said on a terminal, and when quiet: it is no progress.
  func fail(_ task: SweepManifest.Task, _ reason: String) {
    state.withLock { state in
      close(&state)
      Terminal.complain("\(task.folder): \(reason)")
    }
  }

  /// Clears the line, so that what follows stands alone.
  func close() { state.withLock { close(&$0) } }

  private func end(_ task: SweepManifest.Task, _ text: String) {
    state.withLock { state in
      state.done += 1
      guard !isQuiet else { return }
      let line = "\(state.done)/\(count)  \(task.folder)  \(text)"
      if isTerminal { draw(line, &state) } else { Terminal.note(Terminal.flat(line)) }
    }
  }

  private func draw(_ line: String, _ state: inout State) {
    Terminal.draw("\r\u{1B}[K" + Terminal.flat(line).prefix(max(20, Terminal.width(of: STDERR_FILENO) - 1)))
    state.shown = .now
    state.isOpen = true
  }

  private func close(_ state: inout State) {
    if state.isOpen { Terminal.draw("\r\u{1B}[K") }
    state.isOpen = false
  }
}
