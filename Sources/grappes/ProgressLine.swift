import Dispatch
import Foundation
import Grouping
import Planning
import Plans
import Reporting
import Synchronization
import Wording

/// The search as it goes, on standard error: one line that updates on a terminal, plain lines now and then elsewhere.
///
/// Parts of the search that have nothing to tell for long, such as one annealing of a large region, do not make the terminal's
/// line stand still: its seconds go on by themselves.
final class ProgressLine: Sendable {
  private let language: Language
  private let isTerminal: Bool
  private let state = Mutex(State())
  /// A queue of its own: the search keeps all threads of the common ones busy.
  private nonisolated(unsafe) let ticker: any DispatchSourceTimer

  private struct State {
    var last: Planner.Progress?
    /// When the last one was told.
    var told = ContinuousClock.now
    var lastSeconds = -Double.infinity
    var lastKey = ""
    var isOpen = false
  }

  init(language: Language) {
    self.language = language
    isTerminal = Terminal.isErrorTerminal
    ticker = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "progress"))
    guard isTerminal else { return }
    ticker.schedule(deadline: .now() + 1, repeating: 1)
    ticker.setEventHandler { [weak self] in self?.tick() }
    ticker.resume()
  }

  deinit {
    // One that never ran may not be released.
    if isTerminal { ticker.cancel() } else { ticker.resume() }
  }

  func show(_ progress: Planner.Progress) {
    state.withLock { state in
      (state.last, state.told) = (progress, .now)
      // A terminal is refreshed five times a second, a log gets a line at each phase and every five seconds.
      let key = "\(progress.number) \(progress.phase)"
      guard progress.seconds - state.lastSeconds >= (isTerminal ? 0.2 : 5) || key != state.lastKey else { return }
      state.lastSeconds = progress.seconds
      state.lastKey = key
      if isTerminal {
        draw(progress, seconds: progress.seconds)
        state.isOpen = true
      } else {
        Terminal.note(text(progress, seconds: progress.seconds))
      }
    }
  }

  /// Clears the line, so that what follows stands alone.
  func finish() {
    state.withLock { state in
      if state.isOpen { Terminal.draw("\r\u{1B}[K") }
      state.isOpen = false
    }
  }

  private func tick() {
    state.withLock { state in
      let since = (ContinuousClock.now - state.told) / .seconds(1)
      guard state.isOpen, since >= 1, let last = state.last else { return }
      draw(last, seconds: last.seconds + since)
    }
  }

  private func draw(_ progress: Planner.Progress, seconds: Double) {
    let cut = String(text(progress, seconds: seconds).prefix(max(20, Terminal.width(of: STDERR_FILENO) - 1)))
    Terminal.draw("\r\u{1B}[K\(cut)")
  }

  private func text(_ progress: Planner.Progress, seconds: Double) -> String {
    let regions = progress.regions.map(\.rawValue)
    var name = regions.count > 3 ? "\(regions[0])…\(regions[regions.count - 1])" : regions.joined(separator: "+")
    if progress.count > 1 { name += " (\(progress.number)/\(progress.count))" }
    return "\(name)  \(Self.state(progress, seconds: seconds, language))"
  }

  /// Where the search of a domain stands, without its name.
  static func state(_ progress: Planner.Progress, seconds: Double? = nil, _ language: Language) -> String {
    let isFrench = language == .fr
    let phase =
      switch progress.phase {
      case .bound: isFrench ? "borne" : "bound"
      case .improvement: isFrench ? "recherche" : "search"
      case .exact: isFrench ? "preuve" : "proof"
      }
    let money = { (cents: Int) in NumberFormat(language).money(Euros(cents: cents)) }
    // Value and proven maximum: what is found ≤ what can be.
    var parts = [phase, "\(progress.value.map(money) ?? "–") ≤ \(progress.bound.map(money) ?? "–")"]
    if let value = progress.value, let bound = progress.bound, bound > 0 {
      let hundredths = Int((Double(bound - value) / Double(bound) * 10_000).rounded(.up))
      let rest = hundredths % 100
      parts.append(
        "\(isFrench ? "écart" : "gap") \(hundredths / 100)\(isFrench ? "," : ".")\(rest < 10 ? "0" : "")\(rest)"
          + (isFrench ? " %" : "%"))
    }
    parts.append("\(progress.grappes) grappes")
    parts.append("\(Int(seconds ?? progress.seconds)) s")
    return parts.joined(separator: "  ")
  }
}
